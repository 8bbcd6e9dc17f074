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

_NAME_WIDTH = 28


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
        self._language = language
        self._keep_going = keep_going
        self._done = 0
        self._all = 0

    def tell(self, event: Event) -> None:
        """Print what is worth a line."""
        if event.kind == "planned":
            self._all = reports_to_end(event)
            say(planned_line(event, self._language))
        elif event.request and ends_a_report(event, keep_going=self._keep_going):
            self._done += 1
            line = report_line(event, event.request, f"{self._done}/{self._all}", self._language)
            if event.kind == "published":
                say(line)
            else:
                say_error([line])


def ends_a_report(event: Event, *, keep_going: bool) -> bool:
    """Return whether a report is done with; where one refused report stops the batch, all problems follow anyway."""
    return event.kind in {"published", "failed"} or (event.kind == "refused" and keep_going)


def reports_to_end(planned: Event) -> int:
    """Return how many reports the batch will have done with at its end, those up to date left aside."""
    counts = planned.counts or {}
    return counts["to_make"] + counts["refused"]


def planned_line(event: Event, language: Language) -> str:
    """Return how many reports will be made, are up to date, cannot be made."""
    counts = event.counts or {}
    make, fresh, refused = counts["to_make"], counts["fresh"], counts["refused"]
    return Text(
        vi=f"{make} báo cáo cần lập, {fresh} đã là mới nhất" + (f", {refused} không lập được" if refused else ""),
        en=f"{make} reports to make, {fresh} up to date" + (f", {refused} cannot be made" if refused else ""),
    ).in_language(language)


def report_line(event: Event, request: ReportRequest, count: str, language: Language) -> str:
    """Return the line of a report that is finished, such as `[3/40] 2020/sct/internal   1,2 s`."""
    said = (
        seconds_text(event.seconds or 0, language) if event.kind == "published" else event.detail.in_language(language)
    )
    return f"[{count}] {request.name:<{_NAME_WIDTH}}{said}"


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
