"""A report that is finished after its time is not handed over, whichever of its stages took too long."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from cchc_report.batch import worker
from cchc_report.batch.make import Making
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import make_plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.worker import Answer, Order, make
from cchc_report.params.loading import ParameterFiles
from support.small_project import write_small_project

REQUEST = ReportRequest(2020, "sct", "internal")
FILES = {"report.pdf": b"%PDF", "report.ipynb": b"{}"}


@pytest.fixture
def order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Order:
    """Return an order; whatever it asks for takes ten seconds."""
    project = write_small_project(tmp_path / "dự án")
    (planned,) = make_plan(
        ParameterFiles(project), [REQUEST], OutputFolder(project.outputs, "outputs"), force=True
    ).to_make
    monkeypatch.setattr(worker, "make_report", lambda *_, **__: FILES)
    monkeypatch.setattr(worker, "perf_counter", count(0, 10).__next__)
    return Order(project.root, Making(REQUEST, planned.key, "vi"), None)


def made_within(order: Order, seconds: float | None) -> Answer:
    making = Making(REQUEST, order.making.key, "vi", seconds)
    return make(Order(order.root, making, None), lambda *_: None)


@pytest.mark.parametrize("seconds", [None, 10])
def test_a_report_that_is_in_time_is_handed_over(order: Order, seconds: float | None) -> None:
    answer = made_within(order, seconds)
    assert answer.failure is None
    assert answer.files == FILES


def test_a_report_that_is_late_is_a_failure_of_its_own(order: Order) -> None:
    answer = made_within(order, 9)
    assert answer.files == {}
    assert answer.failure is not None
    assert answer.failure.exit_code == 6
    assert answer.failure.kept == {"self_assessment.ipynb": b"{}"}
    assert answer.failure.problems[0].lines("vi") == [
        "quá thời gian cho phép, không lập xong báo cáo này",
        "  → tăng --timeout rồi chạy lại",
    ]
