"""Promulgation: the decisions that published or abolished procedures in the period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from cchc_report.calendar import WorkingCalendar
from cchc_report.measures import Count, Measure, Members, Unavailable
from cchc_report.params.models import Period
from cchc_report.statistics.definitions import count_definition, defined_count
from cchc_report.vietnamese_dates import short_date

WORKING_DAYS = "ngày làm việc"


def promulgation_measures(decisions: pd.DataFrame, period: Period, calendar: WorkingCalendar) -> Iterator[Measure]:
    """Yield the measures of the section on promulgation.

    Args:
        decisions: Frame of the decision register.
        period: Only decisions promulgated in it count.
        calendar: Says which days are working days.
    """
    day = decisions["promulgated_on"]
    in_period = day.between(pd.Timestamp(period.start), pd.Timestamp(period.end)).to_numpy(dtype=bool)
    late = in_period & decisions["late_reason"].notna().to_numpy()
    population = f"Quyết định công bố danh mục TTHC; kỳ báo cáo {short_date(period.start)} - {short_date(period.end)}"
    for name, label, rows in (
        ("decisions", "quyết định công bố hoặc bãi bỏ TTHC ban hành trong kỳ", in_period),
        ("late", "quyết định công bố muộn, có ghi lý do", late),
    ):
        members = Members.where("decisions", rows)
        yield defined_count(f"promulgation.{name}", label, members, unit="quyết định", population=population)
    yield _longest_wait(decisions[in_period], calendar, population)


def _longest_wait(decisions: pd.DataFrame, calendar: WorkingCalendar, population: str) -> Measure:
    """Return how many working days the slowest decision came after the ministry's was on the national database."""
    name = "promulgation.longest_wait"
    label = "số ngày làm việc từ khi Bộ đăng quyết định trên CSDL quốc gia đến khi tỉnh công bố, trường hợp lâu nhất"
    waits = [wait for wait in working_days_waited(decisions, calendar) if wait is not None]
    if not waits:
        return Unavailable(name, label, "không quyết định nào trong kỳ ghi ngày đăng trên CSDL quốc gia")
    return Count(name, label, max(waits), WORKING_DAYS, population, definition=count_definition(name))


def working_days_waited(decisions: pd.DataFrame, calendar: WorkingCalendar) -> list[int | None]:
    """Return for each decision how many working days it came after the ministry's was on the national database.

    Args:
        decisions: Frame of the decision register.
        calendar: Says which days are working days.

    Returns:
        One entry a decision: 0 where it came before the ministry's was published, `None` where that day is not known.
    """
    pairs = zip(_days(decisions["national_database_on"]), _days(decisions["promulgated_on"]), strict=True)
    return [
        None
        if published is None or promulgated is None
        else max(0, calendar.working_days_between(published, promulgated))
        for published, promulgated in pairs
    ]


def _days(column: pd.Series) -> list[date | None]:
    return [None if pd.isna(moment) else moment.date() for moment in column]
