"""Lists as long as the data: the report tells their first rows and says where the rest is; all of them if they fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.presentation.evidence import evidence_table
from cchc_report.presentation.explanation import late_dossiers_table
from cchc_report.presentation.long_lists import MOST_NAMES_IN_CELL, MOST_ROWS_TOLD
from cchc_report.presentation.marks import without_marks
from cchc_report.presentation.score_table import score_table
from cchc_report.presentation.table import Table
from cchc_report.presentation.workbook.tables import late_sheet
from cchc_report.report import Report, load_report
from cchc_report.statistics import LateDossier
from cchc_report.statistics.late import read_evidence


@pytest.fixture(scope="module")
def report() -> Report:
    return load_report(2020, "sct")


@pytest.fixture(scope="module")
def explained(report: Report) -> LateDossier:
    return next(dossier for dossier in report.late if dossier.explanation and dossier.explanation.evidence)


def many(dossier: LateDossier, count: int) -> Sequence[LateDossier]:
    return [replace(dossier, code=f"HS-{number:05}") for number in range(count)]


def printed(table: Table) -> HtmlElement:
    return lxml.html.fromstring(table.to_fragment().html)


def rows_of(table: HtmlElement) -> list[HtmlElement]:
    return list(table.xpath(".//tbody/tr"))


def test_a_list_that_fits_is_told_whole_and_says_nothing_of_it(explained: LateDossier) -> None:
    table = printed(late_dossiers_table(many(explained, 500), number=2))
    assert len(rows_of(table)) == 500
    assert "500" not in table.xpath(".//caption")[0].text_content()
    assert table.xpath(".//p[@class='note']") == []


def test_of_a_longer_list_the_first_rows_are_told_and_where_all_of_them_are(
    report: Report, explained: LateDossier
) -> None:
    late = many(explained, 501)
    table = printed(late_dossiers_table(late, number=2))
    rows = rows_of(table)
    assert len(rows) == 500
    assert "HS-00000" in rows[0].text_content()
    assert "HS-00499" in rows[-1].text_content()
    assert table.xpath(".//caption")[0].text_content().endswith("tài liệu chứng minh (500 hồ sơ đầu)")
    (note,) = (p.text_content() for p in table.xpath(".//p[@class='note']"))
    assert note == "Bảng nêu 500 hồ sơ đầu; đủ danh sách ở trang tính “Hồ sơ trễ hạn” của phụ lục Excel."
    sheet = late_sheet(late, report.registers.dossiers)
    assert sheet.name == "Hồ sơ trễ hạn"
    assert len(sheet.rows) == 501


def test_the_accounts_beside_the_table_end_where_the_table_ends(report: Report, explained: LateDossier) -> None:
    busy = replace(report, statistics=replace(report.statistics, late=tuple(many(explained, 2000))))
    (told,) = busy.late_accounts()
    assert "Hồ sơ HS-00000; HS-00001; " in without_marks(told)
    assert f"HS-{MOST_NAMES_IN_CELL - 1:05} và các hồ sơ khác: " in without_marks(told)
    assert len([*re.finditer(r"HS-\d{5}", without_marks(told))]) == MOST_NAMES_IN_CELL
    each = [
        replace(late, explanation=replace(explained.explanation, narrative=f"Lý do {late.code}.")) for late in busy.late
    ]
    different = replace(report, statistics=replace(report.statistics, late=tuple(each))).late_accounts()
    assert len(different) == MOST_ROWS_TOLD
    assert without_marks(different[-1]) == f"Hồ sơ HS-{MOST_ROWS_TOLD - 1:05}: Lý do HS-{MOST_ROWS_TOLD - 1:05}."


@pytest.mark.parametrize(("late", "in_annex"), [(0, False), (20, False), (21, True)])
def test_an_annex_tells_of_many_late_dossiers(
    report: Report, explained: LateDossier, late: int, *, in_annex: bool
) -> None:
    busy = replace(report, statistics=replace(report.statistics, late=tuple(many(explained, late))))
    assert busy.late_in_annex is in_annex


def test_documents_that_the_score_table_links_to_stay_in_a_list_of_any_length(report: Report) -> None:
    assert report.scores is not None
    documents = read_evidence(report.registers)
    others = [replace(documents[0], id=f"X-{number}") for number in range(MOST_ROWS_TOLD)]
    listed = printed(evidence_table([*others, *documents], report.scores, (), number=4))
    anchors = set(listed.xpath(".//tr/@id"))
    cited = lxml.html.fromstring(score_table(report.scores, number=3).to_fragment().html).xpath(".//a/@href")
    links = {link.removeprefix("#") for link in cited if link.startswith("#tai-lieu-")}
    assert len(links) > 5
    assert links <= anchors
    # TL-01 proves no criterion: it is in the workbook alone.
    assert "tai-lieu-TL-01" not in anchors
    (note,) = (p.text_content() for p in listed.xpath(".//p[@class='note']"))
    assert "500 tài liệu đầu" in note
    assert "“Tài liệu kiểm chứng”" in note


def test_a_document_that_proves_very_many_dossiers_fits_one_row(report: Report, explained: LateDossier) -> None:
    documents = read_evidence(report.registers)
    assert explained.explanation is not None
    proof = explained.explanation.evidence[0].id

    def proven(count: int) -> str:
        listed = printed(evidence_table(documents, None, many(explained, count), number=4))
        (row,) = listed.xpath(f".//tr[@id='tai-lieu-{proof}']")
        return str(row.xpath("./td")[-1].text_content())

    assert proven(MOST_NAMES_IN_CELL) == "; ".join(f"HS-{number:05}" for number in range(20))
    assert proven(1234) == "; ".join(f"HS-{number:05}" for number in range(20)) + " và các hồ sơ khác"
