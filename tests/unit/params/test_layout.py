"""The ranges of Nghị định 30/2020/NĐ-CP, Phụ lục I, written down here a second time from the handbook's table."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from cchc_report.errors import ParamsError
from cchc_report.params.layout import Layout
from cchc_report.params.loading import load_parameters
from cchc_report.params.project import Project

RANGES = {
    "margin_top_mm": (20, 25),
    "margin_bottom_mm": (20, 25),
    "margin_left_mm": (30, 35),
    "margin_right_mm": (15, 20),
    "country_size_pt": (12, 13),
    "motto_size_pt": (13, 14),
    "agency_size_pt": (12, 13),
    "place_date_size_pt": (13, 14),
    "title_size_pt": (13, 14),
    "heading_size_pt": (13, 14),
    "body_size_pt": (13, 14),
    "signer_size_pt": (13, 14),
    "page_number_size_pt": (13, 14),
    "table_size_pt": (10, 12),
    "paragraph_spacing_pt": (6, 12),
    "line_spacing": (1, 1.5),
}


def layout(**values: Any) -> Layout:
    return Layout.model_validate(values)


def test_every_number_has_its_range_here() -> None:
    assert set(RANGES) | {"first_line_indent_mm", "contents_list"} == set(Layout.model_fields)


@pytest.mark.parametrize("name", RANGES)
def test_both_ends_are_allowed_and_nothing_beyond(name: str) -> None:
    low, high = RANGES[name]
    assert getattr(layout(**{name: low}), name) == low
    assert getattr(layout(**{name: high}), name) == high
    for wrong in (low - 0.01, high + 0.01, -low, math.nan, math.inf, True, str(low), None, [low]):
        with pytest.raises(ValidationError):
            layout(**{name: wrong})


@pytest.mark.parametrize("name", RANGES)
def test_the_default_is_legal(name: str) -> None:
    low, high = RANGES[name]
    assert low <= getattr(Layout(), name) <= high


def test_the_indent_is_one_of_two() -> None:
    assert layout(first_line_indent_mm=10).first_line_indent_mm == 10
    assert layout(first_line_indent_mm=12.7).first_line_indent_mm == 12.7
    for wrong in (11, 0, "12.7", True):
        with pytest.raises(ValidationError):
            layout(first_line_indent_mm=wrong)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("margin_left_mm: 25", "layout.margin_left_mm"),
        ("margin_left_mm: 25", "từ 30 đến 35"),
        ("body_size_pt: 12", "từ 13 đến 14"),
        ('body_size_pt: "14"', "từ 13 đến 14"),
        ("line_spacing: 1,2", "từ 1 đến 1.5"),
        ("first_line_indent_mm: 11", "10 hoặc 12.7"),
        ("contents_list: alway", 'Có phải ý bạn là "always"?'),
        ("margin_lft_mm: 30", 'Có phải ý bạn là "margin_left_mm"?'),
    ],
)
def test_an_analyst_is_told_where_and_what_is_allowed(sample_project: Path, line: str, said: str) -> None:
    year = sample_project / "params/2020/year.yaml"
    text = year.read_text(encoding="utf-8") + f"\nlayout:\n  {line}\n"
    year.write_text(text, encoding="utf-8")
    with pytest.raises(ParamsError) as caught:
        load_parameters(Project(sample_project), 2020, "sct")
    (problem,) = caught.value.problems
    assert problem.place.file == "params/2020/year.yaml"
    assert problem.place.row == len(text.splitlines())
    assert said in "\n".join(problem.lines("vi"))
