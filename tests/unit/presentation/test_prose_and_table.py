"""Dates, lists and tables in the form of official documents."""

from datetime import date

import lxml.html
import pytest

from cchc_report.measures import Count, Ratio, Unavailable
from cchc_report.presentation.prose import bullets, enumerated, paragraph, sentence_start
from cchc_report.presentation.table import Head, Row, Table, code, head_columns, ordinal
from cchc_report.vietnamese_dates import long_date, short_date


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
    shown = paragraph("Bảng <a>", style="note")
    assert shown.html == '<p class="note">Bảng &lt;a&gt;</p>'
    assert shown.text == "Bảng <a>"
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


HEAD = [
    [Head("TT", rows=3), Head("Lĩnh vực", rows=3), Head("Nhận", columns=3)],
    [Head("Tổng", rows=2), Head("Trong kỳ", columns=2)],
    [Head("Trực tuyến"), Head("Trực tiếp")],
]


def test_every_head_cell_knows_its_column() -> None:
    assert head_columns(HEAD) == [[0, 1, 2], [2, 3], [3, 4]]
    table = Table(
        "Bảng 7. Thử",
        HEAD,
        ("left",) * 5,
        [Row(["1", "a", 1, 2, 3])],
        numbers=("(1)", "(2)", "(3)", "(4)", "(5)"),
        row_header=1,
    )
    root = lxml.html.fromstring(table.to_fragment().html)
    assert root.get("id") == "bang-7"
    assert root.xpath(".//caption/span[@class='label']/text()") == ["Bảng 7."]
    assert [cell.get("data-column") for cell in root.xpath(".//thead/tr[not(@class)]/th")] == list("0122334")
    # What stays in view: the head of the column that names the rows, in every head row that has a cell there.
    assert [cell.text_content() for cell in root.xpath(".//thead//*[contains(@class, 'pinned')]")] == [
        "Lĩnh vực",
        "(2)",
    ]


@pytest.mark.parametrize(
    ("rows", "sortable"),
    [
        ([Row(["a"]), Row(["b"])], True),
        ([Row(["a"]), Row(["b"]), Row(["c"], total=True)], True),
        ([Row(["a"]), Row(["c"], total=True)], False),  # one row has no order
        ([Row(["nhóm"], group=True), Row(["a"]), Row(["b"])], False),
        ([Row(["a"], style="domain"), Row(["b"]), Row(["c"])], False),
        ([], False),
    ],
)
def test_only_rows_of_one_kind_may_be_sorted(rows: list[Row], sortable: bool) -> None:
    table = Table("x", [[Head("a")]], ("left",), rows)
    root = lxml.html.fromstring(table.to_fragment().html)
    assert table.sortable == bool(root.xpath(".//table[@data-sortable]")) == sortable


def test_a_heading_holds_for_the_rows_of_its_own_part() -> None:
    rows = [Row(["một"], group=True), Row(["a"]), Row(["hai"], group=True), Row(["b"]), Row(["c"])]
    root = lxml.html.fromstring(Table("x", [[Head("a")]], ("left",), rows).to_fragment().html)
    parts = [[row.text_content() for row in body] for body in root.xpath(".//tbody")]
    assert parts == [["một", "a"], ["hai", "b", "c"]]
    assert root.xpath(".//tbody/tr[1]/th/@scope") == ["rowgroup", "rowgroup"]


def test_the_number_of_a_row_and_of_a_subheading_counts_nothing() -> None:
    assert ordinal(3).html == '<span class="ordinal">3</span>'
    assert code("1.2<").html == '<span class="code">1.2&lt;</span>'
    assert paragraph("1. Khó khăn", style="lead").html == (
        '<p class="lead"><span class="ordinal">1.</span> Khó khăn</p>'
    )
    assert paragraph("1. Khó khăn").html == "<p>1. Khó khăn</p>"
