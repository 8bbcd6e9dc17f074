"""Read the tables of an HTML page, the form in which many portals write their `.xls`.

A cell that spans rows holds its value in each of them; one that spans columns holds it in the first, as a spreadsheet
shows merged cells. Rows are numbered through all tables of the page, as a spreadsheet does that opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
import numpy as np

from cchc_report.errors import Text
from cchc_report.sources.detection import CORRUPT, decode
from cchc_report.sources.faults import Fault, UnreadableError
from cchc_report.sources.tables import Grid

_XML_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_MOST_COLUMNS = 16_384
_ROW_GROUPS = ("thead", "tbody", "tfoot")
_NOT_SHOWN = ("script", "style", "template")
_LINES = ("br", "p", "div", "li")

NO_TABLE = Fault(
    "html-without-table",
    Text(
        vi="đây là một trang web không có bảng dữ liệu (ví dụ trang đăng nhập, trang báo lỗi), không phải bản kết xuất",
        en="this is a web page without a table of data (such as a login or error page) and no export",
    ),
    Text(
        vi="Đăng nhập lại vào Hệ thống rồi kết xuất và lưu tệp lần nữa.",
        en="Log in to the system again, export and save the file once more.",
    ),
)


def read_html(content: bytes) -> tuple[Grid, ...]:
    """Return every table of the page that is not blank.

    Raises:
        UnreadableError: The page is not UTF-8 (or UTF-16 with its mark), or has no table.
    """
    text = _XML_PROLOG.sub("", decode(content)).replace("\x00", "")
    # lxml decides on the encoding itself unless it is told; the text is decoded already.
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        page = lxml.html.document_fromstring(text.encode(), parser=parser)
    except lxml.etree.LxmlError:
        raise UnreadableError(CORRUPT) from None
    lxml.etree.strip_elements(page, *_NOT_SHOWN, with_tail=False)
    for line in page.iter(*_LINES):
        line.text, line.tail = f" {line.text or ''}", f" {line.tail or ''}"
    row_numbers = {row: number for number, row in enumerate(page.iter("tr"), start=1)}
    grids = [_grid(table, row_numbers) for table in page.iter("table")]
    found = tuple(grid for grid in grids if any(any(row) for row in grid.rows))
    if not found:
        raise UnreadableError(NO_TABLE)
    return found


def _grid(table: lxml.html.HtmlElement, row_numbers: dict[lxml.html.HtmlElement, int]) -> Grid:
    rows: list[list[str]] = []
    numbers: list[int] = []
    hanging: dict[int, tuple[int, str]] = {}  # column → rows still to fill, and with what
    for row in _own_rows(table):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _fill_hanging(cells, hanging)
            text = "".join(cell.itertext())
            below = _span(cell, "rowspan") - 1
            for offset in range(min(_span(cell, "colspan"), _MOST_COLUMNS - len(cells))):
                shown = "" if offset else text
                if below > 0:
                    hanging[len(cells)] = (below, shown)
                cells.append(shown)
        while any(column >= len(cells) for column in hanging):
            _fill_hanging(cells, hanging)
            if any(column > len(cells) for column in hanging):
                cells.append("")
        rows.append(cells)
        numbers.append(row_numbers[row])
    return Grid(None, rows, np.array(numbers, dtype=np.int64))


def _own_rows(table: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Yield the table's rows, without those of tables in its cells."""
    for child in table.iterchildren("tr", *_ROW_GROUPS):
        if child.tag == "tr":
            yield child
        else:
            yield from child.iterchildren("tr")


def _fill_hanging(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Append the values that cells of earlier rows hold in the next columns."""
    while held := hanging.pop(len(cells), None):
        below, text = held
        if below > 1:
            hanging[len(cells)] = (below - 1, text)
        cells.append(text)


def _span(cell: lxml.html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(int(value), 1) if value.isascii() and value.isdecimal() and len(value) < 6 else 1  # noqa: PLR2004 - longer is nonsense
