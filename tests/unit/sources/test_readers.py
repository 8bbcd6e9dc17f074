"""Each reader gives the cells that its file shows, with the rows as the user's program numbers them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from cchc_report.params.project import Project
from cchc_report.sources.faults import UnreadableError
from cchc_report.sources.files import read_file
from cchc_report.sources.readers.csv import read_csv
from cchc_report.sources.readers.excel import read_excel
from cchc_report.sources.readers.html import read_html
from cchc_report.sources.readers.parquet import read_parquet
from cchc_report.sources.tables import Cells, FormulaError, cells_of_arrow
from support.source_files import write_xlsx

MORNING = datetime.fromisoformat("2020-09-22T08:15:00")


def knows(text: str) -> bool:
    return text in {"Mã", "Ngày"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_delimiters(delimiter: str, mark: str) -> None:
    text = f'{mark}Danh sách, năm; 2020\nMã{delimiter}Ngày\n"a{delimiter}b"{delimiter}"nói ""có"""\n'
    (grid,) = read_csv(text.encode(), knows)
    assert grid.rows[1:] == [["Mã", "Ngày"], [f"a{delimiter}b", 'nói "có"']]
    assert grid.row_numbers.tolist() == [1, 2, 3]


def test_csv_counts_records_as_a_spreadsheet_does() -> None:
    (grid,) = read_csv('Mã,Ngày\n"hai\ndòng",x\n\ny,z\n'.encode(), knows)
    assert list(zip(grid.row_numbers.tolist(), grid.rows, strict=True)) == [
        (1, ["Mã", "Ngày"]),
        (2, ["hai\ndòng", "x"]),
        (3, []),
        (4, ["y", "z"]),
    ]


def test_csv_obeys_the_separator_line() -> None:
    (grid,) = read_csv("sep=^\r\nMã^Ngày\r\n".encode(), knows)
    assert (grid.rows, grid.row_numbers.tolist()) == ([["Mã", "Ngày"]], [2])


def test_csv_in_utf_16() -> None:
    (grid,) = read_csv("Mã\tNgày\n".encode("utf-16"), knows)
    assert grid.rows == [["Mã", "Ngày"]]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"Ma;Ngay\nC\xabng;x\n", "not-utf-8", 2),
        ('Mã;Ngày\n"a;b\nc;d\n'.encode(), "broken-quotes", 2),
        ('Mã;Ngày\na;b\n"a"b;c\n'.encode(), "broken-quotes", 3),
    ],
)
def test_csv_faults(content: bytes, code: str, row: int) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_csv(content, knows)
    assert (caught.value.fault.code, caught.value.row) == (code, row)


def html_rows(body: str) -> list[list[object]]:
    (grid,) = read_html(f"<html><body>{body}</body></html>".encode())
    return [[re.sub(" +", " ", str(cell)).strip() for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("<table><tr><th>Mã<td>a&amp;b &lt;i&gt;&nbsp;&#273;</table>", [["Mã", "a&b <i>\xa0đ"]]),
        ("<table><thead><tr><td>1</thead><tr><td>2<tfoot><tr><td>3</tfoot></table>", [["1"], ["2"], ["3"]]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", [["a", "b"], ["a", "c"]]),
        ("<table><tr><td colspan=2>a<td>b</table>", [["a", "", "b"]]),
        (
            "<table><tr><td>a<td rowspan=3>b<tr><td>c<tr><td>d<tr><td>e</table>",
            [["a", "b"], ["c", "b"], ["d", "b"], ["e"]],
        ),
        ("<table><tr><td>x<td>y<td rowspan=2>z<tr><td>a</table>", [["x", "y", "z"], ["a", "", "z"]]),
        ("<table><tr><td rowspan=99999999999>a<td colspan=x>b</table>", [["a", "b"]]),
        ("<table><tr><td>a<br>b<td><p>c</p><p>d</p></table>", [["a b", "c d"]]),
        ("<table><tr><td>a<b>b<i>c</i>d</b>e<!-- no --><script>no</script>f</table>", [["abcdef"]]),
    ],
)  # fmt: skip
def test_html_cells(body: str, rows: list[list[str]]) -> None:
    assert html_rows(body) == rows


def test_html_rows_count_through_all_tables() -> None:
    first, second = read_html(b"<table><tr><td>title</table><table><tr><td>a<tr><td>b</table>")
    assert (first.row_numbers.tolist(), second.row_numbers.tolist()) == ([1], [2, 3])


def test_html_with_a_declaration_of_another_encoding_is_still_utf_8() -> None:
    (grid,) = read_html('<?xml version="1.0" encoding="windows-1252"?><table><tr><td>Mã</table>'.encode())
    assert grid.rows == [["Mã"]]


@pytest.mark.parametrize(
    "page", [b"<html><body><form>password</form></body></html>", b"<table><tr><td></table>", b"<html>"]
)
def test_html_without_a_table(page: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_html(page)
    assert caught.value.fault.code == "html-without-table"


def test_excel_cells_keep_their_types_and_rows(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {
            "A": [
                (),
                (None, "Mã", 5544, 5.544, "5.544", True),
                (None, date(2020, 9, 22), MORNING),
            ],
            "B": [],
        },
    )
    first, second = read_excel(path.read_bytes())
    assert first.sheet == "A"
    assert first.rows[0] == ["Mã", 5544, 5.544, "5.544", True]
    assert first.rows[1][:2] == [date(2020, 9, 22), MORNING]
    assert first.row_numbers.tolist() == [2, 3]
    assert (second.sheet, len(second.rows)) == ("B", 0)


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        fill(book)
    return stream.getvalue()


def test_excel_formulas_that_nobody_worked_out_are_no_blanks() -> None:
    book = openpyxl.Workbook()  # which writes formulas without their values
    sheet = book.active
    assert sheet is not None
    sheet.append(["Mã", "Ngày", None, "x"])
    sheet.append(["a", "=DATE(2020,9,30)", "b", '=IF(A1<>"",1,2)'])
    buffer = io.BytesIO()
    book.save(buffer)

    (grid,) = read_excel(buffer.getvalue())

    assert grid.rows[1][:3] == ["a", FormulaError("=DATE(2020,9,30)"), "b"]
    assert isinstance(grid.rows[1][3], FormulaError)


def test_excel_formulas_that_come_to_an_empty_text_are_blanks() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["a", "b"])
        sheet.write_formula("A2", '=""', value="EMPTY")
        sheet.write_formula("B2", "=1+1", value=2)

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(fill))) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"<v>EMPTY</v>", b"<v></v>"))

    (grid,) = read_excel(stream.getvalue())

    assert grid.rows[1] == ["", 2]


def test_excel_failed_formulas_are_no_blanks() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Trang & một")
        sheet.write_string("B2", "Mã")
        sheet.write_formula("B3", "=1/0", value="#DIV/0!")
        sheet.write_string("C3", 'text t="e" <v>')
        sheet.write_formula("AA3", "=NA()", value="#N/A")

    (grid,) = read_excel(workbook(fill))
    assert grid.rows[1][0] == FormulaError("#DIV/0!")
    assert grid.rows[1][1] == 'text t="e" <v>'
    assert grid.rows[1][25] == FormulaError("#N/A")


def test_excel_hidden_sheets_are_left_out() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("shown")
        book.add_worksheet("hidden").hide()

    assert [grid.sheet for grid in read_excel(workbook(fill))] == ["shown"]


def test_excel_damaged(tmp_path: Path) -> None:
    content = bytearray(write_xlsx(tmp_path / "a.xlsx", {"A": [("Mã",)] * 500}).read_bytes())
    start = content.find(b"xl/worksheets/sheet1.xml") + 40
    content[start : start + 60] = bytes(60)
    with pytest.raises(UnreadableError) as caught:
        read_excel(bytes(content))
    assert caught.value.fault.code == "corrupt"


def parquet(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def test_parquet_rows_count_from_one() -> None:
    (table,) = read_parquet(parquet(pa.table({"Mã": ["a", None]})))
    assert (table.headers, table.row_numbers.tolist(), table.header_row) == (("Mã",), [1, 2], None)


def test_names_of_columns_and_sheets_hold_no_hidden_signs(tmp_path: Path) -> None:
    (table,) = read_parquet(parquet(pa.table({" Mã\u202e  hồ sơ": ["a"]})))
    assert table.headers == ("Mã hồ sơ",)
    path = write_xlsx(tmp_path / "a.xlsx", {"Ho\u202eSo": [["Mã hồ sơ"], ["x"]]})
    (sheet,) = read_file(Project(tmp_path), path, lambda _: False).sheets
    assert sheet.sheet == "HoSo"


def test_parquet_damaged() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_parquet(parquet(pa.table({"Mã": ["a"]}))[:-20])
    assert caught.value.fault.code == "corrupt"


def values(cells: Cells) -> list[object]:
    return [None if code < 0 else cells.distinct[code] for code in cells.codes]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pa.array(["a", None, "a"]), ["a", None, "a"]),
        (pa.array(["a", "b", None]).dictionary_encode(), ["a", "b", None]),
        (pa.array([1, None]), [1, None]),
        (pa.array([5.544, float("nan"), None]), [5.544, None, None]),
        (pa.array([Decimal("5.544"), Decimal("12.000")]), [5.544, 12.0]),
        (pa.array([True, None]), [True, None]),
        (pa.array([None, None]), [None, None]),
        (pa.array([["a"], None]), ["['a']", None]),
    ],
)
def test_arrow_columns(column: pa.Array, expected: list[object]) -> None:
    assert values(cells_of_arrow(pa.chunked_array([column]))) == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (pa.date32(), date(2020, 9, 22), "2020-09-22T00:00:00"),
        (pa.timestamp("ns"), datetime.fromisoformat("2020-09-22T08:15:01.000999"), "2020-09-22T08:15:01"),
        (pa.timestamp("us", tz="UTC"), datetime.fromisoformat("2020-09-22T20:00:00"), "2020-09-23T03:00:00"),
        (
            pa.timestamp("s", tz="Asia/Ho_Chi_Minh"),
            datetime.fromisoformat("2020-09-22T01:00:00"),
            "2020-09-22T08:00:00",
        ),
    ],
)
def test_arrow_moments(kind: pa.DataType, value: date, expected: str) -> None:
    cells = cells_of_arrow(pa.chunked_array([pa.array([value, None], type=kind)]))
    assert isinstance(cells.distinct, np.ndarray)
    assert str(cells.distinct[cells.codes[0]]) == expected
    assert cells.blank.tolist() == [False, True]
