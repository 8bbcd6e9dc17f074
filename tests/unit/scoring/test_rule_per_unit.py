"""The rule `per_unit`: points a unit, capped."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from cchc_report.scoring.readings import Amount
from support.criteria import ask, points


@pytest.mark.parametrize(
    ("units", "maximum", "parameters", "expected"),
    [
        (0, 2, {"points_per_unit": "0.5"}, 0),
        (1, 2, {"points_per_unit": "0.5"}, Fraction(1, 2)),
        (3, 2, {"points_per_unit": "0.5"}, Fraction(3, 2)),
        (4, 2, {"points_per_unit": "0.5"}, 2),  # exactly the cap
        (5, 2, {"points_per_unit": "0.5"}, 2),
        (2, 2, {"points_per_unit": "0,5", "cap": "1,5"}, 1),
        (3, 2, {"points_per_unit": "0,5", "cap": "1,5"}, Fraction(3, 2)),
        (4, 2, {"points_per_unit": "0,5", "cap": "1,5"}, Fraction(3, 2)),
        (9, 2, {"points_per_unit": 1, "cap": 5}, 2),  # a cap above the maximum never gives more than the maximum
    ],
)
def test_points(units: int, maximum: int, parameters: dict[str, Any], expected: Fraction) -> None:
    assert points("per_unit", Amount(units), maximum, **parameters) == expected


def test_the_cap_is_named_only_where_it_bites() -> None:
    below = ask("per_unit", Amount(4, "sáng kiến"), 2, points_per_unit="0.5")
    above = ask("per_unit", Amount(5, "sáng kiến"), 2, points_per_unit="0.5")
    assert (below.working, above.working) == ("4 sáng kiến × 0,5", "5 sáng kiến × 0,5, tối đa 2")
