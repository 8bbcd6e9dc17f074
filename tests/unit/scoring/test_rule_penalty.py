"""The rule `penalty`: negative, capped by the year, and by what the group has where it counts within."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc_report.scoring.readings import Amount
from support.criteria import points


@pytest.mark.parametrize(
    ("units", "room", "counted", "expected"),
    [
        (0, 9, "within", 0),
        (3, 9, "within", Fraction(-3, 2)),
        (4, 9, "within", -2),  # exactly the yearly cap
        (5, 9, "within", -2),
        (4, 2, "within", -2),  # exactly what there is
        (4, "1.9", "within", Fraction(-19, 10)),
        (4, 0, "within", 0),
        (4, 0, "outside", -2),
        (5, 0, "outside", -2),
    ],
)
def test_points(units: int, room: int | str, counted: str, expected: Fraction) -> None:
    given = points("penalty", Amount(units), room, points_per_unit="0.5", yearly_cap=2, counted=counted)
    assert given == expected
