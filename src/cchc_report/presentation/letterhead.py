"""The two blocks at the head of the document: agencies and country, below them number and place with date.

A rule under a name is measured against the name's last line (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II: from a third
to a half of it), so it must be known where a long name breaks: `in_lines` decides it, not the width of the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from itertools import combinations, pairwise
from typing import Final

from cchc_report.params.layout import Layout
from cchc_report.params.models import Department, Document
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.prose import long_date

COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"

_ROOM_FOR_NUMBER: Final = " " * 8
_ROOM_FOR_DAY: Final = " " * 6

_PAGE_WIDTH_MM: Final = 210
_POINTS_PER_MM: Final = 72 / 25.4
_COUNTRY_WIDTH: Final = 20.6
"""Width of the country's name in sizes of its type; it is never parted."""
_LEAST_GAP_PT: Final = 8
_MOST_LINES: Final = 4
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_THOUSANDTHS: Final = (
    *(722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944),
    *(722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667),
)
"""Widths of Times New Roman's bold capitals, in thousandths of the size; marks above and below add nothing."""
_WIDTHS: Final[Mapping[str, int]] = dict(zip(_LETTERS, _THOUSANDTHS, strict=True))
_FIGURE: Final = 500
_SPACE: Final = 250
_BEGIN_A_LINE: Final = frozenset({"VÀ", "CÁC", "ỦY", "TỈNH", "THÀNH", "HUYỆN", "QUẬN", "THỊ", "PHƯỜNG"})
"""Words before which a name is best parted: it joins two things there, or names a place."""


def letterhead(department: Department, document: Document, year: int, layout: Layout) -> Fragment:
    """Return the head of the document; a number or date that is still open leaves room to write it.

    Args:
        department: Whose document it is.
        document: Its number, symbol and date.
        year: Reporting year, printed where there is no date.
        layout: Sizes and margins, which decide how much of a name fits one line.
    """
    number = str(document.number) if document.number is not None else _ROOM_FOR_NUMBER
    dated = long_date(document.dated) if document.dated else f"ngày{_ROOM_FOR_DAY}tháng{_ROOM_FOR_DAY}năm {year}"
    own, widest = department.letterhead, widest_line(layout)
    issuer = tuple(map(str.upper, own)) if own else in_lines(department.name.upper(), widest)
    parent = in_lines(department.parent.upper(), widest)
    parts = (
        ("agency", _lines(parent, "parent") + _lines(issuer, "issuer")),
        ("country", element("p", COUNTRY, class_="name") + _lines((MOTTO,), "motto")),
        ("number", element("p", _unbroken(f"Số: {number}/{document.symbol}"))),
        ("place-date", element("p", _unbroken(f"{department.place}, {dated}"))),
    )
    markup = "".join(element("div", content, class_=name) for name, content in parts)
    return Fragment(element("div", markup, class_="letterhead"), f"{department.parent}\n{department.name}")


def widest_line(layout: Layout) -> float:
    """Return how wide a line of an agency's name may be, in sizes of its type: what the country's name leaves."""
    text_width = (_PAGE_WIDTH_MM - layout.margin_left_mm - layout.margin_right_mm) * _POINTS_PER_MM
    return (text_width - _COUNTRY_WIDTH * layout.country_size_pt - _LEAST_GAP_PT) / layout.agency_size_pt


def in_lines(name: str, widest: float) -> tuple[str, ...]:
    """Return a name in capitals in the fewest lines that the column holds, parted where it reads best.

    Vietnamese writes the syllables of a word apart, so no rule sees every word; where this one parts a word, the
    department says its lines itself (`letterhead` in `params/departments.yaml`).

    Args:
        name: The name.
        widest: How wide a line may be, in sizes of the type.

    Example:
        >>> in_lines("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", widest=14.5)
        ('SỞ NÔNG NGHIỆP', 'VÀ PHÁT TRIỂN NÔNG THÔN')
    """
    words = name.split()
    for breaks in range(min(_MOST_LINES, len(words))):
        ways = [_parted(words, places) for places in combinations(range(1, len(words)), breaks)]
        if fitting := [way for way in ways if max(map(_width, way)) <= widest]:
            return min(fitting, key=lambda way: (_badly_parted(way), sum(_width(line) ** 2 for line in way)))
    return (" ".join(words),)


def _parted(words: list[str], places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(" ".join(words[start:end]) for start, end in pairwise((0, *places, len(words))))


def _badly_parted(lines: tuple[str, ...]) -> int:
    """Return how many lines begin where nothing in the name asks for it."""
    return sum(
        not (line.split()[0] in _BEGIN_A_LINE or before.endswith((",", "-", "–"))) for before, line in pairwise(lines)
    )


def _width(line: str) -> float:
    """Return about how wide a line is, in sizes of its type."""
    signs = unicodedata.normalize("NFD", line.replace("Đ", "D"))
    return (
        sum(
            _WIDTHS.get(sign, _FIGURE if sign.isalnum() else _SPACE)
            for sign in signs
            if not unicodedata.combining(sign)
        )
        / 1000
    )


def _lines(lines: tuple[str, ...], name: str) -> str:
    """Return a paragraph of whole lines; the last one is its own element, for the rule below it."""
    *above, last = lines
    content = "".join(escape(line) + "<br>" for line in above) + element("span", escape(last), class_="last-line")
    return element("p", content, class_=name)


def _unbroken(text: str) -> str:
    return escape(text).replace(" ", "&nbsp;")
