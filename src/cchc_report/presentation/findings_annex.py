"""The annex of findings: what does not add up in the data, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from cchc_report.checks.finding import Finding, Severity
from cchc_report.measures import SUPPRESSED, vietnamese_difference, vietnamese_integer
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.running_text import with_numbers_linked
from cchc_report.presentation.table import Head, Row, Table, ordinal

SEVERITY_NAMES: Mapping[Severity, str] = MappingProxyType({"error": "Lỗi", "warning": "Cảnh báo", "note": "Ghi chú"})

FINDINGS_ANCHOR = "ket-qua-kiem-tra"
"""Element id of the annex's heading."""

FINDING_ROWS_SHEET = "Dòng cần xem"
"""Sheet of the annex workbook with the rows of all findings."""

_MOST_ROWS_NAMED = 5


def findings_table(findings: Sequence[Finding], *, number: int) -> Table:
    """Return the table of findings, the gravest first; their numbers lead to the table of their sources.

    Args:
        findings: The findings, sorted.
        number: Number of the table in the document.
    """
    return Table(
        caption=f"Bảng {number}. Kết quả kiểm tra số liệu",
        head=[
            [
                Head("TT"),
                Head("Mức độ"),
                Head("Nội dung"),
                Head("Chênh lệch"),
                Head("Hồ sơ, văn bản liên quan"),
                Head("Cần làm"),
            ]
        ],
        align=("center", "left", "left", "number", "left", "left"),
        rows=[_row(place, finding) for place, finding in enumerate(findings, start=1)],
        widths=(5, 10, 32, 9.5, 19.5, 24),
        name="findings",
    )


def finding_anchor(place: int) -> str:
    """Return the element id of the finding that stands at this place, from 1, among all findings."""
    return f"{FINDINGS_ANCHOR}-{place}"


def finding_source_anchor(place: int) -> str:
    """Return the element id of the row that says what a finding rests on."""
    return f"can-cu-kiem-tra-{place}"


def _row(place: int, finding: Finding) -> Row:
    source = finding_source_anchor(place)
    gap = "–" if finding.gap is None else linked(vietnamese_difference(finding.gap), source)
    cells = (
        ordinal(place),
        SEVERITY_NAMES[finding.severity],
        with_numbers_linked(finding.message.vi, source),
        gap,
        _named(finding, source),
        with_numbers_linked(finding.remedy.vi, source),
    )
    return Row(cells, anchor=finding_anchor(place))


def _named(finding: Finding, source: str) -> str:
    if finding.row_count is None:
        return SUPPRESSED
    labels = "; ".join(format(stated(row.label)) for row in finding.rows[:_MOST_ROWS_NAMED])
    others = finding.row_count - min(len(finding.rows), _MOST_ROWS_NAMED)
    if not others:
        return labels or "–"
    count = linked(vietnamese_integer(others), source)
    return f"{labels} và {count} dòng khác" if labels else f"{count} dòng"
