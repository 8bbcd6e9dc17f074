"""How a batch looks: a line a report where nobody watches, live lines on a terminal, JSON lines for machines."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Protocol, Self

from cchc_report.batch.events import Event
from cchc_report.batch.request import ReportRequest
from cchc_report.cli.terminal import say, say_error
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


class JsonLines:
    """Prints each event as one line of JSON."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing open."""

    def tell(self, event: Event) -> None:
        """Print the event."""
        say(json.dumps(event.as_record(), ensure_ascii=False))


class PlainLines:
    """Prints one line a report when it is finished, with how many are done; failures go to the error stream."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._done = 0
        self._all = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing open."""

    def tell(self, event: Event) -> None:
        """Print what is worth a line."""
        if event.kind == "planned":
            self._all = (event.counts or {})["to_make"] + (event.counts or {})["refused"]
            say(planned_line(event, self._language))
        elif event.kind in {"published", "failed"} and event.request:
            self._done += 1
            line = report_line(event, event.request, f"{self._done}/{self._all}", self._language)
            if event.kind == "published":
                say(line)
            else:
                say_error([line])


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
    if event.kind == "failed":
        return f"[{count}] {request.name:<{_NAME_WIDTH}}{event.detail.in_language(language)}"
    return f"[{count}] {request.name:<{_NAME_WIDTH}}{seconds_text(event.seconds or 0, language)}"


def seconds_text(seconds: float, language: Language) -> str:
    """Return a duration as people of the language write it."""
    shown = f"{seconds:.1f} s"
    return shown if language == "en" else shown.replace(".", ",")


def lines_for(language: Language, *, as_json: bool, is_terminal: bool) -> BatchLines:
    """Return what shows a batch here."""
    if as_json:
        return JsonLines()
    if is_terminal:
        from cchc_report.cli.live_lines import LiveLines  # noqa: PLC0415  # loads rich, which only a terminal needs

        return LiveLines(language)
    return PlainLines(language)
