"""The two blocks at the head of the document: agencies and country, below them number and place with date.

A rule under a name is measured against the name's last line (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II: from a third
to a half of it), so it must be known where a long name breaks: `name_lines` decides it, not the width of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cchc_report.params.layout import Layout
from cchc_report.params.models import Department, Document
from cchc_report.presentation.fragment import element, escape
from cchc_report.presentation.name_lines import in_lines, width_of_text
from cchc_report.vietnamese_dates import long_date

COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"

_ROOM_FOR_NUMBER: Final = "\N{NO-BREAK SPACE}" * 8
_ROOM_FOR_DAY: Final = "\N{NO-BREAK SPACE}" * 6

_PAGE_WIDTH_MM: Final = 210
_POINTS_PER_MM: Final = 72 / 25.4
_COUNTRY_WIDTH: Final = 20.6
"""Width of the country's name in sizes of its type; it is never parted."""
_LEAST_GAP_PT: Final = 8


def letterhead(department: Department, document: Document, year: int, layout: Layout) -> str:
    """Return the head of the document as HTML; a number or date that is still open leaves room to write it.

    Args:
        department: Whose document it is.
        document: Its number, symbol and date.
        year: Reporting year, printed where there is no date.
        layout: Sizes and margins, which decide how much of a name fits one line.
    """
    place_and_date = f"{department.place}, {document_date(document, year)}"
    widest = widest_line(layout, place_and_date)
    issuer = [line for own in department.letterhead or [department.name] for line in in_lines(own.upper(), widest)]
    parts = (
        ("agency", _lines(in_lines(department.parent.upper(), widest), "parent") + _lines(issuer, "issuer")),
        ("country", element("p", COUNTRY, class_="name") + _lines([MOTTO], "motto")),
        ("number", element("p", _unbroken(f"Số: {document_number(document)}"))),
        ("place-date", element("p", _unbroken(place_and_date))),
    )
    return element("div", "".join(element("div", content, class_=name) for name, content in parts), class_="letterhead")


def document_number(document: Document) -> str:
    """Return number and symbol, `123/BC-SCT`; a number that is still open leaves room to write it."""
    return f"{_ROOM_FOR_NUMBER if document.number is None else document.number}/{document.symbol}"


def document_date(document: Document, year: int) -> str:
    """Return the date in words; one that is still open leaves room to write it, in the reporting year."""
    return long_date(document.dated) if document.dated else f"ngày{_ROOM_FOR_DAY}tháng{_ROOM_FOR_DAY}năm {year}"


def widest_line(layout: Layout, place_and_date: str) -> float:
    """Return how wide a line of an agency's name may be, in sizes of its type: what the other block leaves.

    Args:
        layout: Margins and sizes.
        place_and_date: What stands under the country's name and may be wider.
    """
    text_width = (_PAGE_WIDTH_MM - layout.margin_left_mm - layout.margin_right_mm) * _POINTS_PER_MM
    other = max(_COUNTRY_WIDTH * layout.country_size_pt, width_of_text(place_and_date) * layout.place_date_size_pt)
    return (text_width - other - _LEAST_GAP_PT) / layout.agency_size_pt


def _lines(lines: Sequence[str], name: str) -> str:
    """Return a paragraph of whole lines; the last one is its own element, for the rule below it."""
    *above, last = lines
    content = "".join(escape(line) + "<br>" for line in above) + element("span", escape(last), class_="last-line")
    return element("p", content, class_=name)


def _unbroken(text: str) -> str:
    return escape(text).replace(" ", "&nbsp;")
