"""What counts as there, and for which purpose what is missing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report import machine


def test_a_library_that_no_system_has_is_missing() -> None:
    assert not machine.has_library(["libno-such-thing-7.so.0", "no-such-thing-7"])


def test_one_name_that_loads_is_enough() -> None:
    assert machine.has_library(["libno-such-thing-7.so.0", "c"])


def test_pango_needs_all_of_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "has_library", lambda names: "subset" not in " ".join(names))
    assert not machine.has_pango()


@pytest.mark.parametrize(
    ("purpose", "expected"), [("report", ["pango"]), ("test", ["pango", "chromium"])], ids=["report", "test"]
)
def test_tests_need_what_the_report_needs_and_more(
    monkeypatch: pytest.MonkeyPatch, purpose: machine.Purpose, expected: list[str]
) -> None:
    needs = {
        "report": {"pango": lambda: False, "times-font": lambda: True},
        "test": {"chromium": lambda: False, "poppler": lambda: True},
    }
    monkeypatch.setattr(machine, "_NEEDS", needs)
    assert machine.missing(purpose) == expected


def test_chromium_is_found_under_another_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser = tmp_path / "google-chrome"
    browser.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.find_chromium() == str(browser)
