"""What a finding rests on: its rule, the registers and figures that were looked at, and where its rows stand."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.checks import CATALOGUE
from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.checks.looked_at import REGISTERS_OF_GROUP, registers_looked_at
from cchc_report.errors import Place, Text
from cchc_report.measures import Count, Measures
from cchc_report.presentation.finding_sources import finding_sources_table
from cchc_report.presentation.lookup.finding_rows import finding_rows
from cchc_report.registers.frames import Origin
from cchc_report.registers.schemas import SCHEMAS
from cchc_report.scoring.findings import SCORE_RULES

FILE = "data/2020/sct/dossiers.xlsx"
ORIGIN = Origin(FILE, "HoSo", "0" * 64, {}, 9)
MEASURES = Measures([Count("settlement.total", "tổng số hồ sơ", 5, "hồ sơ", "mọi hồ sơ", definition="Đếm")])


def row(number: int, column: str = "Ngày tiếp nhận") -> FindingRow:
    return FindingRow(Place(FILE, "HoSo", number, column), f"H-{number}", "dossiers")


FOUND = Finding(
    "dossiers.code-date",
    "warning",
    Text("3 hồ sơ", "3 dossiers"),
    Text("Sửa", "Mend"),
    None,
    (row(4), row(9), row(6, "Hạn trả")),
)


def cells(finding: Finding) -> list[HtmlElement]:
    table = finding_sources_table([finding], MEASURES, [("dossiers", ORIGIN)], number=9)
    return list(lxml.html.fromstring(table.to_fragment().html).xpath(".//tbody/tr[@id='can-cu-kiem-tra-1']/*"))


def lines(cell: HtmlElement) -> list[str]:
    return [line.text_content() for line in cell.xpath("./*[contains(@class, 'line')]")]


def test_rule_data_and_rows_of_a_finding() -> None:
    place, rule, data, rows = cells(FOUND)
    assert place.xpath("string(.//a/@href)") == "#ket-qua-kiem-tra-1"
    assert lines(rule) == [
        "Ngày trong mã khác ngày tiếp nhận",
        "Hệ thống lấy ngày tiếp nhận để cấp mã; khác nhau là dấu hiệu sửa ngày",
    ]
    # The catalogue was not read here, so there is no file to lead to.
    assert data.text_content() == "Hồ sơ"
    assert data.xpath("string(.//a/@href)") == "#tep-dossiers"
    assert lines(rows) == [
        f"{FILE}, trang HoSo, cột Ngày tiếp nhận: dòng 4, 9",
        f"{FILE}, trang HoSo, cột Hạn trả: dòng 6",
        "danh sách các dòng",
    ]
    assert rows.xpath("string(.//a/@href)") == "#dong-kiem-tra-1"


def test_figures_that_were_compared_lead_to_their_definitions() -> None:
    _, _, data, rows = cells(replace(FOUND, rule="identities.total", rows=(), figures=("settlement.total",)))
    assert lines(data) == ["Hồ sơ", "Tổng số hồ sơ"]
    assert data.xpath(".//a/@href") == ["#tep-dossiers", "#nguon-settlement.total"]
    assert rows.text_content() == "Kết quả về cả số liệu, không riêng dòng nào"


@pytest.mark.parametrize(
    ("rows", "omitted", "shown"),
    [
        ((), None, ["Chỉ nêu ở bản nội bộ"]),
        ((), 7, ["và 7 dòng khác"]),
        (tuple(map(row, range(2, 30))), 100, [f"dòng {', '.join(map(str, range(2, 22)))}", "và 108 dòng khác"]),
        ((FindingRow(Place(), "Hồ sơ 2", "dossiers"),), 0, ["Hồ sơ 2"]),
        ((FindingRow(Place(FILE), FILE, "dossiers"),), 0, [FILE]),
    ],
)
def test_rows_told_counted_or_kept_back(rows: tuple[FindingRow, ...], omitted: int | None, shown: list[str]) -> None:
    cell = cells(replace(FOUND, rows=rows, omitted=omitted))[3]
    told = [line for line in lines(cell) if line != "danh sách các dòng"] or [cell.text_content()]
    assert [line.rpartition(": ")[2] for line in told] == shown


def test_a_finding_about_parameters_names_them() -> None:
    assert cells(replace(FOUND, rule="formalities.date", rows=()))[2].text_content() == "Tham số của báo cáo"


def test_the_rows_on_screen_are_all_that_the_finding_names() -> None:
    silent = replace(FOUND, rows=())
    markup = finding_rows([silent, replace(FOUND, omitted=2)], "annex.xlsx")
    (only,) = lxml.html.fragments_fromstring(markup)
    assert only.get("id") == "dong-kiem-tra-2"
    assert [[cell.text_content() for cell in tr] for tr in only.xpath(".//tbody/tr")] == [
        ["H-4", FILE, "HoSo", "4", "Ngày tiếp nhận"],
        ["H-9", FILE, "HoSo", "9", "Ngày tiếp nhận"],
        ["H-6", FILE, "HoSo", "6", "Hạn trả"],
    ]
    note = only.xpath("string(.//p[@class='note'])")
    assert note == ("Còn 2 dòng không nêu. Danh sách này cũng có trong annex.xlsx: trang “Dòng cần xem”, lọc cột TT.")
    assert finding_rows([silent], "annex.xlsx") == ""


def test_every_rule_says_what_it_looks_at() -> None:
    groups = {rule.id.partition(".")[0] for rule in (*CATALOGUE, *SCORE_RULES)}
    assert groups == set(REGISTERS_OF_GROUP)
    assert {name for rule in CATALOGUE for name in registers_looked_at(rule.id)} <= {schema.name for schema in SCHEMAS}
