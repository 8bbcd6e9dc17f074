"""The annex of findings: gap with its sign, rows named and counted, and numbers that lead to what they rest on."""

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.errors import NOWHERE, Text
from cchc_report.presentation.findings_annex import findings_table


def finding(rows: int, omitted: int = 0, gap: int | None = None, message: str = "Nội dung") -> Finding:
    named = tuple(FindingRow(NOWHERE, f"H-{number}") for number in range(rows))
    text = Text(message, "What")
    return Finding("dossiers.code-date", "warning", text, Text("Cần làm", "Remedy"), gap, named, omitted)


def cells(*findings: Finding) -> list[HtmlElement]:
    root = lxml.html.fromstring(findings_table(findings, number=6).to_fragment().html)
    return list(root.xpath(".//tbody/tr[last()]/*"))


@pytest.mark.parametrize(
    ("rows", "omitted", "named"),
    [
        (0, 0, "–"),
        (2, 0, "H-0; H-1"),
        (5, 0, "H-0; H-1; H-2; H-3; H-4"),
        (7, 0, "H-0; H-1; H-2; H-3; H-4 và 2 dòng khác"),
        (0, 7, "7 dòng"),
        (200, 1000, "H-0; H-1; H-2; H-3; H-4 và 1.195 dòng khác"),
    ],
)
def test_rows_are_named_or_counted(rows: int, omitted: int, named: str) -> None:
    assert cells(finding(rows, omitted))[4].text_content() == named


@pytest.mark.parametrize(("gap", "shown"), [(None, "–"), (93, "+93"), (-9612, "−9.612"), (0, "+0")])
def test_a_gap_has_its_sign(gap: int | None, shown: str) -> None:
    assert cells(finding(1, gap=gap))[3].text_content() == shown


def test_every_number_of_a_finding_leads_to_its_source() -> None:
    second = finding(6, gap=-3, message="12/40 hồ sơ của “Sở 4” mang mã H23, năm 2020, lệch 82,5%")
    row = cells(finding(1), second)
    assert [cell.text_content() for cell in row][:2] == ["2", "Cảnh báo"]
    links = [(link.text, link.get("href")) for cell in row for link in cell.iter("a")]
    source = "#can-cu-kiem-tra-2"
    assert links == [("12/40", source), ("82,5%", source), ("−3", source), ("1", source)]
    assert row[2].xpath("string(.//*[@class='stated'])") == "“Sở 4”"
