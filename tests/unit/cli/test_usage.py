"""Whoever calls a command wrongly is sent to the help of that command."""

from __future__ import annotations

import pytest

from cchc_report.cli.entry import run_command_line


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["statement", "--output"], "cchc-report statement"),
        (["criteria", "check", "--lang"], "cchc-report criteria check"),
        (["criteria", "show", "--debug=1"], "cchc-report criteria show"),
        (["--project"], "cchc-report"),
    ],
)
def test_an_option_without_its_value_belongs_to_its_command(
    words: list[str], path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(words) == 2
    assert capsys.readouterr().err.splitlines()[1] == f"  → xem cách dùng: {path} --help"
