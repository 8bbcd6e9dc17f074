"""A cluster of real dask processes: workers are killed, stopped, unlike us; no report is lost, none has other bytes."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cchc_report.batch.warm.launch import WARM_KERNELS
from cchc_report.cli.entry import run_command_line
from cchc_report.params.project import Project
from support.cluster import DaskCluster, Kind, dask_cluster, shadowed
from support.processes import MARK, left_over
from support.province import (
    NOTES,
    NOTES_CELL,
    REPORT_CELL,
    notes_of,
    published,
    quick_province,
    runs_of,
    start_batch,
    write_notebook,
)

pytestmark = pytest.mark.skipif(not WARM_KERNELS, reason="processes are followed as Linux shows them")

REPORTS = ("2020-sct", "2020-sxd", "2021-sct", "2021-sxd")
LONGEST_BATCH_SECONDS = 240
LONGEST_WAIT_SECONDS = 180
KILL_CELL = """
import signal
pid = os.getpid()
while year == 2021:
    if b"multiprocessing.spawn" in Path(f"/proc/{pid}/cmdline").read_bytes():  # the worker, below its nanny
        os.kill(pid, signal.SIGKILL)
    pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
"""


@dataclass(frozen=True)
class Scene:
    """A cluster, a project of one's own, and where its notebooks note that they run."""

    cluster: DaskCluster
    project: Project
    notes: Path
    started: ExitStack

    def run(self, *options: str | Path) -> subprocess.Popen[str]:
        batch = self.started.enter_context(start_batch(self.project, "--dask", self.cluster.address, *options))
        self.started.callback(batch.kill)
        return batch

    def worker(self, name: str, kind: Kind = "bare", **settings: str) -> Path:
        return self.started.enter_context(self.cluster.worker(name, kind, **settings))

    def let_go(self) -> None:
        (self.notes / "go").touch()

    @property
    def begun(self) -> list[str]:
        return sorted(path.name for path in self.notes.iterdir() if path.name != "go")

    @property
    def published(self) -> dict[str, bytes]:
        return published(self.project.outputs)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return quick_province(tmp_path_factory.mktemp("province") / "project")


@pytest.fixture(scope="module")
def made_here(province: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the reports as this machine makes them by itself."""
    outputs = tmp_path_factory.mktemp("made here")
    assert run_command_line(["run", "--project", str(province.root), "--output", str(outputs), "--jobs", "2"]) == 0
    return published(outputs)


@pytest.fixture(scope="module")
def marked_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return variables for everything that is started; in the end none of it may be left."""
    mark = secrets.token_hex(8)
    yield {**os.environ, MARK: mark, NOTES: str(tmp_path_factory.mktemp("notes"))}
    assert left_over(mark) == {}


@pytest.fixture(scope="module")
def scheduler(marked_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("scheduler"), marked_environment) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def steady_cluster(
    marked_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DaskCluster]:
    with dask_cluster(tmp_path_factory.mktemp("steady"), marked_environment) as cluster:
        cluster.start_worker("steady")
        yield cluster


@pytest.fixture
def scene(
    province: Project, scheduler: DaskCluster, marked_environment: dict[str, str], tmp_path: Path
) -> Iterator[Scene]:
    """Return a scene whose cluster has no workers; those that the test starts are gone afterwards."""
    notes = Path(marked_environment[NOTES])
    for note in notes.iterdir():
        note.unlink()
    project = Project(tmp_path / "dự án")
    shutil.copytree(province.root, project.root, ignore=shutil.ignore_patterns("outputs"))
    with ExitStack() as started:
        yield Scene(scheduler, project, notes, started)


@pytest.fixture
def steady_scene(scene: Scene, steady_cluster: DaskCluster) -> Scene:
    """Return a scene with one worker, which stays from test to test."""
    return replace(scene, cluster=steady_cluster)


def finished(batch: subprocess.Popen[str], status: int) -> tuple[str, str]:
    said, error = batch.communicate(timeout=LONGEST_BATCH_SECONDS)
    assert batch.returncode == status, f"{said}\n{error}"
    assert "Traceback" not in error
    return said, error


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_the_report_of_a_killed_worker_is_made_by_one_that_came_later_with_the_same_bytes(
    scene: Scene, made_here: dict[str, bytes], tmp_path: Path
) -> None:
    one = scene.worker("one")
    batch = scene.run()
    wait_until(lambda: len(scene.begun) == 1)
    (doomed,) = scene.begun
    ((kernel, place),) = notes_of(scene.notes, doomed)
    unlike = scene.worker("unlike", PYTHONPATH=shadowed(tmp_path / "older", distribution="lxml"))
    other = scene.worker("other", "nanny")
    wait_until(lambda: len(scene.begun) == 2)
    scene.cluster.kill("one")
    wait_until(lambda: not is_alive(kernel))
    scene.let_go()

    said, error = finished(batch, 0)

    assert error == ""
    assert "Đã lập 4 báo cáo trong" in said
    assert scene.published == made_here
    where = {name: [folder for _, folder in runs_of(scene.notes / name)] for name in REPORTS}
    assert [folder.is_relative_to(one) for folder in where.pop(doomed)] == [True, False]
    assert [len(folders) for folders in where.values()] == [1, 1, 1]
    assert all(folder.is_relative_to(other) for folders in where.values() for folder in folders)
    assert not any(folder.exists() for folders in where.values() for folder in folders)
    assert not list(unlike.rglob("project"))
    assert scene.project.root not in [place, *place.parents]


def test_a_report_that_kills_its_workers_fails_alone_and_the_worker_comes_back_under_its_nanny(
    scene: Scene, made_here: dict[str, bytes]
) -> None:
    write_notebook(scene.project.root, NOTES_CELL, KILL_CELL, REPORT_CELL)
    scene.let_go()
    scene.worker("lone", "nanny")

    _, error = finished(scene.run("--department", "sct"), 9)

    assert "2021/sct/internal" in error
    assert "máy thợ đã dừng đột ngột trong lúc lập báo cáo này, 3 lần liền" in error
    assert {name.rpartition("/")[0] for name in scene.published} == {"2020/sct/internal"}
    figures = "2020/sct/internal/annex.xlsx"  # the notebook is another, so are the other files
    assert scene.published[figures] == made_here[figures]
    assert len(runs_of(scene.notes / "2021-sct")) == 3


def test_a_batch_that_is_stopped_leaves_workers_that_work_on(steady_scene: Scene, made_here: dict[str, bytes]) -> None:
    scene = steady_scene
    for sent, status in ((signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
        batch = scene.run("--year", "2020")
        wait_until(lambda: len(scene.begun) == 1)
        (begun,) = scene.begun
        ((kernel, place),) = notes_of(scene.notes, begun)

        batch.send_signal(sent)

        _, error = finished(batch, status)
        assert ("Đã dừng theo yêu cầu" in error) == (sent is signal.SIGINT)
        # Nobody told the notebook to go on: its kernel ends because nobody waits for it.
        wait_until(lambda: not is_alive(kernel))  # noqa: B023  # called before the next round
        wait_until(lambda: not place.exists())  # noqa: B023  # the same
        assert scene.published == {}
        assert scene.begun == [begun]
        (scene.notes / begun).unlink()

    scene.let_go()
    said, _ = finished(scene.run("--year", "2020"), 0)
    assert "Đã lập 2 báo cáo" in said
    assert scene.published == {name: content for name, content in made_here.items() if name.startswith("2020/")}


def test_the_time_limit_and_bad_data_are_told_as_everywhere(steady_scene: Scene) -> None:
    scene = steady_scene

    _, error = finished(scene.run("--year", "2020", "--department", "sct", "--timeout", "10"), 6)

    assert "quá 10 giây" in error
    ((kernel, _),) = runs_of(scene.notes / "2020-sct")
    assert not is_alive(kernel)

    for department in ("sct", "sxd"):
        path = scene.project.data_folder(2020, department) / "registers.xlsx"
        path.write_bytes(path.read_bytes()[:2000])

    _, error = finished(scene.run(), 4)

    assert "data/2020/sct/registers.xlsx: " in error
    assert "data/2020/sxd/registers.xlsx: " in error
    assert scene.begun == ["2020-sct"]
    assert scene.published == {}


def test_workers_that_would_make_other_bytes_are_refused_all_at_once(scene: Scene, tmp_path: Path) -> None:
    scene.worker("alike")
    scene.worker("older", PYTHONPATH=shadowed(tmp_path / "older", distribution="lxml"))
    scene.worker("bare", PYTHONPATH=shadowed(tmp_path / "bare", package=True))

    _, error = finished(scene.run(), 11)

    assert "máy thợ khác máy này: lxml " in error
    assert "≠ 0.0.1\n" in error
    assert "máy thợ không có cchc-report cùng phiên bản, hoặc thiếu thư viện (ModuleNotFoundError(" in error
    assert error.count("tcp://127.0.0.1:") == 2
    assert scene.begun == []


def test_a_scheduler_without_workers_and_one_that_goes_away_are_told(
    scene: Scene, marked_environment: dict[str, str], tmp_path: Path
) -> None:
    with dask_cluster(tmp_path / "cluster", marked_environment) as cluster:
        alone = replace(scene, cluster=cluster)

        _, error = finished(alone.run("--year", "2020"), 11)

        assert error.startswith(f"{cluster.address}: bộ điều phối dask chưa có máy thợ nào\n")

        alone.worker("one")
        batch = alone.run("--year", "2020")
        wait_until(lambda: len(scene.begun) == 1)
        cluster.kill("scheduler")

        _, error = finished(batch, 9)

        assert error.count("mất kết nối với bộ điều phối dask") == 2
        assert alone.published == {}
