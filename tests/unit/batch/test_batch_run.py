"""A batch from its plan to published folders: who is told what, what stops it, and what does not."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, NoReturn

import pytest

from cchc_report.batch import worker
from cchc_report.batch.events import Event, Tell
from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import make_plan
from cchc_report.batch.result import BatchResult
from cchc_report.batch.run import Batch, run_batch
from cchc_report.batch.run_folder import RunFolder
from cchc_report.batch.serial import SerialExecutor
from cchc_report.batch.worker import Answer, Failure, Order
from cchc_report.batch.worker_process import WorkerLostError
from cchc_report.errors import (
    NotebookError,
    ParamsError,
    Problem,
    PublishError,
    SourceError,
    Text,
    UserError,
)
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from support.published import publish_as_made
from support.small_project import dossier, edit, write_dossiers, write_small_project

FILES = {
    "report.html": b"<p>page</p>",
    "manifest.json": b'{"findings": [{"severity": "error"}, {"severity": "note"}]}',
}
CELL_FAILED = Problem("notebook.cell", Text("ô thứ 2 hỏng", "cell 2 failed"), Text("sửa ô", "mend it"))


class Run:
    """One batch over a small project: what was made, told, published."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.outputs = OutputFolder(self.project.outputs, "outputs")
        self.made: list[str] = []
        self.events: list[Event] = []
        self.folder = RunFolder(self.outputs, "batch")

    def make(self, order: Order) -> Answer:
        """Make a report as a worker does, but of chosen bytes."""
        self.made.append(order.making.request.department)
        return Answer(order.making.request, FILES, seconds=1.5)

    def __call__(
        self,
        make: Callable[[Order], Answer] | None = None,
        *,
        keep_going: bool = False,
        executor: Executor | None = None,
        tell: Tell | None = None,
    ) -> BatchResult:
        """Plan and run."""
        files = ParameterFiles(self.project)
        plan = make_plan(files, report_matrix(files, (), (), ("internal",)), self.outputs, force=False)
        batch = Batch(self.project, self.outputs, self.folder, "vi", None, keep_going, make or self.make)
        return run_batch(batch, plan, executor or SerialExecutor(), tell or self.events.append)

    def told(self, *kinds: str) -> list[tuple[str, str]]:
        """Return the events, of these kinds only, with the department that each is about."""
        return [
            (event.kind, event.request.department if event.request else "")
            for event in self.events
            if not kinds or event.kind in kinds
        ]

    def published(self) -> list[str]:
        """Return the departments whose report stands under its final name, whole."""
        folders = sorted((self.outputs.root / "2020").glob("*/internal"))
        for folder in folders:
            assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
        return [folder.parent.name for folder in folders]

    def kept(self, department: str) -> dict[str, str]:
        """Return what is kept of a report that was not made, by name."""
        (folder,) = (self.outputs.root / "runs").glob(f"*/2020-{department}-internal")
        return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project that no test changes."""
    return write_small_project(tmp_path_factory.mktemp("batch") / "p", (2020,), ("sct", "sxd", "stp"))


@pytest.fixture
def run(written: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    monkeypatch.setattr(worker, "load_ahead", lambda _: None)  # no kernel is needed here
    run = Run(Project(Path(shutil.copytree(written.root, tmp_path / "p"))))
    yield run
    run.folder.close()


def break_parameters(project: Project, department: str = "sxd") -> None:
    edit(project.params / "2020" / f"{department}.yaml", "symbol:", "symbl:")


def break_data(project: Project, department: str = "stp") -> None:
    path = project.data_folder(2020, department) / "registers.xlsx"
    path.write_bytes(path.read_bytes()[:2000])


def test_every_report_is_checked_then_made_then_published(run: Run) -> None:
    result = run()

    assert sorted(request.department for request in result.made) == sorted(run.made)
    assert sorted(run.made) == run.published() == ["sct", "stp", "sxd"]
    assert (result.fresh, result.not_made) == ([], [])
    told = [kind for kind, _ in run.told()]
    assert told == ["planned", *["checked"] * 3, *["stage", "stage", "published"] * 3, "finished"]
    assert run.events[0].counts == {"to_make": 3, "fresh": 0, "refused": 0}
    assert run.events[-1].counts == {"made": 3, "fresh": 0, "failed": 0}
    checked = next(event for event in run.events if event.kind == "checked")
    assert checked.detail.vi == "2 hồ sơ, 1 TTHC"
    published = next(event for event in run.events if event.kind == "published")
    assert published.seconds is not None
    assert published.seconds >= 1.5
    assert published.detail == Text("1 lỗi", "1 error")
    assert list(run.outputs.staging.iterdir()) == []


def test_the_largest_begins_first(run: Run) -> None:
    write_dossiers(run.project, 2020, "stp", [dossier(day) for day in range(2, 10)])
    (run.project.data_folder(2020, "sxd") / "scan.pdf").write_bytes(b"x" * 100_000)
    run()

    assert run.made == ["sxd", "stp", "sct"]


def test_what_is_up_to_date_is_told_and_left_alone(run: Run) -> None:
    files = ParameterFiles(run.project)
    plan = make_plan(files, report_matrix(files, (), ("sct", "stp"), ("internal",)), run.outputs, force=False)
    folders = [publish_as_made(run.outputs, planned) for planned in plan.planned]
    before = [path.stat().st_ino for path in folders]

    result = run()

    assert [request.department for request in result.fresh] == ["sct", "stp"]
    assert run.made == ["sxd"]
    assert run.told("fresh") == [("fresh", "sct"), ("fresh", "stp")]
    assert [path.stat().st_ino for path in folders] == before


def test_wrong_parameters_and_wrong_data_stop_the_batch_before_anything_is_made(run: Run) -> None:
    break_parameters(run.project)
    break_data(run.project)

    with pytest.raises(ParamsError) as error:
        run()

    assert run.made == []
    assert run.published() == []
    assert [problem.place.file for problem in error.value.problems] == [
        "params/2020/sxd.yaml",
        "data/2020/stp/registers.xlsx",
        None,
    ]
    assert error.value.lines("vi")[-2:] == [
        "chưa lập báo cáo nào, vì 2 báo cáo không lập được",
        "  → sửa các lỗi trên rồi chạy lại; hoặc thêm --keep-going để lập trước 1 báo cáo còn lại",
    ]
    assert run.told("refused", "finished") == [("refused", "sxd"), ("refused", "stp")]
    assert 'không có khóa "symbl"' in run.kept("sxd")["reason.txt"]


def test_told_to_keep_going_the_batch_makes_the_others(run: Run) -> None:
    break_parameters(run.project)
    break_data(run.project)

    result = run(keep_going=True)

    assert run.published() == ["sct"]
    assert [(each.request.department, each.exit_code) for each in result.not_made] == [("sxd", 3), ("stp", 4)]
    assert [each.kept for each in result.not_made] == [
        f"outputs/runs/{run.folder.shown(each.request).split('/')[2]}/2020-{each.request.department}-internal"
        for each in result.not_made
    ]
    assert run.events[0].counts == {"to_make": 2, "fresh": 0, "refused": 1}
    assert run.events[-1].counts == {"made": 1, "fresh": 0, "failed": 2}


def test_where_nothing_could_be_made_there_is_no_advice_to_keep_going(run: Run) -> None:
    for department in ("sct", "sxd", "stp"):
        break_data(run.project, department)

    with pytest.raises(SourceError) as error:
        run()

    assert len(error.value.problems) == 3
    assert "--keep-going" not in str(error.value)


def test_a_problem_of_a_shared_file_is_told_once(run: Run) -> None:
    edit(run.project.params / "2020" / "year.yaml", "legal_bases:", "legal_base:")

    with pytest.raises(ParamsError) as error:
        run()

    assert len(error.value.problems) == len(set(error.value.problems)) < 3
    assert len(run.told("refused")) == 3


def test_a_criteria_file_that_is_wrong_is_a_mistake_in_the_parameters(run: Run) -> None:
    edit(run.project.params / "2020" / "year.yaml", "criteria_set: cai-cach-tthc-minh-hoa", "criteria_set: khong-co")

    with pytest.raises(ParamsError, match='không có bộ tiêu chí "khong-co"'):
        run()


def test_a_bug_in_the_check_is_told_as_one_and_its_trace_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def load_registers(*_: Any) -> NoReturn:
        raise KeyError(name)

    name = "Nguyễn Văn A"
    monkeypatch.setattr(worker, "load_registers", load_registers)

    with pytest.raises(UserError, match="lỗi không lường trước: KeyError") as error:
        run()

    assert error.value.exit_code == 1
    kept = run.kept("sct")
    assert "test_batch_run.py" in kept["trace.txt"]
    assert kept["trace.txt"].endswith("KeyError\n")
    assert "Nguyễn" not in kept["trace.txt"] + kept["reason.txt"]


def test_a_report_that_fails_keeps_its_notebook_and_the_others_go_on(run: Run) -> None:
    failure = Failure((CELL_FAILED,), 6, {"self_assessment.ipynb": b"{}", "kernel.log": b"last words"})

    def make(order: Order) -> Answer:
        request = order.making.request
        return Answer(request, failure=failure, seconds=2) if request.department == "sct" else run.make(order)

    result = run(make)

    assert run.published() == ["stp", "sxd"]
    (failed,) = result.not_made
    assert (failed.request.department, failed.exit_code, failed.problems) == ("sct", 6, (CELL_FAILED,))
    assert run.kept("sct") == {
        "reason.txt": "ô thứ 2 hỏng\n  → sửa ô\n",
        "self_assessment.ipynb": "{}",
        "kernel.log": "last words",
    }
    (event,) = [event for event in run.events if event.kind == "failed"]
    assert (event.detail.vi, event.seconds, event.problems) == ("ô thứ 2 hỏng", 2, (CELL_FAILED,))
    assert event.kept == failed.kept
    assert failed.has_notebook


def test_what_stood_when_a_report_failed_is_noted_not_what_stands_at_the_end(run: Run) -> None:
    def publish(department: str, files: Mapping[str, bytes]) -> None:
        folder = run.outputs.root / "2020" / department / "internal"
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)

    publish("sct", {"manifest.json": b"earlier"})

    def tell(event: Event) -> None:  # another batch publishes what this one could not make
        if event.kind == "failed" and event.request:
            publish(event.request.department, FILES)

    def make(order: Order) -> Answer:
        request = order.making.request
        failure = None if request.department == "stp" else Failure((CELL_FAILED,), 6)
        return Answer(request, FILES, failure=failure)

    result = run(make, tell=tell)

    assert {each.request.department: each.standing for each in result.not_made} == {
        "sct": hashlib.sha256(b"earlier").hexdigest(),
        "sxd": None,
    }


class Losing(SerialExecutor):
    """An executor that loses the worker of one department, while it works for a function of this name."""

    def __init__(self, error: Exception, department: str, function: str = "make") -> None:
        self._lost = error, department, function

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        error, department, function = self._lost
        if args[0].making.request.department != department or fn.__name__ != function:
            return super().submit(fn, *args, **kwargs)
        future: Future[Any] = Future()
        future.set_exception(error)
        return future


class KilledWorker(Exception):  # noqa: N818  # dask's name
    """What dask raises; it is known by its name, for dask need not be installed."""


@pytest.mark.parametrize(
    ("error", "code", "reason"),
    [
        (WorkerLostError(), 6, "đã dừng đột ngột"),
        (BrokenProcessPool("All workers expired"), 6, "đã dừng đột ngột"),
        (KilledWorker("task", "worker"), 6, "đã dừng đột ngột"),
        (TimeoutError("Task timeout", 60), 6, "quá thời gian cho phép"),
        (PublishError(CELL_FAILED), 7, "ô thứ 2 hỏng"),
        (NotebookError(CELL_FAILED), 6, "ô thứ 2 hỏng"),
        (RuntimeError("Nguyễn Văn A"), 1, "lỗi không lường trước: RuntimeError"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_a_lost_worker_costs_its_own_report_only(run: Run, error: Exception, code: int, reason: str) -> None:
    result = run(executor=Losing(error, "sxd"))

    assert run.published() == ["sct", "stp"]
    (failed,) = result.not_made
    assert (failed.request.department, failed.exit_code) == ("sxd", code)
    assert reason in failed.reason.vi
    assert not failed.has_notebook
    assert reason in run.kept("sxd")["reason.txt"]
    assert "Nguyễn" not in "".join(run.kept("sxd").values())
    assert ("trace.txt" in run.kept("sxd")["reason.txt"]) == ("trace.txt" in run.kept("sxd")) == (code == 1)


@pytest.mark.parametrize("error", [WorkerLostError(), TimeoutError("Task timeout", 60)])
def test_a_worker_that_is_lost_while_it_reads_data_stops_nobody(run: Run, error: Exception) -> None:
    """Its data are not known to be wrong: the report is made after all."""
    result = run(executor=Losing(error, "sxd", "check_data"))

    assert result.not_made == []
    assert run.published() == ["sct", "stp", "sxd"]


def test_a_worker_that_ends_otherwise_while_it_reads_data_refuses_its_report(run: Run) -> None:
    executor = Losing(NotebookError(CELL_FAILED), "sxd", "check_data")

    with pytest.raises(NotebookError, match="ô thứ 2 hỏng"):
        run(executor=executor)
    assert run.made == []

    assert [each.request.department for each in run(executor=executor, keep_going=True).not_made] == ["sxd"]
    assert run.published() == ["sct", "stp"]


@pytest.mark.parametrize("last", ["planned", "checked", "published"])
def test_reports_are_made_whether_or_not_anybody_can_be_told(run: Run, last: str) -> None:
    full = PublishError(Problem("output.not-written", Text("đĩa đầy", "disk full"), Text("x", "x")))

    def tell(event: Event) -> None:
        if event.kind == last:
            raise full

    with pytest.raises(PublishError) as caught:
        run(tell=tell)
    assert caught.value is full
    assert run.published() == ["sct", "stp", "sxd"]


def test_a_report_that_cannot_be_published_costs_the_others_nothing(run: Run) -> None:
    (run.outputs.root / "2020").mkdir()
    in_the_way = run.outputs.root / "2020" / "sxd"
    in_the_way.write_text("a file", encoding="utf-8")

    result = run()

    assert run.published() == ["sct", "stp"]
    (failed,) = result.not_made
    assert failed.exit_code == 7
    assert failed.reason.vi.startswith("outputs/2020/sxd/internal: không ghi được kết quả: có một tệp đứng ở chỗ")
    assert in_the_way.read_text(encoding="utf-8") == "a file"
    assert list(run.outputs.staging.iterdir()) == []
    assert run.told("failed") == [("failed", "sxd")]


def test_a_stopped_batch_says_how_far_it_came_and_what_is_published_stays(run: Run) -> None:
    def tell(event: Event) -> None:
        run.events.append(event)
        if event.kind == "published":
            raise KeyboardInterrupt

    files = ParameterFiles(run.project)
    plan = make_plan(files, report_matrix(files, (), (), ("internal",)), run.outputs, force=False)
    batch = Batch(run.project, run.outputs, run.folder, "vi", None, False, run.make)
    with pytest.raises(KeyboardInterrupt):
        run_batch(batch, plan, SerialExecutor(), tell)

    assert run.events[-1].kind == "stopped"
    assert run.events[-1].counts == {"made": 1, "failed": 0}
    assert len(run.published()) == 1
    assert list(run.outputs.staging.iterdir()) == []
