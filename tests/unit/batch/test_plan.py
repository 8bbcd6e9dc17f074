"""What a batch will make, and why: after each kind of change exactly the reports that depend on it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Plan, make_plan, without_missing_files
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from support.published import publish_as_made
from support.small_project import (
    CRITERIA_FILE,
    dossier,
    edit,
    write_department_list,
    write_dossiers,
    write_small_project,
)

YEARS, DEPARTMENTS = (2019, 2020, 2021), ("sct", "sxd")
ALL = [f"{year}/{department}/internal" for year in YEARS for department in DEPARTMENTS]

Change = Callable[[Project], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project of which every report was made. No test changes it."""
    project = write_small_project(tmp_path_factory.mktemp("plan") / "p", YEARS, DEPARTMENTS)
    for planned in plan(project).planned:
        publish_as_made(outputs(project), planned)
    return project


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    """Return a copy of it that a test may change."""
    return Project(Path(shutil.copytree(made.root, tmp_path / "p")))


def outputs(project: Project) -> OutputFolder:
    return OutputFolder(project.outputs, "outputs")


def plan(project: Project, *, force: bool = False) -> Plan:
    files = ParameterFiles(project)
    return make_plan(files, report_matrix(files, (), (), ("internal",)), outputs(project), force=force)


def to_make(plan: Plan) -> dict[str, str]:
    """Return the reports to make, each with why."""
    assert not plan.refused
    return {each.request.name: "; ".join(reason.vi for reason in each.reasons) for each in plan.to_make}


def test_at_first_everything_is_to_be_made(project: Project) -> None:
    shutil.rmtree(project.outputs)

    assert to_make(plan(project)) == dict.fromkeys(ALL, "chưa có báo cáo")


def touch(project: Project) -> None:
    for path in project.root.rglob("*"):
        os.utime(path, (1, 1))


def department_is_added(project: Project) -> None:
    write_department_list(project, ("sct", "sxd", "snv"), {"snv": "valid_from: 2022-01-01"})


def unused_criteria(project: Project) -> None:
    edit(project.params / "criteria" / "qd-766-minh-hoa.yaml", "maximum: 100", "maximum: 100 ")


@pytest.mark.parametrize(
    "change",
    [lambda _: None, touch, department_is_added, unused_criteria],
    ids=["nothing", "touch", "department_is_added", "unused_criteria"],
)
def test_what_makes_no_report_stale(project: Project, change: Change) -> None:
    change(project)

    assert to_make(plan(project)) == {}
    assert [each.request.name for each in plan(project).fresh] == ALL


def export(project: Project) -> None:
    write_dossiers(project, 2021, "sct", [dossier(4, 2021)])


def export_that_the_next_year_compares_with(project: Project) -> None:
    write_dossiers(project, 2019, "sct", [dossier(4, 2019)])


def prose(project: Project) -> None:
    edit(project.notebooks / "self_assessment.ipynb", "Tiếp nhận", "Đã tiếp nhận")


def period_of_2020(project: Project) -> None:
    edit(project.params / "2020" / "year.yaml", "to: 2020-12-31", "to: 2020-12-14")


def signer_of_one_department(project: Project) -> None:
    edit(project.params / "2021" / "sxd.yaml", "title: Giám đốc", "title: Phó Giám đốc")


def criteria(project: Project) -> None:
    edit(project.params / "2019" / "year.yaml", "criteria_set: cai-cach-tthc-minh-hoa", "")
    for planned in plan(project).to_make:
        publish_as_made(outputs(project), planned)
    edit(project.params / "criteria" / CRITERIA_FILE, "maximum: 100", "maximum: 100 ")


def deleted(project: Project) -> None:
    (project.outputs / "2020" / "sct" / "internal" / "annex.xlsx").unlink()


def altered(project: Project) -> None:
    (project.outputs / "2020" / "sct" / "internal" / "report.html").write_text("sửa tay", encoding="utf-8")


def altered_manifest(project: Project) -> None:
    edit(project.outputs / "2020" / "sct" / "internal" / "manifest.json", '"findings": []', '"findings": [ ]')


def own_spelling(project: Project) -> None:
    (project.params / "headers.yaml").write_text("{}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (export, {"2021/sct": "tệp đã thay đổi: data/2021/sct/dossiers.xlsx"}),
        (
            export_that_the_next_year_compares_with,
            dict.fromkeys(("2019/sct", "2020/sct"), "tệp đã thay đổi: data/2019/sct/dossiers.xlsx"),
        ),
        (prose, dict.fromkeys([name.removesuffix("/internal") for name in ALL], "sổ tay đã sửa")),
        (
            period_of_2020,
            {
                **dict.fromkeys(("2020/sct", "2020/sxd"), "tham số đã sửa: period.to trong params/2020/year.yaml"),
                **dict.fromkeys(("2021/sct", "2021/sxd"), "tệp đã thay đổi: params/2020/year.yaml"),
            },
        ),
        (
            signer_of_one_department,
            {"2021/sxd": "tham số đã sửa: document.signer.title trong params/2021/sxd.yaml"},
        ),
        (
            criteria,
            dict.fromkeys(
                ("2020/sct", "2020/sxd", "2021/sct", "2021/sxd"),
                f"tệp đã thay đổi: params/criteria/{CRITERIA_FILE}",
            ),
        ),
        (deleted, {"2020/sct": "thiếu tệp annex.xlsx"}),
        (altered, {"2020/sct": "tệp report.html không còn như khi lập"}),
        (altered_manifest, {"2020/sct": "tệp manifest.json không còn như khi lập"}),
        (
            own_spelling,
            dict.fromkeys([name.removesuffix("/internal") for name in ALL], "tệp mới: params/headers.yaml"),
        ),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_change_makes_stale_what_depends_on_it_and_nothing_else(
    project: Project, change: Change, expected: dict[str, str]
) -> None:
    change(project)

    assert to_make(plan(project)) == {f"{name}/internal": reason for name, reason in expected.items()}


def test_with_force_everything_is_made(project: Project) -> None:
    assert to_make(plan(project, force=True)) == dict.fromkeys(ALL, "được yêu cầu lập lại (--force)")


def test_another_version_of_a_library_makes_everything_stale(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "cchc_report.batch.plan.describe_environment",
        lambda: {"python": "3.11.7", "implementation": "CPython", "packages": {}},
    )

    reasons = to_make(plan(project))
    assert [*reasons] == ALL
    assert all(reason.startswith("phiên bản thư viện đã đổi: ") for reason in reasons.values())


def test_reports_with_wrong_parameters_are_told_beside_the_others(project: Project) -> None:
    edit(project.params / "2020" / "sct.yaml", "symbol:", "symbl:")
    edit(project.params / "2021" / "year.yaml", "legal_bases:", "legal_base:")

    now = plan(project)

    assert [each.request.name for each in now.refused] == [
        "2020/sct/internal",
        "2021/sct/internal",
        "2021/sxd/internal",
    ]
    assert now.refused[0].error.problems[0].place.file == "params/2020/sct.yaml"
    assert now.refused[1].error.problems == now.refused[2].error.problems
    assert all(each.error.exit_code == 3 for each in now.refused)
    assert [each.request.name for each in now.fresh] == ["2019/sct/internal", "2019/sxd/internal", "2020/sxd/internal"]


@pytest.mark.skipif(sys.platform != "linux", reason="a file that nobody can read")
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_planned(project: Project) -> None:
    (project.data_folder(2021, "sct") / "scan.pdf").symlink_to("/proc/self/mem")

    now = plan(project)

    (refused,) = now.refused
    assert refused.request.name == "2021/sct/internal"
    assert refused.error.exit_code == 4
    assert refused.error.lines("vi")[0] == "data/2021/sct/scan.pdf: không đọc được tệp (lỗi đọc ghi của thiết bị)"
    assert len(now.fresh) == 5


@pytest.mark.skipif(sys.platform != "linux", reason="a file that nobody can read")
def test_a_notebook_that_cannot_be_read_is_told(project: Project) -> None:
    notebook = project.notebooks / "self_assessment.ipynb"
    notebook.unlink()
    notebook.symlink_to("/proc/self/mem")

    now = plan(project)

    assert len(now.refused) == len(ALL)
    assert now.refused[0].error.lines("vi")[0].startswith("notebooks/self_assessment.ipynb: không đọc được tệp")


def test_a_plan_tells_files_that_are_not_there(project: Project) -> None:
    shutil.rmtree(project.data_folder(2019, "sxd"))
    (project.data_folder(2020, "sxd") / "registers.xlsx").unlink()
    (project.criteria / CRITERIA_FILE).unlink()

    now = without_missing_files(plan(project), project)

    told = {each.request.name: each.error.lines("vi")[0] for each in now.refused}
    assert told["2019/sxd/internal"] == "data/2019/sxd/dossiers.xlsx: không có tệp này; thư mục này chưa có"
    assert told["2020/sxd/internal"].startswith("data/2020/sxd/registers.xlsx: không có tệp này")
    assert "criteria_set" in told["2021/sxd/internal"]
    assert not now.planned
    codes = {each.request.name: each.error.exit_code for each in now.refused}
    assert (codes["2019/sxd/internal"], codes["2021/sxd/internal"]) == (4, 3)


def test_planning_writes_nothing(project: Project) -> None:
    before = sorted(project.root.rglob("*"))
    plan(project, force=True)
    shutil.rmtree(project.outputs)
    plan(project)

    assert sorted(project.root.rglob("*")) == [path for path in before if not path.is_relative_to(project.outputs)]
