"""Before a report is made, its notebook, data and criteria are read: whatever is wrong is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report.batch import worker
from cchc_report.batch.make import Making
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import NOTEBOOK_NAME, make_plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.worker import Order, check_data
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from support.notebooks import write_notebook_in
from support.small_project import edit, write_small_project

REQUEST = ReportRequest(2020, "sct", "internal")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(worker, "load_ahead", lambda _: None)  # no kernel is needed here
    return write_small_project(tmp_path / "dự án")


def checked(project: Project) -> worker.Answer:
    plan = make_plan(ParameterFiles(project), [REQUEST], OutputFolder(project.outputs, "outputs"), force=True)
    (planned,) = plan.to_make
    return check_data(Order(project.root, Making(REQUEST, planned.key, "vi"), None))


def test_a_report_that_can_be_made_has_no_problem(project: Project) -> None:
    answer = checked(project)
    assert answer.failure is None
    assert answer.detail.vi == "2 hồ sơ, 1 TTHC"


def test_what_is_wrong_with_the_notebook_and_with_the_data_is_told_together(project: Project) -> None:
    (project.notebooks / NOTEBOOK_NAME).write_text("{", encoding="utf-8")
    (project.data_folder(2020, "sct") / "registers.xlsx").write_bytes(b"garbage")
    failure = checked(project).failure
    assert failure is not None
    assert {problem.place.file for problem in failure.problems if problem.place} == {
        "notebooks/self_assessment.ipynb",
        "data/2020/sct/registers.xlsx",
    }
    assert failure.exit_code == 4


def test_what_is_wrong_with_the_criteria_and_with_the_data_is_told_together(project: Project) -> None:
    edit(project.params / "2020" / "year.yaml", "criteria_set: cai-cach-tthc-minh-hoa", "criteria_set: khong-co")
    (project.data_folder(2020, "sct") / "registers.xlsx").write_bytes(b"garbage")
    failure = checked(project).failure
    assert failure is not None
    assert [problem.place.file for problem in failure.problems] == [
        "params/2020/year.yaml",
        "data/2020/sct/registers.xlsx",
    ]
    assert failure.exit_code == 3


def test_a_notebook_without_a_cell_of_parameters_is_found_before_it_runs(project: Project) -> None:
    write_notebook_in(project.root, "year = 2020")
    path = project.notebooks / NOTEBOOK_NAME
    path.write_text(path.read_text(encoding="utf-8").replace('"parameters"', '"other"'), encoding="utf-8")
    failure = checked(project).failure
    assert failure is not None
    assert [problem.code for problem in failure.problems] == ["notebook.no-parameters-cell"]
    assert failure.exit_code == 6
