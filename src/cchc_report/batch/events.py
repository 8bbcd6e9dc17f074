"""What a batch tells while it runs: to the terminal, to the log of the run, and as JSON lines to machines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import NO_DETAIL, STAGE_NAMES, Stage, StageId
from cchc_report.errors import Text

EventKind = Literal["planned", "fresh", "checked", "refused", "stage", "published", "failed", "finished"]
"""`planned`: what will be made; `fresh`: a report was up to date; `checked`: a report's data can be read;
`refused`: its parameters or data are wrong; `stage`: a stage of a report began (without `seconds`) or ended;
`published`, `failed`: its end; `finished`: the batch is over."""


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
    """

    kind: EventKind
    request: ReportRequest | None = None
    stage: StageId | None = None
    detail: Text = NO_DETAIL
    seconds: float | None = None
    counts: dict[str, int] | None = None

    @property
    def stage_name(self) -> Text:
        """The stage's name in the two languages."""
        return STAGE_NAMES[self.stage] if self.stage else NO_DETAIL

    @classmethod
    def of_stage(cls, request: ReportRequest, stage: Stage) -> Event:
        """Return the news that `stage` of a report began or ended."""
        return cls("stage", request, stage=stage.id, detail=stage.detail, seconds=stage.seconds)

    def as_record(self) -> dict[str, Any]:
        """Return the event as plain JSON values; what does not apply is left out."""
        record: dict[str, Any] = {"event": self.kind}
        if self.request:
            record |= {
                "year": self.request.year,
                "department": self.request.department,
                "edition": self.request.edition,
            }
        if self.stage:
            record["stage"] = self.stage
        if self.detail != NO_DETAIL:
            record["detail"] = {"vi": self.detail.vi, "en": self.detail.en}
        if self.seconds is not None:
            record["seconds"] = round(self.seconds, 3)
        return record | ({"counts": self.counts} if self.counts is not None else {})


Tell: TypeAlias = Callable[[Event], None]
