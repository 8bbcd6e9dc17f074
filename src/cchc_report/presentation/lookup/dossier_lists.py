"""The lists of dossiers as HTML: one table for all of them, of which the chosen list's rows are shown.

A list is chosen by its address (`#ds-3`), so that this works without any script. A dossier stands in the table once,
however many lists it belongs to: the page stays small. The table shows code, procedure, dates and outcome, no person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from cchc_report.measures import vietnamese_integer
from cchc_report.presentation.citation import lookup_anchor, with_sources
from cchc_report.presentation.figure_names import figure_name
from cchc_report.presentation.fragment import element, escape
from cchc_report.presentation.lookup.row_lists import RowList, Side
from cchc_report.presentation.marks import linked
from cchc_report.presentation.workbook.columns import Listing
from cchc_report.presentation.workbook.filters import IntArray
from cchc_report.presentation.workbook.sheet import Value
from cchc_report.vietnamese_dates import short_date

STYLE_NAME = "dossier-lists"
"""Class of the style element that shows a chosen list; the page takes its rules over."""

_COLUMNS = ("Mã hồ sơ", "Thủ tục", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc", "Kết quả")
_CAPTION = "Hồ sơ của danh sách đã chọn"
_MOST_NAMES = 3


def list_anchor(number: int) -> str:
    """Return the element id of a list."""
    return f"ds-{number}"


def dossier_lists(lists: Sequence[RowList], listing: Listing, fields: Mapping[str, str]) -> str:
    """Return titles and rows of all lists.

    Args:
        lists: The lists.
        listing: The dossier register as it is listed.
        fields: Names of fields by slug.
    """
    titles = "".join(_title(each, fields) for each in lists)
    hint = element("p", "Bấm vào một số liệu, rồi vào danh sách của nó, để xem các hồ sơ tại đây.", class_="no-list")
    style = element("style", "\n".join(_rule(each.number) for each in lists), class_=STYLE_NAME)
    return element("div", style + titles + hint + _table(lists, listing), class_="dossier-lists")


def _rule(number: int) -> str:
    return f"#{list_anchor(number)}:target ~ .table .d{number} {{ display: table-row; }}"


def _title(each: RowList, fields: Mapping[str, str]) -> str:
    named = [_name(side, fields) for side in each.sides[:_MOST_NAMES]]
    names = "; ".join(named) + (" và các số liệu khác" if len(each.sides) > len(named) else "")
    size = linked(vietnamese_integer(len(each.rows)), lookup_anchor(each.sides[0].measure.id))
    count = element("strong", with_sources(f"Danh sách {size} hồ sơ"))
    return element("p", f"{count}: {names}.", class_="list-title", id=list_anchor(each.number), tabindex=-1)


def _name(side: Side, fields: Mapping[str, str]) -> str:
    link = element(
        "a", escape(figure_name(side.measure, fields)), href=f"#{lookup_anchor(side.measure.id)}", class_="reference"
    )
    return f"phần còn lại của mẫu số: {link}" if side.rest else link


def _table(lists: Sequence[RowList], listing: Listing) -> str:
    memberships: defaultdict[int, list[str]] = defaultdict(list)
    for each in lists:
        for row in each.rows.tolist():
            memberships[row].append(f"d{each.number}")
    rows: IntArray = np.array(sorted(memberships), dtype=np.int64)
    head = "".join(element("th", title, scope="col", data_column=column) for column, title in enumerate(_COLUMNS))
    body = "".join(
        f'<tr class="{" ".join(memberships[row])}"><th scope="row">{_cell(code)}</th>'
        + "".join(f"<td>{_cell(value)}</td>" for value in values)
        + "</tr>"
        for row, (code, *values) in zip(rows.tolist(), _values(listing, rows), strict=True)
    )
    table = element(
        "table",
        element("caption", _CAPTION) + element("thead", element("tr", head)) + element("tbody", body, class_="stated"),
        class_="data dossiers",
        data_sortable="",
    )
    scroller = element("div", table, class_="scroller", tabindex=0, role="region", aria_label=_CAPTION)
    return element("div", scroller, class_="table")


def _values(listing: Listing, rows: IntArray) -> list[tuple[Value, ...]]:
    titles = [column.title for column in listing.columns]
    cells = listing.cells(rows)
    return list(zip(*(cells[titles.index(title)] for title in _COLUMNS), strict=True))


def _cell(value: Value) -> str:
    return short_date(value) if isinstance(value, date) else escape("" if value is None else value)
