"""The annex of findings: what does not add up in the data, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from cchc_report.checks.finding import Finding, Severity
from cchc_report.measures import SUPPRESSED, vietnamese_difference, vietnamese_integer
from cchc_report.presentation.table import Head, Row, Table

SEVERITY_NAMES: Mapping[Severity, str] = MappingProxyType({"error": "Lỗi", "warning": "Cảnh báo", "note": "Ghi chú"})

FINDINGS_ANCHOR = "ket-qua-kiem-tra"
"""Element id of the annex's heading."""

_MOST_ROWS_NAMED = 5


def findings_table(findings: Sequence[Finding], *, number: int) -> Table:
    """Return the table of findings, the gravest first.

    Args:
        findings: The findings, sorted.
        number: Number of the table in the document.
    """
    return Table(
        caption=f"Bảng {number}. Kết quả kiểm tra số liệu",
        head=[
            [Head("Mức độ"), Head("Nội dung"), Head("Chênh lệch"), Head("Hồ sơ, văn bản liên quan"), Head("Cần làm")]
        ],
        align=("left", "left", "number", "left", "left"),
        rows=[Row([SEVERITY_NAMES[f.severity], f.message.vi, _gap(f), _named(f), f.remedy.vi]) for f in findings],
        widths=(10.5, 34, 9.5, 20, 26),
        name="findings",
    )


def _gap(finding: Finding) -> str:
    return "–" if finding.gap is None else vietnamese_difference(finding.gap)


def _named(finding: Finding) -> str:
    if finding.row_count is None:
        return SUPPRESSED
    labels = [row.label for row in finding.rows[:_MOST_ROWS_NAMED]]
    unnamed = finding.row_count - len(labels)
    return "; ".join(labels) + (f" và {vietnamese_integer(unnamed)} dòng khác" if unnamed else "") if labels else "–"
