"""One line a stage, aligned; in place on a terminal, and nothing that moves elsewhere."""

from __future__ import annotations

import pytest

from cchc_report.batch.stages import Stage
from cchc_report.cli.terminal import StageLines, say_error, stage_line
from cchc_report.errors import Text

READ = Stage("validate", Text("6.168 hồ sơ, 137 TTHC", "6,168 dossiers, 137 procedures"), 0.44)


def test_a_line_in_each_language() -> None:
    assert stage_line(READ, "vi") == "đọc dữ liệu     6.168 hồ sơ, 137 TTHC          0,4 s"
    assert stage_line(READ, "en") == "read data       6,168 dossiers, 137 procedures   0.4 s"


def test_lines_are_aligned() -> None:
    stages = [READ, Stage("html", Text("1.234 kB", ""), 123.45), Stage("publish", Text("", ""), 0.0)]

    assert len({len(stage_line(stage, "vi")) for stage in stages}) == 1


def test_where_there_is_no_terminal_only_finished_stages_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    lines = StageLines("vi")
    lines(Stage("validate"))
    lines(READ)
    lines(Stage("execute"))
    lines.close()

    assert capsys.readouterr().out == stage_line(READ, "vi") + "\n"


def test_on_a_terminal_the_running_stage_is_shown_and_then_overwritten(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    lines = StageLines("vi")
    lines(Stage("validate"))
    lines(READ)
    lines(Stage("execute"))
    lines.close()
    lines.close()

    assert capsys.readouterr().out == f"đọc dữ liệu …\r{stage_line(READ, 'vi')}\nchạy sổ tay …\n"


@pytest.mark.parametrize(
    ("terminal", "no_color", "coloured"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colour_only_on_a_terminal_that_wants_it(
    terminal: bool, no_color: str, coloured: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")

    say_error(["thiếu cột", "  → thêm cột"])

    problem, advice = capsys.readouterr().err.splitlines()
    assert ("\x1b[31m" in problem) == coloured
    assert advice == "  → thêm cột"
