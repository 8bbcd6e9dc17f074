"""The score table of the sample, and what an appraiser looks for in it."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.presentation.score_table import criteria_to_explain, illustrative_banner, score_table
from cchc_report.report import Report, load_report
from cchc_report.scoring import ScoreSheet
from support.criteria import built, leaf, measures
from support.criteria import sheet as scored


@pytest.fixture(scope="module")
def report() -> Report:
    return load_report(2020, "sct")


@pytest.fixture(scope="module")
def sheet(report: Report) -> ScoreSheet:
    assert report.scores is not None
    return report.scores


@pytest.fixture(scope="module")
def table(sheet: ScoreSheet) -> HtmlElement:
    return page_of(sheet)


def page_of(sheet: ScoreSheet) -> HtmlElement:
    return lxml.html.fromstring(score_table(sheet, number=3).to_fragment().html)


def cells(table: HtmlElement, code: str) -> list[HtmlElement]:
    (found,) = table.xpath(f".//tr[@id='diem-{code}']")
    return list(found)


def row(table: HtmlElement, code: str) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in cells(table, code)]


def lines(cell: HtmlElement) -> list[str]:
    return [line.text_content() for line in cell.xpath("./span[@class='line']")]


def test_the_columns_are_those_of_the_handbook(table: HtmlElement) -> None:
    assert [cell.text_content() for cell in table.xpath(".//thead//th")] == [
        "Mã",
        "Lĩnh vực, tiêu chí, tiêu chí thành phần",
        "Điểm tối đa",
        "Số liệu kê khai",
        "Tỷ lệ (%)",
        "Điểm tự đánh giá",
        "Điểm thẩm định",
        "Tài liệu kiểm chứng",
        "Giải trình, ghi chú",
    ]


def test_a_criterion_shows_figures_points_and_proof(table: HtmlElement) -> None:
    _, title, maximum, declared, rate, points, appraised, _, note = row(table, "1.4.1")
    assert title == "Hồ sơ giải quyết trước hạn và đúng hạn"
    assert (maximum, declared, rate, points) == ("20,00", "581/581", "100", "20,00")
    assert note == "581/581 × 20 = 20,00"
    assert appraised == ""


def test_a_document_is_cited_by_code_number_date_and_place(table: HtmlElement) -> None:
    """The handbook's three: number, date, section or page; a record without a number has the other two."""
    assert lines(cells(table, "1.4.1")[7]) == [
        "TL-08: 1691/XN-SCT ngày 30/9/2020",
        "TL-09: ngày 30/9/2020, dòng ký nhận ngày 30/9/2020",
        "TL-12: ngày 07/12/2020, toàn bộ bảng",
    ]


def test_a_group_of_documents_stands_once_and_is_then_cited_by_its_codes(table: HtmlElement) -> None:
    assert len(lines(cells(table, "1.2.1")[7])) == 4
    again = cells(table, "1.3.4")[7]
    assert again.text_content() == "TL-04, TL-05, TL-06, TL-07 (như 1.2.1)"
    assert again.xpath("./a/@href") == [*(f"#tai-lieu-TL-0{n}" for n in range(4, 8)), "#diem-1.2.1"]
    # One document alone takes no more room than the reference to it would.
    alone = ["TL-12: ngày 07/12/2020, toàn bộ bảng"]
    assert [lines(cells(table, code)[7]) for code in ("1.4.3", "1.4.4")] == [alone, alone]


def test_the_rate_has_its_unit_in_the_head_and_its_comma_under_the_others(table: HtmlElement) -> None:
    """`100` is exact; `99,8` and `100,0` are rounded. Only what has no decimals is moved to the place of the comma."""
    assert row(table, "1.5.1")[4] == "79,8"
    assert [cells(table, code)[4].xpath("./span/@class") for code in ("1.4.1", "1.5.1")] == [["whole"], []]


def test_a_share_that_only_rounding_makes_whole_keeps_its_decimal() -> None:
    criteria = built(leaf("1", 10, "proportional", measures="a.rate", not_applicable="full"))
    shown = [
        row(page_of(scored(criteria, measures(a__rate=figure))), "1")[4]
        for figure in ((9996, 10_000), (10_000, 10_000), (0, 10_000))
    ]
    assert shown == ["100,0", "100", "0"]


def test_the_column_of_the_appraiser_is_blank_in_every_row(table: HtmlElement) -> None:
    assert {found[6].text_content() for found in table.xpath(".//tbody/tr")} == {""}


def test_rows_add_up_to_the_printed_total(table: HtmlElement) -> None:
    leaves = [found for found in table.xpath(".//tbody/tr") if found[0].text_content().count(".") == 2]
    below = sum(int(found[5].text_content().replace(",", "")) for found in leaves)
    others = ("1.6", "1.7")  # criteria without sub-criteria
    direct = sum(int(row(table, code)[5].replace(",", "")) for code in others)
    total = table.xpath(".//tr[@class='total']")[0][5].text_content()
    assert below + direct == int(total.replace(",", "")) == 9711


def test_criteria_left_out_show_the_rescaled_total_and_its_arithmetic() -> None:
    """8 of 10 points, 10 of 20 left out: 8 ÷ (20 − 10) × 20 = 16."""
    criteria = built(
        leaf("1", 10, "proportional", measures="a.rate", not_applicable="full"),
        leaf("2", 10, "proportional", measures="a.none", not_applicable="excluded"),
    )
    page = page_of(scored(criteria, measures(a__rate=(4, 5), a__none=(0, 0))))
    totals = [[cell.text_content() for cell in found] for found in page.xpath(".//tr[@class='total']")]
    assert [(cells[1], cells[2], cells[5], cells[6]) for cells in totals] == [
        ("Tổng điểm", "20,00", "8,00", ""),
        ("Tổng điểm quy đổi", "20,00", "16,00", ""),
    ]
    assert row(page, "2")[5] == ""
    note = page.xpath(".//p[@class='note']")[0].text_content()
    assert "Loại 10 điểm của tiêu chí không phát sinh (2); quy đổi: 8,00 ÷ (20 − 10) × 20 = 16,00 điểm." in note


def test_without_criteria_left_out_there_is_one_total(table: HtmlElement) -> None:
    assert len(table.xpath(".//tr[@class='total']")) == 1


def test_the_note_speaks_of_the_list_of_documents_only_where_there_is_one(table: HtmlElement) -> None:
    without = page_of(
        scored(built(leaf("1", 10, "proportional", measures="a.rate", not_applicable="full")), measures(a__rate=(4, 5)))
    )
    said = [page.xpath(".//p[@class='note']")[-1].text_content() for page in (table, without)]
    assert said == [
        "Cột “Điểm thẩm định” để cơ quan thẩm định ghi. Tên đầy đủ của tài liệu kiểm chứng tại danh mục sau bảng này.",
        "Cột “Điểm thẩm định” để cơ quan thẩm định ghi.",
    ]


def test_an_illustrative_set_says_so_above_the_table(sheet: ScoreSheet) -> None:
    banner = illustrative_banner(sheet)
    assert banner is not None
    assert banner.text == "Bộ tiêu chí minh họa — không phải điểm chính thức"


def test_nothing_must_be_explained_where_all_is_proven(sheet: ScoreSheet) -> None:
    assert criteria_to_explain(sheet) == ()


def test_the_record_of_the_report_carries_the_scores(report: Report) -> None:
    total = report.as_record()["scores"]["total"]
    assert total["points"] == "97.11"
