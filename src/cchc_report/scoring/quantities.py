"""Points and percentages: exact from the file to the sum, rounded half up once a leaf."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema

from cchc_report.errors import Text, shortened
from cchc_report.measures import vietnamese_decimal
from cchc_report.params.translation import explained

_POINTS = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?", re.ASCII)
_PERCENTAGE = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,6})?)\s?%", re.ASCII)
_MOST_DECIMALS = 6


def read_points(value: Any) -> Fraction:
    """Return points as a file writes them: `20`, `0.25`, `"0,25"`; never negative, at most six decimals.

    Raises:
        PydanticCustomError: They are no points.
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int | Decimal | str) and not isinstance(value, bool) and _POINTS.fullmatch(str(value)):
        return Fraction(str(value).replace(",", "."))
    raise explained(_not_usable(value), _POINTS_REMEDY)


def read_percentage(value: Any) -> Fraction:
    """Return a share as a file writes it: `80%`, `99,5%`. The sign is needed: a bare 0.8 could be either.

    Raises:
        PydanticCustomError: It is no percentage from 0% to 100%.
    """
    if isinstance(value, Fraction):
        return value
    match = _PERCENTAGE.fullmatch(value) if isinstance(value, str) else None
    share = Fraction(match["number"].replace(",", ".")) / 100 if match else None
    if share is None or share > 1:
        raise explained(_not_usable(value), _PERCENTAGE_REMEDY)
    return share


def _not_usable(value: Any) -> Text:
    if value is None:
        return Text(vi="chưa có giá trị", en="there is no value")
    shown = shortened(value)
    return Text(vi=f'giá trị "{shown}" không dùng được', en=f'the value "{shown}" cannot be used')


_POINTS_REMEDY = Text(
    vi="Điểm là số không âm, nhiều nhất sáu chữ số thập phân; ví dụ 20 hoặc 0.25.",
    en="Points are a number, not negative, with at most six decimals; for example 20 or 0.25.",
)
_PERCENTAGE_REMEDY = Text(
    vi="Viết tỷ lệ từ 0% đến 100%, có dấu %; ví dụ 80% hoặc 99,5%.",
    en="Write a share from 0% to 100% with its sign; for example 80% or 99.5%.",
)

Points: TypeAlias = Annotated[
    Fraction,
    PlainValidator(read_points),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{_POINTS.pattern}$"}]}
    ),
]
"""Points, exact."""

Percentage: TypeAlias = Annotated[
    Fraction,
    PlainValidator(read_percentage),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,3}([.,]\d{1,6})?\s?%$"}),
]
"""A share written as a percentage, kept as an exact fraction from 0 to 1."""

DayCount: TypeAlias = Annotated[int, Field(ge=0, strict=True)]
"""Working days."""


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """Return `value` rounded to `decimals` places, halves away from zero.

    Example:
        >>> round_half_up(Fraction(11600, 581), 2)
        Fraction(1997, 100)
    """
    scaled = abs(value) * 10**decimals
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(-rounded if value < 0 else rounded, 10**decimals)


def exact_decimals(value: Fraction) -> int | None:
    """Return how many decimal places `value` needs to be written exactly, or `None` where no number of them does."""
    return next((n for n in range(_MOST_DECIMALS + 1) if (value * 10**n).denominator == 1), None)


def points_text(value: Fraction) -> str:
    """Return points in Vietnamese without rounding: `20`, `2,5`; what has no end is written as a fraction, `1/3`."""
    decimals = exact_decimals(value)
    return f"{value.numerator}/{value.denominator}" if decimals is None else vietnamese_decimal(value, decimals)


def percentage_text(value: Fraction) -> str:
    """Return a share as a percentage without rounding: `80%`, `99,5%`."""
    return f"{points_text(value * 100)}%"


def decimal_text(value: Fraction) -> str:
    """Return a value for machines, exact: `19.97`, `-0.5`; what has no end as a fraction, `11600/581`."""
    decimals = exact_decimals(value)
    if decimals is None:
        return f"{value.numerator}/{value.denominator}"
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.{decimals}f}"
