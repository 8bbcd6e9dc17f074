"""The strip above the text on screen: at most six figures, each with what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc_report.checks.finding import SEVERITIES, Finding
from cchc_report.measures import Measures, vietnamese_decimal
from cchc_report.presentation.citation import Cited, with_sources
from cchc_report.presentation.findings_annex import FINDINGS_ANCHOR
from cchc_report.presentation.fragment import Fragment, element
from cchc_report.presentation.marks import linked, without_marks
from cchc_report.presentation.score_table import TOTAL_ANCHOR
from cchc_report.presentation.sources_annex import file_anchor
from cchc_report.scoring import ScoreSheet
from cchc_report.scoring.quantities import points_text
from cchc_report.vietnamese_dates import short_date

MOST_FIGURES = 6
_DATA_UNKNOWN = "không rõ"


@dataclass(frozen=True, slots=True)
class StripFigure:
    """One figure of the strip; `value` and `detail` may cite measures."""

    name: str
    value: str
    detail: str


def leading_figures(
    measures: Measures,
    findings: Sequence[Finding],
    scores: ScoreSheet | None,
    *,
    data_until: date | None,
    period_end: date,
) -> tuple[StripFigure, ...]:
    """Return what a reader needs first: dossiers, on-time rate in both views, online share, points, findings, data.

    Points and findings are no measures: they lead to the score table and to the annex of findings, the day of the data
    to the file.

    Args:
        measures: All measures; `settlement.*` are read.
        findings: The findings.
        scores: The score sheet, where the year names a criteria set.
        data_until: Latest day that the dossier export tells of.
        period_end: Last day of the reporting period.
    """
    total, received, carried, online = (
        Cited(measures[f"settlement.{name}"]) for name in ("total", "received_in_period", "carried_over", "online_rate")
    )
    system, actual = (Cited(measures[f"settlement.on_time_rate.{view}"]) for view in ("system", "actual"))
    errors, warnings, notes = (sum(finding.severity == level for finding in findings) for level in SEVERITIES)
    day = linked(short_date(data_until), file_anchor("dossiers")) if data_until else _DATA_UNKNOWN
    return (
        StripFigure("Hồ sơ phải giải quyết", f"{total}", f"{received} trong kỳ, {carried} từ kỳ trước"),
        StripFigure(
            "Đúng hạn theo Hệ thống / theo thực tế",
            f"{system:.1%} / {actual:.1%}",
            f"{system:n/d} / {actual:n/d} hồ sơ đã giải quyết",
        ),
        StripFigure("Nộp trực tuyến", f"{online:.1%}", f"{online:n/d} hồ sơ tiếp nhận trong kỳ"),
        *([_points(scores)] if scores else []),
        StripFigure(
            "Kiểm tra số liệu",
            linked(f"{errors} lỗi", FINDINGS_ANCHOR),
            linked(f"{warnings} cảnh báo, {notes} ghi chú", FINDINGS_ANCHOR),
        ),
        StripFigure("Dữ liệu hồ sơ đến ngày", day, f"kỳ báo cáo đến {short_date(period_end)}"),
    )


def _points(scores: ScoreSheet) -> StripFigure:
    total = scores.total
    points = f"{vietnamese_decimal(total.points, total.decimals)}/{points_text(total.maximum)}"
    detail = "minh họa, không phải điểm chính thức" if scores.criteria.illustrative else "điểm theo bảng điểm"
    return StripFigure("Điểm tự đánh giá", linked(points, TOTAL_ANCHOR), detail)


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
