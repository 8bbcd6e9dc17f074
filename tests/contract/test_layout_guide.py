"""docs/layout.md says what the layout parameters are, and what they are is what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from cchc_report.params.layout import Layout
from cchc_report.params.loading import load_parameters
from cchc_report.params.project import Project

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


def layout_of(project: Path) -> Layout:
    return load_parameters(Project(project), 2020, "sct").year_parameters.layout


def test_the_example_can_be_pasted(repository: Path, sample_project: Path) -> None:
    guide = (repository / "docs/layout.md").read_text(encoding="utf-8")
    (example,) = (block for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if block.startswith("layout:"))
    year = sample_project / "params/2020/year.yaml"
    year.write_text(f"{year.read_text(encoding='utf-8')}\n{example}", encoding="utf-8")
    read = layout_of(sample_project)
    assert (read.body_size_pt, read.line_spacing, read.margin_left_mm) == (13, 1.2, 35)


def test_the_lines_of_the_shipped_parameters_can_be_uncommented(sample_project: Path) -> None:
    year = sample_project / "params/2020/year.yaml"
    before, mark, block = year.read_text(encoding="utf-8").partition("# layout:\n")
    lines = [line.removeprefix("# ") if line.startswith("#   ") else line for line in block.splitlines()]
    year.write_text("\n".join([f"{before}layout:", *lines]), encoding="utf-8")
    assert mark
    assert layout_of(sample_project) == Layout(line_spacing=1.1)


@pytest.mark.parametrize(
    ("key", "text"), [("margin_left_mm", "32.5"), ("line_spacing", "1.0"), ("first_line_indent_mm", "12.7")]
)
def test_a_fraction_written_in_a_file_is_a_number(sample_project: Path, key: str, text: str) -> None:
    year = sample_project / "params/2020/year.yaml"
    year.write_text(f"{year.read_text(encoding='utf-8')}\nlayout:\n  {key}: {text}\n", encoding="utf-8")
    assert getattr(layout_of(sample_project), key) == float(text)
