"""Proportional to a share, nothing below a floor."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from cchc_report.errors import Text
from cchc_report.scoring.quantities import Percentage, percentage_text, points_text
from cchc_report.scoring.readings import Answer, Share, Worked
from cchc_report.scoring.registry import rule


@rule(Text(vi="Theo tỷ lệ, không điểm dưới một mức sàn", en="Proportional, nothing below a floor"))
def proportional_with_floor(
    share: Share,
    maximum: Fraction,
    *,
    zero_below: Annotated[Percentage, Field(description="Dưới tỷ lệ này (<) không có điểm")],
) -> Answer:
    """Give points in proportion, but none below a floor.

    Source: criteria of the form "dưới X%: 0 điểm" (handbook of the field, section 4; which sets use it must be checked
    in the decision that issues them).

    Args:
        share: What part of the whole was done.
        maximum: Points for all of it.
        zero_below: The share below which (<) there are no points; at the floor itself there are.

    Returns:
        `maximum × share`, or zero below the floor; exact.
    """
    if share.exact < zero_below:
        return Worked(Fraction(0), f"{share} dưới {percentage_text(zero_below)}", is_formula=False)
    return Worked(maximum * share.exact, f"{share} × {points_text(maximum)}")
