"""The annex of findings: gap with its sign, rows named and counted."""

import lxml.html
import pytest

from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.errors import NOWHERE, Text
from cchc_report.presentation.findings_annex import findings_table


def finding(rows: int, omitted: int = 0, gap: int | None = None) -> Finding:
    named = tuple(FindingRow(NOWHERE, f"H-{number}") for number in range(rows))
    text = Text("Nội dung", "What")
    return Finding("dossiers.code-date", "warning", text, Text("Cần làm", "Remedy"), gap, named, omitted)


def cells(*findings: Finding) -> list[str]:
    root = lxml.html.fromstring(findings_table(findings, number=6).to_fragment().html)
    return [cell.text_content() for cell in root.xpath(".//tbody/tr[1]/*")]


@pytest.mark.parametrize(
    ("rows", "omitted", "named"),
    [
        (0, 0, "–"),
        (2, 0, "H-0; H-1"),
        (5, 0, "H-0; H-1; H-2; H-3; H-4"),
        (7, 0, "H-0; H-1; H-2; H-3; H-4 và 2 dòng khác"),
        (200, 1000, "H-0; H-1; H-2; H-3; H-4 và 1.195 dòng khác"),
    ],
)
def test_rows_are_named_or_counted(rows: int, omitted: int, named: str) -> None:
    assert cells(finding(rows, omitted))[3] == named


@pytest.mark.parametrize(("gap", "shown"), [(None, "–"), (93, "+93"), (-9612, "−9.612"), (0, "+0")])
def test_a_gap_has_its_sign(gap: int | None, shown: str) -> None:
    assert cells(finding(1, gap=gap))[2] == shown
