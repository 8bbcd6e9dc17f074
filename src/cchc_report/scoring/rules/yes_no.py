"""Yes or no, with proof."""

from __future__ import annotations

from fractions import Fraction

from cchc_report.errors import Text
from cchc_report.scoring.readings import Answer, Fact, Worked
from cchc_report.scoring.registry import rule


@rule(Text(vi="Có hoặc không, kèm tài liệu kiểm chứng", en="Yes or no, with proof"))
def yes_no(fact: Fact, maximum: Fraction) -> Answer:
    """Give all points where the thing was done and a document proves it, else none.

    Source: scoring tables of provinces score most duties of this kind ("có: điểm tối đa; không: 0"), and appraisers
    accept a "yes" only with its document (handbook of the field, section 4). A share is done where it is complete:
    99,96% is not.

    Args:
        fact: Whether it was done, and whether the evidence register proves it.
        maximum: Points for yes.

    Returns:
        `maximum` or zero.
    """
    if not fact.done:
        return Worked(Fraction(0), "không đạt", is_formula=False)
    if not fact.proven:
        return Worked(Fraction(0), "đạt nhưng chưa có tài liệu kiểm chứng", is_formula=False)
    return Worked(maximum, "đạt, có tài liệu kiểm chứng", is_formula=False)
