"""Workers that are killed at the worst moments cost their own work only, and none outlives the batch."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cchc_report.batch.local import LocalExecutor
from cchc_report.batch.worker_process import WorkerLostError
from cchc_report.cli import work
from support import worker_tasks as tasks
from support.batches import wait_until

MEASURED = True

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc of Linux")

Start = Callable[..., LocalExecutor]


@pytest.fixture
def start() -> Iterator[Start]:
    """Return a function that gives an executor; it is shut down at the end."""
    started: list[LocalExecutor] = []

    def executor(jobs: int = 2, limit_seconds: float | None = None) -> LocalExecutor:
        started.append(LocalExecutor(jobs, lambda *_: None, limit_seconds=limit_seconds))
        return started[-1]

    yield executor
    for each in started:
        each.shutdown(cancel_futures=True)


def outcomes(futures: list[Future[Any]]) -> list[Any]:
    """Return what came out of each, its error's type where it failed."""
    return [type(error) if (error := future.exception()) else future.result() for future in futures]


def test_work_is_done_in_order_and_its_own_errors_are_its_own(start: Start) -> None:
    executor = start(jobs=1)
    first, failed, last = executor.submit(tasks.who), executor.submit(tasks.fail, "x"), executor.submit(tasks.who)

    with pytest.raises(ValueError, match="x"):
        failed.result()
    assert first.result() == last.result()


@pytest.mark.parametrize("deadly", [tasks.kill_worker, tasks.kill_worker_while_it_answers])
def test_a_worker_that_is_killed_costs_its_own_work_only(start: Start, deadly: Callable[[], Any]) -> None:
    executor = start()
    futures = [executor.submit(deadly), *(executor.submit(tasks.answer, value) for value in range(20))]

    assert outcomes(futures) == [WorkerLostError, *range(20)]


def test_a_worker_that_is_killed_while_it_starts_costs_its_own_work_only(start: Start, tmp_path: Path) -> None:
    executor = start()
    futures = [executor.submit(tasks.wait_for, tmp_path / "go") for _ in range(3)]
    wait_until(multiprocessing.active_children)
    os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    wait_until(lambda: any(future.done() for future in futures))
    (tmp_path / "go").touch()

    assert sum(outcome is WorkerLostError for outcome in outcomes(futures)) == 1


def test_the_forkserver_may_be_killed_and_nobody_is_harmed(start: Start, tmp_path: Path) -> None:
    executor = start()
    (one, forkserver), *_ = outcomes([executor.submit(tasks.who)])
    working = [executor.submit(tasks.wait_for, tmp_path / "go") for _ in range(2)]
    wait_until(lambda: len(list(tmp_path.iterdir())) == 2)

    os.kill(forkserver, signal.SIGKILL)
    (tmp_path / "go").touch()
    kept = outcomes(working)
    lost = executor.submit(tasks.kill_worker)
    later = [executor.submit(tasks.who) for _ in range(8)]

    assert one in kept
    assert outcomes([lost]) == [WorkerLostError]
    assert all(isinstance(outcome, tuple) for outcome in outcomes(later))
    executor.shutdown()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in (*kept, *(pid for pid, _ in outcomes(later)))))


def test_work_that_takes_too_long_costs_itself_only(start: Start) -> None:
    executor = start(jobs=1, limit_seconds=5)
    future, after = executor.submit(tasks.wait_forever), executor.submit(tasks.answer, 1)

    with pytest.raises(TimeoutError):
        future.result()
    assert after.result() == 1


def test_an_executor_that_is_stopped_ends_its_workers_whatever_they_do(start: Start, tmp_path: Path) -> None:
    executor = start()
    futures = [executor.submit(tasks.wait_for, tmp_path / "never") for _ in range(4)]
    wait_until(lambda: len(list(tmp_path.iterdir())) == 2)
    workers = [int(path.name.rpartition("-")[2]) for path in tmp_path.iterdir()]

    executor.shutdown(cancel_futures=True)

    assert all(future.done() for future in futures)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


def test_news_that_nobody_can_take_stop_no_work_and_are_told_at_the_end() -> None:
    heard: list[Any] = []

    def report(*news: Any) -> None:
        heard.append(news)
        raise OSError("nobody reads this")

    executor = LocalExecutor(2, report)
    futures = [executor.submit(tasks.tell_and_answer, value) for value in range(4)]

    assert outcomes(futures) == [0, 1, 2, 3]
    assert sorted(heard) == [(value, "news") for value in range(4)]
    with pytest.raises(OSError, match="nobody reads this"):
        executor.shutdown()


@dataclass(frozen=True)
class Options:
    """What a command line asks for."""

    timeout_seconds: float | None
    jobs: int | None = None


def test_a_single_report_is_ended_when_its_time_is_out_wherever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_GRACE_SECONDS", 0)
    with work.workers(Options(timeout_seconds=3), 1, lambda _: None) as (executor, _):
        assert executor.submit(os.getpid).result() != os.getpid()
        asleep = executor.submit(time.sleep, 600)
        with pytest.raises(TimeoutError):
            asleep.result(60)


def test_a_single_report_without_a_limit_needs_no_other_process() -> None:
    with work.workers(Options(timeout_seconds=None), 1, lambda _: None) as (executor, _):
        assert executor.submit(os.getpid).result() == os.getpid()
