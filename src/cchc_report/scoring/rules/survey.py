"""Decided by a survey."""

from __future__ import annotations

from fractions import Fraction

from cchc_report.errors import Text
from cchc_report.scoring.quantities import points_text
from cchc_report.scoring.readings import Answer, Unscored, Why
from cchc_report.scoring.registry import rule


@rule(Text(vi="Điều tra xã hội học", en="Survey"))
def survey(nothing: None, maximum: Fraction) -> Answer:  # noqa: ARG001  # all rules are called alike
    """Leave the self-assessed points blank: people are asked, and the department does not score itself.

    Source: surveys (ĐTXHH) are carried out by the province and are never self-scored (handbook of the field,
    section 4).

    Args:
        nothing: A survey reads no measure.
        maximum: Points that the survey can give.

    Returns:
        No points.
    """
    shown = points_text(maximum)
    return Unscored(
        Why.SURVEY,
        Text(
            vi=f"Điểm do điều tra xã hội học quyết định (tối đa {shown}); đơn vị không tự chấm",
            en=f"The survey decides (at most {shown}); the department does not score itself",
        ),
    )
