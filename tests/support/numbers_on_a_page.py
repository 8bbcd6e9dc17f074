"""Every number that a reader of the report meets, and what says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

NO_FIGURES = frozenset({"nowrap", "date", "stated", "ordinal", "label", "code"})
"""Classes of text whose numbers count nothing: numbers of documents, dossiers and forms, and dates in digits; dates in
words and years; text that people wrote in registers and parameters; the place of a row or heading; the number of a
table or chart; the code of a row."""

FORMAL_PARTS = frozenset({"document-header", "signature", "annex-of"})
"""Letterhead, number, date, title and period; signature and recipients; whose annex it is."""

ROWS_WITH_A_SOURCE = ("nguon-", "can-cu-", "so-", "tep-", "tai-lieu-")
"""Ids of rows that explain what they show: the definition of a figure or finding, its rows, an input file, a
document."""

POINTS = frozenset(
    {"Mã", "Điểm tối đa", "Điểm tự đánh giá", "Giải trình, ghi chú", "Lĩnh vực, tiêu chí, tiêu chí thành phần"}
)
"""Columns of the score table whose numbers the row itself works out, from figures in its other columns."""

SECTION_NUMBER = re.compile(r"\s*(?:[IVX]+|\d+)\.")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number in the text.

    Attributes:
        text: The piece of text that holds it.
        element: The element around it.
    """

    text: str
    element: HtmlElement


def printed_numbers(main: HtmlElement) -> Iterator[PrintedNumber]:
    """Yield every piece of text with a digit, in the order of the page."""
    for element in main.iter():
        if not isinstance(element.tag, str) or element.tag in {"style", "script"}:
            continue
        for text, holder in ((element.text, element), (element.tail, element.getparent())):
            if element is main and holder is not main:
                continue
            if text and any(character.isdigit() for character in text):
                yield PrintedNumber(" ".join(text.split()), holder)


def says_what_it_is(number: PrintedNumber) -> bool:
    """Return whether the number is no figure, by the markup around it."""
    for around in [number.element, *number.element.iterancestors()]:
        classes = frozenset(around.classes)
        if classes & (NO_FIGURES | FORMAL_PARTS):
            return True
        if around.tag in {"h2", "h3"}:
            return not any(character.isdigit() for character in SECTION_NUMBER.sub("", number.text, count=1))
        if around.tag == "tr" and "numbers" in classes:
            return True  # the column numbers of an official form
    return False


def source_of(number: PrintedNumber) -> str | None:
    """Return what leads from a figure to its source: ids of measures, or the address of a row or table."""
    for around in [number.element, *number.element.iterancestors()]:
        if around.tag == "a":
            return around.get("data-measure") or around.get("href")
        if around.tag == "tr":
            id_ = around.get("id") or ""
            if id_.startswith(ROWS_WITH_A_SOURCE) or (id_.startswith("diem-") and _column(number) in POINTS):
                return f"#{id_}"
    return None


def _column(number: PrintedNumber) -> str:
    cell = next(e for e in [number.element, *number.element.iterancestors()] if e.tag in {"td", "th"})
    table = next(e for e in cell.iterancestors() if e.tag == "table")
    return str(table.xpath("string((.//thead//th)[$n])", n=cell.getparent().index(cell) + 1))
