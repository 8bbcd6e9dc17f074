"""The Excel annex in a real spreadsheet program: it opens, computes its formulas anew, and comes to our totals."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cchc_report.presentation.workbook import AnnexSource, annex_sheets, annex_workbook
from cchc_report.presentation.workbook.scores import scores_sheet
from cchc_report.presentation.workbook.sheet import Formula, Sheet
from cchc_report.presentation.workbook.writer import workbook_bytes
from cchc_report.report import Report, load_report
from support.commands import RunCommand
from support.criteria import built, leaf, measures
from support.criteria import sheet as scored

Fill = Callable[[Workbook], None]
SELF_ASSESSED, APPRAISED = 6, 7
"""Columns of the score table, from 1."""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the option that gives LibreOffice a profile of these tests' own; it takes long to make."""
    return f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"


@pytest.fixture
def recalculated(
    tmp_path: Path, profile: str, run_command: RunCommand, require_tool: Callable[[str], str]
) -> Callable[[bytes, Fill], Workbook]:
    """Return a function that opens a workbook in LibreOffice after `fill` and gives back what it computed."""
    soffice = require_tool("soffice")

    def open_in_libreoffice(content: bytes, fill: Fill) -> Workbook:
        # Written by openpyxl, formulas have no value: whatever stands there afterwards was computed by LibreOffice.
        book = openpyxl.load_workbook(io.BytesIO(content))
        fill(book)
        source, computed = tmp_path / "annex.xlsx", tmp_path / "computed"
        book.save(source)
        run_command(
            soffice,
            "--headless",
            "--norestore",
            profile,
            "--convert-to",
            "xlsx",
            "--outdir",
            computed,
            source,
            cwd=tmp_path,
        )
        return openpyxl.load_workbook(computed / "annex.xlsx", data_only=True)

    return open_in_libreoffice


@pytest.fixture(scope="module")
def report() -> Report:
    return load_report(2020, "sct")


@pytest.fixture(scope="module")
def source(report: Report) -> AnnexSource:
    return AnnexSource(report.parameters, report.registers, report.statistics, report.findings, report.scores)


def nothing(book: Workbook) -> None:
    """Leave the workbook as it is."""


def page_of(book: Workbook, name: str) -> Worksheet:
    page = book[name]
    assert isinstance(page, Worksheet)
    return page


def formulas_of(sheet: Sheet) -> dict[tuple[int, int], Fraction | int | None]:
    """Return the formulas of a sheet with the values that we gave them, by row and column from 1."""
    return {
        (number + 1, position + 1): cell.value
        for number, row in enumerate(sheet.rows, start=sheet.first_row)
        for position, cell in enumerate(row.cells)
        if isinstance(cell, Formula)
    }


def test_every_formula_of_the_sample_comes_to_our_value(
    source: AnnexSource, recalculated: Callable[[bytes, Fill], Workbook]
) -> None:
    computed = recalculated(annex_workbook(source), nothing)
    sheets = annex_sheets(source)
    assert computed.sheetnames == [sheet.name for sheet in sheets]
    compared = 0
    for sheet in sheets:
        page = page_of(computed, sheet.name)
        for (row, column), value in formulas_of(sheet).items():
            shown = page.cell(row, column).value
            if value is None:
                assert shown in {None, ""}, (sheet.name, row, column)
            else:
                assert shown == pytest.approx(float(value), abs=1e-9), (sheet.name, row, column)
            compared += 1
        if sheet.counts_rows:
            assert page.cell(2 + len(sheet.above), 1).value == len(sheet.rows), sheet.name
    # The form has 10 fields with three totals each and a row of 11; the score table has 8 nodes above leaves.
    assert compared > 50
    assert page_of(computed, "Biểu II.06a").cell(4 + 1 + 10, 3).value == 624


def test_the_file_as_it_is_published_opens_and_shows_vietnamese_numbers(
    source: AnnexSource, tmp_path: Path, profile: str, run_command: RunCommand, require_tool: Callable[[str], str]
) -> None:
    """Every sheet as text, just as a reader sees it: LibreOffice writes what its cells show."""
    (tmp_path / "annex.xlsx").write_bytes(annex_workbook(source))
    every_sheet_as_shown = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1"
    soffice = require_tool("soffice")
    run_command(
        soffice, "--headless", "--norestore", profile, "--convert-to", every_sheet_as_shown, "annex.xlsx", cwd=tmp_path
    )
    shown = {file.stem.removeprefix("annex-"): file.read_text("utf-8") for file in tmp_path.glob("annex-*.csv")}
    assert set(shown) == {sheet.name for sheet in annex_sheets(source)}
    rows = {row.split("\t")[0]: row.split("\t") for row in shown["Bảng điểm"].splitlines()}
    assert rows["1.4.1"][2:7] == ["20,00", "581/581", "100%", "20,00", ""]
    assert rows["1.5.1"][2:7] == ["4,00", "99/124", "79,8%", "3,99", ""]
    assert "\tTổng điểm\t100,00\t\t\t97,11\t" in shown["Bảng điểm"]
    assert not [name for name, text in shown.items() if "#REF" in text or "#NAME" in text or "Err:" in text]


def test_the_appraisers_points_are_summed(
    report: Report, source: AnnexSource, recalculated: Callable[[bytes, Fill], Workbook]
) -> None:
    assert report.scores is not None
    leaves = [row.code for row in report.scores.rows if row.is_leaf]

    def appraise(book: Workbook) -> None:
        """Give 1 to the first leaf, 2 to the second, and so on; leave the last one open."""
        page = page_of(book, "Bảng điểm")
        for cells in page.iter_rows(min_row=5):
            if cells[0].value in leaves[:-1]:
                cells[APPRAISED - 1].value = 1 + leaves.index(str(cells[0].value))

    page = page_of(recalculated(annex_workbook(source), appraise), "Bảng điểm")
    rows = {page.cell(row, 1).value or page.cell(row, 2).value: row for row in range(5, page.max_row + 1)}
    total = page.cell(rows["Tổng điểm"], APPRAISED).value
    assert total == sum(range(1, len(leaves)))
    own = {code: position for position, code in enumerate(leaves[:-1], start=1)}
    assert page.cell(rows["1.1"], APPRAISED).value == sum(own[code] for code in own if code.startswith("1.1."))


def test_criteria_left_out_rescale_and_bonus_points_do_not(recalculated: Callable[[bytes, Fill], Workbook]) -> None:
    """8 of 10 points, 10 points left out of 20, 2 bonus points on top: 8 ÷ 10 × 20 + 2 = 18; with 5 for 8 it is 12."""
    bonus = {"name": "bonus", "points_per_unit": 1, "yearly_cap": 3, "counted": "outside"}
    scores = scored(
        built(
            leaf("1", 10, "proportional", measures="a.rate", not_applicable="full"),
            leaf("2", 10, "proportional", measures="a.none", not_applicable="excluded"),
            leaf("3", 0, bonus, measures="a.units"),
        ),
        measures(a__rate=(4, 5), a__none=(0, 0), a__units=2),
    )
    table = scores_sheet(scores)
    first = table.first_row + 1

    def appraise(book: Workbook) -> None:
        page = page_of(book, table.name)
        page.cell(first, APPRAISED).value = 5
        page.cell(first + 2, APPRAISED).value = 2

    page = page_of(recalculated(workbook_bytes([table], title="t", author="a"), appraise), table.name)
    total, left_out, rescaled = first + 3, first + 4, first + 5
    assert page.cell(total, SELF_ASSESSED).value == 10
    assert page.cell(left_out, 3).value == 10
    assert page.cell(rescaled, SELF_ASSESSED).value == 18
    assert page.cell(rescaled, APPRAISED).value == 12
