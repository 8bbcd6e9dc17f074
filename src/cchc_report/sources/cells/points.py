"""Points: numbers with decimals, kept exact.

A text has its decimals after a comma, as in Vietnam, or after a point, as spreadsheets print. Three digits behind the
sign could also be a group of thousands and are refused. A number cell is the decimal number that the user sees (`0.1`),
not the binary float behind it.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

from cchc_report.errors import Text
from cchc_report.sources.cells.converted import Converted, spread
from cchc_report.sources.cells.text import FORMULA_ERROR
from cchc_report.sources.faults import Fault
from cchc_report.sources.tables import Cells, FormulaError

_DECIMAL = re.compile(r"\d{1,6}(?:[.,](?P<decimals>\d{1,6}))?", re.ASCII)
_NEGATIVE = re.compile(r"[-−–]\s?\d[\d.,\s]*", re.ASCII)
_LIKE_THOUSANDS = 3

AMBIGUOUS = Fault(
    "points-ambiguous",
    Text(vi="điểm có ba chữ số sau dấu, có thể là hàng nghìn", en="three digits behind the sign may be thousands"),
    Text(vi="Ghi điểm với nhiều nhất hai chữ số thập phân, ví dụ 1,25.", en="Use at most two decimals, such as 1.25."),
)
NEGATIVE = Fault(
    "points-negative",
    Text(vi="điểm không được âm", en="points cannot be negative"),
    Text(vi="Ghi số điểm đạt được, từ 0 trở lên.", en="Write the points reached, from 0."),
)
NOT_POINTS = Fault(
    "points-not-a-number",
    Text(vi="không phải là điểm", en="these are no points"),
    Text(
        vi="Ghi một số, ví dụ 4 hoặc 4,5; để trống nếu chưa chấm.",
        en="Write a number, such as 4 or 4.5; leave the cell blank where nothing was scored yet.",
    ),
)


def convert_points(cells: Cells) -> Converted:
    """Return points as canonical text, dtype `str`: `4`, `4.5`.

    Args:
        cells: The cleaned column.
    """
    texts: list[str | None] = []
    faults: dict[int, Fault] = {}
    for position, value in enumerate(cells.distinct):
        points = read_points(value)
        if isinstance(points, Fault):
            faults[position] = points
        texts.append(points if isinstance(points, str) else None)
    return Converted(spread(pd.array(texts, dtype="str"), cells), faults)


def read_points(value: object) -> str | Fault | None:
    """Return the points that a cell means as canonical text, what is wrong with it, or `None` for a blank.

    Example:
        >>> read_points("4,50")
        '4.5'
    """
    if value is None or value == "":
        return None
    if isinstance(value, FormulaError):
        return FORMULA_ERROR
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return NOT_POINTS
    # A float's text is the shortest decimal number that it stands for, which is what the user typed.
    return _read_text(value) if isinstance(value, str) else _read_number(str(value))


def _read_text(text: str) -> str | Fault:
    match = _DECIMAL.fullmatch(text)
    return AMBIGUOUS if match and len(match["decimals"] or "") == _LIKE_THOUSANDS else _read_number(text)


def _read_number(text: str) -> str | Fault:
    if _DECIMAL.fullmatch(text):
        return _canonical(text)
    return NEGATIVE if _NEGATIVE.fullmatch(text) else NOT_POINTS


def _canonical(text: str) -> str:
    whole, _, decimals = text.replace(",", ".").partition(".")
    rest = decimals.rstrip("0")
    return f"{int(whole)}.{rest}" if rest else str(int(whole))
