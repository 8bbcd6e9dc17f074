"""A workbook holds a statement a row; what cannot be read is told with its cell; what we write runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cchc_report.errors import ParamsError
from cchc_report.statement import Statement, assess
from cchc_report.statement.reading.files import read_statements
from cchc_report.statement.workbook_output import TEMPLATE_HEADERS, results_workbook, template_workbook

ReadRows = Callable[[Sequence[Sequence[object]]], tuple[Statement, ...]]


@pytest.fixture
def read_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadRows:
    """Return a function that reads rows of cells as the workbook `a.xlsx`."""
    monkeypatch.chdir(tmp_path)

    def read(rows: Sequence[Sequence[object]]) -> tuple[Statement, ...]:
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)  # type: ignore[union-attr]  # a new workbook has a sheet
        workbook.save("a.xlsx")
        return read_statements([Path("a.xlsx")])

    return read


def test_a_row_is_a_statement(read_rows: ReadRows) -> None:
    first, second = read_rows(
        [
            ["Số liệu công bố của các sở"],
            [
                "STT",
                "Nguồn",
                "Từ ngày",
                "Đến ngày",
                "Tổng số",
                "TRE HAN",
                "Khác: liên thông",
                "Tỷ lệ 1",
                "Chỉ tiêu 1",
                "Của 1",
                "Tỷ lệ 2",
            ],
            [1, "Sở A", datetime(2020, 1, 1), "07/12/2020", "6.776", 85, 7, "1,25%", "quá hạn", None, "40%"],  # noqa: DTZ001 - cells have no zone
            [None] * 11,
            [2, None, None, None, 624.0, None, None, "99,8%", "early", "đã giải quyết + trả lại", None],
        ]
    )

    assert (first.source, first.start, first.end) == ("Sở A", date(2020, 1, 1), date(2020, 12, 7))
    assert first.counts == {"total": 6776, "late": 85, "liên thông": 7}
    assert [(each.text, each.claim, each.of) for each in first.percentages] == [
        ("1,25%", "late", None),
        ("40%", None, None),
    ]
    assert (first.place.sheet, first.place.row) == ("Sheet", 3)
    assert second.counts == {"total": 624}
    assert second.percentages[0].of == ("settled", "returned")
    assert second.source == 'a.xlsx, trang tính "Sheet", dòng 5'


def test_columns_that_are_not_read_are_named(read_rows: ReadRows) -> None:
    (statement,) = read_rows([["Nguồn", "Tổng số", "Đã giải quyết", "Địa chỉ"], ["A", 2, 1, "x"]])

    assert statement.notes[0].vi.startswith('không đọc các cột "Địa chỉ"')


def test_every_cell_at_fault_is_told(read_rows: ReadRows) -> None:
    with pytest.raises(ParamsError) as raised:
        read_rows(
            [
                ["Nguồn", "Từ ngày", "Tổng số", "Đã giải quyet xongg", "Quá hạn", "Tỷ lệ 1", "Trên 2"],
                ["A", "hôm qua", 5.544, None, "x", 0.998, "tổng số"],
                ["B", None, 1, None, None, "cao", None],
            ]
        )

    assert [(each.code, each.place.row, each.place.column) for each in raised.value.problems] == [
        ("statement.unknown-count", 1, "Đã giải quyet xongg"),
        ("statement.no-percentage", 2, "Trên 2"),
        ("statement.count-not-whole", 2, "Tổng số"),
        ("statement.count-not-a-number", 2, "Quá hạn"),
        ("statement.percentage-as-number", 2, "Tỷ lệ 1"),
        ("statement.not-a-date", 2, "Từ ngày"),
        ("statement.not-a-percentage", 3, "Tỷ lệ 1"),
    ]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["a", "b"], [1, 2]], "statement.no-header"),
        ([["Nguồn", "Tổng số"]], "statement.no-figures"),
        ([["Nguồn", "Tổng số", "Quá hạn"], ["A", None, None]], "statement.no-figures"),
        ([["Tổng số", "Tổng cộng", "Nguồn"], [1, 2, "A"]], "statement.same-count-twice"),
    ],
)
def test_workbooks_without_a_statement(read_rows: ReadRows, rows: list[list[object]], code: str) -> None:
    with pytest.raises(ParamsError) as raised:
        read_rows(rows)

    assert [each.code for each in raised.value.problems] == [code]


def test_advice_for_a_workbook_does_not_speak_of_quotes(read_rows: ReadRows) -> None:
    with pytest.raises(ParamsError) as raised:
        read_rows([["Nguồn", "Tổng số"], ["A", 6.776]])

    (problem,) = raised.value.problems
    assert problem.remedy.vi == (
        "Nếu ý là hàng nghìn (5.544 = 5 544) thì nhập 5544; bảng tính đã hiểu dấu chấm là dấu thập phân."
    )


def test_a_damaged_workbook_is_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(template_workbook()[:500])

    with pytest.raises(ParamsError) as raised:
        read_statements([tmp_path / "a.xlsx"])
    assert [each.code for each in raised.value.problems] == ["statement.corrupt"]


def test_the_template_is_understood_when_it_is_filled_in(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(BytesIO(template_workbook()))
    sheet = workbook.active
    assert sheet is not None
    headers = [cell.value for cell in sheet[1]]
    for position, header in enumerate(headers, start=1):
        value: Any = {"Nguồn": "A", "Từ ngày": "01/01/2020", "Đến ngày": "31/12/2020"}.get(str(header), 1000 - position)
        number = str(header)[-1]
        texts = {f"Tỷ lệ {number}": "5%", f"Chỉ tiêu {number}": "late", f"Trên {number}": "total"}
        sheet.cell(2, position, texts.get(str(header), value))
    workbook.save(tmp_path / "filled.xlsx")

    (statement,) = read_statements([tmp_path / "filled.xlsx"])

    assert tuple(headers) == TEMPLATE_HEADERS
    assert len(statement.counts) == len(TEMPLATE_HEADERS) - 3 - 4 * 3
    assert statement.notes == ()
    assert {(each.claim, each.of) for each in statement.percentages} == {("late", ("total",))}
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("source", ["=1+1", "@SUM(A1)", "+1", "-1", '=HYPERLINK("http://x")', "https://x.vn"])
def test_results_hold_text_that_never_becomes_a_formula(source: str) -> None:
    counts = {"total": 624, "settled": 581, "pending": 33}
    content = results_workbook([assess(Statement(source, counts))], "vi")

    workbook = openpyxl.load_workbook(BytesIO(content))
    table = workbook["Kết quả"]
    assert table.cell(2, 2).value == source
    assert table.cell(2, 2).data_type == "s"
    assert table.cell(2, 2).hyperlink is None
    assert table.cell(2, 4).value == 1
    assert str(table.cell(2, 10).value).startswith("✗ đã giải quyết 581 + đang giải quyết 33 = 614, thiếu 10")
    assert len(list(workbook["Chi tiết"].rows)) > 4


def test_results_are_the_same_bytes_each_time() -> None:
    assessments = [assess(Statement("A", {"total": 624, "settled": 581}))]

    assert results_workbook(assessments, "en") == results_workbook(assessments, "en")
