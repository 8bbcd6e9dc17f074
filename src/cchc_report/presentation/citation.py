"""Figures that say where they come from: a measure in an f-string keeps its id on the way into the page.

`cite(report.settlement)` gives the same measures, but what they write into an f-string stands between noncharacters
(U+FDD0…U+FDD2), which Unicode keeps for a program's own use. `with_sources` escapes all other text and turns the marks
into links to the register of sources. Text from exports cannot forge a mark: the readers drop noncharacters.

Example:
    >>> from cchc_report.measures import Count
    >>> with_sources(f"Có {Cited(Count('petitions.received', 'PAKN', 1, 'PAKN', 'mọi PAKN'))} phản ánh")
    'Có <a class="figure" href="#nguon-petitions.received" data-measure="petitions.received">01</a>&nbsp;phản ánh'
"""

from __future__ import annotations

import re
from typing import Any

from cchc_report.measures import Count, Measure, Ratio, Section
from cchc_report.presentation.fragment import breakable, element, escape

SERIES = frozenset({"form", "monthly"})
"""Sections whose measures are the cells of a table: `form.<field>.<column>`, `monthly.<month>.<column>`."""

_OPEN, _MIDDLE, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_MARK = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}( ?)")
_STRAY = re.compile("[\ufdd0-\ufdef]")
_UNBREAKABLE = re.compile(
    r"(?P<agency>\b[0-9A-Z.]{3,}-)(?P<rest>\d{6}-\d{4,6}\b)|\d+/[A-ZĐ]+(?:-[A-ZĐ0-9]+)*|\b\d{2}/\d{1,2}/\d{4}\b"
)
"""Dossier codes, document numbers and dates: a line of prose never breaks inside them."""


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
        return f"{_OPEN}{self._measure.id}{_MIDDLE}{in_prose(self._measure, spec)}{_CLOSE}"

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


def figure(measure_id: str, text: str) -> str:
    """Return `text`, a print of the measure, as a link to the measure's entry in the register of sources."""
    return element("a", escape(text), class_="figure", href=f"#{source_anchor(measure_id)}", data_measure=measure_id)


def source_anchor(measure_id: str) -> str:
    """Return the id of the element in the register of sources where `measure_id` is explained.

    The cells of form II.06a and of the monthly series share one entry a column: one definition serves all their rows.
    """
    section, *_, column = measure_id.split(".")
    return f"nguon-{section}.{column}" if section in SERIES else f"nguon-{measure_id}"


def with_sources(text: str) -> str:
    """Return prose as HTML: escaped, its figures linked to their sources, its document numbers unbroken."""
    parts: list[str] = []
    end = 0
    for mark in _MARK.finditer(text):
        parts.append(_plain(text[end : mark.start()]))
        id_, shown, space = mark.groups()
        # A figure and the unit that follows it stay on one line.
        parts.append(figure(id_, shown) + ("&nbsp;" if space else ""))
        end = mark.end()
    return "".join([*parts, _plain(text[end:])])


def without_marks(text: str) -> str:
    """Return prose as plain text, for a reader without HTML."""
    return _MARK.sub(r"\2\3", text)


def in_prose(measure: Measure, spec: str = "") -> str:
    """Return a measure as official prose prints it, without marks; `spec` is that of the measure's own format."""
    if isinstance(measure, Count):
        return format(measure, spec or "02")
    if isinstance(measure, Ratio) and spec != "n/d" and measure.known and measure.numerator in {0, measure.denominator}:
        share = format(measure, ".0%")
        return share if spec else f"{share} ({measure:n/d})"
    return format(measure, spec)


def _plain(text: str) -> str:
    parts: list[str] = []
    end = 0
    clean = _STRAY.sub("", text)
    for match in _UNBREAKABLE.finditer(clean):
        # In a narrow column, where the stylesheet lets it, a dossier code breaks after its agency.
        whole = f"{escape(match['agency'])}<wbr>{match['rest']}" if match["agency"] else escape(match.group())
        parts += [breakable(clean[end : match.start()]), element("span", whole, class_="nowrap")]
        end = match.end()
    return "".join([*parts, breakable(clean[end:])])
