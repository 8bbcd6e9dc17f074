"""Dates as official Vietnamese documents write them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from datetime import date
from typing import Final

_FIRST_MONTH_WITHOUT_ZERO: Final = 3


def short_date(day: date) -> str:
    """Return a date as `03/02/2020` or `14/8/2020`: days below 10 and months 1 and 2 take a zero."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def long_date(day: date) -> str:
    """Return a date as `ngày 03 tháng 02 năm 2020`."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < _FIRST_MONTH_WITHOUT_ZERO else str(day.month)
