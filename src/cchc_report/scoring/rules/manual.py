"""Points that only a person can give, with a written reason."""

from __future__ import annotations

from fractions import Fraction

from cchc_report.errors import Text
from cchc_report.scoring.quantities import points_text
from cchc_report.scoring.readings import Answer, Unscored, Why, Worked, WrittenScore
from cchc_report.scoring.registry import rule


@rule(Text(vi="Chấm tay, có lý do bằng văn bản", en="By hand, with a written reason"))
def manual(entry: WrittenScore | None, maximum: Fraction) -> Answer:
    """Take the points that a person entered in the register of scores, if they are within bounds and give a reason.

    Source: criteria without a figure behind them are scored by judgement; appraisers ask for the reason (handbook of
    the field, section 4).

    Args:
        entry: The row of the register of scores; `None` where there is none.
        maximum: Most points that can be given.

    Returns:
        The points entered, or why they do not count.
    """
    if entry is None or entry.points is None:
        return Unscored(Why.NOT_ENTERED, Text("Chưa nhập điểm tự chấm", "No points were entered"))
    if not entry.reason:
        return Unscored(
            Why.NO_REASON, Text("Điểm tự chấm chưa ghi lý do", "Points were entered without a written reason")
        )
    if entry.points > maximum:
        given, most = points_text(entry.points), points_text(maximum)
        return Unscored(
            Why.ABOVE_MAXIMUM,
            Text(f"Điểm tự chấm {given} vượt điểm tối đa {most}", f"{given} points were entered, above {most}"),
        )
    return Worked(entry.points, entry.reason, is_formula=False)
