"""Text and identifiers: cells of what people typed (`typed_text`); one in which nothing remains is blank."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pandas as pd

from cchc_report.errors import Text
from cchc_report.sources.cells.converted import Converted, spread
from cchc_report.sources.cells.legacy_text import LEGACY_TEXT, legacy_values
from cchc_report.sources.faults import Fault, as_written
from cchc_report.sources.tables import BLANK, Cells, FormulaError
from cchc_report.typed_text import clean_text

_EXACT_DIGITS = 10**15
"""From here on a spreadsheet has rounded the last digits of an identifier that was typed as a number."""

FORMULA_ERROR = Fault(
    "formula-error",
    Text(vi="công thức trong ô bị lỗi hoặc chưa được tính", en="the cell's formula failed or was never worked out"),
    Text(
        vi="Mở tệp bằng Excel rồi lưu lại; công thức vẫn lỗi thì sửa, hoặc thay bằng giá trị.",
        en="Open the file in Excel and save it; mend a formula that still fails, or put a value in its place.",
    ),
)
CODE_AS_NUMBER = Fault(
    "code-as-number",
    Text(
        vi="mã đang lưu dạng số nên đã mất chữ số (số 0 ở cuối, hoặc quá 15 chữ số)",
        en="the code is stored as a number and has lost digits (a final 0, or beyond 15 digits)",
    ),
    Text(
        vi="Định dạng cột là Văn bản (Text) rồi nhập lại mã, hoặc kết xuất lại.",
        en="Format the column as Text and enter the code again, or export again.",
    ),
)
CODE_AS_DATE = Fault(
    "code-as-date",
    Text(vi="mã đã bị bảng tính đổi thành ngày", en="the spreadsheet has turned the code into a date"),
    Text(
        vi="Định dạng cột là Văn bản (Text) rồi nhập lại mã, hoặc kết xuất lại.",
        en="Format the column as Text and enter the code again, or export again.",
    ),
)


def clean_cells(cells: Cells) -> Cells:
    """Return a column with its texts cleaned, and blank where nothing remains."""
    distinct = cells.distinct
    if isinstance(distinct, np.ndarray):
        return cells
    cleaned = [clean_text(value) if isinstance(value, str) else value for value in distinct]
    blank = np.fromiter((value is None or value == "" for value in cleaned), dtype=bool, count=len(cleaned))
    if not blank.any():
        return Cells(cleaned, cells.codes)
    without_value = np.append(blank, True)  # the last one answers for code BLANK
    return Cells(cleaned, np.where(without_value[cells.codes], BLANK, cells.codes).astype(np.int64))


def convert_text(cells: Cells, raw: Cells) -> Converted:
    """Return free text, dtype `str`.

    Args:
        cells: The cleaned column.
        raw: The column as read: cleaning removes characters by which a legacy encoding is recognised.
    """
    faults: dict[int, Fault] = dict.fromkeys(legacy_values(list(raw.distinct)), LEGACY_TEXT)
    texts: list[str | None] = []
    for position, value in enumerate(cells.distinct):
        if isinstance(value, FormulaError):
            faults[position] = FORMULA_ERROR
        texts.append(_as_text(value))
    return Converted(spread(pd.array(texts, dtype="str"), cells), faults)


def convert_code(cells: Cells) -> Converted:
    """Return identifiers, dtype `str`; a whole number is the text of its digits."""
    faults: dict[int, Fault] = {}
    texts: list[str | None] = []
    for position, value in enumerate(cells.distinct):
        if not isinstance(value, str) and (fault := _code_fault(value)):
            faults[position] = fault
        texts.append(_as_text(value))
    return Converted(spread(pd.array(texts, dtype="str"), cells), faults)


def _code_fault(value: object) -> Fault | None:
    if isinstance(value, FormulaError):
        return FORMULA_ERROR
    if isinstance(value, int | float):
        exact = float(value).is_integer() and abs(value) < _EXACT_DIGITS
        return None if exact else CODE_AS_NUMBER
    return CODE_AS_DATE


def _as_text(value: object) -> str | None:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, FormulaError):
        return None
    if isinstance(value, np.datetime64):
        value = value.astype(datetime)
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.strftime("%d/%m/%Y %H:%M:%S")
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else as_written(value)
