"""Sentences: paragraphs and lists as an office writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_report.errors import NotebookError, Problem, Text, shortened
from cchc_report.presentation.citation import with_sources
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.marks import pieces, without_marks
from cchc_report.presentation.running_text import typed_number

_SUBHEADING_NUMBER = re.compile(r"\d+\.")
_FIGURE_IN_BRACES = re.compile(r"\{[A-Za-z_]\w*[.(:\[][^{}]*\}", re.ASCII)
"""As notebooks take them from a section: `{settlement.total}`; `{a}` alone may be a formula in a parameter's text."""


def paragraph(text: str, *, style: str | None = None, anchor: str | None = None) -> Fragment:
    """Return a justified paragraph; figures taken from `report.cite(...)` lead to their sources.

    Args:
        text: One paragraph of plain text; everything but the figures is escaped.
        style: `basis` (a legal basis, in italics), `lead` (a sub-heading inside a section) or `note`.
        anchor: Its element id, where other parts of the document lead to it.

    Raises:
        NotebookError: The text holds a name in braces: the `f` before its quotation mark was forgotten. Or it holds a
            number of which nothing says where it comes from.
    """
    number = _SUBHEADING_NUMBER.match(text) if style == "lead" else None
    start = element("span", escape(number.group()), class_="ordinal") if number else ""
    rest = text[number.end() :] if number else text
    _require_figures_with_sources(rest)
    return Fragment(element("p", start + with_sources(rest), class_=style, id=anchor), without_marks(text))


def bullets(items: Iterable[str]) -> Fragment:
    """Return a list, one item a line, each introduced by a dash as official documents do.

    Raises:
        NotebookError: An item holds a name in braces: the `f` before its quotation mark was forgotten. Or it holds a
            number of which nothing says where it comes from.
    """
    listed = tuple(items)
    for item in listed:
        _require_figures_with_sources(item)
    markup = "".join(element("li", with_sources(item)) for item in listed)
    return Fragment(element("ul", markup), "\n".join(f"- {without_marks(item)}" for item in listed))


def _require_figures_with_sources(text: str) -> None:
    """Refuse `{settlement.total}` and typed numbers in our own words; what people wrote in a register may hold any.

    Raises:
        NotebookError: There is one.
    """
    own_words = "".join(piece.text if piece.kind == "plain" else " " for piece in pieces(format(text)))
    if forgotten := _FIGURE_IN_BRACES.search(own_words):
        raise NotebookError(_not_filled_in(shortened(without_marks(text)), shortened(forgotten.group())))
    if number := typed_number(own_words):
        raise NotebookError(_typed(shortened(without_marks(text)), number))


def _not_filled_in(sentence: str, name: str) -> Problem:
    return Problem(
        "prose.not-filled-in",
        Text(
            vi=f'câu "{sentence}" còn nguyên {name}: số liệu chưa được điền vào câu',
            en=f'the sentence "{sentence}" still holds {name}: the figure was not put into it',
        ),
        Text(
            vi="thêm chữ f ngay trước dấu nháy mở của đoạn chữ đó trong sổ tay, rồi chạy lại",
            en="put the letter f before the opening quotation mark of that text, then run the notebook again",
        ),
    )


def _typed(sentence: str, number: str) -> Problem:
    return Problem(
        "prose.typed-number",
        Text(
            vi=f'câu "{sentence}" có số gõ tay ({number}): số này không dẫn về nguồn, không đổi theo dữ liệu',
            en=f'the sentence "{sentence}" holds a typed number ({number}), which leads to no source',
        ),
        Text(
            vi="lấy số từ report.cite(…), ví dụ {settlement.total}; số không phải số liệu của báo cáo thì đặt "
            'trong stated(…), ví dụ {stated("24/7")}',
            en="take it from report.cite(…), as in {settlement.total}; a number that is no figure of the report goes "
            'into stated(…), as in {stated("24/7")}',
        ),
    )


def enumerated(parts: Iterable[str]) -> str:
    """Return parts as prose: `a`, `a và b`, `a; b và c`."""
    listed = tuple(parts)
    return " và ".join(part for part in ("; ".join(listed[:-1]), *listed[-1:]) if part)


def sentence_start(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]
