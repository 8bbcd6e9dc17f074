"""Rules that counting working days keeps, whatever the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cchc_report.calendar import WorkingCalendar

DAYS = st.dates(min_value=date(2019, 1, 1), max_value=date(2021, 12, 31))
CALENDARS = st.builds(
    WorkingCalendar,
    name=st.just(""),
    holidays=st.frozensets(DAYS, max_size=60),
    working_saturdays=st.frozensets(DAYS, max_size=20),
)


@given(CALENDARS, DAYS, DAYS)
def test_counting_agrees_with_looking_at_each_day(calendar: WorkingCalendar, one: date, other: date) -> None:
    start, end = sorted((one, other))
    each = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert calendar.working_days_between(start, end) == sum(map(calendar.is_working_day, each))


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_counting_is_additive_in_any_order(calendar: WorkingCalendar, a: date, b: date, c: date) -> None:
    between = calendar.working_days_between
    assert between(a, b) + between(b, c) == between(a, c)


@given(CALENDARS, DAYS, st.integers(0, 60))
def test_adding_is_undone_by_counting(calendar: WorkingCalendar, start: date, n: int) -> None:
    end = calendar.add_working_days(start, n)
    assert calendar.working_days_between(start, end) == n
    assert n == 0 or calendar.is_working_day(end)
