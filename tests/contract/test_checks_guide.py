"""The guide to the checks says what the catalogue says."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from cchc_report.checks import CATALOGUE


@pytest.fixture(scope="module")
def tool(repository: Path) -> dict[str, Any]:
    return runpy.run_path(str(repository / "tools" / "write_checks_guide.py"))


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "docs" / "checks.md").read_text("utf-8")


def test_the_tables_are_up_to_date(tool: dict[str, Any], guide: str) -> None:
    assert tool["written_guide"](guide) == guide, "run: python tools/write_checks_guide.py"


def test_every_rule_stands_once_with_why_and_what_to_do(guide: str) -> None:
    for rule in CATALOGUE:
        (line,) = [line for line in guide.splitlines() if line.startswith(f"| `{rule.id}` |")]
        for text in (rule.title.vi, rule.why.vi, rule.remedy.vi):
            assert text in line


def test_an_outdated_table_is_noticed(tool: dict[str, Any], guide: str) -> None:
    outdated = guide.replace("| `dossiers.no-end-date` | lỗi |", "| `dossiers.no-end-date` | ghi chú |")
    assert outdated != guide
    assert tool["written_guide"](outdated) == guide


def test_a_group_without_a_table_is_refused(tool: dict[str, Any], guide: str) -> None:
    with pytest.raises(ValueError, match="continuity"):
        tool["written_guide"](guide.replace("<!-- table: checks continuity -->", ""))
