"""A batch on a terminal: one live line for each running report with its stage, and all of them with the time left."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from cchc_report.batch.events import Event
from cchc_report.batch.request import ReportRequest
from cchc_report.cli.batch_lines import ends_a_report, planned_line, report_line, reports_to_end
from cchc_report.errors import Language, Text

_TOTAL = Text(vi="Tất cả", en="All")
_CHECKING = Text(vi="đọc dữ liệu", en="reading data")


class LiveLines:
    """Shows what runs now; what is finished scrolls away above, one line a report."""

    def __init__(self, language: Language, *, keep_going: bool) -> None:
        self._language = language
        self._keep_going = keep_going
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[stage]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(compact=True),
            console=Console(file=sys.stdout, highlight=False),
            transient=True,
        )
        self._total: TaskID | None = None
        self._running: dict[ReportRequest, TaskID] = {}
        self._done = 0
        self._all = 0
        self._checked = 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the live lines away."""
        self._progress.stop()

    def tell(self, event: Event) -> None:
        """Show an event."""
        if event.kind == "planned":
            self._all = reports_to_end(event)
            self._print(planned_line(event, self._language))
            self._total = self._progress.add_task(_TOTAL.in_language(self._language), total=self._all, stage="")
        elif event.kind == "checked" and self._total is not None:
            self._checked += 1
            self._progress.update(self._total, stage=f"{_CHECKING.in_language(self._language)} {self._checked}")
        elif event.kind == "stage" and event.request:
            self._show_stage(event.request, event)
        elif event.request and ends_a_report(event, keep_going=self._keep_going):
            self._finish(event.request, event)

    def _show_stage(self, request: ReportRequest, event: Event) -> None:
        if event.seconds is not None:
            return
        stage = event.stage_name.in_language(self._language)
        if request not in self._running:
            self._running[request] = self._progress.add_task(f"  {escape(request.name)}", total=None, stage=stage)
        self._progress.update(self._running[request], stage=stage)

    def _finish(self, request: ReportRequest, event: Event) -> None:
        self._done += 1
        task = self._running.pop(request, None)
        if task is not None:
            self._progress.remove_task(task)
        if self._total is not None:
            self._progress.update(self._total, completed=self._done, stage="")
        line = report_line(event, request, f"{self._done}/{self._all}", self._language)
        self._print(line, style=None if event.kind == "published" else "red")

    def _print(self, line: str, style: str | None = None) -> None:
        self._progress.console.print(escape(line), style=style, soft_wrap=True)
