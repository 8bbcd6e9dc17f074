"""Dossiers received and settled in each month of the period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from cchc_report.measures import Count, Measure
from cchc_report.presentation.charts.drawing import RECEIVED, SETTLED, Chart, bar_style, draw, plain
from cchc_report.presentation.citation import Cited
from cchc_report.presentation.fragment import Fragment, element
from cchc_report.presentation.marks import without_marks
from cchc_report.presentation.suppressed import CHART_MARK, has_suppressed
from cchc_report.presentation.table import Head, Row, Table

_BAR_WIDTH = 0.4


def chart_by_month(months: Sequence[tuple[str, Measure, Measure]], *, number: int) -> Chart:
    """Return the chart of core dossiers received and settled by month.

    Args:
        months: For each month of the period, in order: its name (`01/2020`), dossiers received, dossiers settled.
        number: Number of the chart in the document.
    """
    finding = _finding([(name, received) for name, received, _ in months])
    mark = f". {CHART_MARK}" if has_suppressed(m for _, *pair in months for m in pair) else ""
    listed = "; ".join(f"tháng {name}: nhận {received}, giải quyết {settled}" for name, received, settled in months)
    data = Table(
        caption=f"Số liệu của Biểu đồ {number}",
        head=[[Head("Tháng"), Head("Tiếp nhận"), Head("Đã giải quyết")]],
        align=("left", "number", "number"),
        rows=[
            Row([Fragment(element("span", name, class_="date"), name), received, settled])
            for name, received, settled in months
        ],
    )
    return Chart(
        svg=draw(lambda axes: _paint(axes, months), height_mm=58),
        caption=f"Biểu đồ {number}. Hồ sơ tiếp nhận và giải quyết theo tháng. {finding}{mark}",
        description=f"{without_marks(finding)}. Biểu đồ cột theo tháng, số hồ sơ tiếp nhận và đã giải quyết: {listed}.",
        data=data,
    )


def _finding(received: Sequence[tuple[str, Measure]]) -> str:
    """Return what the chart shows: the busiest month, where it is among those that are shown."""
    known = [(name, measure) for name, measure in received if isinstance(measure, Count)]
    if len(known) < len(received):
        return "Những tháng có ít hồ sơ không nêu số"
    name, peak = max(known, key=lambda month: month[1].value)
    return f"Tháng {name} tiếp nhận nhiều nhất: {Cited(peak)} hồ sơ" if peak else "Trong kỳ không tiếp nhận hồ sơ nào"


def _paint(axes: Axes, months: Sequence[tuple[str, Measure, Measure]]) -> None:
    positions = range(len(months))
    series: list[tuple[str, float, list[Measure], dict[str, Any]]] = [
        ("Tiếp nhận", -_BAR_WIDTH / 2, [received for _, received, _ in months], bar_style(RECEIVED)),
        ("Đã giải quyết", _BAR_WIDTH / 2, [settled for _, _, settled in months], bar_style(SETTLED)),
    ]
    for label, shift, measures, style in series:
        values = [measure.value if isinstance(measure, Count) else 0 for measure in measures]
        bars = axes.bar([p + shift for p in positions], values, _BAR_WIDTH, label=label, **style)
        axes.bar_label(bars, [plain(measure) for measure in measures], fontsize=8, padding=1.5)
    axes.set_xticks(list(positions), [name for name, _, _ in months])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_ylim(bottom=0)
    axes.margins(x=0.01, y=0.14)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.02), ncols=2, borderaxespad=0)
