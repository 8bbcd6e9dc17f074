"""What is written stays what it was: text is text, numbers are numbers; the page is set up; the bytes are stable."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from cchc_report.presentation.workbook.sheet import Column, Formula, Sheet, SheetRow, Style, Value
from cchc_report.presentation.workbook.writer import workbook_bytes

A4 = "9"
HOSTILE = (
    '=HYPERLINK("http://example.com","bấm")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "http://example.com",
    "5.544",
    "000123",
    "<script>alert(1)</script>",
    "{=1+1}",
    "=cmd|' /C calc'!A0",
)


def written(value: Value, style: Style = Style.TEXT) -> openpyxl.cell.Cell:
    page = opened(Sheet("Trang", "Tiêu đề", (Column("Cột", 20, style),), [SheetRow([value])], filterable=False))
    cell = page.cell(3, 1)
    assert isinstance(cell, openpyxl.cell.Cell)
    return cell


def opened(sheet: Sheet) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(workbook_bytes([sheet], title="Tựa", author="Sở")))[sheet.name]
    assert isinstance(page, Worksheet)
    return page


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    cell = written(text)
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", [text for text in HOSTILE if text[0] in "=+-@\t\r"])
def test_text_that_starts_a_formula_stays_text_when_it_is_edited(text: str) -> None:
    assert written(text).quotePrefix


def test_other_text_has_no_quote_mark() -> None:
    assert not written("Sở Công Thương").quotePrefix


def test_no_formula_in_the_file_but_ours() -> None:
    rows = [SheetRow([text, Formula("=1+1", 2)]) for text in HOSTILE]
    columns = (Column("Nội dung", 20), Column("Tổng", 9, Style.WHOLE))
    content = workbook_bytes(
        [Sheet("Trang", "=TODAY()", columns, rows, ("=NOW()",), ("=RAND()",), filterable=False)], title="t", author="a"
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in archive.namelist()
    assert page.count("<f>") == len(HOSTILE)
    assert page.count("<f>1+1</f>") == len(HOSTILE)


@pytest.mark.parametrize(
    ("value", "style", "read"),
    [
        (5544, Style.WHOLE, 5544),
        (Fraction(1997, 100), Style.POINTS, 19.97),
        (Fraction(580, 581), Style.SHARE, pytest.approx(0.99827883, abs=1e-8)),
        (None, Style.WHOLE, None),
        ("", Style.TEXT, None),
    ],
)
def test_numbers_are_numbers(value: Value, style: Style, read: object) -> None:
    assert written(value, style).value == read


def test_dates_are_dates_and_those_before_1900_are_text() -> None:
    cell = written(date(2020, 9, 30), Style.DATE)
    assert cell.is_date
    assert cell.value.date() == date(2020, 9, 30)
    assert written(date(1899, 12, 31), Style.DATE).value == "31/12/1899"


def test_vietnamese_number_formats() -> None:
    assert written(1, Style.WHOLE).number_format == "[$-42A]#,##0"
    assert written(Fraction(1), Style.POINTS).number_format == "[$-42A]#,##0.00"
    assert written(date(2020, 9, 30), Style.DATE).number_format == "[$-42A]dd/mm/yyyy"
    # 99,96% is shown as 100,0%; only all of them are 100%.
    assert written(Fraction(1), Style.SHARE).number_format == "[=1][$-42A]0%;[=0][$-42A]0%;[$-42A]0.0%"


def test_what_a_file_cannot_hold_is_left_out_or_cut() -> None:
    assert written("a\x00b\x08c\ufdd0d\ud800e").value == "abcde"
    cell = written("x" * 40_000)
    assert isinstance(cell.value, str)
    assert len(cell.value) == 32_767
    assert cell.value.endswith("… (cắt bớt)")


def test_page_is_set_up_for_a4_with_its_head_on_every_page() -> None:
    columns = (Column("Mã", 8), Column("Tổng", 9, group="Nhóm"), Column("Phần", 9, group="Nhóm"))
    page = opened(Sheet("Trang", "Tiêu đề", columns, [SheetRow(["a", 1, 2])], ("dòng",), fixed_columns=1, printed=2))
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (int(A4), "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    # Title, one line, the count of rows, two head rows: the first row of values is the sixth.
    assert page.freeze_panes == "B6"
    assert page.print_title_rows == "$4:$5"
    assert page.auto_filter.ref == "A5:C6"
    assert page.print_area == "'Trang'!$A$1:$B$6"
    assert page["A3"].value == "=SUBTOTAL(103,A6:A6)"
    assert [str(area) for area in page.merged_cells.ranges] == ["A4:A5", "B4:C4"]
    assert page.column_dimensions["A"].width == pytest.approx(8, abs=1)


def test_wrapped_text_has_room() -> None:
    columns = (Column("Nội dung", 20), Column("Số", 9, Style.WHOLE))
    page = opened(
        Sheet("Trang", "Tiêu đề", columns, [SheetRow(["chữ " * 60, 1]), SheetRow(["ngắn", 2])], filterable=False)
    )
    # 240 letters in a column of 20 units, 1,2 letters each: eleven lines of 15 points.
    assert page.row_dimensions[3].height == 165
    assert (page.row_dimensions[4].height or 15) == 15


def test_same_sheets_same_bytes() -> None:
    sheet = Sheet("Trang", "Tiêu đề", (Column("Cột", 20),), [SheetRow(["a"])])
    one, other = (workbook_bytes([sheet], title="t", author="a") for _ in range(2))
    assert one == other


def test_properties_name_title_and_agency() -> None:
    sheet = Sheet("Trang", "Tiêu đề", (Column("Cột", 20),), ())
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([sheet], title="Phụ lục", author="Sở Công Thương")))
    assert (book.properties.title, book.properties.creator) == ("Phụ lục", "Sở Công Thương")
