"""The rule `proportional_with_floor`: nothing below the floor, proportional from the floor on."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc_report.scoring.readings import Share
from support.criteria import points


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 10_000, Fraction(0)),
        (7_999, 10_000, Fraction(0)),
        (8_000, 10_000, Fraction(4)),
        (8_001, 10_000, Fraction(8_001, 2_000)),
        (10_000, 10_000, Fraction(5)),
        (79_996, 100_000, Fraction(0)),  # prints as 80,0%
    ],
)
def test_points(part: int, whole: int, expected: Fraction) -> None:
    assert points("proportional_with_floor", Share(part, whole), 5, zero_below="80%") == expected
