"""For the screen: the rows that each finding names, of which those of the chosen finding are shown.

A finding's rows are chosen by their address (`#dong-kiem-tra-3`), as lists of dossiers are: no script is needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.measures import vietnamese_integer
from cchc_report.presentation.findings_annex import FINDING_ROWS_SHEET, finding_source_anchor
from cchc_report.presentation.fragment import element
from cchc_report.presentation.lookup.row_lists import MOST_ROWS_IN_PAGE
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.table import Cell, Head, Row, Table, ordinal


def finding_list_anchor(place: int) -> str:
    """Return the element id of the rows of the finding at this place, from 1."""
    return f"dong-kiem-tra-{place}"


def finding_lists(findings: Sequence[Finding], workbook: str) -> str:
    """Return the rows that the findings name, of very many the first, or nothing where none names a row.

    Args:
        findings: The findings, as in the table of findings.
        workbook: Name of the workbook, which lists the same rows.
    """
    return "".join(_list(place, finding, workbook) for place, finding in enumerate(findings, start=1) if finding.rows)


def _list(place: int, finding: Finding, workbook: str) -> str:
    source = finding_source_anchor(place)
    shown = finding.rows[:MOST_ROWS_IN_PAGE]
    table = Table(
        caption=f"Dòng dữ liệu của kết quả kiểm tra {linked(str(place), source)}: {stated(finding.message.vi)}",
        head=[[Head("Hồ sơ, văn bản"), Head("Tệp"), Head("Trang tính"), Head("Dòng"), Head("Cột")]],
        align=("left", "left", "left", "number", "left"),
        rows=[Row(_cells(row)) for row in shown],
        notes=(_where_the_rest_is(place, finding, len(shown), workbook),),
        name="finding-rows",
    )
    anchor = finding_list_anchor(place)
    return element("div", table.to_fragment().html, class_="finding-list", id=anchor, tabindex=-1)


def _where_the_rest_is(place: int, finding: Finding, shown: int, workbook: str) -> str:
    """Return the line below the list: the sheet and filter of the workbook that show it, and how much that holds."""
    source = finding_source_anchor(place)
    sheet = f"{workbook}, trang tính “{FINDING_ROWS_SHEET}”, lọc TT = {linked(str(place), source)}"
    count = linked(f"{vietnamese_integer(len(finding.rows))} dòng", source)
    if not finding.omitted:
        return f"Đủ {count}: {sheet}." if shown < len(finding.rows) else f"Danh sách này cũng có ở {sheet}."
    others = linked(f"{vietnamese_integer(finding.omitted)} dòng", source)
    return f"{count} đầu: {sheet}; {others} khác không liệt kê."


def _cells(row: FindingRow) -> list[Cell]:
    place = row.place
    texts = (place.file, place.sheet, place.column or place.key)
    file, sheet, column = (text and stated(text) for text in texts)
    return [stated(row.label), file, sheet, None if place.row is None else ordinal(place.row), column]
