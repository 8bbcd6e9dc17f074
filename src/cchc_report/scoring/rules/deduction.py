"""A deduction for each incident."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from cchc_report.errors import Text
from cchc_report.scoring.quantities import Points, points_text
from cchc_report.scoring.readings import Amount, Answer, Worked
from cchc_report.scoring.registry import rule


@rule(Text(vi="Trừ điểm theo số vụ việc", en="Deduction per incident"))
def deduction(
    incidents: Amount,
    maximum: Fraction,
    *,
    points_per_incident: Annotated[Points, Field(description="Điểm trừ cho mỗi vụ việc")],
) -> Answer:
    """Take points from the maximum for each incident, down to zero.

    Source: criteria of the form "mỗi hồ sơ trễ hạn trừ 0,5 điểm" (handbook of the field, section 4).

    Args:
        incidents: How many there were.
        maximum: Points where there were none.
        points_per_incident: Points taken for each.

    Returns:
        `maximum − incidents × points_per_incident`, never below zero.
    """
    left = maximum - incidents.value * points_per_incident
    floor = ", không thấp hơn 0" if left < 0 else ""
    working = f"{points_text(maximum)} − {incidents} × {points_text(points_per_incident)}{floor}"
    return Worked(max(left, Fraction(0)), working)
