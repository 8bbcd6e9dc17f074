"""What a batch tells while it runs: to the terminal, to the log of the run, and as JSON lines to machines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from cchc_report.batch.plan import Plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import BatchResult, NotMade
from cchc_report.batch.stages import NO_DETAIL, STAGE_NAMES, Stage, StageId
from cchc_report.errors import Problem, Text

SCHEMA = "cchc-report/events/1"

EventKind = Literal["planned", "fresh", "checked", "refused", "stage", "published", "failed", "finished", "stopped"]
"""`planned`: what will be made; `fresh`: a report was up to date; `checked`: a report's data can be read;
`refused`: its parameters or data are wrong; `stage`: a stage of a report began (without `seconds`) or ended;
`published`, `failed`: its end; `finished`: the batch is over; `stopped`: its user stopped it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One piece of news.

    Attributes:
        kind: What happened.
        request: To which report; `None` for the batch as a whole.
        stage: Which stage of the report began or ended.
        detail: What came out, or the reason of a failure, in few words.
        seconds: How long it took; `None` for what begins.
        counts: Numbers of reports: `to_make`, `fresh`, `refused`, or at the end `made`, `fresh`, `failed`.
        problems: Why the report was not made, all of it.
        kept: Folder of what helps to find the cause, as messages name it.
    """

    kind: EventKind
    request: ReportRequest | None = None
    stage: StageId | None = None
    detail: Text = NO_DETAIL
    seconds: float | None = None
    counts: Mapping[str, int] | None = None
    problems: tuple[Problem, ...] = ()
    kept: str | None = None

    @property
    def stage_name(self) -> Text:
        """The stage's name in the two languages."""
        return STAGE_NAMES[self.stage] if self.stage else NO_DETAIL

    @classmethod
    def of_stage(cls, request: ReportRequest, stage: Stage) -> Event:
        """Return the news that `stage` of a report began or ended."""
        return cls("stage", request, stage=stage.id, detail=stage.detail, seconds=stage.seconds)

    @classmethod
    def planned(cls, plan: Plan) -> Event:
        """Return the news of what a batch is about to do."""
        counts = {"to_make": len(plan.to_make), "fresh": len(plan.fresh), "refused": len(plan.refused)}
        return cls("planned", counts=counts)

    @classmethod
    def not_made(cls, kind: Literal["refused", "failed"], not_made: NotMade, seconds: float | None = None) -> Event:
        """Return the news that a report cannot be made, or was not."""
        why, kept = not_made.problems, not_made.kept
        return cls(kind, not_made.request, detail=not_made.reason, seconds=seconds, problems=why, kept=kept)

    @classmethod
    def finished(cls, result: BatchResult) -> Event:
        """Return the news of how a batch ended."""
        counts = {"made": len(result.made), "fresh": len(result.fresh), "failed": len(result.not_made)}
        return cls("finished", counts=counts)

    @classmethod
    def stopped(cls, result: BatchResult) -> Event:
        """Return the news that the user stopped a batch, and how far it had come."""
        return cls("stopped", counts={"made": len(result.made), "failed": len(result.not_made)})

    def as_record(self) -> dict[str, Any]:
        """Return the event as plain JSON values; what does not apply is left out."""
        record: dict[str, Any] = {"event": self.kind}
        if self.kind == "planned":
            record["schema"] = SCHEMA
        if self.request:
            record |= asdict(self.request)
        if self.stage:
            record["stage"] = self.stage
        if self.detail != NO_DETAIL:
            record["detail"] = asdict(self.detail)
        if self.seconds is not None:
            record["seconds"] = round(self.seconds, 3)
        if self.counts is not None:
            record["counts"] = dict(self.counts)
        if self.problems:
            record["problems"] = [problem.as_record() for problem in self.problems]
        return record | ({"kept": self.kept} if self.kept is not None else {})


Tell: TypeAlias = Callable[[Event], None]
