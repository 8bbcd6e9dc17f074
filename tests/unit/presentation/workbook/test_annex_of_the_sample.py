"""What the sample's annex holds: the article's figures, and the rows behind them by the filters that it names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from cchc_report.measures import Count, Ratio
from cchc_report.presentation.workbook.sheet import Formula, Sheet, Value
from cchc_report.report import Report

LATE_CODE = "000.00.02.H23-200922-0005"


def records(sheet: Sheet) -> list[dict[str, Any]]:
    titles = [column.title for column in sheet.columns]
    return [dict(zip(titles, row.cells, strict=True)) for row in sheet.rows]


def table_of(sheet: Sheet) -> pd.DataFrame:
    """Return the rows of a sheet as its filters show them."""
    return pd.DataFrame(records(sheet)).astype("str").replace({"None": "(trống)"})


def shown_by(table: pd.DataFrame, words: str) -> int:
    """Set a filter as the annex words it, and count the rows that stay."""
    if words == "không có dòng nào":
        return 0
    if words != "tất cả các dòng":
        for condition in words.split("; "):
            title, _, values = condition.partition(" = ")
            table = table[table[title].isin(values.split(" hoặc "))]
    return len(table)


def figure(value: Value) -> object:
    return value.value if isinstance(value, Formula) else value


def test_sheets_in_the_order_of_the_questions(sheets: dict[str, Sheet]) -> None:
    assert list(sheets) == [
        "Mục lục",
        "Bảng điểm",
        "Biểu II.06a",
        "Hồ sơ trễ hạn",
        "Tài liệu kiểm chứng",
        "Kết quả kiểm tra",
        "Số liệu",
        "Rà soát",
        "Quyết định công bố",
        "TTHC",
        "Hồ sơ",
        "PAKN",
    ]
    assert [row.cells[0] for row in sheets["Mục lục"].rows] == [name for name in sheets if name != "Mục lục"]


def test_illustrative_points_are_said_to_be_so(sheets: dict[str, Sheet]) -> None:
    banner = "Bộ tiêu chí minh họa — không phải điểm chính thức"
    assert banner in sheets["Bảng điểm"].above
    assert banner in sheets["Mục lục"].above


def test_late_dossiers_with_their_proofs(sheets: dict[str, Sheet]) -> None:
    late = {row["Mã hồ sơ"]: row for row in records(sheets["Hồ sơ trễ hạn"])}
    assert set(late) == {LATE_CODE, "000.00.02.H23-201126-0029", "000.00.02.H23-201125-0032"}
    core = late[LATE_CODE]
    assert (core["Ngày tiếp nhận"], core["Ngày hẹn trả"]) == (date(2020, 9, 22), date(2020, 10, 1))
    assert core["Kết thúc thực tế"] == date(2020, 9, 30)
    assert "1691/XN-SCT" in core["Tài liệu chứng minh"]
    assert {row["Trễ theo thực tế"] for row in late.values()} == {"không"}


def test_a_document_names_what_it_proves(sheets: dict[str, Sheet]) -> None:
    proofs = {row["Số, ký hiệu"]: row for row in records(sheets["Tài liệu kiểm chứng"])}
    assert proofs["1691/XN-SCT"]["Chứng minh cho hồ sơ trễ hạn"] == LATE_CODE
    assert "1.4.1" in proofs["1691/XN-SCT"]["Chứng minh cho tiêu chí"].split("; ")


@pytest.mark.parametrize(
    ("id_", "part", "whole", "filter_"),
    [
        ("settlement.received_in_period", 590, None, "Nhóm = Phải giải quyết; Tiếp nhận = Trong kỳ"),
        ("settlement.carried_over", 34, None, "Tiếp nhận = Kỳ trước chuyển sang"),
        ("settlement.on_time_rate.system", 580, 581, "Nhóm = Phải giải quyết; Kết quả = Trước hạn"),
        ("notices.online_rate", 4576, 5544, "Nhóm = Một chiều; Kênh = Trực tuyến"),
    ],
)
def test_figures_and_how_to_see_their_rows(
    sheets: dict[str, Sheet], id_: str, part: int, whole: int | None, filter_: str
) -> None:
    (row,) = (row for row in records(sheets["Số liệu"]) if row["Mã số liệu"] == id_)
    assert (row["Giá trị, tử số"], row["Mẫu số"]) == (part, whole)
    assert row["Trang"] == "Hồ sơ"
    assert row["Lọc để thấy các dòng của số liệu (của tỷ lệ: tử số)"] == filter_
    assert shown_by(table_of(sheets["Hồ sơ"]), filter_) == part


def test_every_filter_shows_its_figure(report: Report, sheets: dict[str, Sheet]) -> None:
    """The reader's way back: filter the sheet as told, count, compare with the figure."""
    rows = {row["Mã số liệu"]: row for row in records(sheets["Số liệu"])}
    assert set(rows) == set(report.measures)
    tables = {name: table_of(sheet) for name, sheet in sheets.items()}
    compared = 0
    for id_, measure in report.measures.items():
        row = rows[id_]
        if row["Trang"] is None:
            continue
        table = tables[row["Trang"]]
        shown = shown_by(table, row["Lọc để thấy các dòng của số liệu (của tỷ lệ: tử số)"])
        if isinstance(measure, Count):
            assert shown == measure.value, id_
        elif isinstance(measure, Ratio) and measure.members is not None:
            assert shown == len(measure.members), id_
            rest = shown_by(table, row["Lọc để thấy phần còn lại của mẫu số"])
            assert measure.missing is not None
            assert rest == len(measure.missing), id_
        compared += 1
    assert compared > 150


def test_no_personal_column_is_listed(report: Report, sheets: dict[str, Sheet]) -> None:
    for sheet in sheets.values():
        titles = {column.title for column in sheet.columns}
        for register in ("dossiers", "petitions"):
            personal = {column.title for column in report.registers[register].schema.columns if column.personal}
            assert personal
            assert not titles & personal


def test_form_totals_are_formulas_over_the_rows(sheets: dict[str, Sheet]) -> None:
    form = sheets["Biểu II.06a"]
    total = form.rows[-1]
    assert total.cells[1] == "Tổng số"
    assert [figure(cell) for cell in total.cells[2:]] == [624, 267, 323, 34, 581, 580, 0, 1, 33, 33, 0]
    last = form.first_row + len(form.rows) - 1
    assert total.cells[2] == Formula(f"=SUM(C{form.first_row + 1}:C{last})", 624)
    first = form.rows[0].cells
    row = form.first_row + 1
    assert isinstance(first[2], Formula)
    assert first[2].text == f"=D{row}+E{row}+F{row}"
    # The ten returned dossiers have no column in the form: column 3 is not 7 + 11.
    assert any("10 hồ sơ trả lại" in line for line in form.below)
    assert not any("settlement." in line for line in form.below)


def test_score_sums_are_formulas(report: Report, sheets: dict[str, Sheet]) -> None:
    assert report.scores is not None
    table = sheets["Bảng điểm"]
    by_code = {row.cells[0]: row.cells for row in table.rows if row.cells[0]}
    for row in report.scores.rows:
        cells = by_code[row.code]
        assert isinstance(cells[5], Formula) is not row.is_leaf, row.code
        assert figure(cells[5]) == row.self_assessed
        # The appraiser fills in leaves; sums above them wait.
        assert (cells[6] is None) is row.is_leaf
    total = table.rows[-1].cells
    assert figure(total[5]) == report.scores.total.points
