"""Days and moments, in every form in which exports write them, and with one meaning or none.

Forms: real spreadsheet dates; `DD/MM/YYYY` (also with `-` or `.`, without leading zeros), `YYYY-MM-DD`, `yyyyMMdd`, all
also with a time of day (`HH:mm`, `HH:mm:ss`; a zone is converted to Vietnamese time); `yyyyMMddHHmmss`;
the digit forms also as numbers; a plain number between the spreadsheet's numbers of 1990 and 2100 is such a day. Years
outside 1990 to 2100 and days that no calendar has are faults.

Which of two numbers is the day? In Vietnam the first. Yet files pass through machines with American settings, so:

1. A column with a row that fits only day/month is day/month; each row that fits only month/day is then a fault.
2. A column in which rows fit only month/day, and none only day/month, is refused as a whole.
3. A column in which every row fits both ways is day/month if another date column of the same file proves day/month and
   none proves month/day; else it is refused. Rows that mean the same day both ways (`05/05/2020`) need no proof.
4. A column in which all texts have a day above 12, while every real date (five distinct ones at least) has a day of 12
   or less, was opened with American settings: the spreadsheet turned just those days that it could turn, with day and
   month exchanged. The real dates are refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from cchc_report.registers.schema import Kind
from cchc_report.sources.cells import date_faults as faults_of
from cchc_report.sources.cells.converted import Converted, spread
from cchc_report.sources.cells.text import FORMULA_ERROR
from cchc_report.sources.faults import Fault
from cchc_report.sources.tables import Booleans, Cells, FormulaError, Integers, Moments

FIRST_YEAR, LAST_YEAR = 1990, 2100
EXCHANGED_AT_LEAST = 5
"""Distinct real dates, all with a day of 12 or less, from which on chance no longer explains them (0.4 ** 5 = 1%)."""

_NO_DATE = np.iinfo(np.int64).min
_DAY = 86_400
_HANOI = 7 * 3600
_EPOCH = date(1970, 1, 1).toordinal()
_SERIAL_ZERO = date(1899, 12, 30).toordinal() - _EPOCH
_SERIALS = (32_874, 73_415)  # 01/01/1990 and 31/12/2100
_LAST_MONTH = 12
_SHORT_DIGITS, _LONG_DIGITS = 8, 14

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_YEAR_MONTH_DAY = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DAY_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_SECOND_DIGITS = re.compile(r"(\d{8})(\d\d)(\d\d)(\d\d)", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2}", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)? ?(Z|[+-]\d\d:?\d\d)?", re.ASCII)


class Readings(NamedTuple):
    """The day since 1970 that a text means if the day stands first, and if the month does; `None` where impossible."""

    day_first: int | None
    month_first: int | None


_NEITHER = Readings(None, None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many values of a column, or columns of a file, fit in one order of day and month only."""

    day_first: int = 0
    month_first: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(self.day_first + other.day_first, self.month_first + other.month_first)

    @property
    def proves_day_first(self) -> bool:
        """Whether it speaks for day/month and nothing speaks against."""
        return self.day_first > 0 and self.month_first == 0


@dataclass(frozen=True, slots=True)
class ParsedDates:
    """A column with both readings of each distinct value; the arrays are aligned with `cells.distinct`.

    Attributes:
        cells: The column.
        day_first: Seconds since 1970 if the day stands first; int64, the smallest int64 where impossible.
        month_first: The same if the month stands first; equal to `day_first` wherever the form leaves no choice.
        real: Whether the value is a real date of a spreadsheet; bool.
        faults: What is wrong with a value in either reading.
        evidence: What the values that occur prove about the order.
    """

    cells: Cells
    day_first: Integers
    month_first: Integers
    real: Booleans
    faults: dict[int, Fault]
    evidence: Evidence

    @property
    def verdict(self) -> Evidence:
        """What the column as a whole proves: a stray row in a day/month column is a fault and no proof (rule 1)."""
        if self.evidence.day_first:
            return Evidence(day_first=1)
        return Evidence(month_first=1) if self.evidence.month_first else Evidence()


def parse_dates(cells: Cells) -> ParsedDates:
    """Return both readings of every value of a cleaned column."""
    if isinstance(cells.distinct, np.ndarray):
        return _parse_moments(cells, cells.distinct)
    size = len(cells.distinct)
    day_first = np.full(size, _NO_DATE, dtype=np.int64)
    month_first = np.full(size, _NO_DATE, dtype=np.int64)
    real = np.zeros(size, dtype=bool)
    faults: dict[int, Fault] = {}
    texts: dict[int, str] = {}
    for position, value in enumerate(cells.distinct):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            texts[position] = value
            continue
        seconds = _read_value(value)
        if isinstance(seconds, str):
            texts[position] = seconds
        elif isinstance(seconds, Fault):
            faults[position] = seconds
        else:
            day_first[position] = month_first[position] = seconds
            real[position] = isinstance(value, date)
    positions = np.fromiter(texts, dtype=np.int64, count=len(texts))
    read = _read_texts(list(texts.values()))
    day_first[positions], month_first[positions] = read.day_first, read.month_first
    faults |= {int(positions[index]): fault for index, fault in read.faults.items()}
    used = cells.used()
    evidence = Evidence(
        int(np.sum(used & (day_first != _NO_DATE) & (month_first == _NO_DATE))),
        int(np.sum(used & (day_first == _NO_DATE) & (month_first != _NO_DATE))),
    )
    return ParsedDates(cells, day_first, month_first, real, faults, evidence)


def convert_dates(parsed: ParsedDates, file_evidence: Evidence, kind: Kind) -> Converted:
    """Return days or moments, dtype `datetime64[s]`; days stand at midnight.

    Args:
        parsed: The column.
        file_evidence: The verdicts of all date columns of the file, counted.
        kind: `Kind.DATE` or `Kind.TIMESTAMP`.
    """
    faults = dict(parsed.faults)
    only_month_first = (parsed.day_first == _NO_DATE) & (parsed.month_first != _NO_DATE)
    undecided = (parsed.day_first != _NO_DATE) & (parsed.month_first != _NO_DATE)
    undecided &= parsed.day_first != parsed.month_first
    own = parsed.evidence
    if own.day_first:
        faults |= dict.fromkeys(np.flatnonzero(only_month_first).tolist(), faults_of.OTHER_ORDER)
        if not np.any(undecided & parsed.cells.used()):
            faults |= dict.fromkeys(_exchanged_by_spreadsheet(parsed), faults_of.EXCHANGED)
    elif own.month_first:
        faults |= dict.fromkeys(np.flatnonzero(only_month_first | undecided).tolist(), faults_of.MONTH_FIRST_COLUMN)
    elif not file_evidence.proves_day_first:
        faults |= dict.fromkeys(np.flatnonzero(undecided).tolist(), faults_of.AMBIGUOUS_COLUMN)
    seconds = parsed.day_first.copy()
    seconds[list(faults)] = _NO_DATE
    if kind is Kind.DATE:
        seconds = np.where(seconds == _NO_DATE, _NO_DATE, seconds - seconds % _DAY)
    return Converted(spread(_moments(seconds), parsed.cells), faults)


def _moments(seconds: Integers) -> ExtensionArray:
    # The smallest int64 is what numpy calls "not a time".
    return pd.Series(seconds.astype("datetime64[s]")).array


def _parse_moments(cells: Cells, moments: Moments) -> ParsedDates:
    seconds = moments.astype("datetime64[s]").astype(np.int64)
    years = moments.astype("datetime64[Y]").astype(np.int64) + 1970
    outside = (seconds != _NO_DATE) & ((years < FIRST_YEAR) | (years > LAST_YEAR))
    faults = dict.fromkeys(np.flatnonzero(outside).tolist(), faults_of.YEAR_OUT_OF_RANGE)
    return ParsedDates(cells, seconds, seconds, np.ones(len(moments), dtype=bool), faults, Evidence())


def _exchanged_by_spreadsheet(parsed: ParsedDates) -> list[int]:
    """Return the positions of real dates whose day and month a spreadsheet has exchanged (rule 4)."""
    positions = np.flatnonzero(parsed.real & parsed.cells.used() & (parsed.day_first != _NO_DATE))
    days = {date.fromordinal(int(second) // _DAY + _EPOCH) for second in parsed.day_first[positions]}
    suspicious = len(days) >= EXCHANGED_AT_LEAST and all(day.day <= _LAST_MONTH for day in days)
    return positions.tolist() if suspicious else []


@dataclass(frozen=True, slots=True)
class _ReadTexts:
    """Both readings of texts in seconds since 1970, and what is wrong with a text by its position."""

    day_first: Integers
    month_first: Integers
    faults: dict[int, Fault]


def _read_texts(texts: Sequence[str]) -> _ReadTexts:
    """Return both readings of each text. Each day and each time of day is read once: they come again and again."""
    days: dict[str, int] = {}
    times: dict[str, int] = {}
    day_of = np.empty(len(texts), dtype=np.int64)
    time_of = np.empty(len(texts), dtype=np.int64)
    for position, text in enumerate(texts):
        day_text, time_text = _split(text)
        day_of[position] = days.setdefault(day_text, len(days))
        time_of[position] = times.setdefault(time_text, len(times))
    read_days = [_read_day(text) for text in days]
    read_times = [_read_time(text) for text in times]
    wrong_days = {i: fault for i, fault in enumerate(read_days) if isinstance(fault, Fault)}
    wrong_times = {i: fault for i, fault in enumerate(read_times) if isinstance(fault, Fault)}
    faults: dict[int, Fault] = {}
    for wrong, of in ((wrong_times, time_of), (wrong_days, day_of)):
        faults |= {int(p): wrong[int(of[p])] for p in np.flatnonzero(np.isin(of, list(wrong)))}
    seconds = np.array([0 if isinstance(time, Fault) else time for time in read_times], dtype=np.int64)[time_of]
    readings = [_NEITHER if isinstance(day, Fault) else day for day in read_days]
    at_fault = list(faults)
    both = []
    for order in zip(*readings, strict=True) if readings else ((), ()):
        of_day = np.array([_NO_DATE if day is None else day * _DAY for day in order], dtype=np.int64)[day_of]
        of_text = np.where(of_day == _NO_DATE, _NO_DATE, of_day + seconds)
        of_text[at_fault] = _NO_DATE
        both.append(of_text)
    return _ReadTexts(both[0], both[1], faults)


def _split(text: str) -> tuple[str, str]:
    """Return the day and the time of day of a text, the latter empty where there is none."""
    if len(text) == _LONG_DIGITS and (match := _SECOND_DIGITS.fullmatch(text)):
        return match[1], f"{match[2]}:{match[3]}:{match[4]}"
    first, _, second = text.replace("T", " ", 1).partition(" ")
    return (second, first) if ":" in first else (first, second)


def _read_value(value: object) -> int | str | Fault:
    """Return the seconds since 1970 of a cell that is no text, a digit form as text, or what is wrong with the cell."""
    if isinstance(value, FormulaError):
        return FORMULA_ERROR
    if isinstance(value, date):
        return _real_date(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return faults_of.NOT_A_DATE
    if _SERIALS[0] <= value < _SERIALS[1] + 1:
        return round(value * _DAY) + _SERIAL_ZERO * _DAY
    digits = str(int(value)) if float(value).is_integer() else ""
    return digits if len(digits) in (_SHORT_DIGITS, _LONG_DIGITS) else faults_of.NOT_A_DATE


def _real_date(value: date) -> int | Fault:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return faults_of.YEAR_OUT_OF_RANGE
    if not isinstance(value, datetime):
        return (value.toordinal() - _EPOCH) * _DAY
    # Spreadsheets store fractions of days: 10:30:00 may come as 10:29:59.999999.
    rounded = value + timedelta(microseconds=500_000)
    return (rounded.toordinal() - _EPOCH) * _DAY + rounded.hour * 3600 + rounded.minute * 60 + rounded.second


def _read_day(text: str) -> Readings | Fault:
    """Return both readings of a day without a time, in days since 1970."""
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        return _judged(year, _days(year, second, first), _days(year, first, second))
    if match := _YEAR_MONTH_DAY.fullmatch(text):
        day = _days(int(match[1]), int(match[3]), int(match[4]))
        return _judged(int(match[1]), day, day)
    if match := _DAY_DIGITS.fullmatch(text):
        day = _days(int(match[1]), int(match[2]), int(match[3]))
        return _judged(int(match[1]), day, day)
    return faults_of.SHORT_YEAR if _SHORT_YEAR.fullmatch(text) else faults_of.NOT_A_DATE


def _judged(year: int, day_first: int | None, month_first: int | None) -> Readings | Fault:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return faults_of.YEAR_OUT_OF_RANGE
    if day_first is None and month_first is None:
        return faults_of.IMPOSSIBLE
    return Readings(day_first, month_first)


def _days(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None


def _read_time(text: str) -> int | Fault:
    """Return the seconds of a time of day, moved to Vietnamese time where the text names a zone."""
    if not text:
        return 0
    match = _TIME.fullmatch(text)
    if not match:
        return faults_of.NOT_A_DATE
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - the clock's own numbers
        return faults_of.IMPOSSIBLE_TIME
    seconds = hour * 3600 + minute * 60 + second
    zone = match[4]
    if zone is None:
        return seconds
    if zone == "Z":
        return seconds + _HANOI
    offset = int(zone[1:3]) * 3600 + int(zone[-2:]) * 60
    return seconds + _HANOI - (offset if zone[0] == "+" else -offset)
