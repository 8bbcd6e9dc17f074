"""The list of documents: each named in full once, found from every code that cites it, and what it proves."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.presentation.evidence import cited_in_lines, evidence_table
from cchc_report.presentation.score_table import score_table
from cchc_report.report import Report, load_report
from cchc_report.statistics import EvidenceCitation
from cchc_report.statistics.late import read_evidence
from support.registers import make_registers

BOOK = {"id": "TL-02", "title": "Sổ bàn giao"}
LETTER = {
    "id": "TL 01/b",
    "number": "1691/XN-SCT",
    "dated": "2020-09-30",
    "issuer": "Sở",
    "title": "<b>Xác nhận</b>",
    "location": "Trang 2",
}


@pytest.fixture(scope="module")
def report() -> Report:
    return load_report(2020, "sct")


@pytest.fixture(scope="module")
def table(report: Report) -> HtmlElement:
    fragment = report.evidence(number=4)
    assert fragment is not None
    return lxml.html.fromstring(fragment.html)


def rows_of(table: HtmlElement) -> dict[str, list[str]]:
    """Return the cells of each document by its code; lines of a cell are parted by ` | `."""
    return {cells[0]: cells[1:] for cells in ([shown(cell) for cell in row] for row in table.xpath(".//tbody/tr"))}


def shown(cell: HtmlElement) -> str:
    lines = cell.xpath("./span[@class='line']")
    return " | ".join(line.text_content() for line in lines) if lines else str(cell.text_content())


def documents(*rows: dict[str, str]) -> tuple[EvidenceCitation, ...]:
    return read_evidence(make_registers(evidence=list(rows)))


def test_every_document_of_the_register_is_listed_in_its_order(report: Report, table: HtmlElement) -> None:
    assert list(rows_of(table)) == [f"TL-{number:02}" for number in range(1, 15)]
    assert table.xpath(".//caption")[0].text_content() == "Bảng 4. Danh mục tài liệu kiểm chứng"
    assert len(report.registers.evidence.frame) == 14


def test_a_document_is_named_in_full_with_what_it_proves(table: HtmlElement) -> None:
    listed = rows_of(table)
    assert listed["TL-08"] == [
        "1691/XN-SCT",
        "30/9/2020",
        "Sở Công Thương",
        "Văn bản xác nhận đăng ký hoạt động bán hàng đa cấp cho Công ty TNHH Siberian Health quốc tế",
        "–",
        "1.4.1; 1.4.2 | 000.00.02.H23-200922-0005",
    ]
    assert listed["TL-09"][4:] == ["Dòng ký nhận ngày 30/9/2020", "1.4.1; 1.4.2 | 000.00.02.H23-200922-0005"]
    # The decision by which the department assesses itself proves no single criterion.
    assert listed["TL-01"][-1] == "–"


def test_every_citation_leads_to_a_document_of_the_list(report: Report, table: HtmlElement) -> None:
    assert report.scores is not None
    cited = lxml.html.fromstring(score_table(report.scores, number=3).to_fragment().html)
    links = [link for link in cited.xpath(".//a/@href") if link.startswith("#tai-lieu-")]
    assert len(links) > 20
    assert {link.removeprefix("#") for link in links} <= set(table.xpath(".//tr/@id"))


def test_a_code_that_is_no_element_id_still_leads_there() -> None:
    (document,) = documents(LETTER)
    (link,) = lxml.html.fromstring(f"<div>{cited_in_lines([document]).html}</div>").xpath(".//a/@href")
    listed = lxml.html.fromstring(evidence_table([document], None, (), number=1).to_fragment().html)
    assert link == "#tai-lieu-TL-01-b"
    assert listed.xpath(".//tr/@id") == ["tai-lieu-TL-01-b"]


def test_what_people_typed_stays_text() -> None:
    markup = evidence_table(documents(LETTER), None, (), number=1).to_fragment().html
    assert "&lt;b&gt;Xác nhận&lt;/b&gt;" in markup


def test_what_is_not_known_is_a_dash_and_a_record_without_number_is_cited_by_its_title() -> None:
    (book,) = documents(BOOK)
    listed = rows_of(lxml.html.fromstring(evidence_table([book], None, (), number=1).to_fragment().html))
    assert listed == {"TL-02": ["–", "–", "–", "Sổ bàn giao", "–", "–"]}
    assert cited_in_lines([book]).text == "TL-02: Sổ bàn giao"
    assert cited_in_lines(documents(LETTER)).text == "TL 01/b: 1691/XN-SCT ngày 30/9/2020, trang 2"


def test_a_register_without_documents_has_no_list(report: Report) -> None:
    empty = type(report.registers.evidence).empty(report.registers.evidence.schema)
    assert replace(report, registers=replace(report.registers, evidence=empty)).evidence(number=4) is None
