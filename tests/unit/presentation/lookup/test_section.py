"""The look-up section: figures, files, and the way to the rows, in the page or in the workbook."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.presentation.lookup.section import LookupSource, lookup_section
from cchc_report.presentation.workbook.records import find_records
from cchc_report.registers.frames import Registers
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

MANY = 201
LATE = [
    dossier(f"2020-03-{day:02}", "2020-03-30", "2020-04-02", owner="Nguyễn Thị Mẫu", address="Số 1 phố Mẫu")
    for day in (2, 3)
]
REGISTERS = make_registers(
    dossiers=[
        *LATE,
        *(dossier("2020-05-04", "2020-06-01", "2020-05-11", channel="online") for _ in range(MANY)),
        dossier("2020-05-05", "2020-06-01", None, "processing", procedure_name="<script>alert(1)</script>"),
    ]
)
FIELDS = [("Lưu thông hàng hóa", "luu_thong_hang_hoa")]


def section(registers: Registers = REGISTERS, *, with_rows: bool = True) -> HtmlElement:
    statistics = compute_statistics(registers, make_parameters(), CALENDAR)
    records = find_records(statistics.measures, registers, statistics.classified) if with_rows else None
    source = LookupSource(statistics.measures, registers, FIELDS, (), records, "annex.xlsx")
    return lxml.html.fromstring(lookup_section(source).html)


@pytest.fixture(scope="module")
def page() -> HtmlElement:
    return section()


def row(page: HtmlElement, id_: str) -> list[str]:
    (found,) = page.xpath(f".//tr[@id='so-{id_}']")
    return [cell.text_content() for cell in found]


def dossiers(page: HtmlElement, id_: str) -> list[str]:
    """Return the codes of the list that a figure leads to."""
    (link,) = page.xpath(f".//tr[@id='so-{id_}']//a/@href")
    number = link.removeprefix("#ds-")
    assert page.xpath(f".//p[@class='list-title'][@id='ds-{number}']")
    assert f"#ds-{number}:target ~ .table .d{number} {{ display: table-row; }}" in page.xpath("string(.//style)")
    rows = page.xpath(".//table[@class='data dossiers']/tbody/tr")
    return [each[0].text_content() for each in rows if f"d{number}" in each.classes]


def test_a_short_list_stands_in_the_page(page: HtmlElement) -> None:
    assert row(page, "settlement.settled_late.system") == [
        "Hồ sơ giải quyết quá hạn theo Hệ thống",
        "02",
        "danh sách 2 hồ sơ",
    ]
    assert dossiers(page, "settlement.settled_late.system") == [
        "000.00.02.H23-200302-0001",
        "000.00.02.H23-200303-0002",
    ]
    assert len(dossiers(page, "settlement.pending")) == 1


def test_a_long_list_stands_in_the_workbook(page: HtmlElement) -> None:
    assert (
        row(page, "settlement.settled_early")[2]
        == "201 hồ sơ, trong annex.xlsx: trang tính “Hồ sơ”, lọc Kết quả = Trước hạn"
    )


def test_a_ratio_leads_to_both_of_its_sides(page: HtmlElement) -> None:
    (cell,) = page.xpath(".//tr[@id='so-settlement.on_time_rate.system']/td[2]")
    assert [line.text_content() for line in cell] == [
        "Tử số: 201 hồ sơ, trong annex.xlsx: trang tính “Hồ sơ”, lọc Kết quả = Trước hạn",
        "Phần còn lại của mẫu số: danh sách 2 hồ sơ",
    ]
    assert len(dossiers(page, "settlement.on_time_rate.system")) == 2


def test_what_is_not_made_of_rows_says_so(page: HtmlElement) -> None:
    assert row(page, "settlement.returned")[2] == "không có dòng nào"
    assert row(page, "review.reviewed")[2] == "lấy từ giá trị ghi trong sổ, không đếm dòng"


def test_figures_stand_under_the_file_that_they_come_from(page: HtmlElement) -> None:
    (found,) = page.xpath(".//tr[@id='so-settlement.pending']")
    group = found.xpath("./preceding-sibling::tr[@class='group'][1]")[0].text_content()
    assert group.startswith("Hồ sơ: data/2020/sct/dossiers.csv")


def test_a_dossier_stands_once_however_many_lists_it_belongs_to(page: HtmlElement) -> None:
    rows = page.xpath(".//table[@class='data dossiers']/tbody/tr")
    codes = [each[0].text_content() for each in rows]
    assert len(codes) == len(set(codes)) == 3
    assert max(len(each.classes) for each in rows) > 1


def test_lists_carry_no_person_and_typed_text_stays_text(page: HtmlElement) -> None:
    text = page.text_content()
    assert "Mẫu" not in text
    assert "<script>alert(1)</script>" in text
    assert not list(page.iter("script"))


def test_titles_name_the_figures_of_a_list(page: HtmlElement) -> None:
    (link,) = page.xpath(".//tr[@id='so-settlement.settled_late.system']//a/@href")
    (title,) = page.xpath(f".//p[@id='{link[1:]}']")
    text = title.text_content()
    assert text.startswith("Danh sách 2 hồ sơ: Hồ sơ giải quyết quá hạn theo Hệ thống; ")
    assert "phần còn lại của mẫu số: Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn theo Hệ thống" in text
    assert title.get("tabindex") == "-1"


def test_where_no_rows_may_be_named_none_are() -> None:
    page = section(with_rows=False)
    assert not page.xpath(".//table[@class='data dossiers'] | .//a[starts-with(@href, '#ds-')] | .//style")
    assert row(page, "settlement.settled_late.system") == ["Hồ sơ giải quyết quá hạn theo Hệ thống", "02"]
    assert "H23-200302" not in page.text_content()


def test_a_report_without_dossiers_has_no_list() -> None:
    page = section(make_registers())
    assert not page.xpath(".//table[@class='data dossiers']/tbody/tr")
    assert row(page, "settlement.total")[1] == "0"
