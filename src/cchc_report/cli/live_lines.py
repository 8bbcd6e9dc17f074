"""A batch on a terminal: all reports with the time left, and one live line for each running report with its stage."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text as Line

from cchc_report.batch.events import Event
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import STAGE_NAMES
from cchc_report.cli.batch_lines import NAME_WIDTH, ReportCount
from cchc_report.cli.time_left import TimeLeft
from cchc_report.errors import Language, Text

_TOTAL = Text(vi="Tất cả", en="All")
_LEFT = Text(vi="còn", en="left")


class _TimeLeftColumn(ProgressColumn):
    """The time left, as the reports made so far let expect it."""

    def __init__(self, left: TimeLeft) -> None:
        super().__init__()
        self._left = left

    def render(self, task: Task) -> Line:  # noqa: ARG002  # rich's signature
        """Return it as rich draws times."""
        seconds = self._left.seconds()
        return Line(
            "-:--:--" if seconds is None else str(timedelta(seconds=round(seconds))), style="progress.remaining"
        )


class LiveLines:
    """Shows what runs now; what is finished scrolls away above, one line a report."""

    def __init__(self, language: Language, *, keep_going: bool, clock: Callable[[], float] = monotonic) -> None:
        self._language = language
        self._count = ReportCount(language, keep_going=keep_going)
        self._left = TimeLeft(clock)
        console = Console(file=sys.stdout, highlight=False)
        self._running = Progress(TextColumn("{task.description}"), TimeElapsedColumn(), console=console)
        self._all = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24, complete_style="blue", finished_style="blue"),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn(_LEFT.in_language(language)),
            _TimeLeftColumn(self._left),
            TextColumn("{task.fields[doing]}"),
            console=console,
        )
        # All of them first: what a terminal has no lines for is cut off at the end.
        self._live = Live(Group(self._all, self._running), console=console, transient=True)
        self._total: TaskID | None = None
        self._tasks: dict[ReportRequest, TaskID] = {}
        self._checked = 0
        self._at_once = 0

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the live lines away."""
        self._live.stop()

    def tell(self, event: Event) -> None:
        """Show an event."""
        lines = self._count.lines(event)
        if event.kind == "planned":
            self._total = self._all.add_task(_TOTAL.in_language(self._language), total=self._count.all, doing="")
        elif event.kind == "checked":
            self._checked += 1
            self._show_all(f"{STAGE_NAMES['validate'].in_language(self._language)} {self._checked}/{self._count.all}")
        elif event.kind == "stage" and event.request and event.seconds is None:
            self._show_stage(event.request, event.stage_name.in_language(self._language))
        elif event.kind in {"published", "failed", "refused"} and event.request:
            self._end(event.request, event.seconds)
        for line in lines:
            style = "red" if event.kind in {"failed", "refused"} and not line.startswith(" ") else None
            self._live.console.print(escape(line), style=style, soft_wrap=True)

    def _show_stage(self, request: ReportRequest, stage: str) -> None:
        line = f"  {request.name:<{NAME_WIDTH}}{stage:<12}"
        if request in self._tasks:
            self._running.update(self._tasks[request], description=escape(line))
        else:
            self._tasks[request] = self._running.add_task(escape(line), total=None)
            self._at_once = max(self._at_once, len(self._tasks))
            self._show_all("")

    def _end(self, request: ReportRequest, seconds: float | None) -> None:
        task = self._tasks.pop(request, None)
        if task is not None:
            self._running.remove_task(task)
            if seconds is not None:
                self._left.one_done(seconds, left=self._count.all - self._count.done, at_once=self._at_once)
        self._show_all("")

    def _show_all(self, doing: str) -> None:
        if self._total is not None:
            self._all.update(self._total, completed=self._count.done, doing=doing)
