"""Sheets of registers made for the case: many rows, marks, findings, hostile text, nothing at all."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import openpyxl
import pytest

from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.errors import Place, Text
from cchc_report.measures import Count, Measures, Members, Ratio, Unavailable
from cchc_report.presentation.workbook import records
from cchc_report.presentation.workbook.evidence import evidence_sheet
from cchc_report.presentation.workbook.records import find_records, record_sheet
from cchc_report.presentation.workbook.sheet import Formula, Sheet
from cchc_report.presentation.workbook.tables import findings_sheets, late_sheet, measures_sheet
from cchc_report.presentation.workbook.writer import workbook_bytes
from cchc_report.registers.frames import Registers
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

DOSSIERS = (
    dossier("2020-01-06", "2020-01-10", "2020-01-09", channel="online"),
    dossier("2020-01-07", "2020-01-10", "2020-01-13"),
    dossier("2020-02-03", "2020-02-10", "2020-02-10"),
)
EVIDENCE = {"id": "TL-01", "number": "1/SCT", "dated": "2020-01-10", "title": "=HYPERLINK(1)", "location": "trang 2"}
EXPLANATION = {
    "dossier_code": "000.00.02.H23-200107-0002",
    "cause": "system_entry",
    "ended_in_fact_on": "2020-01-10",
    "proof": "TL-01; TL-99",
    "narrative": "=cmd|' /C calc'!A0",
    "apology_number": "12/SCT-VP",
    "apology_date": "2020-01-20",
}


def rows_of(sheet: Sheet) -> list[dict[str, Any]]:
    return [dict(zip((c.title for c in sheet.columns), row.cells, strict=True)) for row in sheet.rows]


def listed(registers: Registers, *figures: Count | Ratio) -> tuple[Sheet, Any]:
    statistics = compute_statistics(registers, make_parameters(), CALENDAR)
    records = find_records(Measures(figures), registers, statistics.classified)
    (only,) = records.lists
    return record_sheet(only), records.shown


def count_of(id_: str, *rows: int, label: str = "hồ sơ thử") -> Count:
    return Count.of_rows(
        id_, label, Members("dossiers", np.array(rows)), unit="hồ sơ", population="mọi hồ sơ", definition="có"
    )


def test_rows_that_no_column_tells_apart_are_marked() -> None:
    alike = [dossier(f"2020-01-{day:02}", "2020-02-28", "2020-02-20") for day in (6, 7, 8)]
    sheet, shown = listed(
        make_registers(dossiers=alike),
        count_of("a.one", 0, label="hồ sơ mẫu"),
        count_of("a.two", 2),
        count_of("a.same", 0),
    )
    assert shown["a.one"].filter == "Hồ sơ mẫu = x"
    assert shown["a.two"].filter == "Hồ sơ thử = x"
    assert shown["a.same"].filter == "Hồ sơ mẫu = x"  # the same rows share their column
    assert [row["Hồ sơ mẫu"] for row in rows_of(sheet)] == ["x", None, None]
    assert [row["Hồ sơ thử"] for row in rows_of(sheet)] == [None, None, "x"]


def test_marks_of_the_same_name_stay_apart() -> None:
    alike = [dossier(f"2020-01-{day:02}", "2020-02-28", "2020-02-20") for day in (6, 7, 8)]
    _, shown = listed(make_registers(dossiers=alike), count_of("a.one", 0), count_of("a.two", 1))
    assert shown["a.one"].filter != shown["a.two"].filter


def test_both_sides_of_a_ratio_are_shown() -> None:
    inside, outside = Members("dossiers", np.array([0])), Members("dossiers", np.array([1, 2]))
    ratio = Ratio("a.rate", "tỷ lệ thử", 1, 3, "…", "…", members=inside, missing=outside)
    _, shown = listed(make_registers(dossiers=DOSSIERS), ratio)
    assert (shown["a.rate"].filter, shown["a.rate"].rest) == ("Kết quả = Trước hạn", "Kết quả = Đúng hạn hoặc Quá hạn")


def test_each_row_says_where_it_was_read() -> None:
    registers = make_registers(dossiers=DOSSIERS)
    sheet, _ = listed(registers, count_of("a.all", 0, 1, 2))
    origin, row = registers.dossiers.place(2)
    assert (rows_of(sheet)[2]["Tệp"], rows_of(sheet)[2]["Dòng"]) == (origin.path, row)


def test_a_very_long_list_keeps_the_rare_rows_and_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_ROWS_LISTED", 3)
    common = [dossier(f"2020-03-{day:02}", "2020-03-31", "2020-03-30") for day in (2, 3, 4, 5, 6)]
    late = dossier("2020-03-09", "2020-03-10", "2020-03-12")
    registers = make_registers(dossiers=[*common, late])
    everything, rare = count_of("a.all", *range(6)), count_of("a.late", 5)
    sheet, shown = listed(registers, everything, rare)
    assert len(sheet.rows) == 3
    assert rows_of(sheet)[-1]["Kết quả"] == "Quá hạn"
    assert any("3/6" in line for line in sheet.above)
    assert shown["a.all"].filter == "tất cả các dòng (trang nêu 3/6 dòng)"
    assert shown["a.late"].filter == "Kết quả = Quá hạn"


def test_measures_that_cannot_be_computed_say_why() -> None:
    sheet = measures_sheet(
        Measures(
            [
                Count("a.count", "hồ sơ thử", 3, "hồ sơ", "mọi hồ sơ", view="system"),
                Ratio("a.rate", "tỷ lệ thử", 0, 0, "chia", "mọi hồ sơ"),
                Unavailable("a.none", "kênh", "không có cột kênh"),
            ]
        ),
        {},
    )
    count, ratio, none = rows_of(sheet)
    assert (count["Giá trị, tử số"], count["Đơn vị"], count["Góc nhìn"]) == (3, "hồ sơ", "theo Hệ thống")
    # Title, count of rows, head: the ratio stands in the fifth row of the sheet.
    assert ratio["Tỷ lệ"] == Formula('=IF(C5=0,"",B5/C5)', None)
    assert (none["Giá trị, tử số"], none["Định nghĩa"]) == ("–", "Không tính được: không có cột kênh")


def test_late_dossiers_and_evidence_hold_what_was_written_as_text() -> None:
    registers = make_registers(dossiers=DOSSIERS, explanations=[EXPLANATION], evidence=[EVIDENCE])
    statistics = compute_statistics(registers, make_parameters(), CALENDAR)
    late = late_sheet(statistics.late, registers.dossiers)
    (row,) = rows_of(late)
    assert row["Tài liệu chứng minh"] == (
        "TL-01: 1/SCT ngày 10/01/2020, trang 2\nTL-99: không có trong danh mục tài liệu"
    )
    assert row["Thư xin lỗi"] == "12/SCT-VP ngày 20/01/2020"
    assert row["Trễ theo thực tế"] == "có"
    evidence = evidence_sheet(registers, statistics.late, None)
    content = workbook_bytes([late, evidence], title="t", author="a")
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {cell.value: cell for page in book for line in page.iter_rows() for cell in line}
    for hostile in ("=cmd|' /C calc'!A0", "=HYPERLINK(1)"):
        assert cells[hostile].data_type == "s"
        assert cells[hostile].quotePrefix


def test_a_dossier_without_explanation_stays_late() -> None:
    registers = make_registers(dossiers=DOSSIERS)
    statistics = compute_statistics(registers, make_parameters(), CALENDAR)
    (row,) = rows_of(late_sheet(statistics.late, registers.dossiers))
    assert (row["Nguyên nhân"], row["Kết luận"], row["Trễ theo thực tế"]) == (None, "Chưa có giải trình", "có")
    assert row["Số ngày làm việc trễ"] == 1


def test_findings_name_their_rows_on_a_sheet_of_their_own() -> None:
    place = Place(file="data/a.xlsx", sheet="Hồ sơ", row=7, column="Ngày hẹn trả")
    finding = Finding(
        "dossiers.test", "warning", Text("điều lạ", "odd"), Text("xem lại", "look"), -2, (FindingRow(place, "H-1"),), 3
    )
    told, concerned = findings_sheets([finding])
    (row,) = rows_of(told)
    assert (row["Mức độ"], row["Chênh lệch"], row["Số dòng liên quan"]) == ("Cảnh báo", -2, 4)
    (line,) = rows_of(concerned)
    assert (line["Hồ sơ, văn bản"], line["Tệp"], line["Trang tính"], line["Dòng"]) == ("H-1", "data/a.xlsx", "Hồ sơ", 7)
    assert any("3" in line for line in concerned.above)
    (nothing,) = findings_sheets([])
    assert nothing.rows == ()
    assert "không phát hiện mâu thuẫn" in nothing.above[0]
