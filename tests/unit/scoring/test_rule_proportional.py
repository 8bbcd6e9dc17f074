"""The rule `proportional`: the maximum times the share."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc_report.scoring.readings import Share
from support.criteria import ask, points


@pytest.mark.parametrize(
    ("part", "whole", "maximum", "expected"),
    [
        (0, 5, 20, Fraction(0)),
        (580, 581, 20, Fraction(11600, 581)),  # 19,9655…
        (581, 581, 20, Fraction(20)),
        (1, 3, "2.5", Fraction(5, 6)),
    ],
)
def test_points(part: int, whole: int, maximum: int | str, expected: Fraction) -> None:
    assert points("proportional", Share(part, whole), maximum) == expected


def test_how_they_come_about() -> None:
    assert ask("proportional", Share(580, 581), 20).working == "580/581 × 20"
