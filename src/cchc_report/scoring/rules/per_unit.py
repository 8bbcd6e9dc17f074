"""Points per unit, with a cap."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from cchc_report.errors import Text
from cchc_report.scoring.quantities import Points, points_text
from cchc_report.scoring.readings import Amount, Answer, Worked
from cchc_report.scoring.registry import rule


@rule(Text(vi="Theo số lượng, có mức trần", en="Per unit, with a cap"))
def per_unit(
    amount: Amount,
    maximum: Fraction,
    *,
    points_per_unit: Annotated[Points, Field(description="Điểm cho mỗi đơn vị")],
    cap: Annotated[Points | None, Field(description="Mức trần, nếu thấp hơn điểm tối đa")] = None,
) -> Answer:
    """Give points for each thing that was done, up to a cap.

    Source: criteria such as "mỗi sáng kiến được 0,5 điểm, tối đa 1,5 điểm" (handbook of the field, section 4).

    Args:
        amount: How many were done.
        maximum: The leaf's maximum, and the cap where `cap` names no lower one.
        points_per_unit: Points for one of them.
        cap: Most points that can be reached this way, where that is less than the leaf's maximum.

    Returns:
        `amount × points_per_unit`, at most the cap.
    """
    most = maximum if cap is None else min(cap, maximum)
    full = amount.value * points_per_unit
    capped = f", tối đa {points_text(most)}" if full > most else ""
    return Worked(min(full, most), f"{amount} × {points_text(points_per_unit)}{capped}")
