"""From the files of a department-year to its registers."""

from __future__ import annotations

import hashlib
from datetime import date

import pandas as pd
import pytest

from cchc_report.params.models import ReportParameters, Sources
from cchc_report.registers.schema import DTYPES
from cchc_report.registers.schemas import SCHEMAS
from support.registers import make_parameters
from support.source_files import DOSSIERS, DataFolder, register_sheets, write_csv, write_html, write_xlsx

HEADER, FIRST, SECOND = DOSSIERS


def with_sources(**named: object) -> ReportParameters:
    parameters = make_parameters()
    of_department = parameters.department_year.model_copy(update={"sources": Sources.model_validate(named)})
    return parameters.model_copy(update={"department_year": of_department})


def test_frames_have_the_columns_and_dtypes_of_their_schemas(data: DataFolder) -> None:
    registers = data.load()
    for schema in SCHEMAS:
        frame = registers[schema.name].frame
        assert tuple(frame.columns) == schema.names
        for column in schema.columns:
            assert frame[column.name].dtype == DTYPES[column.kind], (schema.name, column.name)
            if column.labels:
                assert list(frame[column.name].cat.categories) == list(column.labels)


def test_values(data: DataFolder) -> None:
    registers = data.load()
    first = registers.dossiers.frame.iloc[0]
    assert (first["code"], first["status"], first["channel"]) == ("H23-200922-0005", "result_returned", "online")
    assert first["received_at"] == pd.Timestamp("2020-09-22 08:15:00")
    assert pd.isna(registers.dossiers.frame["finished_at"].iloc[1])
    procedure = registers.procedures.frame.iloc[0]
    assert (procedure["kind"], procedure["online_level"]) == ("settled", "level_4")
    assert bool(procedure["disclosed_at_centre"])
    assert not bool(procedure["internal_process_approved"])
    assert pd.isna(procedure["new_in_year"])
    review = registers.reviews.frame.iloc[0]
    assert (review["planned"], review["reviewed"], review["problems_found"]) == (10, 10, 0)
    assert review["plan_date"] == pd.Timestamp("2020-02-03")
    assert len(registers.petitions.frame) == 0


def test_origins(data: DataFolder) -> None:
    registers = data.load()
    (origin,) = registers.dossiers.origins
    assert origin.path == "data/2020/sct/dossiers.xlsx"
    assert origin.sheet == "Sheet1"
    assert origin.rows == 2
    assert origin.sha256 == hashlib.sha256((data.folder / "dossiers.xlsx").read_bytes()).hexdigest()
    assert origin.columns["received_at"] == "NgayTiepNhan"
    assert registers.dossiers.has("channel")
    assert not registers.dossiers.has("submitted_at")
    assert registers.dossiers.row_numbers.tolist() == [2, 3]
    assert registers.petitions.origins[0].sheet == "PAKN"


def test_the_extension_says_nothing(data: DataFolder) -> None:
    (data.folder / "dossiers.xlsx").unlink()
    write_html(data.folder / "dossiers.xls", DOSSIERS)
    assert data.load().dossiers.origins[0].path == "data/2020/sct/dossiers.xls"


def test_several_exports_become_one_register(data: DataFolder) -> None:
    write_csv(data.folder / "a.csv", [HEADER, FIRST])
    write_html(data.folder / "b.xls", [HEADER, SECOND])
    dossiers = data.load(with_sources(dossiers=["a.csv", "b.xls"])).dossiers
    assert dossiers.frame["code"].tolist() == [FIRST[0], SECOND[0]]
    assert [origin.path for origin in dossiers.origins] == ["data/2020/sct/a.csv", "data/2020/sct/b.xls"]
    assert dossiers.place(1) == (dossiers.origins[1], 2)


def test_equal_rows_are_kept_once_and_recorded(data: DataFolder) -> None:
    write_csv(data.folder / "a.csv", [HEADER, FIRST, SECOND, FIRST])
    write_csv(data.folder / "b.csv", [HEADER, SECOND])
    dossiers = data.load(with_sources(dossiers=["a.csv", "b.csv"])).dossiers
    assert dossiers.frame["code"].tolist() == [FIRST[0], SECOND[0]]
    assert dossiers.frame.index.tolist() == [0, 1]
    assert dossiers.duplicates == ((0, 4), (1, 2))
    assert [origin.rows for origin in dossiers.origins] == [3, 1]


def test_rows_that_differ_only_in_an_unknown_column_are_equal(data: DataFolder) -> None:
    data.dossiers([("STT", *HEADER), (1, *FIRST), (2, *FIRST)])
    assert data.load().dossiers.duplicates == ((0, 3),)


def test_blank_rows_and_total_rows_are_no_dossiers(data: DataFolder) -> None:
    blank = ("",) * len(HEADER)
    data.dossiers(
        [("STT", *HEADER), (1, *FIRST), ("", *blank), (2, *blank), (3, *SECOND), ("Tổng cộng:", *blank[:-1], "2")]
    )
    assert data.load().dossiers.row_numbers.tolist() == [2, 5]


@pytest.mark.parametrize("text", ["Tổng số", "TỔNG CỘNG: 2 hồ sơ"])
def test_a_total_in_the_column_of_codes_is_no_dossier(data: DataFolder, text: str) -> None:
    data.dossiers([*DOSSIERS, (text, *[""] * (len(HEADER) - 1))])
    assert len(data.load().dossiers.frame) == 2


def test_who_signs_below_the_total_is_no_dossier(data: DataFolder) -> None:
    blank = ("",) * len(HEADER)
    signed = (*blank[:3], "Hải Dương, ngày 07 tháng 12 năm 2020", *blank[4:])
    names = ("", "NGƯỜI LẬP BIỂU", *blank[2:5], "THỦ TRƯỞNG ĐƠN VỊ", *blank[6:])
    data.dossiers([*DOSSIERS, ("Tổng số", *blank[1:]), signed, names, ("(Ký, ghi rõ họ tên)", *blank[1:])])
    assert data.load().dossiers.row_numbers.tolist() == [2, 3]


def test_the_same_lines_without_a_total_row_are_told(data: DataFolder) -> None:
    data.dossiers([*DOSSIERS, ("NGƯỜI LẬP BIỂU", *[""] * (len(HEADER) - 1))])
    (problem,) = data.problems()
    assert "dòng 4" in problem


def test_a_dossier_below_a_total_row_is_told(data: DataFolder) -> None:
    data.dossiers([*DOSSIERS, ("Tổng số", *[""] * (len(HEADER) - 1)), ("", *FIRST[1:])])
    problems = " ".join(data.problems())
    assert "dòng 4" in problems
    assert "dòng 5" in problems


def test_a_total_row_in_the_middle_is_not_passed_over(data: DataFolder) -> None:
    data.dossiers([HEADER, FIRST, ("Tổng số", *[""] * (len(HEADER) - 1)), SECOND])
    assert any("dòng 3" in problem for problem in data.problems())


def test_the_sheet_of_dossiers_is_found_among_others(data: DataFolder) -> None:
    pivot = [("Trạng thái", "Số lượng"), ("Đã trả", 1)]
    write_xlsx(data.folder / "dossiers.xlsx", {"Tổng hợp": pivot, "HoSo": [("Danh sách",), *DOSSIERS], "Trang3": []})
    dossiers = data.load().dossiers
    assert dossiers.origins[0].sheet == "HoSo"
    assert dossiers.row_numbers.tolist() == [3, 4]


def test_sheet_names_without_diacritics(data: DataFolder) -> None:
    sheets = {
        name.replace("Quyết định công bố", "quyet dinh cong bo"): rows for name, rows in register_sheets().items()
    }
    write_xlsx(data.folder / "registers.xlsx", sheets)
    assert data.load().decisions.origins[0].sheet == "quyet dinh cong bo"


def test_a_project_adds_spellings(data: DataFolder) -> None:
    (data.project.params / "headers.yaml").write_text("dossiers:\n  code: [Số biên nhận]\n", "utf-8")
    (data.project.params / "labels.yaml").write_text("dossiers:\n  status:\n    stopped: Hủy\n", "utf-8")
    data.dossiers([("Số biên nhận", *HEADER[1:]), (*FIRST[:6], "HUỶ", FIRST[7])])
    assert data.load().dossiers.frame["status"].tolist() == ["stopped"]


def test_a_text_date_follows_the_other_sheets_of_its_workbook(data: DataFolder) -> None:
    sheets = register_sheets()
    sheets["PAKN"] = (*sheets["PAKN"], ("P1", "03/02/2020", "", "Nội dung", "", ""))
    sheets["Quyết định công bố"] = (*sheets["Quyết định công bố"], ("1016/QĐ-UBND", "23/04/2020", "", "Công bố", ""))
    write_xlsx(data.folder / "registers.xlsx", sheets)
    assert data.load().petitions.frame["received_on"].tolist() == [pd.Timestamp("2020-02-03")]


def test_typed_cells_of_the_workbook(data: DataFolder) -> None:
    data.register("Tài liệu kiểm chứng", ("TL-01", "325", date(2020, 2, 3), "UBND", "Kế hoạch", 12, "Rà soát"))
    evidence = data.load().evidence.frame.iloc[0]
    assert (evidence["number"], evidence["location"]) == ("325", "12")
