"""Horizontal bars, one a field: how dossiers were settled, and through which channel they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes

from cchc_report.measures import (
    SUPPRESSED,
    Count,
    Measure,
    Measures,
    Ratio,
    Suppressed,
    vietnamese_integer,
    vietnamese_percentage,
)
from cchc_report.presentation.charts.bar_places import BAR_THICKNESS_MM, MOST_BARS, BarPlaces, bar_places
from cchc_report.presentation.charts.drawing import (
    DIRECT,
    EARLY,
    LATE,
    ON_DUE_DATE,
    ONLINE,
    PENDING,
    WITHHELD,
    Chart,
    Ink,
    bar_style,
    draw,
)
from cchc_report.presentation.citation import Cited
from cchc_report.presentation.marks import stated, without_marks
from cchc_report.presentation.suppressed import CHART_MARK, has_suppressed
from cchc_report.presentation.table import NUMBER, Align, Head, Row, Table

_MOST_IN_A_LINE = 4
"""Entries of the legend beside each other."""
_NARROWEST_LABELLED_SHARE = 0.035
_LENGTH_OF_MARKED_BAR = "thanh có dấu này dài bằng số hồ sơ tiếp nhận, kể cả hồ sơ trả lại, rút"
"""Other bars add up what was settled and what is pending: a reader who adds up the bars must know."""
_NOT_ALL_DRAWN = "Chỉ vẽ các lĩnh vực nhiều hồ sơ nhất, đủ mọi lĩnh vực tại biểu số II.06a"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        name: Its name.
        parts: Its parts in drawing order.
        end: What is written at its end.
        withheld: Length of the parts that are not shown one by one, where their sum can be read elsewhere; `None` for a
            bar that cannot be drawn.
    """

    name: str
    parts: Sequence[Measure]
    end: str
    withheld: int | None = 0

    @property
    def lengths(self) -> list[int]:
        """The lengths of its parts, last that of those not shown."""
        if self.withheld is None:
            return [0] * (len(self.parts) + 1)
        return [*map(_value, self.parts), self.withheld]


def chart_of_outcomes(measures: Measures, fields: Sequence[tuple[str, str]], *, number: int) -> Chart:
    """Return the chart of core dossiers by field: early, on the due date, late, pending.

    Args:
        measures: All measures; `form.<slug>.*` and `settlement.*` are read.
        fields: Name and slug of each field.
        number: Number of the chart in the document.
    """
    meanings = (("Trước hạn", EARLY), ("Đúng hạn", ON_DUE_DATE), ("Quá hạn", LATE), ("Đang giải quyết", PENDING))
    columns = ("settled_early", "settled_on_due_date", "settled_late", "pending_total")
    bars = [
        _outcomes(name, [measures[f"form.{slug}.{column}"] for column in columns], measures, slug)
        for name, slug in fields
    ]
    bars.sort(key=lambda bar: -_total(bar))
    rate, late = measures.ratio("settlement.on_time_rate.system"), measures.count("settlement.settled_late.system")
    finding = _on_time_finding(rate, late)
    return _chart(
        bars,
        meanings,
        number=number,
        title=f"Kết quả giải quyết hồ sơ theo lĩnh vực. {finding}",
        mark=f"{CHART_MARK}; {_LENGTH_OF_MARKED_BAR}" if any(bar.withheld for bar in bars) else CHART_MARK,
        share=False,
    )


def chart_of_channels(
    measures: Measures, fields: Sequence[tuple[str, str]], notices: tuple[Count, Count] | None, *, number: int
) -> Chart:
    """Return the chart of the share of dossiers received online, by field.

    Args:
        measures: All measures; `form.<slug>.received_*` and `settlement.online_rate` are read, and must be known.
        fields: Name and slug of each field.
        notices: One-way notices received online and otherwise, where there are any: a bar of its own below.
        number: Number of the chart in the document.
    """
    meanings = (("Trực tuyến", ONLINE), ("Trực tiếp, bưu chính", DIRECT))
    pairs = [
        (name, measures[f"form.{slug}.received_online"], measures[f"form.{slug}.received_direct"])
        for name, slug in fields
    ]
    bars = [_channels(name, *pair) for name, *pair in pairs if any(pair) or has_suppressed(pair)]
    bars.sort(key=lambda bar: (bar.withheld is None, -_share(bar)))  # those without a share last
    if notices:
        bars.append(_channels("Thông báo một chiều (ngoài biểu)", *notices))
    rate = measures.ratio("settlement.online_rate")
    return _chart(
        bars,
        meanings,
        number=number,
        title=f"Kênh tiếp nhận theo lĩnh vực. {Cited(rate):.1%} hồ sơ phải giải quyết được nộp trực tuyến",
        share=True,
    )


def _on_time_finding(rate: Ratio, late: Count) -> str:
    if not rate.known:
        return "Trong kỳ chưa có hồ sơ được giải quyết"
    tail = f"; {Cited(late)} hồ sơ quá hạn trên Hệ thống" if late else "; không có hồ sơ quá hạn"
    return f"{Cited(rate):.1%} trả đúng hạn hoặc trước hạn{tail}"


def _chart(
    bars: Sequence[Bar],
    meanings: Sequence[tuple[str, Ink]],
    *,
    number: int,
    title: str,
    share: bool,
    mark: str = CHART_MARK,
) -> Chart:
    drawn = _largest(bars)
    places = bar_places([bar.name for bar in drawn])
    names = [name for name, _ in meanings]
    said = f". {mark}" if has_suppressed(part for bar in bars for part in bar.parts) else ""
    said += f". {_NOT_ALL_DRAWN}" if len(drawn) < len(bars) else ""
    rows: list[Row] = [Row([stated(bar.name), *bar.parts]) for bar in bars]
    listed = "; ".join(
        f"{bar.name}: " + ", ".join(f"{name.lower()} {part}" for name, part in zip(names, bar.parts, strict=True))
        for bar in bars
    )
    return Chart(
        svg=draw(lambda axes: _paint(axes, drawn, meanings, places, share=share), height_mm=places.height_mm),
        caption=f"Biểu đồ {number}. {title}{said}",
        description=f"{without_marks(title)}. Biểu đồ thanh ngang theo lĩnh vực, số hồ sơ. {listed}.",
        data=Table(
            caption=f"Số liệu của Biểu đồ {number}",
            head=[[Head("Lĩnh vực"), *(Head(name) for name in names)]],
            align=["left", *_numbers(len(names))],
            rows=rows,
        ),
    )


def _largest(bars: Sequence[Bar]) -> list[Bar]:
    """Return the bars that one chart can hold, in their order: those of the most dossiers."""
    kept = sorted(range(len(bars)), key=lambda at: -_total(bars[at]))[:MOST_BARS]
    return [bars[at] for at in sorted(kept)]


def _paint(
    axes: Axes, bars: Sequence[Bar], meanings: Sequence[tuple[str, Ink]], places: BarPlaces, *, share: bool
) -> None:
    widest = 1.0 if share else max((_total(bar) for bar in bars), default=1) or 1
    starts = [0.0] * len(bars)
    drawn = [*meanings, *([(f"Không nêu riêng ({SUPPRESSED})", WITHHELD)] if any(b.withheld for b in bars) else [])]
    for index, (name, ink) in enumerate(drawn):
        counts = [bar.lengths[index] for bar in bars]
        widths = [
            count / (_total(bar) or 1) if share else float(count) for count, bar in zip(counts, bars, strict=True)
        ]
        axes.barh(places.places_mm, widths, BAR_THICKNESS_MM, left=starts, label=name, **bar_style(ink))
        for place, start, width, count in zip(places.places_mm, starts, widths, counts, strict=True):
            if width / widest >= _NARROWEST_LABELLED_SHARE and not ink.hatch:
                shown = vietnamese_integer(count)
                axes.text(start + width / 2, place, shown, ha="center", va="center", color=ink.text, fontsize=8)
        starts = [start + width for start, width in zip(starts, widths, strict=True)]
    for place, start, bar in zip(places.places_mm, starts, bars, strict=True):
        axes.text(start + widest * 0.008, place, bar.end, ha="left", va="center", fontsize=8.5)
    axes.set_yticks(places.places_mm, places.names, fontsize=places.name_size_pt)
    axes.set_ylim(max(places.places_mm, default=0.0) + places.below_mm, -places.below_mm)  # the first bar above
    axes.set_xticks([])
    axes.set_xlim(0, widest * (1.16 if share else 1.13))
    axes.spines["bottom"].set_visible(False)
    _legend(axes)


def _legend(axes: Axes) -> None:
    """Explain the parts above the bars; where they need two lines, these are read one after the other."""
    handles, names = axes.get_legend_handles_labels()
    columns = len(names) if len(names) <= _MOST_IN_A_LINE else -(-len(names) // 2)
    # matplotlib fills column by column.
    order = [at for column in range(columns) for at in range(column, len(names), columns)]
    axes.legend(
        [handles[at] for at in order],
        [names[at] for at in order],
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=columns,
        borderaxespad=0,
    )


def _numbers(count: int) -> tuple[Align, ...]:
    return (NUMBER,) * count


def _total(bar: Bar) -> int:
    return sum(bar.lengths)


def _share(bar: Bar) -> float:
    return _value(bar.parts[0]) / (_total(bar) or 1)


def _value(measure: Measure) -> int:
    return measure.value if isinstance(measure, Count) else 0


def _outcomes(name: str, parts: Sequence[Measure], measures: Measures, slug: str) -> Bar:
    """Return the bar of a field; of suppressed parts only what all of them come to, as the form lets a reader see."""
    known, late = sum(map(_value, parts)), parts[2]
    tail = f" (quá hạn: {late})" if isinstance(late, Count) and late else ""
    if not has_suppressed(parts):
        return Bar(name, parts, f"{vietnamese_integer(known)}{tail}")
    received = measures[f"form.{slug}.received_total"]
    if isinstance(received, Suppressed):
        return Bar(name, parts, SUPPRESSED, withheld=None)
    return Bar(
        name, parts, f"{vietnamese_integer(_value(received))}{tail} {SUPPRESSED}", withheld=_value(received) - known
    )


def _channels(name: str, online: Measure, other: Measure) -> Bar:
    """Return the bar of a field; a share of which one side is suppressed is not drawn."""
    if has_suppressed([online, other]):
        return Bar(name, (online, other), SUPPRESSED, withheld=None)
    whole = _value(online) + _value(other)
    share = vietnamese_percentage(Fraction(_value(online), whole)) if whole else ""
    return Bar(name, (online, other), share and f"{share} ({online}/{vietnamese_integer(whole)})")
