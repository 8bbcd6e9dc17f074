"""How a batch looks: stage by stage for one report, a line a report for many, live lines on a terminal, JSON lines."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Protocol, Self

from cchc_report.batch.events import Event
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import Stage
from cchc_report.cli.terminal import StageLines, say, say_error
from cchc_report.errors import Language, Text

NAME_WIDTH = 28
NOT_MADE = Text(vi="không lập được", en="not made")


class BatchLines(Protocol):
    """Something that shows a batch while it runs."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def tell(self, event: Event) -> None:
        """Take a piece of news."""


class _NothingOpen:
    """What has nothing to take away at its end."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing open."""


class JsonLines(_NothingOpen):
    """Prints each event as one line of JSON."""

    def tell(self, event: Event) -> None:
        """Print the event."""
        say(json.dumps(event.as_record(), ensure_ascii=False))


class OneReportLines:
    """Prints the stages of the one report of a run; why it fails is told at the end, in full."""

    def __init__(self, language: Language) -> None:
        self._stages = StageLines(language)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the line of a stage that failed."""
        self._stages.close()

    def tell(self, event: Event) -> None:
        """Show a stage."""
        if event.kind == "planned":
            self._stages(Stage("validate"))
        elif event.kind == "checked":
            self._stages(Stage("validate", event.detail, event.seconds))
        elif event.stage:
            self._stages(Stage(event.stage, event.detail, event.seconds))


class PlainLines(_NothingOpen):
    """Prints one line a report when it is finished, with how many are done; failures go to the error stream."""

    def __init__(self, language: Language, *, keep_going: bool) -> None:
        self._count = ReportCount(language, keep_going=keep_going)

    def tell(self, event: Event) -> None:
        """Print what is worth a line."""
        lines = self._count.lines(event)
        if event.kind in {"failed", "refused"}:
            say_error(lines)
        else:
            for line in lines:
                say(line)


class ReportCount:
    """What is told of each report when it is done with, and how many are.

    Attributes:
        done: How many.
        all: How many there will be at the end, those up to date left aside.
    """

    def __init__(self, language: Language, *, keep_going: bool) -> None:
        self._language = language
        self._keep_going = keep_going
        self.done = 0
        self.all = 0

    def lines(self, event: Event) -> list[str]:
        """Return the lines of an event; most have none."""
        counts = event.counts or {}
        if event.kind == "planned":
            self.all = counts["to_make"] + counts["refused"]
            return [counts_text(counts["to_make"], counts["fresh"], counts["refused"], self._language)]
        if event.kind == "stopped":
            done = Text(vi=f"Đã xong {self.done}/{self.all} báo cáo.", en=f"{self.done}/{self.all} reports are done.")
            return [done.in_language(self._language)]
        # Where one refused report stops the batch, all problems follow anyway.
        if event.request and (event.kind in {"published", "failed"} or (event.kind == "refused" and self._keep_going)):
            self.done += 1
            return report_lines(event, event.request, f"{self.done}/{self.all}", self._language)
        return []


def counts_text(to_make: int, fresh: int, refused: int, language: Language) -> str:
    """Return how many reports will be made, are up to date, cannot be made; what is none of them is left out."""
    return Text(
        vi=f"{to_make} báo cáo cần lập"
        + (f", {fresh} đã là mới nhất" if fresh else "")
        + (f", {refused} không lập được" if refused else ""),
        en=f"{to_make} reports to make"
        + (f", {fresh} up to date" if fresh else "")
        + (f", {refused} cannot be made" if refused else ""),
    ).in_language(language)


def report_lines(event: Event, request: ReportRequest, count: str, language: Language) -> list[str]:
    """Return the lines of a report that is done with: `[3/40] 2020/sct/internal   1,2 s; 1 lỗi`, or why not."""
    start = f"[{count}] {request.name:<{NAME_WIDTH}}"
    if event.kind == "published":
        found = event.detail.in_language(language)
        return [start + seconds_text(event.seconds or 0, language) + (f"; {found}" if found else "")]
    advice = [line for problem in event.problems[:1] for line in problem.lines(language)[1:]]
    return [f"{start}{NOT_MADE.in_language(language)}: {event.detail.in_language(language)}", *advice]


def seconds_text(seconds: float, language: Language) -> str:
    """Return a duration as people of the language write it."""
    shown = f"{seconds:.1f} s"
    return shown if language == "en" else shown.replace(".", ",")


def lines_for(
    language: Language, *, as_json: bool, is_terminal: bool, one_report: bool = False, keep_going: bool = False
) -> BatchLines:
    """Return what shows a batch here."""
    if as_json:
        return JsonLines()
    if one_report:
        return OneReportLines(language)
    if is_terminal:
        from cchc_report.cli.live_lines import LiveLines  # noqa: PLC0415  # loads rich, which only a terminal needs

        return LiveLines(language, keep_going=keep_going)
    return PlainLines(language, keep_going=keep_going)
