"""Where horizontal bars stand and how their names are set: readable, and all within a third of a page."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from cchc_report.presentation.charts.drawing import TALLEST_MM

BAR_THICKNESS_MM: Final = 4.2
_MM_AROUND: Final = 13.0
"""The legend above, and what the bars keep from the edges."""
_MM_PER_BAR: Final = 6.0
_MM_PER_LINE_OF_NAME: Final = 3.9
_NAME_SIZE_PT: Final = 9.5
_NAME_WIDTH: Final = 30
_MOST_LINES_OF_NAME: Final = 3

_MM_PER_BAR_OF_MANY: Final = 4.7
_NAME_SIZE_OF_MANY_PT: Final = 8.5
_NAME_WIDTH_OF_MANY: Final = 40

MOST_BARS: Final = int((TALLEST_MM - _MM_AROUND) / _MM_PER_BAR_OF_MANY)
"""How many bars one chart has at most."""


@dataclass(frozen=True, slots=True)
class BarPlaces:
    """How the bars of a chart stand.

    Attributes:
        names: What stands beside each bar, in one to three lines.
        name_size_pt: Size of the names.
        places_mm: Where each bar stands, below the first.
        below_mm: Room from the last bar to the lower edge, as from the first to the upper one.
    """

    names: tuple[str, ...]
    name_size_pt: float
    places_mm: tuple[float, ...]
    below_mm: float

    @property
    def height_mm(self) -> float:
        """Height of the chart; without bars there is room for one."""
        return _MM_AROUND + max(self.places_mm, default=0.0) + 2 * self.below_mm


def bar_places(names: Sequence[str]) -> BarPlaces:
    """Return how bars with these names stand: as far apart as the names need; of many each name has one line."""
    wrapped = [_wrapped(name) for name in names]
    lines = [name.count("\n") + 1 for name in wrapped]
    steps = [max(_MM_PER_BAR, (before + after) / 2 * _MM_PER_LINE_OF_NAME) for before, after in pairwise(lines)]
    spacious = BarPlaces(
        tuple(wrapped), _NAME_SIZE_PT, tuple(accumulate(steps, initial=0.0))[: len(names)], _MM_PER_BAR / 2
    )
    if spacious.height_mm <= TALLEST_MM:
        return spacious
    short = tuple(textwrap.shorten(name, _NAME_WIDTH_OF_MANY, placeholder="…") for name in names)
    places = tuple(number * _MM_PER_BAR_OF_MANY for number in range(len(names)))
    return BarPlaces(short, _NAME_SIZE_OF_MANY_PT, places, _MM_PER_BAR_OF_MANY / 2)


def _wrapped(name: str) -> str:
    return "\n".join(textwrap.wrap(name, _NAME_WIDTH, max_lines=_MOST_LINES_OF_NAME, placeholder="…"))
