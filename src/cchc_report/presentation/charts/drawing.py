"""What all charts share: size, type, colours by meaning, and the step from a matplotlib figure to the page."""

from __future__ import annotations

import base64
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from matplotlib import font_manager, rc_context, rcdefaults, rcParams
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from cchc_report.fonts import find_times_family
from cchc_report.measures import Count, Measure, Ratio, Unavailable, vietnamese_integer
from cchc_report.presentation.citation import SERIES, source_anchor, with_sources
from cchc_report.presentation.figure_names import figure_name
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.marks import without_marks
from cchc_report.presentation.running_text import labelled
from cchc_report.presentation.table import Table

TEXT_WIDTH_MM = 165.0
TALLEST_MM = 95.0
"""A chart takes at most a third of an A4 page."""

_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Ink:
    """How one meaning looks, in every chart.

    Attributes:
        colour: Of the bar.
        hatch: For black-and-white print, where lightness alone does not tell the bar from its neighbours.
        edge: Colour of outline and hatch, where it is not that of the bar.
        text: Colour of a number upon the bar.
    """

    colour: str
    hatch: str = ""
    edge: str = ""
    text: str = "white"


EARLY = Ink("#1f3d6d")
ON_DUE_DATE = Ink("#6f94c4", text="black")
LATE = Ink("#a63a2b", hatch="////", edge="white")
PENDING = Ink("#b9bdc3", text="black")
WITHHELD = Ink("#ffffff", hatch="..", edge="#4a4f57", text="black")
RETURNED = Ink("#f0f1f3", hatch="////", edge="#4a4f57", text="black")
ONLINE = EARLY
DIRECT = PENDING
RECEIVED = RETURNED
SETTLED = EARLY

_OTHER_SIGNS = "DejaVu Sans"
"""The family that comes with matplotlib: for signs that somebody typed and the report's font lacks."""

_STYLE: Any = MappingProxyType(
    {
        "svg.fonttype": "path",
        "svg.hashsalt": "cchc-report",
        "text.parse_math": False,
        "font.size": 9.5,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.linewidth": 0.5,
        "xtick.major.width": 0.5,
        "ytick.major.size": 0,
        "xtick.major.size": 0,
        "hatch.linewidth": 0.5,
        "legend.frameon": False,
        "legend.fontsize": 9.5,
        "legend.handlelength": 1.4,
        "legend.columnspacing": 1.6,
        "figure.facecolor": "white",
    }
)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, drawn, captioned, described and given as data.

    Attributes:
        svg: The drawing; deterministic bytes.
        caption: What it finds, with its number; may cite measures.
        description: What it shows, in words, for readers who do not see it.
        data: Its figures as a table.
    """

    svg: bytes
    caption: str
    description: str
    data: Table

    def to_fragment(self) -> Fragment:
        """Return the chart as a figure: below it its caption and where its figures come from, on screen also these."""
        source = "data:image/svg+xml;base64," + base64.b64encode(self.svg).decode("ascii")
        image = f'<img src="{source}" alt="{escape(self.description)}">'
        data = element(
            "details", element("summary", "Số liệu của biểu đồ") + self.data.to_fragment().html, class_="chart-data"
        )
        anchor, label, finding = labelled(self.caption)
        caption = element("figcaption", label + with_sources(finding))
        figure = element("figure", image + caption + self._sources() + data, class_="chart", id=anchor)
        return Fragment(figure, without_marks(self.caption))

    def _sources(self) -> str:
        """Return a line in which each series leads to its entry in the register of sources: bars carry no links."""
        names = [head.text for head in self.data.head[-1]]
        sources = {
            source_anchor(cell.id): name if cell.id.split(".")[0] in SERIES else figure_name(cell)
            for row in self.data.rows
            for name, cell in zip(names, row.cells, strict=True)
            if isinstance(cell, Count | Ratio | Unavailable)
        }
        links = (element("a", escape(name), class_="reference", href=f"#{to}") for to, name in sources.items())
        return element("p", f"Nguồn số liệu: {'; '.join(links)}.", class_="chart-sources") if sources else ""


def draw(paint: Callable[[Axes], None], *, height_mm: float) -> bytes:
    """Return what `paint` draws on fresh axes, as SVG as wide as the text; text becomes outlines of the report's font.

    What the user has set for drawings of his own (`matplotlibrc`) does not reach a report.

    Args:
        paint: Draws on the axes it is given.
        height_mm: Height; at most a third of a page is used.
    """
    with rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # the page has the name beside the drawing
        rcdefaults()
        rcParams.update({**_STYLE, "font.family": [_font_family(), _OTHER_SIGNS]})
        size = (TEXT_WIDTH_MM / _MM_PER_INCH, min(height_mm, TALLEST_MM) / _MM_PER_INCH)
        figure = Figure(figsize=size, layout="constrained")
        FigureCanvasSVG(figure)
        paint(figure.add_subplot())
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def bar_style(ink: Ink) -> dict[str, Any]:
    """Return the keyword arguments of a bar that carries the meaning of `ink`."""
    edge = ink.edge or ink.colour
    return {"facecolor": ink.colour, "edgecolor": edge, "linewidth": 0.4, "hatch": ink.hatch or None}


def plain(measure: Measure) -> str:
    """Return a figure as charts write it, with its point at thousands, or the mark of a figure that is not shown."""
    return vietnamese_integer(measure.value) if isinstance(measure, Count) else str(measure)


def _font_family() -> str:
    family = find_times_family()
    if family is None:
        return "DejaVu Serif"
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for path in (family.regular, family.bold, family.italic, family.bold_italic):
        if str(path) not in known:
            font_manager.fontManager.addfont(path)
    return family.name
