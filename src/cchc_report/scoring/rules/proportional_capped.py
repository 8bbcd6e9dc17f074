"""Proportional to a share, full from a threshold."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from cchc_report.errors import Text
from cchc_report.scoring.quantities import Percentage, percentage_text, points_text
from cchc_report.scoring.readings import Answer, Share, Worked
from cchc_report.scoring.registry import rule


@rule(Text(vi="Theo tỷ lệ, đủ điểm từ một ngưỡng", en="Proportional, full from a threshold"))
def proportional_capped(
    share: Share,
    maximum: Fraction,
    *,
    full_from: Annotated[Percentage, Field(description="Từ tỷ lệ này trở lên (≥) được đủ điểm")],
) -> Answer:
    """Give all points from a threshold on, and below it points in proportion to the threshold.

    Source: published readings of QĐ 766/QĐ-TTg (full from 80% of services, 50% of online filing; handbook of the
    field, section 4).

    Args:
        share: What part of the whole was done.
        maximum: Points from the threshold on.
        full_from: The share from which on (≥) all points are given.

    Returns:
        `maximum × min(1, share / full_from)`, exact.
    """
    if share.exact >= full_from:
        return Worked(maximum, f"{share} đạt từ {percentage_text(full_from)} trở lên", is_formula=False)
    return Worked(maximum * share.exact / full_from, f"{share} ÷ {percentage_text(full_from)} × {points_text(maximum)}")
