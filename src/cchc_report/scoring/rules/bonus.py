"""Bonus points with a yearly cap."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from cchc_report.errors import Text
from cchc_report.scoring.quantities import Points, points_text
from cchc_report.scoring.readings import Amount, Answer, Worked
from cchc_report.scoring.registry import rule


@rule(Text(vi="Điểm thưởng, có mức trần cả năm", en="Bonus, with a yearly cap"), adjusts="adds")
def bonus(
    amount: Amount,
    room: Fraction,
    *,
    points_per_unit: Annotated[Points, Field(description="Điểm cộng cho mỗi việc")],
    yearly_cap: Annotated[Points, Field(description="Nhiều nhất trong một năm")],
    counted: Annotated[
        Literal["within", "outside"],
        Field(description="within: nằm trong khung điểm của nhóm (từ 0 đến tối đa); outside: cộng trừ ngoài khung"),
    ],
) -> Answer:
    """Add points for each achievement, up to what a year allows.

    Source: criteria sets with "điểm thưởng", capped by the year, some within the maximum and some above it (handbook
    of the field, section 4).

    Args:
        amount: How many achievements there were.
        room: Points that the other leaves of the group still lack to its maximum.
        points_per_unit: Points for each.
        yearly_cap: Most bonus points in a year.
        counted: `within`: the group never gets more than its maximum; `outside`: the bonus comes on top of it.

    Returns:
        The bonus, never negative.
    """
    earned = min(amount.value * points_per_unit, yearly_cap)
    working = f"thưởng {amount} × {points_text(points_per_unit)}, tối đa {points_text(yearly_cap)} một năm"
    if counted == "within" and earned > room:
        return Worked(room, f"{working}; nhóm chỉ còn thiếu {points_text(room)} điểm so với tối đa", is_formula=False)
    return Worked(earned, working, is_formula=False)
