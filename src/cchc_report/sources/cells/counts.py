"""Counts: whole numbers of things.

A number cell must be whole: Excel turns a typed `5.544` into five and a half, and nobody counts half dossiers. A text
is read the Vietnamese way: points or blanks between groups of three digits. A comma is a decimal sign in Vietnam and a
thousands sign elsewhere; "5,544" could be either and is refused.
"""

from __future__ import annotations

import re

import pandas as pd

from cchc_report.errors import Text
from cchc_report.sources.cells.converted import Converted, spread
from cchc_report.sources.cells.text import FORMULA_ERROR
from cchc_report.sources.faults import Fault
from cchc_report.sources.tables import Cells, FormulaError

LARGEST_COUNT = 10**12

_WHOLE = re.compile(r"\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+", re.ASCII)
_WITH_COMMA = re.compile(r"\d{1,3}(?:,\d{3})+", re.ASCII)
_NEGATIVE = re.compile(r"[-−–]\s?\d[\d.,\s]*", re.ASCII)

NOT_WHOLE = Fault(
    "count-not-whole",
    Text(vi="số lượng phải là số nguyên", en="a count must be a whole number"),
    Text(
        vi="Nếu ý là hàng nghìn (5.544 = 5 544) thì nhập 5544; bảng tính đã hiểu dấu chấm là dấu thập phân.",
        en="If thousands were meant (5.544 = 5 544), enter 5544; the spreadsheet took the point for a decimal sign.",
    ),
)
AMBIGUOUS = Fault(
    "count-ambiguous",
    Text(
        vi="số có dấu phẩy, có thể là phần thập phân hoặc hàng nghìn",
        en="a number with a comma, which may be a decimal sign or a thousands sign",
    ),
    Text(vi="Viết số không có dấu, ví dụ 5544.", en="Write the number without signs, such as 5544."),
)
NEGATIVE = Fault(
    "count-negative",
    Text(vi="số lượng không được âm", en="a count cannot be negative"),
    Text(vi="Kiểm tra lại số liệu gốc.", en="Check the original figure."),
)
TOO_LARGE = Fault(
    "count-too-large",
    Text(vi="số lượng quá lớn", en="the count is too large"),
    Text(vi="Kiểm tra lại số liệu gốc.", en="Check the original figure."),
)
NOT_A_NUMBER = Fault(
    "count-not-a-number",
    Text(vi="không phải là số lượng", en="this is no count"),
    Text(
        vi="Ghi một số nguyên, ví dụ 12 hoặc 5544; để trống nếu không có số liệu.",
        en="Write a whole number, such as 12 or 5544; leave the cell blank where there is no figure.",
    ),
)


def convert_counts(cells: Cells) -> Converted:
    """Return whole numbers, dtype `Int64`.

    Args:
        cells: The cleaned column.
    """
    numbers: list[int | None] = []
    faults: dict[int, Fault] = {}
    for position, value in enumerate(cells.distinct):
        count = read_count(value)
        if isinstance(count, Fault):
            faults[position] = count
            numbers.append(None)
        else:
            numbers.append(count)
    return Converted(spread(pd.array(numbers, dtype="Int64"), cells), faults)


def read_count(value: object) -> int | Fault | None:
    """Return the whole number that a cell means, what is wrong with it, or `None` for a blank.

    Example:
        >>> read_count("5.544")
        5544
    """
    if value is None or value == "":
        return None
    if isinstance(value, FormulaError):
        return FORMULA_ERROR
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return NOT_A_NUMBER
    if not float(value).is_integer():
        return NOT_WHOLE
    return _in_range(int(value))


def _read_text(text: str) -> int | Fault:
    if _WHOLE.fullmatch(text):
        return _in_range(int(text.replace(".", "").replace(" ", ""))) if len(text) < 40 else TOO_LARGE  # noqa: PLR2004 - int() of a very long text is slow
    if _WITH_COMMA.fullmatch(text):
        return AMBIGUOUS
    if _NEGATIVE.fullmatch(text):
        return NEGATIVE
    return NOT_WHOLE if re.fullmatch(r"\d+[.,]\d+", text, re.ASCII) else NOT_A_NUMBER


def _in_range(number: int) -> int | Fault:
    if number < 0:
        return NEGATIVE
    return number if number <= LARGEST_COUNT else TOO_LARGE
