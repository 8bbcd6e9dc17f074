"""The score table of the sample, and what an appraiser looks for in it."""

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.presentation.score_table import criteria_to_explain, illustrative_banner, score_table
from cchc_report.report import Report, load_report
from cchc_report.scoring import ScoreSheet


@pytest.fixture(scope="module")
def report() -> Report:
    return load_report(2020, "sct")


@pytest.fixture(scope="module")
def sheet(report: Report) -> ScoreSheet:
    assert report.scores is not None
    return report.scores


@pytest.fixture(scope="module")
def table(sheet: ScoreSheet) -> HtmlElement:
    return lxml.html.fromstring(score_table(sheet, number=3).to_fragment().html)


def row(table: HtmlElement, code: str) -> list[str]:
    (found,) = table.xpath(f".//tr[@id='diem-{code}']")
    return [" ".join(cell.text_content().split()) for cell in found]


def test_the_columns_are_those_of_the_handbook(table: HtmlElement) -> None:
    assert [cell.text_content() for cell in table.xpath(".//thead//th")] == [
        "Mã",
        "Lĩnh vực, tiêu chí, tiêu chí thành phần",
        "Điểm tối đa",
        "Số liệu kê khai",
        "Tỷ lệ",
        "Điểm tự đánh giá",
        "Điểm thẩm định",
        "Tài liệu kiểm chứng",
        "Giải trình, ghi chú",
    ]


def test_a_criterion_shows_figures_points_and_proof(table: HtmlElement) -> None:
    _, title, maximum, declared, rate, points, appraised, evidence, note = row(table, "1.4.1")
    assert title == "Hồ sơ giải quyết trước hạn và đúng hạn"
    assert (maximum, declared, rate, points) == ("20,00", "581/581", "100%", "20,00")
    assert "1691/XN-SCT" in evidence
    assert note == "581/581 × 20 = 20,00"
    assert appraised == ""


def test_the_column_of_the_appraiser_is_blank_in_every_row(table: HtmlElement) -> None:
    assert {cells[6].text_content() for cells in table.xpath(".//tbody/tr")} == {""}


def test_rows_add_up_to_the_printed_total(table: HtmlElement) -> None:
    leaves = [cells for cells in table.xpath(".//tbody/tr") if cells[0].text_content().count(".") == 2]
    below = sum(int(cells[5].text_content().replace(",", "")) for cells in leaves)
    others = ("1.6", "1.7")  # criteria without sub-criteria
    direct = sum(int(row(table, code)[5].replace(",", "")) for code in others)
    total = table.xpath(".//tr[@class='total']")[0][5].text_content()
    assert below + direct == int(total.replace(",", "")) == 9711


def test_an_illustrative_set_says_so_above_the_table(sheet: ScoreSheet) -> None:
    banner = illustrative_banner(sheet)
    assert banner is not None
    assert banner.text == "Bộ tiêu chí minh họa — không phải điểm chính thức"


def test_nothing_must_be_explained_where_all_is_proven(sheet: ScoreSheet) -> None:
    assert criteria_to_explain(sheet) == ()


def test_the_record_of_the_report_carries_the_scores(report: Report) -> None:
    total = report.as_record()["scores"]["total"]
    assert total["points"] == "97.11"
