"""Dossiers received and settled in each month of the period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from cchc_report.measures import Count, vietnamese_integer
from cchc_report.presentation.charts.drawing import RECEIVED, SETTLED, Chart, bar_style, draw
from cchc_report.presentation.citation import Cited
from cchc_report.presentation.table import Head, Row, Table

_BAR_WIDTH = 0.4


def chart_by_month(months: Sequence[tuple[str, Count, Count]], *, number: int) -> Chart:
    """Return the chart of core dossiers received and settled by month.

    Args:
        months: For each month of the period, in order: its name (`01/2020`), dossiers received, dossiers settled.
        number: Number of the chart in the document.
    """
    peak_name, peak, _ = max(months, key=lambda month: month[1].value)
    finding = (
        f"Tháng {peak_name} tiếp nhận nhiều nhất: {Cited(peak)} hồ sơ" if peak else "Trong kỳ không tiếp nhận hồ sơ nào"
    )
    listed = "; ".join(f"tháng {name}: nhận {received}, giải quyết {settled}" for name, received, settled in months)
    data = Table(
        caption=f"Số liệu của Biểu đồ {number}",
        head=[[Head("Tháng"), Head("Tiếp nhận"), Head("Đã giải quyết")]],
        align=("left", "number", "number"),
        rows=[Row([name, received, settled]) for name, received, settled in months],
    )
    return Chart(
        svg=draw(lambda axes: _paint(axes, months), height_mm=58),
        caption=f"Biểu đồ {number}. Hồ sơ tiếp nhận và giải quyết theo tháng. {finding}",
        description=f"Biểu đồ cột theo tháng, số hồ sơ tiếp nhận và đã giải quyết: {listed}.",
        data=data,
    )


def _paint(axes: Axes, months: Sequence[tuple[str, Count, Count]]) -> None:
    positions = range(len(months))
    series: list[tuple[str, float, list[int], dict[str, Any]]] = [
        ("Tiếp nhận", -_BAR_WIDTH / 2, [received.value for _, received, _ in months], bar_style(RECEIVED)),
        ("Đã giải quyết", _BAR_WIDTH / 2, [settled.value for _, _, settled in months], bar_style(SETTLED)),
    ]
    for label, shift, values, style in series:
        bars = axes.bar([p + shift for p in positions], values, _BAR_WIDTH, label=label, **style)
        axes.bar_label(bars, [vietnamese_integer(value) for value in values], fontsize=8, padding=1.5)
    axes.set_xticks(list(positions), [name for name, _, _ in months])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_ylim(bottom=0)
    axes.margins(x=0.01, y=0.14)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.02), ncols=2, borderaxespad=0)
