"""The rule `bands`: explicit edges, no gap, no overlap, and the exact share decides."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from cchc_report.scoring.readings import Share
from cchc_report.scoring.registry import all_rules
from support.criteria import ask, points

Band = dict[str, Any]

CLOSED_BELOW: list[Band] = [
    {"from": "0%", "below": "80%", "points": 0},
    {"from": "80%", "below": "100%", "points": "1.5"},
    {"from": "100%", "to": "100%", "points": 3},
]
CLOSED_ABOVE: list[Band] = [
    {"above": "80%", "to": "100%", "points": 2},
    {"from": "0%", "to": "80%", "points": 1},
]


@pytest.mark.parametrize(
    ("bands", "part", "whole", "expected"),
    [
        (CLOSED_BELOW, 0, 10_000, 0),
        (CLOSED_BELOW, 7_999, 10_000, 0),
        (CLOSED_BELOW, 8_000, 10_000, Fraction(3, 2)),
        (CLOSED_BELOW, 9_996, 10_000, Fraction(3, 2)),  # prints as 100,0% and is not
        (CLOSED_BELOW, 10_000, 10_000, 3),
        (CLOSED_ABOVE, 0, 10_000, 1),
        (CLOSED_ABOVE, 8_000, 10_000, 1),
        (CLOSED_ABOVE, 8_001, 10_000, 2),
        (CLOSED_ABOVE, 10_000, 10_000, 2),
    ],
)
def test_points_at_and_around_each_edge(bands: list[Band], part: int, whole: int, expected: Fraction) -> None:
    assert points("bands", Share(part, whole), 3, bands=bands) == expected


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([], "chưa có khoảng nào chứa 0%"),
        ([{"above": "0%", "to": "100%", "points": 1}], "chưa có khoảng nào chứa 0%"),
        ([{"from": "1%", "to": "100%", "points": 1}], "chưa có khoảng nào chứa 0%"),
        ([{"from": "0%", "below": "100%", "points": 1}], "chưa có khoảng nào chứa 100%"),
        ([{"from": "0%", "to": "99%", "points": 1}], "chưa có khoảng nào chứa 100%"),
        (
            [{"from": "0%", "below": "80%", "points": 0}, {"above": "80%", "to": "100%", "points": 1}],
            "hở giữa hai khoảng",
        ),
        (
            [{"from": "0%", "below": "80%", "points": 0}, {"from": "81%", "to": "100%", "points": 1}],
            "hở giữa hai khoảng",
        ),
        ([{"from": "0%", "to": "80%", "points": 0}, {"from": "80%", "to": "100%", "points": 1}], "chồng nhau"),
        ([{"from": "0%", "to": "81%", "points": 0}, {"above": "80%", "to": "100%", "points": 1}], "chồng nhau"),
        ([{"from": "0%", "points": 0}], "đúng một đầu dưới và một đầu trên"),
        ([{"from": "0%", "above": "0%", "to": "100%", "points": 0}], "đúng một đầu dưới và một đầu trên"),
        ([{"from": "0%", "to": "100%", "below": "100%", "points": 0}], "đúng một đầu dưới và một đầu trên"),
        ([{"from": "90%", "to": "80%", "points": 0}], "không chứa giá trị nào"),
        ([{"from": "80%", "below": "80%", "points": 0}], "không chứa giá trị nào"),
    ],
)
def test_bands_that_leave_a_doubt_are_refused(bands: list[Band], said: str) -> None:
    model = all_rules()["bands"].parameters
    with pytest.raises(ValidationError) as caught:
        model.model_validate({"name": "bands", "bands": bands})
    assert said in caught.value.errors()[0]["ctx"]["vi"]


def test_how_they_come_about() -> None:
    assert ask("bands", Share(9_996, 10_000), 3, bands=CLOSED_BELOW).working == (
        "9.996/10.000 thuộc khoảng từ 80% đến dưới 100%"
    )
    assert ask("bands", Share(5, 5), 3, bands=CLOSED_BELOW).working == "5/5 thuộc khoảng đúng 100%"
