"""The strip above the text on screen: at most six figures, each with what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_report.presentation.citation import with_sources
from cchc_report.presentation.fragment import Fragment, element
from cchc_report.presentation.marks import without_marks

MOST_FIGURES = 6


@dataclass(frozen=True, slots=True)
class StripFigure:
    """One figure of the strip; `value` and `detail` may cite measures."""

    name: str
    value: str
    detail: str


def strip(figures: Sequence[StripFigure]) -> Fragment:
    """Return the strip; it is not printed, since the paper begins as the decree says.

    Raises:
        ValueError: More than six figures.
    """
    if len(figures) > MOST_FIGURES:
        message = f"the strip holds at most {MOST_FIGURES} figures, not {len(figures)}"
        raise ValueError(message)
    items = [
        element(
            "div",
            element("dt", with_sources(item.name))
            + element("dd", with_sources(item.value), class_="value")
            + element("dd", with_sources(item.detail), class_="detail"),
        )
        for item in figures
    ]
    text = "; ".join(f"{item.name}: {without_marks(item.value)}" for item in figures)
    return Fragment(element("dl", "".join(items), class_="strip screen-only"), text)
