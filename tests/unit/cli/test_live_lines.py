"""A batch on a terminal: what runs is drawn and taken away again, what is finished stays, one line a report."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from time import monotonic
from typing import NoReturn

import pytest

from cchc_report.batch.events import Event
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import NotMade
from cchc_report.batch.stages import Stage
from cchc_report.cli.live_lines import LiveLines
from cchc_report.errors import Place, Problem, Text
from support.terminal import screen

SCT, SXD = ReportRequest(2020, "sct", "internal"), ReportRequest(2020, "sxd", "internal")
PROBLEM = Problem("a", Text("thiếu cột [Mã]", "no column"), Text("thêm cột", "add it"), Place(file="a.xlsx"))
PLANNED = Event("planned", counts={"to_make": 2, "fresh": 0, "refused": 0})


class Terminal(io.StringIO):
    """What is written to a terminal of 100 columns."""

    def isatty(self) -> bool:
        return True

    def screen(self) -> list[str]:
        """Return what stands there now."""
        return screen(self.getvalue())


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}.items():
        monkeypatch.setenv(name, value)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    return Terminal()


def live(terminal: Terminal, *, keep_going: bool = False, clock: Callable[[], float] = monotonic) -> LiveLines:
    with redirect_stdout(terminal):
        return LiveLines("vi", keep_going=keep_going, clock=clock)


def test_what_runs_is_drawn_with_its_stage_and_all_with_how_many_are_done(terminal: Terminal) -> None:
    with live(terminal) as lines:
        lines.tell(PLANNED)
        lines.tell(Event("checked", SCT, seconds=0.1))
        lines._live.refresh()
        checking = terminal.screen()
        lines.tell(Event.of_stage(SCT, Stage("execute")))
        lines.tell(Event.of_stage(SXD, Stage("execute")))
        lines.tell(Event.of_stage(SXD, Stage("execute", seconds=1.0)))
        lines.tell(Event.of_stage(SXD, Stage("pdf")))
        lines._live.refresh()
        running = terminal.screen()
        lines.tell(Event("published", SXD, seconds=2.0))
        lines._live.refresh()
        later = terminal.screen()

    assert checking[0] == "2 báo cáo cần lập"
    assert re.fullmatch(r"Tất cả ━+ 0/2 0:00:00 còn -:--:-- đọc dữ liệu 1/2", checking[1])
    assert [line.rsplit(maxsplit=1)[0] for line in running[2:4]] == [
        "  2020/sct/internal           chạy sổ tay",
        "  2020/sxd/internal           xuất PDF",
    ]
    assert re.fullmatch(r"Tất cả ━+ 0/2 0:00:00 còn -:--:--", running[1])
    assert later[1] == "[1/2] 2020/sxd/internal           2,0 s"
    assert re.match(r"Tất cả ━+╺?━* 1/2 ", later[2])
    assert later[3].startswith("  2020/sct/internal")


def test_after_the_first_report_it_is_known_how_long_the_others_will_take(terminal: Terminal) -> None:
    now = 0.0
    with live(terminal, clock=lambda: now) as lines:
        lines.tell(Event("planned", counts={"to_make": 3, "fresh": 0, "refused": 0}))
        lines.tell(Event.of_stage(SCT, Stage("execute")))
        now = 45.0
        lines.tell(Event("published", SCT, seconds=45.0))
        lines.tell(Event.of_stage(SXD, Stage("execute")))
        now = 55.0
        lines._live.refresh()
        # Two reports of 45 seconds, ten seconds later.
        assert " còn 0:01:20" in terminal.screen()[-2]


def test_more_running_reports_than_the_terminal_has_lines_hide_neither_all_nor_the_time_left(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "10")
    with live(terminal) as lines:
        lines.tell(Event("planned", counts={"to_make": 40, "fresh": 0, "refused": 0}))
        for number in range(40):
            lines.tell(Event.of_stage(ReportRequest(2020, f"d{number}", "internal"), Stage("execute")))
        lines._live.refresh()
        drawn = terminal.screen()

    assert re.match(r"Tất cả ━+ +0/40 \d:\d\d:\d\d còn -:--:--", drawn[1])
    assert drawn[2].startswith("  2020/d0/internal")
    assert drawn[-1].strip() == "..."
    assert len(drawn) == 1 + 10


def test_at_the_end_only_finished_reports_stand_there_and_the_cursor_is_back(terminal: Terminal) -> None:
    with live(terminal) as lines:
        lines.tell(PLANNED)
        lines.tell(Event.of_stage(SCT, Stage("execute")))
        lines.tell(Event("published", SCT, seconds=2.0))
        lines.tell(Event.of_stage(SXD, Stage("execute")))
        lines.tell(Event.not_made("failed", NotMade(SXD, (PROBLEM,), 6)))

    assert terminal.screen() == [
        "2 báo cáo cần lập",
        "[1/2] 2020/sct/internal           2,0 s",
        "[2/2] 2020/sxd/internal           không lập được: a.xlsx: thiếu cột [Mã]",
        "  → thêm cột",
    ]
    written = terminal.getvalue()
    assert written.rindex("\x1b[?25h") > written.rindex("\x1b[?25l")


def test_an_interruption_takes_the_live_lines_away_and_says_how_far_it_came(terminal: Terminal) -> None:
    def batch() -> NoReturn:
        with live(terminal) as lines:
            lines.tell(PLANNED)
            lines.tell(Event.of_stage(SCT, Stage("execute")))
            lines.tell(Event("stopped", counts={"made": 0, "failed": 0}))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch()

    assert terminal.screen() == ["2 báo cáo cần lập", "Đã xong 0/2 báo cáo."]
    assert terminal.getvalue().rindex("\x1b[?25h") > terminal.getvalue().rindex("\x1b[?25l")


def test_failures_are_red_and_advice_is_not(terminal: Terminal) -> None:
    with live(terminal, keep_going=True) as lines:
        lines.tell(PLANNED)
        lines.tell(Event.not_made("refused", NotMade(SXD, (PROBLEM,), 4)))

    written = terminal.getvalue()
    assert re.search(r"\x1b\[31m\[1/2\] 2020/sxd/internal", written)
    assert re.search(r"(?<!\x1b\[31m)  → thêm cột", written)


def test_a_terminal_that_wants_no_colour_gets_none(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with live(terminal, keep_going=True) as lines:
        lines.tell(PLANNED)
        lines.tell(Event.not_made("refused", NotMade(SXD, (PROBLEM,), 4)))
        lines._live.refresh()

    assert not re.search(r"\x1b\[3[0-9]", terminal.getvalue())


def test_a_terminal_that_cannot_draw_gets_plain_lines(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with live(terminal) as lines:
        lines.tell(PLANNED)
        lines.tell(Event.of_stage(SCT, Stage("execute")))
        lines.tell(Event("published", SCT, seconds=2.0))

    assert terminal.screen()[:2] == ["2 báo cáo cần lập", "[1/2] 2020/sct/internal           2,0 s"]
    assert "\x1b[" not in terminal.getvalue()
