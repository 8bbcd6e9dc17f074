"""Which packages are installed for what is missing, and what is said where they cannot be."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cchc_report import machine


class Script:
    """The script's names, with `missing`, `apt_command` and the rest open to replacement."""

    def __init__(self, file: Path) -> None:
        self.names: dict[str, Any] = runpy.run_path(str(file))
        self.main: Callable[[list[str]], int] = self.names["main"]

    def replace(self, **functions: Callable[..., Any]) -> None:
        self.main.__globals__.update(functions)


@pytest.fixture
def script(repository: Path) -> Script:
    return Script(repository / "tools/system_packages.py")


def test_everything_that_can_be_missing_has_packages(script: Script) -> None:
    needs = {name for purpose in machine._NEEDS.values() for name in purpose}
    assert needs == set(script.names["PACKAGES"])


@pytest.mark.parametrize(
    ("available", "package"),
    [
        (["fonts-liberation", "fonts-liberation2"], "fonts-liberation2"),
        (["fonts-liberation"], "fonts-liberation"),
        ([], "fonts-liberation2"),
    ],
    ids=["bookworm", "trixie", "unknown"],
)
def test_the_font_is_called_as_the_release_calls_it(script: Script, available: list[str], package: str) -> None:
    assert script.names["wanted"](["times-font"], available) == [package]


def test_pango_brings_the_font_subsetter(script: Script) -> None:
    assert script.names["wanted"](["pango"], []) == ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]


def test_nothing_is_done_where_nothing_is_missing(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    def never() -> None:
        raise AssertionError("apt was asked")

    script.replace(missing=lambda purpose: [], apt_command=never)
    assert script.main(["report"]) == 0
    assert capsys.readouterr() == ("", "")


def test_without_apt_one_line_says_what_to_install(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script.replace(missing=lambda purpose: ["pango"], apt_command=lambda: None, available_packages=list)
    assert script.main(["report"]) == 5
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in said.err


def test_what_apt_brings_is_looked_for_again(script: Script) -> None:
    answers = [["pango"], []]
    script.replace(missing=lambda purpose: answers.pop(0), apt_command=lambda: ["apt"], install=lambda apt, names: [])
    assert script.main(["report"]) == 0
    assert answers == []


def test_where_apt_fails_its_words_and_ours_are_told(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script.replace(
        missing=lambda purpose: ["poppler"],
        apt_command=lambda: ["apt"],
        install=lambda apt, names: ["E: no room"],
        available_packages=list,
    )
    assert script.main(["test"]) == 5
    assert capsys.readouterr().err.splitlines()[0] == "E: no room"


@pytest.mark.parametrize(("arguments", "purpose"), [(["report"], "report"), (["test"], "test")])
def test_the_purpose_is_passed_on(script: Script, arguments: list[str], purpose: str) -> None:
    asked: list[str] = []

    def note(name: str) -> list[str]:
        asked.append(name)
        return []

    script.replace(missing=note)
    script.main(arguments)
    assert asked == [purpose]
