"""Sentences: paragraphs and lists as an office writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_report.errors import NotebookError, Problem, Text, shortened
from cchc_report.presentation.citation import with_sources
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.marks import pieces, without_marks

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
        NotebookError: The text holds a name in braces: the `f` before its quotation mark was forgotten.
    """
    _require_filled_in(text)
    number = _SUBHEADING_NUMBER.match(text) if style == "lead" else None
    start = element("span", escape(number.group()), class_="ordinal") if number else ""
    rest = text[number.end() :] if number else text
    return Fragment(element("p", start + with_sources(rest), class_=style, id=anchor), without_marks(text))


def bullets(items: Iterable[str]) -> Fragment:
    """Return a list, one item a line, each introduced by a dash as official documents do.

    Raises:
        NotebookError: An item holds a name in braces: the `f` before its quotation mark was forgotten.
    """
    listed = tuple(items)
    for item in listed:
        _require_filled_in(item)
    markup = "".join(element("li", with_sources(item)) for item in listed)
    return Fragment(element("ul", markup), "\n".join(f"- {without_marks(item)}" for item in listed))


def _require_filled_in(text: str) -> None:
    """Refuse `{settlement.total}` in our own words; what people wrote in a register may hold any sign."""
    own_words = "".join(piece.text if piece.kind == "plain" else " " for piece in pieces(format(text)))
    if forgotten := _FIGURE_IN_BRACES.search(own_words):
        name, sentence = shortened(forgotten.group()), shortened(without_marks(text))
        raise NotebookError(
            Problem(
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
        )


def enumerated(parts: Iterable[str]) -> str:
    """Return parts as prose: `a`, `a và b`, `a; b và c`."""
    listed = tuple(parts)
    return " và ".join(part for part in ("; ".join(listed[:-1]), *listed[-1:]) if part)


def sentence_start(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]
