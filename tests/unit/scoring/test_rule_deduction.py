"""The rule `deduction`: points taken for each incident, down to zero."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc_report.scoring.readings import Amount
from support.criteria import ask, points


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        (0, Fraction(2)),
        (1, Fraction(3, 2)),
        (3, Fraction(1, 2)),
        (4, Fraction(0)),
        (5, Fraction(0)),
        (999, Fraction(0)),
    ],
)
def test_points(incidents: int, expected: Fraction) -> None:
    assert points("deduction", Amount(incidents), 2, points_per_incident="0.5") == expected


def test_the_floor_is_named_only_where_it_bites() -> None:
    at, below = (ask("deduction", Amount(n, "hồ sơ"), 2, points_per_incident="0.5").working for n in (4, 5))
    assert (at, below) == ("2 − 4 hồ sơ × 0,5", "2 − 5 hồ sơ × 0,5, không thấp hơn 0")
