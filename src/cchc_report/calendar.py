"""Working days of Vietnam: public holidays as the `holidays` package knows them, plus what the year's parameters add.

The government sets days off in exchange for worked Saturdays anew each year; those the package does not know come from
`working_days` in `params/<year>/year.yaml`. Dates alone count, never times of day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked. A day is, if it is a working Saturday, or from Monday to Friday and no holiday.

    Attributes:
        name: What the calendar is made from, in Vietnamese, as the report prints it.
        holidays: Days off, those on weekends included.
        working_saturdays: Days on weekends that are worked in exchange for another day.
    """

    name: str
    holidays: frozenset[date]
    working_saturdays: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """Return whether `day` is worked."""
        return day in self.working_saturdays or (day.weekday() < _SATURDAY and day not in self.holidays)

    def working_days_between(self, start: date, end: date) -> int:
        """Return the number of working days after `start`, up to and including `end`; negative where `end` is earlier.

        Example:
            >>> vietnam_calendar([2020]).working_days_between(date(2020, 9, 22), date(2020, 10, 1))
            7
        """
        if end < start:
            return -self.working_days_between(end, start)
        days_off = self.holidays - self.working_saturdays
        off = sum(start < day <= end and day.weekday() < _SATURDAY for day in days_off)
        extra = sum(start < day <= end and day.weekday() >= _SATURDAY for day in self.working_saturdays)
        return _weekdays_until(end) - _weekdays_until(start) - off + extra

    def add_working_days(self, start: date, n: int) -> date:
        """Return the `n`-th working day after `start`; `start` itself, worked or not, for 0.

        Raises:
            ValueError: `n` is negative: counted backwards from a day off, there is more than one answer.
        """
        if n < 0:
            message = f"cannot add {n} working days"
            raise ValueError(message)
        day = start
        for _ in range(n):
            day += _DAY
            while not self.is_working_day(day):
                day += _DAY
        return day


def vietnam_calendar(
    years: Iterable[int],
    *,
    extra_holidays: Iterable[date] = (),
    not_holidays: Iterable[date] = (),
    working_saturdays: Iterable[date] = (),
) -> WorkingCalendar:
    """Return the working calendar of Vietnam.

    Args:
        years: Years that matter; the year before and after each are included, for dossiers cross the turn of a year.
            Outside them only weekends are off.
        extra_holidays: Days off that the package does not know.
        not_holidays: Days that the package takes for holidays and that were worked.
        working_saturdays: Weekend days that were worked in exchange for another day.

    Returns:
        The calendar. Its name says how many days of each kind the parameters changed.
    """
    import holidays  # noqa: PLC0415  # costs 0.2 s, which only those pay who count working days

    covered = sorted({near for year in years for near in (year - 1, year, year + 1)})
    known = holidays.country_holidays("VN", years=covered)
    extra, dropped, worked = frozenset(extra_holidays), frozenset(not_holidays), frozenset(working_saturdays)
    swapped = frozenset(day for day in known.weekend_workdays if day.year in covered)
    return WorkingCalendar(
        name=_name(covered, len(extra), len(dropped), len(worked)),
        holidays=(frozenset(known) | extra) - dropped,
        working_saturdays=swapped | worked,
    )


def _weekdays_until(day: date) -> int:
    """Return the number of days from Monday to Friday up to and including `day`; 01/01/0001 is a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return 5 * weeks + min(rest, 5)


def _name(years: list[int], extra: int, dropped: int, worked: int) -> str:
    span = f" năm {years[0]}–{years[-1]}" if years else ""
    changes = [
        f"thêm {extra:02d} ngày nghỉ" if extra else "",
        f"bỏ {dropped:02d} ngày nghỉ" if dropped else "",
        f"thêm {worked:02d} ngày thứ Bảy làm bù" if worked else "",
    ]
    changed = ", ".join(change for change in changes if change)
    tail = f"tham số của năm báo cáo {changed}" if changed else "tham số của năm báo cáo không điều chỉnh ngày nào"
    base = f"Lịch làm việc từ thứ Hai đến thứ Sáu, trừ ngày nghỉ lễ, Tết của Việt Nam{span} (gói phần mềm holidays)"
    return f"{base}; {tail}"
