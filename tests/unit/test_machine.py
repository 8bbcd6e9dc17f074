"""What counts as there, and for which purpose what is missing is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc_report import machine

ALL = len(os.sched_getaffinity(0))
"""Cores that this process may run on."""


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


@pytest.mark.parametrize(
    ("told", "cores"),
    [
        ("max 100000", ALL),
        ("100000 100000", 1),
        ("50000 100000", 1),
        ("150000 100000", min(2, ALL)),
        ("99900000 100000", ALL),
        ("", ALL),
        (None, ALL),
    ],
)
def test_a_container_with_less_time_than_cores_has_fewer(told: str | None, cores: int, tmp_path: Path) -> None:
    quota = tmp_path / "cpu.max"
    if told is not None:
        quota.write_text(told + "\n", encoding="ascii")
    assert machine.usable_cores(quota) == cores
