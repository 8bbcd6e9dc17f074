"""Penalty points with a yearly cap."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from cchc_report.errors import Text
from cchc_report.scoring.quantities import Points, points_text
from cchc_report.scoring.readings import Amount, Answer, Worked
from cchc_report.scoring.registry import rule


@rule(Text(vi="Điểm phạt, có mức trần cả năm", en="Penalty, with a yearly cap"), adjusts="takes")
def penalty(
    amount: Amount,
    room: Fraction,
    *,
    points_per_unit: Annotated[Points, Field(description="Điểm trừ cho mỗi việc")],
    yearly_cap: Annotated[Points, Field(description="Nhiều nhất trong một năm")],
    counted: Annotated[
        Literal["within", "outside"],
        Field(description="within: nằm trong khung điểm của nhóm (từ 0 đến tối đa); outside: cộng trừ ngoài khung"),
    ],
) -> Answer:
    """Take points for each violation, up to what a year allows.

    Source: criteria sets with "điểm trừ", capped by the year (handbook of the field, section 4).

    Args:
        amount: How many violations there were.
        room: Points that the other leaves of the group have.
        points_per_unit: Points taken for each.
        yearly_cap: Most penalty points in a year.
        counted: `within`: the group never gets less than zero; `outside`: the penalty is taken whatever it has.

    Returns:
        Minus the penalty: zero or negative.
    """
    taken = min(amount.value * points_per_unit, yearly_cap)
    working = f"trừ {amount} × {points_text(points_per_unit)}, tối đa {points_text(yearly_cap)} một năm"
    if counted == "within" and taken > room:
        return Worked(-room, f"{working}; nhóm chỉ có {points_text(room)} điểm để trừ", is_formula=False)
    return Worked(-taken, working, is_formula=False)
