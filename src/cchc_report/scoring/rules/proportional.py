"""Proportional to a share."""

from __future__ import annotations

from fractions import Fraction

from cchc_report.errors import Text
from cchc_report.scoring.quantities import points_text
from cchc_report.scoring.readings import Answer, Share, Worked
from cchc_report.scoring.registry import rule


@rule(Text(vi="Theo tỷ lệ", en="Proportional"))
def proportional(share: Share, maximum: Fraction) -> Answer:
    """Give the maximum times the share.

    Source: the usual form "tỷ lệ % × điểm tối đa"; also how disclosure and progress are read under QĐ 766/QĐ-TTg
    (handbook of the field, section 4).

    Args:
        share: What part of the whole was done.
        maximum: Points for all of it.

    Returns:
        `maximum × share`, exact.
    """
    return Worked(maximum * share.exact, f"{share} × {points_text(maximum)}")
