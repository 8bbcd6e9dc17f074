"""For the screen: the rows that each finding names, of which those of the chosen finding are shown.

A finding's rows are chosen by their address (`#dong-kiem-tra-3`), as lists of dossiers are: no script is needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.measures import vietnamese_integer
from cchc_report.presentation.findings_annex import FINDING_ROWS_SHEET, finding_source_anchor
from cchc_report.presentation.fragment import element
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.table import Cell, Head, Row, Table, ordinal


def finding_rows_anchor(place: int) -> str:
    """Return the element id of the rows of the finding at this place, from 1."""
    return f"dong-kiem-tra-{place}"


def finding_rows(findings: Sequence[Finding], workbook: str) -> str:
    """Return the rows that the findings name, or nothing where none names a row.

    Args:
        findings: The findings, as in the table of findings.
        workbook: Name of the workbook, which lists the same rows.
    """
    return "".join(_list(place, finding, workbook) for place, finding in enumerate(findings, start=1) if finding.rows)


def _list(place: int, finding: Finding, workbook: str) -> str:
    source = finding_source_anchor(place)
    unnamed = f"Còn {linked(vietnamese_integer(finding.omitted), source)} dòng không nêu. " if finding.omitted else ""
    rows = Table(
        caption=f"Dòng dữ liệu của kết quả kiểm tra {linked(str(place), source)}: {stated(finding.message.vi)}",
        head=[[Head("Hồ sơ, văn bản"), Head("Tệp"), Head("Trang tính"), Head("Dòng"), Head("Cột")]],
        align=("left", "left", "left", "number", "left"),
        rows=[Row(_cells(row)) for row in finding.rows],
        notes=(f"{unnamed}Danh sách này cũng có trong {workbook}: trang “{FINDING_ROWS_SHEET}”, lọc cột TT.",),
        name="finding-rows",
    )
    anchor = finding_rows_anchor(place)
    return element("div", rows.to_fragment().html, class_="finding-list", id=anchor, tabindex=-1)


def _cells(row: FindingRow) -> list[Cell]:
    place = row.place
    texts = (place.file, place.sheet, place.column or place.key)
    file, sheet, column = (text and stated(text) for text in texts)
    return [stated(row.label), file, sheet, None if place.row is None else ordinal(place.row), column]
