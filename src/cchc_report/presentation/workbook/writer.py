"""Worksheets as data → the bytes of an `.xlsx` file. The same sheets give the same bytes.

Text is always written as text: what citizens typed never becomes a formula, a link or a number, in this file or when a
cell of it is edited (such cells carry Excel's quote mark).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import Any

import xlsxwriter

from cchc_report.presentation.workbook.sheet import Column, Formula, Sheet, SheetRow, Style, Value, cell_name

_A4 = 9
_LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""
_DAY_ZERO = date(1899, 12, 30).toordinal()
_SECONDS_OF_A_DAY = 86_400
_FIRST_YEAR = 1901
"""The format counts days from this year on."""
_CUT = "… (cắt bớt)"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_THIN, _HAIR = 1, 7
"""Kinds of rules under a row."""
_LINE_HEIGHT = 15
_HIGHEST_ROW = 409
"""Points; the most that the format allows."""
_LETTERS_IN_ONE_WIDTH = 1.2
"""Letters of the text font in one unit of column width, on the safe side."""
_MARGINS = {"left": 0.79, "right": 0.59, "top": 0.79, "bottom": 0.79}
"""Inches: 20 and 15 mm."""

_OPTIONS: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

_FONT: Mapping[str, Any] = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_NUMBER_FORMATS: Mapping[Style, str] = {
    Style.WHOLE: "[$-42A]#,##0",
    Style.DATE: "[$-42A]dd/mm/yyyy",
    # Exactly everything is 100%; 99,96% is 100,0%.
    Style.SHARE: "[=1][$-42A]0%;[=0][$-42A]0%;[$-42A]0.0%",
    Style.TEXT: "@",
    Style.MARK: "@",
}


@dataclass(slots=True)
class _Formats:
    """The workbook's cell formats, each made once."""

    workbook: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def get(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format({**_FONT, **properties})
        return self.made[key]

    def cell(self, column: Column, *, strong: bool, indent: int, quoted: bool) -> Any:
        properties: dict[str, Any] = {"num_format": _number_format(column), "bottom": _THIN if strong else _HAIR}
        if _is_wrapped(column):
            properties |= {"text_wrap": True}
        if column.style in {Style.DATE, Style.MARK}:
            properties |= {"align": "center"}
        if strong:
            properties |= {"bold": True}
        if column.style is Style.TEXT:
            properties |= {"align": "left", "indent": indent + 1}
        if quoted:
            properties |= {"quote_prefix": True}
        return self.get(**properties)


def workbook_bytes(sheets: Sequence[Sheet], *, title: str, author: str) -> bytes:
    """Return an Excel workbook.

    Args:
        sheets: Its worksheets, in order.
        title: Title in the file's properties.
        author: Author in the file's properties: the issuing agency.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, dict(_OPTIONS)) as workbook:
        # The library takes no zone; a clock would change the bytes.
        workbook.set_properties({"title": title, "author": author, "created": datetime(2000, 1, 1)})  # noqa: DTZ001
        formats = _Formats(workbook)
        for sheet in sheets:
            _write(workbook.add_worksheet(sheet.name), sheet, formats)
    return content.getvalue()


def cell_text(text: str) -> str:
    """Return text as a cell can hold it: without characters that no file may hold, cut where too long.

    The library writes a text between `<r>` and `</r>` as markup of its own; a blank behind it keeps it text.
    """
    clean = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if clean.startswith("<r>") and clean.endswith("</r>"):
        clean += " "
    return clean if len(clean) <= _LONGEST_TEXT else clean[: _LONGEST_TEXT - len(_CUT)] + _CUT


def _write(page: Any, sheet: Sheet, formats: _Formats) -> None:
    page.write_string(0, 0, cell_text(sheet.title), formats.get(bold=True, font_size=14))
    for number, line in enumerate(sheet.above, start=1):
        page.write_string(number, 0, cell_text(line), formats.get(italic=True))
    if sheet.counts_rows:
        _write_row_count(page, sheet, formats)
    _write_head(page, sheet, formats)
    _write_rows(page, sheet, formats)
    _write_below(page, sheet, formats)
    for position, column in enumerate(sheet.columns):
        page.set_column(position, position, column.width)
    _set_up(page, sheet)


def _write_below(page: Any, sheet: Sheet, formats: _Formats) -> None:
    """Write the lines under the table, each across the printed columns."""
    last = (sheet.printed or len(sheet.columns)) - 1
    width = sum(column.width for column in sheet.columns[: last + 1])
    look = formats.get(italic=True, text_wrap=True)
    for number, line in enumerate(sheet.below, start=sheet.first_row + len(sheet.rows) + 1):
        _merge(page, (number, 0, number, last), cell_text(line), look)
        page.set_row(number, _height([(line, width)]))


def _write_row_count(page: Any, sheet: Sheet, formats: _Formats) -> None:
    """Count the rows in view: a reader who sets the filter of a figure sees the figure here."""
    line = 1 + len(sheet.above)
    first, last = cell_name(sheet.first_row, 0), cell_name(sheet.first_row + len(sheet.rows) - 1, 0)
    number = formats.get(bold=True, align="left", num_format=_NUMBER_FORMATS[Style.WHOLE])
    page.write_formula(line, 0, f"=SUBTOTAL(103,{first}:{last})", number, len(sheet.rows))
    page.write_string(line, 1, "dòng đang hiện (sau khi lọc)", formats.get(italic=True))


def _write_head(page: Any, sheet: Sheet, formats: _Formats) -> None:
    head = formats.get(bold=True, text_wrap=True, align="center", valign="vcenter", bg_color="#F2F2F2", border=1)
    top = sheet.first_row - sheet.head_rows
    bottom = sheet.first_row - 1
    position = 0
    for group, columns in groupby(sheet.columns, key=lambda column: column.group):
        titles = [cell_text(column.title) for column in columns]
        last = position + len(titles) - 1
        if group is not None:
            _merge(page, (top, position, top, last), cell_text(group), head)
        for offset, title in enumerate(titles):
            above = bottom if group is not None else top
            _merge(page, (above, position + offset, bottom, position + offset), title, head)
        position = last + 1
    page.set_row(bottom, _height([(column.title, column.width) for column in sheet.columns]))


def _merge(page: Any, area: tuple[int, int, int, int], text: str, format_: Any) -> None:
    top, left, bottom, right = area
    if (top, left) == (bottom, right):
        page.write_string(top, left, text, format_)
    else:
        page.merge_range(top, left, bottom, right, text, format_)


def _write_rows(page: Any, sheet: Sheet, formats: _Formats) -> None:
    look = _Look(sheet, formats)
    wrapped = [number for number, column in enumerate(sheet.columns) if _is_wrapped(column)]
    for number, row in enumerate(sheet.rows, start=sheet.first_row):
        if wrapped:
            texts = [(str(row.cells[position] or ""), sheet.columns[position].width) for position in wrapped]
            page.set_row(number, _height(texts))
        for position, value in enumerate(row.cells):
            look.write(page, (number, position), row, value)


def _is_wrapped(column: Column) -> bool:
    return column.style is Style.TEXT and column.wrapped


def _height(texts: Sequence[tuple[str, float]]) -> float:
    """Return the height of a row, in points, in which wrapped texts fit the widths of their columns.

    A spreadsheet program fits heights when a cell is edited, but not all of them when a file is opened.
    """
    return min(max(1, *(_lines(text, width) for text, width in texts)) * _LINE_HEIGHT, _HIGHEST_ROW)


def _lines(text: str, width: float) -> int:
    return sum(ceil((len(part) + 1) / (width * _LETTERS_IN_ONE_WIDTH)) for part in text.split("\n"))


@dataclass(slots=True)
class _Look:
    """How the cells of one sheet are written; a format is looked up by what it depends on, not made for each cell."""

    sheet: Sheet
    formats: _Formats
    known: dict[tuple[int, bool, int, bool], Any] = field(default_factory=dict)

    def write(self, page: Any, at: tuple[int, int], row: SheetRow, value: Value) -> None:
        """Write one cell as what it is; an empty one only gets its look."""
        position = at[1]
        indent = row.indent if position == self.sheet.indented else 0
        quoted = isinstance(value, str) and value.startswith(_STARTS_A_FORMULA)
        key = (position, row.strong, indent, quoted)
        if key not in self.known:
            column = self.sheet.columns[position]
            self.known[key] = self.formats.cell(column, strong=row.strong, indent=indent, quoted=quoted)
        _write_cell(page, at, value, self.known[key])


def _write_cell(page: Any, at: tuple[int, int], value: Value, format_: Any) -> None:
    match value:
        case None | "":
            page.write_blank(*at, None, format_)
        case str():
            page.write_string(*at, cell_text(value), format_)
        case Formula():
            shown = "" if value.value is None else _number(value.value)
            page.write_formula(*at, value.text, format_, shown)
        case date() if value.year < _FIRST_YEAR:
            page.write_string(*at, f"{value:%d/%m/%Y}", format_)
        case date():
            page.write_number(*at, _serial_day(value), format_)
        case _:
            page.write_number(*at, _number(value), format_)


def _serial_day(value: date) -> int | float:
    """Return a day, or a moment without a zone, as the number that a worksheet holds for it: days since 30/12/1899.

    The library's own conversion does the same for every kind of date and zone, at fifty times the cost.
    """
    days = value.toordinal() - _DAY_ZERO
    if not isinstance(value, datetime):
        return days
    return days + (value.hour * 3600 + value.minute * 60 + value.second) / _SECONDS_OF_A_DAY


def _number(value: Fraction | int) -> int | float:
    return value if isinstance(value, int) else float(value)


def _number_format(column: Column) -> str:
    if column.style is Style.POINTS:
        return "[$-42A]#,##0" + ("." + "0" * column.decimals if column.decimals else "")
    return _NUMBER_FORMATS[column.style]


def _set_up(page: Any, sheet: Sheet) -> None:
    """Set what the reader meets on screen and on paper: fixed head, A4, the head again on every page."""
    head = sheet.first_row - sheet.head_rows
    page.freeze_panes(sheet.first_row, sheet.fixed_columns)
    if sheet.filterable and sheet.rows:
        page.autofilter(sheet.first_row - 1, 0, sheet.first_row + len(sheet.rows) - 1, len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head, sheet.first_row - 1)
    if sheet.printed:
        page.print_area(0, 0, sheet.last_row, sheet.printed - 1)
    page.set_footer("&L&A&RTrang &P/&N")
    page.hide_gridlines(2)
