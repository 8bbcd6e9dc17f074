"""Working days of Vietnam, by hand from the printed calendars of 2019 to 2021."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from cchc_report.calendar import WorkingCalendar, vietnam_calendar

CALENDAR = vietnam_calendar([2020])


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ((2020, 9, 22), (2020, 10, 1), 7),  # 23, 24, 25, 28, 29, 30/9 and 1/10
        ((2020, 9, 1), (2020, 9, 3), 1),  # 2/9 is National Day
        ((2020, 1, 22), (2020, 1, 30), 1),  # Tết from 23 to 29/01
        ((2019, 12, 31), (2020, 1, 2), 1),  # 1/1 off, across the turn of the year
        ((2020, 4, 29), (2020, 5, 4), 1),  # 30/4, 1/5 and a weekend
        ((2020, 4, 1), (2020, 4, 3), 1),  # 2/4: Hùng Kings (10 March of the lunar year)
        ((2019, 4, 26), (2019, 5, 6), 4),  # 29/4 exchanged for Saturday 4/5: 2, 3, 4 and 6/5
        ((2020, 10, 3), (2020, 10, 4), 0),
        ((2020, 9, 22), (2020, 9, 22), 0),
        ((2020, 10, 1), (2020, 9, 22), -7),
        # 261 days from Monday to Friday after 1/1, less 9: 23, 24, 27, 28, 29/1, 2/4, 30/4, 1/5, 2/9
        ((2020, 1, 1), (2020, 12, 31), 252),
    ],
)
def test_working_days_between(start: tuple[int, int, int], end: tuple[int, int, int], days: int) -> None:
    assert CALENDAR.working_days_between(date(*start), date(*end)) == days


@pytest.mark.parametrize("day", [(2020, 9, 2), (2020, 1, 1), (2020, 4, 30), (2020, 5, 1), (2020, 10, 3), (2021, 1, 1)])
def test_days_off(day: tuple[int, int, int]) -> None:
    assert not CALENDAR.is_working_day(date(*day))


@pytest.mark.parametrize("day", range(23, 30))
def test_tet_2020_is_off(day: int) -> None:
    assert not CALENDAR.is_working_day(date(2020, 1, day))


@pytest.mark.parametrize("day", [(2020, 1, 22), (2020, 1, 30), (2020, 9, 1), (2020, 12, 7), (2019, 5, 4)])
def test_working_days(day: tuple[int, int, int]) -> None:
    assert CALENDAR.is_working_day(date(*day))


def test_overrides_and_what_the_name_says_of_them() -> None:
    calendar = vietnam_calendar(
        [2020],
        extra_holidays=[date(2020, 5, 4)],
        not_holidays=[date(2020, 4, 2)],
        working_saturdays=[date(2020, 5, 9), date(2020, 5, 16)],
    )
    assert not calendar.is_working_day(date(2020, 5, 4))
    assert calendar.is_working_day(date(2020, 4, 2))
    assert calendar.is_working_day(date(2020, 5, 9))
    assert calendar.working_days_between(date(2020, 5, 8), date(2020, 5, 9)) == 1
    assert calendar.name == (
        "Lịch làm việc từ thứ Hai đến thứ Sáu, trừ ngày nghỉ lễ, Tết của Việt Nam năm 2019–2021 "
        "(gói phần mềm holidays); tham số của năm báo cáo thêm 01 ngày nghỉ, "
        "bỏ 01 ngày nghỉ, thêm 02 ngày thứ Bảy làm bù"
    )


def test_name_without_overrides() -> None:
    assert CALENDAR.name.endswith("tham số của năm báo cáo không điều chỉnh ngày nào")


def test_adding_is_refused_backwards() -> None:
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.add_working_days(date(2020, 9, 22), -1)


def test_adding_nothing_stays_on_a_day_off() -> None:
    assert CALENDAR.add_working_days(date(2020, 9, 2), 0) == date(2020, 9, 2)
    assert CALENDAR.add_working_days(date(2020, 9, 2), 1) == date(2020, 9, 3)


def test_a_worked_day_wins_over_a_day_off() -> None:
    monday = date(2020, 6, 1)
    calendar = WorkingCalendar("", frozenset({monday}), frozenset({monday}))
    assert calendar.is_working_day(monday)
    assert calendar.working_days_between(date(2020, 5, 31), monday) == 1


def test_the_holidays_package_is_imported_only_when_needed() -> None:
    code = "import sys, cchc_report.calendar; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
