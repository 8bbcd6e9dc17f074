"""Cell names and runs of cells, as formulas write them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from cchc_report.presentation.workbook.sheet import Column, Sheet, SheetRow, cell_list, cell_name, column_letters
from cchc_report.presentation.workbook.writer import workbook_bytes


@pytest.mark.parametrize(
    ("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_letters(position: int, letters: str) -> None:
    assert column_letters(position) == letters


def test_cells_are_named_from_one() -> None:
    assert cell_name(0, 0) == "A1"
    assert cell_name(6, 2) == "C7"


@pytest.mark.parametrize(
    ("rows", "named"),
    [([], ""), ([4], "C5"), ([4, 5, 6], "C5:C7"), ([4, 5, 6, 9], "C5:C7,C10"), ([1, 3, 4], "C2,C4:C5")],
)
def test_neighbours_are_a_range(rows: list[int], named: str) -> None:
    assert cell_list(rows, 2) == named


def test_first_row_counts_title_lines_and_head() -> None:
    one_head, two_heads = (Column("a", 5),), (Column("a", 5), Column("b", 5, group="both"))
    assert Sheet("s", "title", one_head, (), filterable=False).first_row == 2
    assert Sheet("s", "title", two_heads, (), above=("one", "two"), filterable=False).first_row == 5
    # A list that can be filtered has a line more, which counts the rows in view.
    assert Sheet("s", "title", one_head, [SheetRow(["x"])]).first_row == 3
    assert Sheet("s", "title", one_head, ()).first_row == 2


@pytest.mark.parametrize("text", ["<r>A & B</r>", "<r><t>x</t></r>", "<r>a</r> ", "<r", "=1+1"])
def test_a_text_that_looks_like_markup_of_the_file_stays_a_text(text: str) -> None:
    sheet = Sheet("s", "title", (Column("a", 5),), [SheetRow([text])])
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes([sheet], title="t", author="a")))
    assert text.rstrip() in [str(cell.value).rstrip() for row in book["s"].iter_rows() for cell in row]
