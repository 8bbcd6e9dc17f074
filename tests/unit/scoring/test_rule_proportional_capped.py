"""The rule `proportional_capped`: full from a threshold, itself included."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc_report.scoring.readings import Share
from support.criteria import points


@pytest.mark.parametrize(
    ("part", "whole", "full_from", "expected"),
    [
        (0, 10_000, "80%", Fraction(0)),
        (4_000, 10_000, "80%", Fraction(3)),
        (7_999, 10_000, "80%", Fraction(7_999, 8_000) * 6),
        (8_000, 10_000, "80%", Fraction(6)),
        (8_001, 10_000, "80%", Fraction(6)),
        (10_000, 10_000, "80%", Fraction(6)),
        (9_999, 10_000, "100%", Fraction(9_999, 10_000) * 6),
        (999, 1_000, "99,9%", Fraction(6)),
        (0, 10, "0%", Fraction(6)),
    ],
)
def test_points(part: int, whole: int, full_from: str, expected: Fraction) -> None:
    assert points("proportional_capped", Share(part, whole), 6, full_from=full_from) == expected
