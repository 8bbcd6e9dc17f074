"""The days and hours in which a synthetic office works, as arrays: positions of working days in place of dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

import numpy as np

from cchc_report.calendar import vietnam_calendar

Days: TypeAlias = np.ndarray[Any, np.dtype[np.datetime64]]
"""Days or seconds of numpy."""
Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Mask: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]

SECONDS_WORKED: Final = 27_000
"""Seconds of a working day: 7:30 to 11:30 and 13:30 to 17:00."""
CLOSING_TIME: Final = np.timedelta64(17 * 3600, "s")
_MORNING = 4 * 3600
_OPENING = 7 * 3600 + 1800
_LUNCH = 2 * 3600


@dataclass(frozen=True, slots=True)
class WorkYear:
    """The working days of a year and of the next one, into which its last dossiers reach.

    Attributes:
        year: The year.
        days: Working days of both years, ascending.
        in_year: How many of them are in the year itself.
    """

    year: int
    days: Days
    in_year: int

    @property
    def last_day(self) -> np.datetime64:
        """The last day of the reporting period, worked or not."""
        return np.datetime64(date(self.year, 12, 31), "D")

    def moments(self, positions: Numbers, worked: Numbers) -> Days:
        """Return moments, given as the position of a working day and the seconds worked on it before."""
        clock = worked + _OPENING + np.where(worked < _MORNING, 0, _LUNCH)
        moments: Days = self.days[positions].astype("datetime64[s]") + clock.astype("timedelta64[s]")
        return moments

    def first_from(self, month: int, day: int) -> int:
        """Return the position of the first working day from a day of the year on."""
        return int(np.searchsorted(self.days, np.datetime64(date(self.year, month, day), "D")))

    def day(self, position: int) -> date:
        """Return the working day at a position."""
        return as_date(self.days[position])


def work_year(year: int) -> WorkYear:
    """Return the working days of `year`, by the same calendar as a report of that year."""
    calendar = vietnam_calendar([year])
    span = np.arange(np.datetime64(f"{year}-01-01"), np.datetime64(f"{year + 2}-01-01"))
    worked = np.array([calendar.is_working_day(as_date(day)) for day in span], dtype=bool)
    days = span[worked]
    return WorkYear(year, days, int((days < np.datetime64(f"{year + 1}-01-01")).sum()))


def as_date(day: np.datetime64) -> date:
    """Return a day of numpy as a date."""
    return day.astype("datetime64[D]").item()  # type: ignore[no-any-return]  # numpy's stubs do not know datetime64[D]
