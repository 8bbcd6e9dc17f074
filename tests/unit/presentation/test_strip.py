"""The strip above the text: what a reader needs first, each with what it is made of or where it comes from."""

from __future__ import annotations

from datetime import date

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.checks.finding import Finding, Severity
from cchc_report.errors import Text
from cchc_report.measures import Count, Measures, Ratio, Unavailable
from cchc_report.presentation.strip import StripFigure, leading_figures, strip
from cchc_report.report import load_report
from cchc_report.scoring import ScoreSheet

MEASURES = Measures(
    [
        Count("settlement.total", "tổng", 5624, "hồ sơ", "lõi"),
        Count("settlement.received_in_period", "trong kỳ", 5590, "hồ sơ", "lõi"),
        Count("settlement.carried_over", "kỳ trước", 34, "hồ sơ", "lõi"),
        Ratio("settlement.on_time_rate.system", "đúng hạn", 580, 581, "định nghĩa", "lõi"),
        Ratio("settlement.on_time_rate.actual", "đúng hạn", 581, 581, "định nghĩa", "lõi"),
        Unavailable("settlement.online_rate", "trực tuyến", "không có cột kênh"),
    ]
)


def finding(severity: Severity) -> Finding:
    return Finding("a.b", severity, Text("vi", "en"), Text("vi", "en"))


@pytest.fixture(scope="module")
def scores() -> ScoreSheet:
    sheet = load_report(2020, "sct").scores
    assert sheet is not None
    return sheet


def figures(scores: ScoreSheet | None, *severities: Severity, until: date | None = date(2020, 12, 3)) -> HtmlElement:
    found = leading_figures(
        MEASURES, [finding(each) for each in severities], scores, data_until=until, period_end=date(2020, 12, 7)
    )
    return lxml.html.fromstring(strip(found).html)


def told(page: HtmlElement) -> dict[str, tuple[str, str]]:
    parts = (div.xpath("./*") for div in page.xpath("./div"))
    return {
        name.text_content(): (value.text_content().replace("\xa0", " "), detail.text_content().replace("\xa0", " "))
        for name, value, detail in parts
    }


def test_the_six_figures(scores: ScoreSheet) -> None:
    assert told(figures(scores, "error", "warning", "warning", "note")) == {
        "Hồ sơ phải giải quyết": ("5.624", "5.590 trong kỳ, 34 từ kỳ trước"),
        "Đúng hạn theo Hệ thống / theo thực tế": ("99,8% / 100%", "580/581 / 581/581 hồ sơ đã giải quyết"),
        "Nộp trực tuyến": ("không có số liệu", "không có số liệu hồ sơ tiếp nhận trong kỳ"),
        "Điểm tự đánh giá": ("97,11/100", "minh họa, không phải điểm chính thức"),
        "Kiểm tra số liệu": ("1 lỗi", "2 cảnh báo, 1 ghi chú"),
        "Dữ liệu hồ sơ đến ngày": ("03/12/2020", "kỳ báo cáo đến 07/12/2020"),
    }


def test_what_is_no_measure_leads_to_the_table_that_explains_it(scores: ScoreSheet) -> None:
    links = figures(scores).xpath(".//a[@class='reference']")
    assert [(link.text_content(), link.get("href")) for link in links] == [
        ("97,11/100", "#diem-tong"),
        ("0 lỗi", "#ket-qua-kiem-tra"),
        ("0 cảnh báo, 0 ghi chú", "#ket-qua-kiem-tra"),
        ("03/12/2020", "#tep-dossiers"),
    ]


def test_without_scores_and_dates_it_says_what_there_is() -> None:
    page = told(figures(None, until=None))
    assert "Điểm tự đánh giá" not in page
    assert page["Dữ liệu hồ sơ đến ngày"][0] == "không rõ"


def test_it_holds_at_most_six_figures() -> None:
    one = StripFigure("Hồ sơ", "624", "590 + 34")
    assert strip([one]).text == "Hồ sơ: 624"
    with pytest.raises(ValueError, match="at most 6"):
        strip([one] * 7)
