"""A deadline in working days."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from cchc_report.errors import Text
from cchc_report.scoring.quantities import DayCount, Points, points_text
from cchc_report.scoring.readings import Answer, Duration, Worked
from cchc_report.scoring.registry import rule
from cchc_report.statistics.promulgation import WORKING_DAYS


@rule(Text(vi="Thời hạn theo ngày làm việc", en="Deadline in working days"))
def deadline(
    duration: Duration,
    maximum: Fraction,
    *,
    limit: Annotated[DayCount, Field(description="Số ngày làm việc cho phép; ngày cuối vẫn là đúng hạn")],
    points_per_day_late: Annotated[
        Points | None, Field(description="Điểm trừ cho mỗi ngày làm việc quá hạn; không ghi thì quá hạn là 0 điểm")
    ] = None,
) -> Answer:
    """Give all points within the limit; beyond it none, or fewer by the day.

    Source: criteria of the form "trong 05 ngày làm việc kể từ ngày …" (handbook of the field, section 4). The measure
    counts the days by the calendar of the report's year, swapped Saturdays included.

    Args:
        duration: Working days that it took.
        maximum: Points within the limit.
        limit: Working days allowed; the last of them is still in time.
        points_per_day_late: Points taken for each working day beyond the limit; without it, lateness costs all.

    Returns:
        `maximum`, or what is left of it; never below zero.
    """
    late = duration.days - limit
    if late <= 0:
        return Worked(maximum, f"{duration.days} {WORKING_DAYS}, hạn {limit}", is_formula=False)
    if points_per_day_late is None:
        return Worked(Fraction(0), f"{duration.days} {WORKING_DAYS}, quá hạn {late} ngày", is_formula=False)
    left = maximum - late * points_per_day_late
    floor = ", không thấp hơn 0" if left < 0 else ""
    working = f"{points_text(maximum)} − {late} ngày quá hạn × {points_text(points_per_day_late)}{floor}"
    return Worked(max(left, Fraction(0)), working)
