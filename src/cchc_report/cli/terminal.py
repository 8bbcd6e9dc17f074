"""What a run looks like: one line a stage, problems on the error stream, red where there is a terminal with colour."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import typer

from cchc_report.batch.stages import Stage
from cchc_report.errors import Language

_NAME_WIDTH = 16
_DETAIL_WIDTH = 28
_SECONDS_WIDTH = 8


def say(line: str = "") -> None:
    """Print a line of the result."""
    typer.echo(line)


def style_of_output(line: str, colour: str | None, *, bold: bool = False) -> str:
    """Return a line of the result in colour where the output is a terminal that wants it, else as it is."""
    return typer.style(line, fg=colour, bold=bold or None) if _colour(sys.stdout.isatty()) else line


def say_error(lines: Iterable[str]) -> None:
    """Print problems and what to do about them on the error stream; the problems in red, the advice plain."""
    sys.stdout.flush()
    for line in lines:
        is_advice = line.startswith(" ")
        shown = line if is_advice else typer.style(line, fg=typer.colors.RED)
        typer.echo(shown, err=True, color=_colour(sys.stderr.isatty()))


class StageLines:
    """Prints each stage as one line when it has finished; on a terminal its name stands there while it runs."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._is_terminal = sys.stdout.isatty()
        self._unfinished = False

    def __call__(self, stage: Stage) -> None:
        """Take the news of one stage."""
        if stage.finished:
            typer.echo(("\r" if self._unfinished else "") + stage_line(stage, self._language))
        elif self._is_terminal:
            typer.echo(f"{stage.name.in_language(self._language)} …", nl=False)
        self._unfinished = self._is_terminal and not stage.finished

    def close(self) -> None:
        """End the line of a stage that failed, so that its problems begin on a line of their own."""
        if self._unfinished:
            typer.echo()
            self._unfinished = False


def stage_line(stage: Stage, language: Language) -> str:
    """Return the line of a finished stage, such as `đọc dữ liệu   6.168 hồ sơ, 137 TTHC   0,4 s`."""
    seconds = f"{stage.seconds or 0:.1f} s"
    name, detail = stage.name.in_language(language), stage.detail.in_language(language)
    shown = seconds if language == "en" else seconds.replace(".", ",")
    return f"{name:<{_NAME_WIDTH}}{detail:<{_DETAIL_WIDTH}}{shown:>{_SECONDS_WIDTH}}"


def _colour(is_terminal: bool) -> bool:
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
