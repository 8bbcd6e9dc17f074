"""The header row is found, and every spelling of a header leads to its column."""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
import pytest

from cchc_report.errors import Place
from cchc_report.params.project import Project
from cchc_report.registers.schemas import DOSSIERS, SCHEMAS
from cchc_report.sources.headers import SEARCHED_ROWS, locate, match_headers, recognised
from cchc_report.sources.names import normal_form
from cchc_report.sources.synonyms import load_synonyms
from cchc_report.sources.tables import Grid
from support.source_files import DataFolder

HEADER = ["STT", "Mã hồ sơ", "Trạng thái", "Ngày nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"]
FIRST_FEED = [
    "STT", "Đơn vị tiếp nhận", "Tên thủ tục hành chính", "Mã hồ sơ", "Trạng thái", "Địa chỉ", "Người nộp", "Chủ hồ sơ",
    "Ngày nộp hồ sơ", "Ngày nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý",
]  # fmt: skip
SECOND_FEED = [
    "MaHoSo", "MaTTHC", "KenhThucHien", "ChuHoSo", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo", "NgayTra",
    "NgayKetThucXuLy",
]  # fmt: skip


def grid(*rows: list[Any], ragged_refused: bool = False) -> Grid:
    return Grid("A", rows, np.arange(1, len(rows) + 1), ragged_refused)


@pytest.fixture
def known(data: DataFolder) -> Any:
    return load_synonyms(data.project).headers["dossiers"]


def columns(headers: list[str], known: Any) -> dict[str, str]:
    located = locate(grid(headers), known)
    assert located is not None
    matched = match_headers(located.table, DOSSIERS, known, Place())
    return {name: located.table.headers[position] for name, position in matched.positions.items()}


def test_first_feed(known: Any) -> None:
    assert columns(FIRST_FEED, known) == {
        "receiving_agency": "Đơn vị tiếp nhận",
        "procedure_name": "Tên thủ tục hành chính",
        "code": "Mã hồ sơ",
        "status": "Trạng thái",
        "address": "Địa chỉ",
        "submitter": "Người nộp",
        "owner": "Chủ hồ sơ",
        "submitted_at": "Ngày nộp hồ sơ",
        "received_at": "Ngày nhận",
        "due_at": "Ngày hẹn trả",
        "finished_at": "Ngày kết thúc xử lý",
    }


def test_second_feed(known: Any) -> None:
    assert columns(SECOND_FEED, known) == {
        "code": "MaHoSo",
        "procedure_code": "MaTTHC",
        "channel": "KenhThucHien",
        "owner": "ChuHoSo",
        "received_at": "NgayTiepNhan",
        "due_at": "NgayHenTra",
        "status": "TrangThaiHoSo",
        "result_returned_at": "NgayTra",
        "finished_at": "NgayKetThucXuLy",
    }


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", ["Mã hồ sơ", "MA HO SO", "MaHoSo", "ma_ho_so", " mã\nhồ-sơ: "])
def test_one_header_in_many_spellings(form: Any, text: str) -> None:
    assert normal_form(unicodedata.normalize(form, text)) == "mahoso"


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_titles_and_names_are_understood(schema: Any, data: DataFolder) -> None:
    known = load_synonyms(data.project).headers[schema.name]
    for column in schema.columns:
        assert known[normal_form(column.title)] == column.name
        assert known[normal_form(column.name)] == column.name


def test_titles_above_the_header_are_passed_over(known: Any) -> None:
    source = grid(["DANH SÁCH HỒ SƠ"], [], ["Từ ngày 01/01/2020", "Trạng thái"], HEADER, [1, "H1", "x", "y", "z", ""])
    located = locate(source, known)
    assert located is not None
    assert located.table.header_row == 4
    assert located.table.row_numbers.tolist() == [5]
    assert recognised(source, known) == 5


@pytest.mark.parametrize(
    "numbers", [["1", "2", "3", "4", "5", "6"], ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], [1.0, 2.0, 3.0, "", "", ""]]
)
def test_a_row_of_column_numbers_is_no_data(numbers: list[Any], known: Any) -> None:
    located = locate(grid(HEADER, numbers, ["1", "H1", "x", "y", "z", ""]), known)
    assert located is not None
    assert located.table.row_numbers.tolist() == [3]


def test_no_header(known: Any) -> None:
    assert locate(grid(["a", "b"], ["c", "d"]), known) is None
    assert locate(grid(*[["x"]] * SEARCHED_ROWS, HEADER), known) is None


def test_ragged_rows_of_text_files_are_set_apart(known: Any) -> None:
    rows = [["1", "H1", "x", "y", "z", ""], ["2", "H2"], [], [*"abcdef", ""], [*"abcdefg"]]
    located = locate(grid(HEADER, *rows, ragged_refused=True), known)
    assert located is not None
    assert located.ragged == (3, 6)
    assert located.table.row_numbers.tolist() == [2, 4, 5]


def test_short_rows_of_other_formats_are_filled(known: Any) -> None:
    located = locate(grid(HEADER, ["2", "H2"]), known)
    assert located is not None
    assert located.ragged == ()
    assert [column[0] for column in located.table.columns] == ["2", "H2", None, None, None, None]


def test_two_columns_with_one_meaning(known: Any) -> None:
    located = locate(grid([*HEADER, "Mã TTHC", "Ngày tiếp nhận"]), known)
    assert located is not None
    (problem,) = match_headers(located.table, DOSSIERS, known, Place(file="a.xlsx", sheet="A")).problems
    assert problem.code == "dossiers.two-columns"
    assert problem.lines("vi")[0] == (
        'a.xlsx, trang tính "A", dòng 1: các cột "Ngày nhận", "Ngày tiếp nhận" cùng nghĩa là "Ngày tiếp nhận"'
    )


def test_a_missing_column_names_the_nearest_header(known: Any) -> None:
    located = locate(
        grid(["Mã hồ sơ", "Trạng thái", "Ngày nhận", "Ngày hẹn trã kq", "Ngày kết thúc", "Thủ tục"]), known
    )
    assert located is not None
    (problem,) = match_headers(located.table, DOSSIERS, known, Place(file="a.xlsx")).problems
    assert problem.lines("vi")[0] == 'a.xlsx, dòng 1, cột "Ngày hẹn trả": thiếu cột "Ngày hẹn trả"'
    assert 'Có phải ý bạn là "Ngày hẹn trã kq"?' in problem.remedy.vi
    assert '"Ngày kết thúc"' in problem.remedy.vi


def test_the_project_is_not_needed_for_packaged_spellings(data: DataFolder) -> None:
    assert load_synonyms(Project(data.folder)).headers == load_synonyms(data.project).headers
