"""Reports made again: what is said and kept where the program itself fails."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from cchc_report.batch import worker
from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import make_plan
from cchc_report.batch.serial import SerialExecutor
from cchc_report.batch.verify.again import Again, Verification, verify_reports
from cchc_report.batch.verify.published import find_published
from cchc_report.batch.worker import make
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from support.published import publish_as_made
from support.small_project import write_small_project

CITIZEN = "Nguyễn Văn A"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project with a published report, which a program with a bug cannot make again."""
    project = write_small_project(tmp_path / "p")
    files, outputs = ParameterFiles(project), OutputFolder(project.outputs, "outputs")
    for planned in make_plan(files, report_matrix(files, (), (), ("internal",)), outputs, force=False).planned:
        publish_as_made(outputs, planned)

    def make_report(*_: object, **__: object) -> NoReturn:
        raise KeyError(CITIZEN)

    monkeypatch.setattr(worker, "make_report", make_report)
    return project


def verified(project: Project, keep: OutputFolder | None) -> Verification:
    again = Again(project, "vi", partial(make, report=lambda *_: None), keep=keep)
    (found,) = verify_reports(again, find_published([project.outputs]), SerialExecutor())
    return found


def test_the_trace_of_a_bug_is_kept_where_the_user_wants_things_kept(project: Project, tmp_path: Path) -> None:
    found = verified(project, OutputFolder(tmp_path / "kept", "kept"))

    assert [problem.lines("vi") for problem in found.problems] == [
        [
            "lỗi không lường trước: KeyError",
            "  → đây là lỗi của chương trình; gửi tệp kept/2020/sct/internal/trace.txt cho người phát triển",
        ]
    ]
    trace = (tmp_path / "kept/2020/sct/internal/trace.txt").read_text(encoding="utf-8")
    assert "test_again.py" in trace
    assert CITIZEN not in trace


def test_where_nothing_is_kept_the_user_is_told_how_to_get_a_trace(project: Project) -> None:
    found = verified(project, None)

    (problem,) = found.problems
    assert "chạy lại với --keep THƯ_MỤC" in problem.remedy.vi
