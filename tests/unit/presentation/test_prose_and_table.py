"""Dates, lists and tables in the form of official documents."""

from datetime import date

import lxml.html
import pytest

from cchc_report.measures import Count, Ratio, Unavailable
from cchc_report.presentation.prose import bullets, enumerated, long_date, paragraph, sentence_start, short_date
from cchc_report.presentation.table import Head, Row, Table


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2020, 2, 3), "03/02/2020", "ngày 03 tháng 02 năm 2020"),
        (date(2020, 8, 14), "14/8/2020", "ngày 14 tháng 8 năm 2020"),
        (date(2020, 12, 7), "07/12/2020", "ngày 07 tháng 12 năm 2020"),
        (date(2020, 3, 1), "01/3/2020", "ngày 01 tháng 3 năm 2020"),
    ],
)
def test_days_below_ten_and_months_one_and_two_take_a_zero(day: date, short: str, long: str) -> None:
    assert short_date(day) == short
    assert long_date(day) == long


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a; b và c")]
)
def test_enumeration(parts: list[str], text: str) -> None:
    assert enumerated(parts) == text


def test_a_paragraph_is_text_in_both_forms() -> None:
    shown = paragraph("Bảng <1>", style="note")
    assert shown.html == '<p class="note">Bảng &lt;1&gt;</p>'
    assert shown.text == "Bảng <1>"
    assert bullets(["a", "b"]).html == "<ul><li>a</li><li>b</li></ul>"
    assert sentence_start("tỷ lệ") == "Tỷ lệ"


def test_a_table_has_caption_scopes_and_linked_figures() -> None:
    table = Table(
        caption="Bảng 1. Thử",
        head=[[Head("Tên", rows=2), Head("Số", columns=2)], [Head("n"), Head("tỷ lệ")]],
        align=("left", "number", "number"),
        rows=[
            Row(["a", Count("a.b", "x", 5544, "hồ sơ", "p"), Ratio("a.c", "x", 1, 2, "d", "p")], anchor="dong-a"),
            Row(["b", Unavailable("a.d", "x", "y"), None], total=True),
        ],
        notes=["Ghi chú"],
        unit="Đơn vị: hồ sơ",
    )
    root = lxml.html.fromstring(table.to_fragment().html)
    assert root.xpath("string(.//caption)") == "Bảng 1. Thử"
    assert [cell.get("scope") for cell in root.xpath(".//thead//th")] == ["col", "colgroup", "col", "col"]
    assert root.xpath(".//tbody/tr/th/@scope") == ["row", "row"]
    assert root.xpath(".//tbody//a/text()") == ["5.544", "50,0% (1/2)", "–"]
    assert root.xpath(".//tr[@id='dong-a']")
    assert root.xpath("string(.//p[@class='note'])") == "Ghi chú"


def test_a_row_of_another_width_is_refused() -> None:
    table = Table(caption="x", head=[[Head("a")]], align=("left",), rows=[Row(["a", "b"])])
    with pytest.raises(ValueError, match="zip"):
        table.to_fragment()
