"""docs/layout.md says what the layout parameters are, and what they are is what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from cchc_report.params.layout import Layout

ROW = re.compile(r"^\| `(?P<key>[a-z_]+)` \| [^|]+ \| `?(?P<default>[^|`]+)`? \| (?P<allowed>[^|]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows(repository: Path) -> dict[str, tuple[str, str]]:
    guide = (repository / "docs/layout.md").read_text(encoding="utf-8")
    return {row["key"]: (row["default"].strip(), row["allowed"].strip()) for row in ROW.finditer(guide)}


def accepts(key: str, value: Any) -> bool:
    try:
        Layout.model_validate({key: value})
    except ValidationError:
        return False
    return True


def test_every_parameter_is_explained(rows: dict[str, tuple[str, str]]) -> None:
    assert set(rows) == set(Layout.model_fields)


def test_the_defaults_are_those_of_the_model(rows: dict[str, tuple[str, str]]) -> None:
    defaults = {key: field.default for key, field in Layout.model_fields.items()}
    written = {key: default if key == "contents_list" else float(default) for key, (default, _) in rows.items()}
    assert written == defaults


def test_the_ranges_are_those_of_the_model(rows: dict[str, tuple[str, str]]) -> None:
    for key, (_, allowed) in rows.items():
        if "–" in allowed:
            low, high = (float(end) for end in allowed.split("–"))
            assert [accepts(key, value) for value in (low - 0.1, low, high, high + 0.1)] == [False, True, True, False]
        elif key == "contents_list":
            assert [accepts(key, word) for word in re.findall("`([a-z]+)`", allowed)] == [True, True, True]
        else:
            assert [accepts(key, float(value)) for value in allowed.split(" hoặc ")] == [True, True]
