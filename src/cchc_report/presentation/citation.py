"""Figures that say where they come from: a measure in an f-string keeps its id on the way into the page.

`cite(report.settlement)` gives the same measures, but what they write into an f-string is marked (`marks`).
`with_sources` escapes all text and turns the marks into links to the register of sources.

Numbers that are no figures say so too: text that people wrote is `stated`, what another part of the document explains
is `linked` to it, dates and numbers of documents are known by their form (`running_text`). A number without any of
these was typed by hand, and can be found.

Example:
    >>> from cchc_report.measures import Count
    >>> with_sources(f"Có {Cited(Count('petitions.received', 'PAKN', 1, 'PAKN', 'mọi PAKN'))} phản ánh")
    'Có <a class="figure" href="#nguon-petitions.received" data-measure="petitions.received">01</a>&nbsp;phản ánh'
"""

from __future__ import annotations

from typing import Any

from cchc_report.measures import Count, Measure, Ratio, Section
from cchc_report.presentation.fragment import element, escape
from cchc_report.presentation.marks import Piece, marked_figure, pieces
from cchc_report.presentation.running_text import plain_html

SERIES = frozenset({"form", "monthly"})
"""Sections whose measures are the cells of a table: `form.<field>.<column>`, `monthly.<month>.<column>`."""


class Cited:
    """A measure that carries its id into the page, printed as official prose asks.

    Counts below ten take a leading zero. A share that is exactly nothing or everything is printed without decimals, so
    that `100%` and `100,0%` (99,96% rounded) differ.
    """

    def __init__(self, measure: Measure) -> None:
        self._measure = measure

    def __getattr__(self, name: str) -> Any:
        return getattr(self._measure, name)

    def __bool__(self) -> bool:
        return bool(self._measure)

    def __format__(self, spec: str) -> str:
        """Format as the measure does, between marks."""
        return marked_figure(self._measure.id, in_prose(self._measure, spec))

    def __str__(self) -> str:
        return format(self)

    def __repr__(self) -> str:
        return repr(self._measure)


class CitedSection:
    """A section of measures, each of which carries its id into the page."""

    def __init__(self, section: Section) -> None:
        self._section = section

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self._section, name)
        return cite(found)

    def __dir__(self) -> list[str]:
        return dir(self._section)

    def __repr__(self) -> str:
        return repr(self._section)


def cite(what: Measure | Section) -> Cited | CitedSection:
    """Return the same figures, so that prose made of them leads to their sources."""
    return CitedSection(what) if isinstance(what, Section) else Cited(what)


def figure(measure_id: str, text: str, *further: str) -> str:
    """Return `text`, a print of the measure, as a link to the measure's entry in the register of sources.

    Args:
        measure_id: The measure.
        text: What is printed.
        further: Other measures that `text` is made of, such as those of a sum or a quotient.
    """
    ids = " ".join((measure_id, *further))
    return element("a", escape(text), class_="figure", href=f"#{source_anchor(measure_id)}", data_measure=ids)


def source_anchor(measure_id: str) -> str:
    """Return the id of the element in the register of sources where `measure_id` is explained.

    The cells of form II.06a and of the monthly series share one entry a column: one definition serves all their rows.
    """
    section, *_, column = measure_id.split(".")
    return f"nguon-{section}.{column}" if section in SERIES else f"nguon-{measure_id}"


def lookup_anchor(measure_id: str) -> str:
    """Return the id of the element, on screen, where the rows behind `measure_id` are found."""
    return f"so-{measure_id}"


def with_sources(text: str) -> str:
    """Return prose as HTML: escaped, its figures linked to their sources, its document numbers unbroken."""
    parts: list[str] = []
    after_figure = False
    for piece in pieces(format(text)):
        html = _html(piece)
        # A figure and the unit that follows it stay on one line; what stands in brackets after it may begin another.
        is_unit = html.startswith(" ") and not html.startswith(" (")
        parts.append(f"&nbsp;{html[1:]}" if after_figure and is_unit else html)
        after_figure = piece.kind == "figure"
    return "".join(parts)


def in_prose(measure: Measure, spec: str = "") -> str:
    """Return a measure as official prose prints it, without marks; `spec` is that of the measure's own format."""
    if isinstance(measure, Count):
        return format(measure, spec or "02")
    if isinstance(measure, Ratio) and spec != "n/d" and measure.known and measure.numerator in {0, measure.denominator}:
        share = format(measure, ".0%")
        return share if spec else f"{share} ({measure:n/d})"
    return format(measure, spec)


def _html(piece: Piece) -> str:
    match piece.kind:
        case "figure":
            return figure(piece.target, piece.text)
        case "link":
            # One piece of text: the typesetter tags a link with elements inside it as two.
            return element("a", escape(piece.text), class_="reference", href=f"#{piece.target}")
        case "stated":
            return element("span", plain_html(piece.text, references=False), class_="stated")
        case "plain":
            return plain_html(piece.text)
