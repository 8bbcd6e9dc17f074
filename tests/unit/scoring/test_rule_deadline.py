"""The rule `deadline`: the last day of the limit is in time; then none, or fewer by the day."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cchc_report.scoring.readings import Duration
from support.criteria import points

ALL_OR_NOTHING: dict[str, Any] = {"limit": 5}
BY_THE_DAY: dict[str, Any] = {"limit": 5, "points_per_day_late": "0.75"}


@pytest.mark.parametrize(
    ("parameters", "days", "expected"),
    [
        (ALL_OR_NOTHING, 0, 2),
        (ALL_OR_NOTHING, 4, 2),
        (ALL_OR_NOTHING, 5, 2),
        (ALL_OR_NOTHING, 6, 0),
        (BY_THE_DAY, 5, 2),
        (BY_THE_DAY, 6, Fraction(5, 4)),
        (BY_THE_DAY, 7, Fraction(1, 2)),
        (BY_THE_DAY, 8, 0),
        (BY_THE_DAY, 99, 0),
        ({"limit": 0}, 0, 2),
        ({"limit": 0}, 1, 0),
    ],
)
def test_points(parameters: dict[str, Any], days: int, expected: Fraction) -> None:
    assert points("deadline", Duration(days), 2, **parameters) == expected
