"""Which reports a batch is asked for: years, departments valid in them, editions; mistakes told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.request import ReportRequest
from cchc_report.errors import ParamsError
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.models import Edition
from support.small_project import write_department_list, write_parameters

DEPARTMENTS = ("sct", "sxd", "sdl", "bdt")
VALID = {
    "sdl": "valid_from: 2020-06-01",
    "bdt": "valid_from: 2010-01-01\n    valid_to: 2020-03-31",
}
INTERNAL: tuple[Edition, ...] = ("internal",)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ParameterFiles:
    """Return the files of a project whose departments come (`sdl`) and go (`bdt`) in the year 2020."""
    project = write_parameters(tmp_path_factory.mktemp("matrix") / "p", (2019, 2020, 2021), DEPARTMENTS)
    write_department_list(project, DEPARTMENTS, VALID)
    return ParameterFiles(project)


def names(requests: tuple[ReportRequest, ...]) -> list[str]:
    return [f"{request.year} {request.department}" for request in requests]


def test_everything_is_every_year_with_the_departments_of_that_year_in_the_order_of_their_list(
    files: ParameterFiles,
) -> None:
    assert names(report_matrix(files, (), (), INTERNAL)) == [
        "2019 sct",
        "2019 sxd",
        "2019 bdt",
        "2020 sct",
        "2020 sxd",
        "2020 sdl",
        "2020 bdt",
        "2021 sct",
        "2021 sxd",
        "2021 sdl",
    ]


def test_years_come_in_the_order_asked_and_each_once(files: ParameterFiles) -> None:
    assert names(report_matrix(files, (2021, 2019, 2021), ("sct", "sxd", "sct"), INTERNAL)) == [
        "2021 sct",
        "2021 sxd",
        "2019 sct",
        "2019 sxd",
    ]


def test_a_department_without_a_year_is_taken_in_the_years_in_which_it_exists(files: ParameterFiles) -> None:
    assert names(report_matrix(files, (), ("sdl",), INTERNAL)) == ["2020 sdl", "2021 sdl"]


def test_of_several_years_named_a_department_is_taken_in_those_in_which_it_exists(files: ParameterFiles) -> None:
    assert names(report_matrix(files, (2019, 2020, 2021), ("sdl", "bdt"), INTERNAL)) == [
        "2019 bdt",
        "2020 sdl",
        "2020 bdt",
        "2021 sdl",
    ]


def test_a_department_that_exists_in_none_of_the_years_named_is_taken_so_that_this_is_told(
    files: ParameterFiles,
) -> None:
    assert names(report_matrix(files, (2019,), ("sdl", "sct"), INTERNAL)) == ["2019 sdl", "2019 sct"]


def test_editions_stand_side_by_side(files: ParameterFiles) -> None:
    requests = report_matrix(files, (2020,), ("sct",), ("internal", "public", "internal"))

    assert [request.name for request in requests] == ["2020/sct/internal", "2020/sct/public"]


def test_all_years_and_departments_that_do_not_exist_are_told_at_once_with_the_nearest(files: ParameterFiles) -> None:
    with pytest.raises(ParamsError) as error:
        report_matrix(files, (2031, 2020, 2032), ("stc", "sct", "zzz"), INTERNAL)

    said = error.value.lines("vi")
    assert said[0] == 'params/2031/year.yaml: chưa có tham số của năm "2031"'
    assert said[2] == 'params/2032/year.yaml: chưa có tham số của năm "2032"'
    assert said[4] == 'params/departments.yaml: không có sở, ban, ngành nào có id "stc"'
    assert 'Có phải ý bạn là "sct"?' in said[5]
    assert said[6] == 'params/departments.yaml: không có sở, ban, ngành nào có id "zzz"'
    assert "sct, sxd, sdl, bdt" in said[7]
    assert len(said) == 8


def test_a_year_in_which_nobody_exists_is_told(tmp_path: Path) -> None:
    project = write_parameters(tmp_path / "p", (2009, 2020), ("sct",))

    with pytest.raises(ParamsError, match=r"không có đơn vị nào trong các năm được chọn \(2009\)"):
        report_matrix(ParameterFiles(project), (2009,), (), INTERNAL)


def test_a_project_without_years_says_so(tmp_path: Path) -> None:
    project = write_parameters(tmp_path / "p", (2020,), ("sct",))
    (project.params / "2020" / "year.yaml").unlink()

    with pytest.raises(ParamsError, match="chưa có tham số của năm nào"):
        report_matrix(ParameterFiles(project), (), (), INTERNAL)


def test_a_broken_list_of_departments_is_told_before_anything_else(tmp_path: Path) -> None:
    project = write_parameters(tmp_path / "p", (2020,), ("sct",))
    (project.params / "departments.yaml").write_text("departments: []\n", encoding="utf-8")

    with pytest.raises(ParamsError, match=r"params/departments\.yaml"):
        report_matrix(ParameterFiles(project), (), (), INTERNAL)
