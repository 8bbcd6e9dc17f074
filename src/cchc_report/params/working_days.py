"""The working calendar of a report: public holidays and what the year's parameters say about them."""

from __future__ import annotations

from cchc_report.calendar import WorkingCalendar, vietnam_calendar
from cchc_report.params.models import ReportParameters


def working_calendar(parameters: ReportParameters) -> WorkingCalendar:
    """Return the working days of the years that the reporting period touches, and of the years around them."""
    period, days = parameters.period, parameters.year_parameters.working_days
    return vietnam_calendar(
        range(period.start.year, period.end.year + 1),
        extra_holidays=days.extra_holidays,
        not_holidays=days.not_holidays,
        working_saturdays=days.working_saturdays,
    )
