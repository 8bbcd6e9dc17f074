"""The guide to the registers says what the schemas say."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from cchc_report.registers.schemas import SCHEMAS


@pytest.fixture(scope="module")
def tool(repository: Path) -> dict[str, Any]:
    return runpy.run_path(str(repository / "tools" / "write_register_guide.py"))


@pytest.fixture(scope="module")
def guide(repository: Path) -> str:
    return (repository / "docs" / "registers.md").read_text("utf-8")


def test_the_tables_are_up_to_date(tool: dict[str, Any], guide: str) -> None:
    assert tool["written_guide"](guide) == guide, "run: python tools/write_register_guide.py"


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_every_register_has_its_tables(schema: Any, guide: str) -> None:
    assert f"<!-- table: columns {schema.name} -->" in guide
    assert f"<!-- table: headers {schema.name} -->" in guide
    assert (f"<!-- table: labels {schema.name} -->" in guide) == any(column.labels for column in schema.columns)
    assert schema.sheet is None or f"trang tính `{schema.sheet}`" in guide
    for column in schema.columns:
        assert f"| `{column.name}` |" in guide


def test_an_outdated_table_is_noticed(tool: dict[str, Any], guide: str) -> None:
    outdated = guide.replace("| `due_at` | ngày giờ |", "| `due_at` | số lượng |")
    assert outdated != guide
    assert tool["written_guide"](outdated) == guide
