"""What a finding rests on: its rule, the registers and figures that were looked at, and where its rows stand."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.checks import CATALOGUE
from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.checks.looked_at import OF_GROUPS, OF_RULES, looked_at
from cchc_report.errors import Place, Text
from cchc_report.measures import Count, Measures
from cchc_report.presentation.finding_sources import Evaluated, finding_sources_table
from cchc_report.presentation.lookup.finding_lists import finding_lists
from cchc_report.registers.frames import Register, Registers
from cchc_report.registers.schemas import PETITIONS, SCHEMAS
from cchc_report.scoring.findings import SCORE_RULES
from support.registers import dossier, make_registers

FILE = "data/2020/sct/dossiers.xlsx"
TOTAL = Count("settlement.total", "tổng số hồ sơ", 581, "hồ sơ", "mọi hồ sơ", definition="Đếm")
READ = replace(
    make_registers(dossiers=[dossier("2020-03-02", "2020-03-10", "2020-03-09")]), petitions=Register.empty(PETITIONS)
)
LISTED = "danh sách các dòng"


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


def cells(finding: Finding, year_before: Registers | None = None) -> list[HtmlElement]:
    table = finding_sources_table([finding], Evaluated(Measures([TOTAL]), READ, year_before), number=9)
    root = lxml.html.fromstring(table.to_fragment().html)
    return list(root.xpath(".//tbody/tr[@id='can-cu-kiem-tra-1']/*"))


def lines(cell: HtmlElement) -> list[str]:
    return [line.text_content() for line in cell.xpath("./*[contains(@class, 'line')]")]


def looked_at_by(rule: str, year_before: Registers | None = None) -> list[tuple[str, str]]:
    """Return what the table says that a rule looks at, and where each leads."""
    cell = cells(replace(FOUND, rule=rule, rows=()), year_before)[2]
    return [(line.text_content(), line.xpath("string(.//a/@href)")) for line in cell.xpath("./*[@class='line']")]


def test_rule_and_rows_of_a_finding() -> None:
    place, rule, _, rows = cells(FOUND)
    assert place.xpath("string(.//a/@href)") == "#ket-qua-kiem-tra-1"
    assert lines(rule) == [
        "Ngày trong mã khác ngày tiếp nhận",
        "Hệ thống lấy ngày tiếp nhận để cấp mã; khác nhau là dấu hiệu sửa ngày",
    ]
    assert lines(rows) == [
        f"{FILE}, trang tính HoSo, cột Ngày tiếp nhận: dòng 4, 9",
        f"{FILE}, trang tính HoSo, cột Hạn trả: dòng 6",
        LISTED,
    ]
    assert rows.xpath("string(.//a/@href)") == "#dong-kiem-tra-1"


def test_what_a_rule_looks_at_leads_to_the_files() -> None:
    dossiers, procedures = ("Hồ sơ", "#tep-dossiers"), ("Danh mục thủ tục hành chính", "#tep-procedures")
    assert looked_at_by("dossiers.code-date") == [dossiers, procedures]
    assert looked_at_by("continuity.vanished") == [dossiers, ("Hồ sơ năm trước (không đọc được)", "")]
    assert looked_at_by("continuity.vanished", READ) == [dossiers, ("Hồ sơ năm trước", "#tep-dossiers-2")]
    assert looked_at_by("continuity.kind-changed", READ)[1] == (
        "Danh mục thủ tục hành chính năm trước",
        "#tep-procedures-2",
    )
    assert looked_at_by("formalities.date") == [("Tham số của báo cáo", "")]
    assert looked_at_by("petitions.unresolved") == [("Phản ánh, kiến nghị (không có dữ liệu)", "")]


def test_figures_that_were_compared_are_printed_and_lead_to_their_definitions() -> None:
    _, _, data, rows = cells(replace(FOUND, rule="ratios.part-above-whole", rows=(), figures=("settlement.total",)))
    assert lines(data) == ["Tổng số hồ sơ: 581"]
    (figure,) = data.iter("a")
    assert (figure.text, figure.get("data-measure"), figure.get("href")) == (
        "581",
        "settlement.total",
        "#nguon-settlement.total",
    )
    assert rows.text_content() == "Không gắn với dòng dữ liệu cụ thể"


@pytest.mark.parametrize(
    ("rows", "omitted", "shown"),
    [
        ((), None, ["Chỉ nêu ở bản nội bộ"]),
        ((), 7, ["7 dòng"]),
        (tuple(map(row, range(2, 30))), 100, [f"dòng {', '.join(map(str, range(2, 22)))}", "và 108 dòng khác"]),
        ((FindingRow(Place(), "Hồ sơ 2", "dossiers"),), 0, ["Hồ sơ 2"]),
        ((FindingRow(Place(FILE), FILE, "dossiers"),), 0, [FILE]),
        ((FindingRow(Place("params/2020/sct.yaml", key="difficulties"), "difficulties 2"),), 0, ["difficulties 2"]),
    ],
)
def test_rows_told_counted_or_kept_back(rows: tuple[FindingRow, ...], omitted: int | None, shown: list[str]) -> None:
    cell = cells(replace(FOUND, rows=rows, omitted=omitted))[3]
    told = [line for line in lines(cell) if line != LISTED] or [cell.text_content()]
    assert [line.rpartition(": ")[2] for line in told] == shown
    assert (LISTED in lines(cell)) is bool(rows)


def lists(*findings: Finding) -> list[HtmlElement]:
    return list(lxml.html.fragments_fromstring(finding_lists(findings, "annex.xlsx")))


def note(element: HtmlElement) -> str:
    return str(element.xpath("string(.//p[@class='note'])"))


def test_the_rows_on_screen_are_those_that_the_finding_names() -> None:
    silent = replace(FOUND, rows=())
    assert lists(silent) == []
    (only,) = lists(silent, FOUND)
    assert only.get("id") == "dong-kiem-tra-2"
    assert [[cell.text_content() for cell in tr] for tr in only.xpath(".//tbody/tr")] == [
        ["H-4", FILE, "HoSo", "4", "Ngày tiếp nhận"],
        ["H-9", FILE, "HoSo", "9", "Ngày tiếp nhận"],
        ["H-6", FILE, "HoSo", "6", "Hạn trả"],
    ]
    assert note(only) == "Danh sách này cũng có ở annex.xlsx, trang tính “Dòng cần xem”, lọc TT = 2."


def test_of_many_rows_the_page_shows_200_and_says_where_the_others_are() -> None:
    many = replace(FOUND, rows=tuple(map(row, range(2, 1_002))))
    (told,) = lists(many)
    assert len(told.xpath(".//tbody/tr")) == 200
    assert note(told) == "Đủ 1.000 dòng: annex.xlsx, trang tính “Dòng cần xem”, lọc TT = 1."
    (cut,) = lists(replace(many, omitted=2_500))
    assert note(cut) == (
        "1.000 dòng đầu: annex.xlsx, trang tính “Dòng cần xem”, lọc TT = 1; 2.500 dòng khác không liệt kê."
    )


def test_every_rule_says_what_it_looks_at() -> None:
    rules = {rule.id for rule in (*CATALOGUE, *SCORE_RULES)}
    assert {rule.partition(".")[0] for rule in rules} == set(OF_GROUPS)
    assert set(OF_RULES) <= rules
    names = {schema.name for schema in SCHEMAS}
    assert all(set(looked_at(rule).registers) <= names for rule in rules)
