"""Bad input is told with file, sheet, row and column, all of it at once, and never with a person's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from cchc_report.errors import SourceError
from cchc_report.params.models import Sources
from support.registers import make_parameters
from support.source_files import DOSSIERS, DataFolder, register_sheets, write_csv, write_html, write_parquet, write_xlsx

MEASURED = True

HEADER, FIRST, SECOND = DOSSIERS
EXPORT = "data/2020/sct/dossiers.xlsx"
WORKBOOK = "data/2020/sct/registers.xlsx"


def first_with(**cells: Any) -> tuple[Any, ...]:
    """Return the first dossier with other values in some columns."""
    return tuple(cells.get(header, value) for header, value in zip(HEADER, FIRST, strict=True))


def only(problems: Sequence[str]) -> str:
    assert len(problems) == 1, problems
    return problems[0]


def test_good_input_has_no_problem(data: DataFolder) -> None:
    assert data.problems() == []


# ---- files ----------------------------------------------------------------------------------------------------------


def test_missing_files(data: DataFolder) -> None:
    (data.folder / "dossiers.xlsx").rename(data.folder / "hồ sơ.xlsx")
    (data.folder / "registers.xlsx").unlink()
    export, workbook = data.problems()
    assert export.startswith('data/2020/sct: không có tệp hồ sơ (dossiers.*); trong thư mục có: "hồ sơ.xlsx"')
    assert workbook.startswith(f'{WORKBOOK}: không có tệp này; trong thư mục có: "hồ sơ.xlsx"')


def test_missing_folder(data: DataFolder) -> None:
    for path in data.folder.iterdir():
        path.unlink()
    data.folder.rmdir()
    assert all("thư mục này chưa có" in problem for problem in data.problems())


def test_a_folder_in_place_of_a_file_is_told_in_vietnamese(data: DataFolder) -> None:
    (data.folder / "registers.xlsx").unlink()
    (data.folder / "registers.xlsx").mkdir()
    assert only(data.problems()).startswith(f"{WORKBOOK}: không mở được tệp (đây là một thư mục, không phải tệp)")


@pytest.mark.parametrize("write", [write_csv, write_html])
def test_a_stray_zero_byte_in_a_name_costs_only_itself(data: DataFolder, write: Any) -> None:
    others = [first_with(MaHoSo=f"H23-200922-{number:04}") for number in range(10, 20)]
    write(data.folder / "dossiers.xlsx", (HEADER, first_with(ChuHoSo="Cty\x00 A"), SECOND, *others))
    assert data.load().dossiers.frame["owner"][0] == "Cty A"


def test_an_export_that_names_no_procedures(data: DataFolder) -> None:
    column = HEADER.index("MaTTHC")
    data.dossiers([(*row[:column], *row[column + 1 :]) for row in DOSSIERS])
    assert only(data.problems()).startswith(
        f'{EXPORT}, trang tính "Sheet1", dòng 1: thiếu cột "Mã TTHC" hoặc "Tên thủ tục hành chính", cần ít nhất một'
    )


@pytest.mark.parametrize("name", ["TenTTHC", "Thủ tục"])
def test_an_export_with_names_of_procedures_alone_is_enough(data: DataFolder, name: str) -> None:
    data.dossiers([tuple(name if cell == "MaTTHC" else cell for cell in row) for row in DOSSIERS])
    assert data.problems() == []


def test_a_list_of_procedures_without_a_row_is_to_be_filled_in(data: DataFolder) -> None:
    data.register("TTHC")
    assert "Điền danh mục thủ tục hành chính của đơn vị vào trang tính này." in only(data.problems())


def test_a_missing_sheet_may_be_a_hidden_one(data: DataFolder) -> None:
    sheets = register_sheets()
    del sheets["PAKN"]
    write_xlsx(data.folder / "registers.xlsx", sheets)
    assert "Trang tính bị ẩn không được đọc." in only(data.problems())


def test_another_file_in_place_of_the_registers_is_one_problem(data: DataFolder) -> None:
    write_xlsx(data.folder / "registers.xlsx", {"HoSo": DOSSIERS})
    problem = only(data.problems())
    assert problem.startswith(f"{WORKBOOK}: đây không phải sổ theo dõi")
    assert 'các trang tính "TTHC", "Quyết định công bố"' in problem
    assert 'Các trang tính trong tệp: "HoSo".' in problem

    write_csv(data.folder / "registers.xlsx", DOSSIERS)
    assert only(data.problems()).startswith(f"{WORKBOOK}: đây không phải sổ theo dõi")


def test_two_exports_without_a_choice(data: DataFolder) -> None:
    write_csv(data.folder / "Dossiers.csv", DOSSIERS)
    assert 'có nhiều tệp hồ sơ: "Dossiers.csv", "dossiers.xlsx"' in only(data.problems())


def test_lock_files_of_an_open_workbook_are_no_exports(data: DataFolder) -> None:
    (data.folder / "~$dossiers.xlsx").write_bytes(b"x")
    (data.folder / ".dossiers.xlsx").write_bytes(b"x")
    assert data.problems() == []


def test_a_named_file_that_is_missing(data: DataFolder) -> None:
    parameters = make_parameters()
    sources = Sources(dossiers=("quý 1.csv",))
    changed = parameters.department_year.model_copy(update={"sources": sources})
    problem = only(data.problems(parameters.model_copy(update={"department_year": changed})))
    assert problem.startswith('data/2020/sct/quý 1.csv: không có tệp này; trong thư mục có: "dossiers.xlsx"')


def test_a_folder_in_place_of_a_file(data: DataFolder) -> None:
    (data.folder / "registers.xlsx").unlink()
    (data.folder / "registers.xlsx").mkdir()
    assert only(data.problems()).startswith(f"{WORKBOOK}: không mở được tệp")


PASSWORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
LOGIN = b"<!DOCTYPE html><html><body><table><tr><td>Password<td><input></table></body></html>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tệp rỗng"),
        (b"%PDF-1.4", "tệp này là PDF"),
        (b"PK\x03\x04 broken", "bị hỏng"),
        (PASSWORD, "có mật khẩu"),
        (LOGIN, "trang đăng nhập"),
        (b"<html><body>Service unavailable</body></html>", "trang đăng nhập"),
        ("Mã hồ sơ;Trạng thái\n".encode("utf-16-le")[:-1] + b"\xd8", "không nhận ra dạng tệp"),
        (b"Ma ho so;Chu\nH1;C\xf4ng", f"{EXPORT}, dòng 2: văn bản không ở dạng Unicode UTF-8"),
        (b'MaHoSo;TrangThai\n"H1;x', f"{EXPORT}, dòng 2: dấu nháy kép"),
        (b"mot,hai\n1,2\n", "không tìm thấy dòng tiêu đề"),
    ],
)
def test_unreadable_exports(data: DataFolder, content: bytes, said: str) -> None:
    data.dossier_bytes(content)
    problem = only(data.problems())
    assert problem.startswith(EXPORT)
    assert said in problem


def test_damaged_workbook_of_registers(data: DataFolder) -> None:
    content = (data.folder / "registers.xlsx").read_bytes()
    (data.folder / "registers.xlsx").write_bytes(content[: len(content) // 2])
    assert only(data.problems()).startswith(f"{WORKBOOK}: tệp bị hỏng")


def test_empty_export(data: DataFolder) -> None:
    data.dossiers([("Danh sách hồ sơ",), HEADER])
    assert only(data.problems()).startswith(f'{EXPORT}, trang tính "Sheet1": chỉ có dòng tiêu đề')


def test_catalogue_without_a_row(data: DataFolder) -> None:
    data.register("TTHC")
    assert only(data.problems()).startswith(f'{WORKBOOK}, trang tính "TTHC": chỉ có dòng tiêu đề')


def test_missing_sheets(data: DataFolder) -> None:
    sheets = register_sheets()
    sheets["Rà soát 2020"] = sheets.pop("Rà soát")
    del sheets["PAKN"]
    write_xlsx(data.folder / "registers.xlsx", sheets)
    reviews, petitions = data.problems()
    assert reviews.startswith(f'{WORKBOOK}: thiếu trang tính "Rà soát"')
    assert 'Có phải ý bạn là "Rà soát 2020"?' in reviews
    assert petitions.startswith(f'{WORKBOOK}: thiếu trang tính "PAKN"')
    assert '"Giải trình"' in petitions


def test_two_sheets_that_look_like_dossiers(data: DataFolder) -> None:
    write_xlsx(data.folder / "dossiers.xlsx", {"Quý 1": DOSSIERS, "Quý 2": DOSSIERS})
    assert 'nhiều trang tính đều giống danh sách hồ sơ: "Quý 1", "Quý 2"' in only(data.problems())


# ---- columns --------------------------------------------------------------------------------------------------------


def test_missing_columns(data: DataFolder) -> None:
    data.dossiers([[cell for i, cell in enumerate(row) if i not in {5, 6}] for row in DOSSIERS])
    status, due = data.problems()
    assert status.startswith(f'{EXPORT}, trang tính "Sheet1", dòng 1, cột "Trạng thái": thiếu cột "Trạng thái"')
    assert 'Các cột trong tệp: "MaHoSo", "MaTTHC"' in status
    assert due.startswith(f'{EXPORT}, trang tính "Sheet1", dòng 1, cột "Ngày hẹn trả": thiếu cột')


def test_two_columns_with_one_meaning(data: DataFolder) -> None:
    data.dossiers([(*row, extra) for row, extra in zip(DOSSIERS, ("Ngày nhận", "", ""), strict=True)])
    assert 'các cột "NgayTiepNhan", "Ngày nhận" cùng nghĩa là "Ngày tiếp nhận"' in only(data.problems())


def test_ragged_rows_of_a_text_file(data: DataFolder) -> None:
    (data.folder / "dossiers.xlsx").unlink()
    write_csv(data.folder / "dossiers.csv", [HEADER, FIRST, SECOND[:5], (*FIRST, "x")])
    problem = only(data.problems())
    assert problem.startswith("data/2020/sct/dossiers.csv, dòng 3: số ô của dòng khác với dòng tiêu đề")
    assert "tương tự ở dòng 4" in problem


# ---- cells ----------------------------------------------------------------------------------------------------------


def test_unknown_status(data: DataFolder) -> None:
    rows = [first_with(MaHoSo=f"H{n}", TrangThaiHoSo="Đã trả kết quảa") for n in range(8)]
    data.dossiers([HEADER, FIRST, *rows])
    problem = only(data.problems())
    assert problem.startswith(
        f'{EXPORT}, trang tính "Sheet1", dòng 3, cột "TrangThaiHoSo": trạng thái "Đã trả kết quảa"'
    )
    assert "tương tự ở dòng 4, 5, 6, 7 và 3 dòng khác" in problem
    assert 'Có phải ý bạn là "Đã trả kết quả"?' in problem


def test_each_unknown_label_is_named(data: DataFolder) -> None:
    data.dossiers([HEADER, first_with(MaHoSo="H1", TrangThaiHoSo="A"), first_with(MaHoSo="H2", TrangThaiHoSo="B")])
    first, second = data.problems()
    assert 'dòng 2, cột "TrangThaiHoSo": trạng thái "A"' in first
    assert 'dòng 3, cột "TrangThaiHoSo": trạng thái "B"' in second


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("31/02/2020", 'không có ngày này trong lịch: "31/02/2020"'),
        ("hôm qua", 'không đọc được như ngày tháng: "hôm qua"'),
        (
            "12/31/2020",
            'chỉ đọc được theo thứ tự tháng/ngày, trong khi các dòng khác của cột là ngày/tháng: "12/31/2020"',
        ),
        ("22/09/1920", 'năm nằm ngoài khoảng 1990–2100: "22/09/1920"'),
        ("x" * 100, 'ngày tháng: "' + "x" * 39 + '…"'),
    ],
)
def test_bad_dates(data: DataFolder, cell: str, said: str) -> None:
    data.dossiers([*DOSSIERS, first_with(MaHoSo="H3", NgayTiepNhan=cell)])
    problem = only(data.problems())
    assert problem.startswith(f'{EXPORT}, trang tính "Sheet1", dòng 4, cột "NgayTiepNhan": ')
    assert said in problem


def test_ambiguous_dates(data: DataFolder) -> None:
    dates = {"NgayTiepNhan": "01/10/2020", "NgayHenTra": "02/10/2020", "NgayKetThucXuLy": "05/05/2020"}
    data.dossiers([HEADER, first_with(**dates)])
    received, due = data.problems()
    assert received.startswith(f'{EXPORT}, trang tính "Sheet1", dòng 2, cột "NgayTiepNhan": không rõ ngày/tháng')
    assert 'cột "NgayHenTra"' in due


def test_a_column_in_american_order(data: DataFolder) -> None:
    data.dossiers([HEADER, FIRST, first_with(MaHoSo="H2", NgayHenTra="10/22/2020")])
    assert 'dòng 2, cột "NgayHenTra": cả cột có vẻ ghi theo thứ tự tháng/ngày' in only(data.problems())


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (5.544, 'số lượng phải là số nguyên: "5.544"'),
        ("36.5", 'số lượng phải là số nguyên: "36.5"'),
        ("5,544", 'số có dấu phẩy, có thể là phần thập phân hoặc hàng nghìn: "5,544"'),
        (-1, 'số lượng không được âm: "-1"'),
        ("mười", 'không phải là số lượng: "mười"'),
        (None, "ô bắt buộc đang để trống"),
    ],
)
def test_bad_counts(data: DataFolder, cell: object, said: str) -> None:
    data.register("Rà soát", ("325", date(2020, 2, 3), "", "", cell, 10, "", "", 0))
    problem = only(data.problems())
    assert problem.startswith(f'{WORKBOOK}, trang tính "Rà soát", dòng 2, cột "Số TTHC theo kế hoạch": {said}')


def test_the_text_with_a_point_is_thousands(data: DataFolder) -> None:
    data.register("Rà soát", ("325", date(2020, 2, 3), "", "", "5.544", "5 544", "", "", 0))
    review = data.load().reviews.frame.iloc[0]
    assert (review["planned"], review["reviewed"]) == (5544, 5544)


def test_neither_yes_nor_no(data: DataFolder) -> None:
    data.register("TTHC", ("1", "A", "B", "Cấp tỉnh", "Một chiều", "", "có lẽ", "x", ""))
    problem = only(data.problems())
    assert 'trang tính "TTHC", dòng 2, cột "Công khai tại Trung tâm": không phải là có hoặc không: "có lẽ"' in problem


def test_missing_cells(data: DataFolder) -> None:
    data.dossiers([*DOSSIERS, first_with(MaHoSo=""), first_with(MaHoSo="", MaTTHC="2")])
    problem = only(data.problems())
    assert problem.startswith(f'{EXPORT}, trang tính "Sheet1", dòng 4, cột "MaHoSo": ô bắt buộc đang để trống')
    assert "tương tự ở dòng 5" in problem


def test_legacy_text(data: DataFolder) -> None:
    data.register("PAKN", ("P1", date(2020, 7, 14), "", "Ph¶n ¸nh vÒ thñ tôc hµnh chÝnh", "", ""))
    assert 'dòng 2, cột "Nội dung": chữ không phải Unicode mà là bảng mã cũ' in only(data.problems())


def test_legacy_text_of_a_person_is_not_shown(data: DataFolder) -> None:
    data.dossiers([HEADER, first_with(ChuHoSo="NguyÔn V¨n ThÞnh ë H¶i D­¬ng")])
    problem = only(data.problems())
    assert 'cột "ChuHoSo": chữ không phải Unicode' in problem
    assert "Ngu" not in problem


# ---- rows -----------------------------------------------------------------------------------------------------------


def test_one_code_with_different_contents(data: DataFolder) -> None:
    data.dossiers([*DOSSIERS, first_with(ChuHoSo="Nguyễn Thị Z", TrangThaiHoSo="Đang xử lý")])
    problem = only(data.problems())
    assert problem.startswith(f'{EXPORT}, trang tính "Sheet1", dòng 2, cột "MaHoSo": "H23-200922-0005" có ở nhiều dòng')
    assert 'còn ở dòng 4; khác ở "Trạng thái", "Chủ hồ sơ"' in problem
    assert "Nguyễn" not in problem


def test_one_code_with_different_contents_in_two_files(data: DataFolder) -> None:
    write_xlsx(data.folder / "a.xlsx", {"A": DOSSIERS})
    write_html(data.folder / "b.xls", [HEADER, first_with(MaTTHC="9")])
    parameters = make_parameters()
    changed = parameters.department_year.model_copy(update={"sources": Sources(dossiers=("a.xlsx", "b.xls"))})
    problem = only(data.problems(parameters.model_copy(update={"department_year": changed})))
    assert problem.startswith('data/2020/sct/a.xlsx, trang tính "A", dòng 2')
    assert 'còn ở data/2020/sct/b.xls, dòng 2; khác ở "Mã TTHC"' in problem


def test_many_contradictions_stay_readable(data: DataFolder) -> None:
    rows = [first_with(MaHoSo=f"H{n}", MaTTHC=procedure) for n in range(30) for procedure in "12"]
    data.dossiers([HEADER, *rows])
    problems = data.problems()
    assert len(problems) == 21
    assert "còn 10 mã khác" in problems[-1]


# ---- together -------------------------------------------------------------------------------------------------------


def test_every_problem_of_every_file_at_once(data: DataFolder) -> None:
    data.dossiers([HEADER, first_with(TrangThaiHoSo="A", NgayHenTra="31/02/2020"), ("", *SECOND[1:])])
    data.register("Rà soát", ("325", "31/04/2020", "", "", 5.544, "", "", "", 0))
    found = "\n".join(data.problems())
    for said in (
        'cột "TrangThaiHoSo": trạng thái "A"',
        'cột "NgayHenTra": không có ngày này',
        'dòng 3, cột "MaHoSo": ô bắt buộc',
        'trang tính "Rà soát", dòng 2, cột "Ngày kế hoạch": không có ngày này',
        'cột "Số TTHC theo kế hoạch": số lượng phải là số nguyên',
        'cột "Số TTHC đã rà soát": ô bắt buộc',
    ):
        assert said in found


def test_ten_thousand_bad_rows_are_one_readable_problem(data: DataFolder) -> None:
    (data.folder / "dossiers.xlsx").unlink()
    rows = [first_with(MaHoSo=f"H{n}", NgayTiepNhan=f"31/02/2020 08:00:{n % 60:02}") for n in range(10_000)]
    write_csv(data.folder / "dossiers.csv", [HEADER, *rows])
    problem = only(data.problems())
    assert "và 9995 dòng khác" in problem
    assert len(problem) < 500


def test_a_stray_row_does_not_make_other_columns_ambiguous(data: DataFolder) -> None:
    data.dossiers([*DOSSIERS, first_with(MaHoSo="H3", NgayTiepNhan="12/31/2020")])
    assert 'cột "NgayTiepNhan"' in only(data.problems())


def test_english(data: DataFolder) -> None:
    data.dossiers([HEADER, first_with(TrangThaiHoSo="A")])
    with pytest.raises(SourceError) as caught:
        data.load()
    assert (
        caught.value.lines("en")[0]
        == f'{EXPORT}, sheet "Sheet1", row 2, column "TrangThaiHoSo": label "A" is not in the list'
    )
    assert caught.value.exit_code == 4


def test_a_sheet_without_a_header(data: DataFolder) -> None:
    sheets = register_sheets()
    sheets["PAKN"] = [("không phát sinh",)]
    write_xlsx(data.folder / "registers.xlsx", sheets)
    problem = only(data.problems())
    assert problem.startswith(f'{WORKBOOK}, trang tính "PAKN": không tìm thấy dòng tiêu đề trong 40 dòng đầu')
    assert 'Cần các cột: "Mã PAKN"' in problem


def test_typed_columns_without_a_known_name(data: DataFolder) -> None:
    write_parquet(data.folder / "dossiers.xlsx", [("a", "b"), (1, 2)])
    assert only(data.problems()).startswith(f"{EXPORT}: không tìm thấy dòng tiêu đề")


def test_a_lone_sheet_with_few_known_columns_is_told_what_it_lacks(data: DataFolder) -> None:
    data.dossiers([("Mã hồ sơ", "Trạng thái"), ("H1", "Đang xử lý")])
    problems = data.problems()
    assert [problem.split("thiếu cột ")[1].split('"')[1] for problem in problems] == [
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Ngày kết thúc xử lý",
        "Mã TTHC",
    ]
