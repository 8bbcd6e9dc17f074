"""The executor of a batch whose reports are made on a cluster: each worker has one report at a time.

Orders wait here, not at the scheduler: so the cluster holds the files of the reports that run, not of all; a worker
that dies takes one report with it, which the next free worker makes; and the largest report starts first. (Dask would
give a report to a worker that has its files already, however busy, and where the only worker is lost it does not
give its tasks to the one that comes instead.)
"""

from __future__ import annotations

import pickle
import threading
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

import distributed
from distributed import KilledWorker

from cchc_report.batch.cluster.connection import Cluster
from cchc_report.batch.cluster.contents import Contents
from cchc_report.batch.cluster.errand import Errand, OtherMachineError, run_errand
from cchc_report.batch.cluster.making import stage_of
from cchc_report.batch.cluster.problems import connection_lost, no_workers_left, workers_died
from cchc_report.batch.cluster.workers import ClusterOptions
from cchc_report.batch.inputs import ReportInputs, report_inputs
from cchc_report.batch.worker import Answer, Order, Report
from cchc_report.errors import UserError
from cchc_report.params.project import Project

P = ParamSpec("P")
T = TypeVar("T")

_BYTES_AT_ONCE = 512 * 2**20
"""How much the files of running reports may have together; a single larger report runs alone."""
_MOST_ATTEMPTS = 3
_MOST_STARTS = 10
"""A worker that dies before it began a report says nothing of that report; yet it is not tried for ever."""
_LOOK_EVERY_SECONDS = 1.0
_LONGEST_WITHOUT_WORKERS = 60.0
_LONGEST_CLOSE = 5


@dataclass(slots=True, eq=False)
class _Job:
    """An order on its way.

    Attributes:
        work: What the worker calls.
        order: With what.
        answer: What the batch waits for.
        inputs: The files.
        size: Bytes of the files.
        starts: How often it was given to a worker.
        attempts: How often a worker began it.
        name: Key of its task: another one each time.
        worker: Who has it.
        task: Its task on the cluster.
        since: When its worker began; `None` where it did not.
    """

    work: Callable[[Order], Answer]
    order: Order
    answer: Future[Any]
    inputs: ReportInputs
    size: int
    starts: int = 0
    attempts: int = 0
    name: str = ""
    worker: str = ""
    task: distributed.Future[Answer] | None = None
    since: float | None = None


@dataclass(slots=True)
class _State:
    """What the threads share, under one lock."""

    waiting: deque[_Job] = field(default_factory=deque)
    running: dict[str, _Job] = field(default_factory=dict)
    closing: bool = False


class ClusterExecutor(Executor):
    """Workers of a dask cluster.

    Args:
        cluster: The cluster; it is closed with the executor.
        project: The project folder.
        options: How to work on it.
        report: Told of each stage of each report, from a thread of this process.
    """

    def __init__(self, cluster: Cluster, project: Project, options: ClusterOptions, report: Report) -> None:
        self._cluster = cluster
        self._client: Any = cluster.client
        self._project = project
        self._options = options
        self._report = report
        self._name = f"cchc-report-{uuid4().hex[:12]}"
        self._contents = Contents(self._client, project, options.data_url, self._name)
        self._state = _State()
        self._changed = threading.Condition()
        self._without_workers_since: float | None = None
        self._trouble: Exception | None = None
        self._numbers = count(1)
        self._client.subscribe_topic(self._name, self._hear)
        self._driver = threading.Thread(target=self._drive, daemon=True)
        self._driver.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **_kwargs: P.kwargs) -> Future[T]:
        """Have a worker call `fn`, which takes an order.

        The future ends with `TimeoutError` where time ran out, or with a `UserError` where the cluster failed.
        """
        (order,) = args
        if not isinstance(order, Order):
            message = f"a cluster works on orders, not on {type(order).__name__}"
            raise TypeError(message)
        inputs = report_inputs(self._project, order.making.request, order.making.key)
        answer: Future[T] = Future()
        work: Any = fn
        with self._changed:
            self._state.waiting.append(_Job(work, order, answer, inputs, self._contents.size(inputs)))
            self._changed.notify()
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster: after all that was ordered, or at once. Its workers stay; they are not ours.

        Raises:
            Exception: What the listener to reports raised first: news that nobody could take stop no work.
        """
        with self._changed:
            while not cancel_futures and wait and (self._state.waiting or self._state.running):
                self._changed.wait()
            self._state.closing = True
            left = [*self._state.waiting, *self._state.running.values()]
            self._state.waiting.clear()
            self._state.running.clear()
            self._changed.notify_all()
        for job in left:
            job.answer.cancel()
        # Closing cancels on the scheduler what only this client waited for; workers see it and end their kernels.
        self._cluster.close(_LONGEST_CLOSE)
        self._driver.join(timeout=_LONGEST_CLOSE)
        if self._trouble and not cancel_futures:
            raise self._trouble

    def _drive(self) -> None:
        """Give work to workers that have none, and look now and then who is there and who takes too long."""
        looked = monotonic()
        while True:
            with self._changed:
                if self._state.closing:
                    return
            try:
                if monotonic() - looked >= _LOOK_EVERY_SECONDS:
                    looked = monotonic()
                    self._cluster.look()
                    self._mind_the_lost()
                    self._mind_the_slow()
                self._give_work()
            except Exception as error:  # noqa: BLE001  # nobody would end the batch's waiting if this thread ended
                lost = self._cluster.is_lost or isinstance(error, OSError | CancelledError)
                self._fail_all(connection_lost(self._cluster.address) if lost else error)
            with self._changed:
                if not self._state.closing:
                    self._changed.wait(_LOOK_EVERY_SECONDS)

    def _give_work(self) -> None:
        if self._cluster.is_lost:
            self._fail_all(connection_lost(self._cluster.address))
            return
        self._mind_the_absence()
        while (job := self._next()) is not None:
            try:
                self._start(job)
            except UserError as error:
                self._finish(job.name, error)

    def _next(self) -> _Job | None:
        """Take the next order out of the line, with a worker for it; `None` where nothing can start now."""
        with self._changed:
            state = self._state
            busy = {job.worker for job in state.running.values()}
            free = [worker for worker in self._cluster.workers if worker not in busy]
            most = self._options.jobs
            if not state.waiting or not free or (most is not None and len(state.running) >= most):
                return None
            job = state.waiting[0]
            if state.running and job.size + sum(each.size for each in state.running.values()) > _BYTES_AT_ONCE:
                return None
            state.waiting.popleft()
            job.name, job.worker, job.since = f"{self._name}-{next(self._numbers)}", free[0], None
            job.starts += 1
            state.running[job.name] = job
            return job

    def _start(self, job: _Job) -> None:
        name, worker = job.name, job.worker
        files = self._contents.send(job.inputs, job.order.making.key.files, worker, self._cluster.workers)
        errand = Errand(
            task=name,
            topic=self._name,
            work=pickle.dumps((job.work, job.order)),
            files=tuple((file.path, file.sha256) for file in files),
            folders=job.inputs.folders,
            machine=self._cluster.machine,
        )
        task = job.task = self._client.submit(
            run_errand,
            errand,
            *(file.content for file in files),
            key=name,
            workers=[worker],
            pure=False,
        )
        self._client.loop.add_callback(self._follow, name, task)

    async def _follow(self, name: str, task: distributed.Future[Answer]) -> None:
        """Take an answer, or what came in its place; in the client's own thread.

        A callback of the task would run in a thread for which the process waits at its end, and which may wait for
        an answer from a connection that was closed meanwhile: for ever.
        """
        try:
            self._finish(name, await task)
        except KilledWorker as error:
            self._finish(name, workers_died(error.allowed_failures + 1))
        except OtherMachineError as error:
            self._cluster.refuse(str(error))
            self._again(name)
        except CancelledError:  # by us, and then the job is not among the running ones any more
            self._finish(name, connection_lost(self._cluster.address))
        except Exception as error:  # noqa: BLE001  # whatever it is, it belongs to this report
            self._finish(name, error)

    def _finish(self, name: str, outcome: Answer | Exception) -> None:
        job = self._taken_out(name)
        if job is None or job.answer.done():
            return
        if isinstance(outcome, Exception):
            job.answer.set_exception(outcome)
        else:
            job.answer.set_result(outcome)

    def _again(self, name: str) -> None:
        """Put a job back to the head of the line."""
        job = self._taken_out(name)
        if job is not None:
            with self._changed:
                self._state.waiting.appendleft(job)
                self._changed.notify_all()

    def _taken_out(self, name: str) -> _Job | None:
        """Take a job from those that run; `None` where it is not among them any more."""
        with self._changed:
            self._changed.notify_all()
            return self._state.running.pop(name, None)

    def _hear(self, event: tuple[float, Mapping[str, Any]]) -> None:
        """Take news of a worker; in the client's own thread."""
        news = event[1]
        with self._changed:
            job = self._state.running.get(news["task"])
        if job is None:
            return
        if news["stage"] is None:
            job.since = monotonic()
            job.attempts += 1
            return
        try:
            self._report(job.order.making.request, stage_of(news["stage"]))
        except Exception as error:  # noqa: BLE001  # told at the end: reports are made whether or not anybody hears of it
            self._trouble = self._trouble or error

    def _mind_the_lost(self) -> None:
        """Give the reports of workers that are gone to others; a report that goes through workers is given up."""
        with self._changed:
            lost = [job for job in self._state.running.values() if job.worker not in self._cluster.workers]
        for job in lost:
            if job.attempts >= _MOST_ATTEMPTS:
                self._finish(job.name, workers_died(job.attempts))
            elif job.starts >= _MOST_STARTS:
                self._finish(job.name, workers_died(job.starts))
            else:
                self._again(job.name)
            self._cancel(job)

    def _mind_the_slow(self) -> None:
        """Give up reports that take too long."""
        limit = self._options.limit_seconds
        if limit is None:
            return
        now = monotonic()
        with self._changed:
            slow = [job for job in self._state.running.values() if job.since is not None and now - job.since > limit]
        for job in slow:
            self._finish(job.name, TimeoutError())
            self._cancel(job)

    def _mind_the_absence(self) -> None:
        """Give up where all workers went away and none came back for a while."""
        if self._cluster.workers:
            self._without_workers_since = None
        elif self._without_workers_since is None:
            self._without_workers_since = monotonic()
        elif monotonic() - self._without_workers_since > _LONGEST_WITHOUT_WORKERS:
            self._fail_all(no_workers_left(self._cluster.address, _LONGEST_WITHOUT_WORKERS))

    def _fail_all(self, error: Exception) -> None:
        with self._changed:
            jobs = [*self._state.waiting, *self._state.running.values()]
            self._state.waiting.clear()
            self._state.running.clear()
            self._changed.notify_all()
        for job in jobs:
            self._cancel(job)
            if not job.answer.done():
                job.answer.set_exception(error)

    @staticmethod
    def _cancel(job: _Job) -> None:
        task: Any = job.task
        with suppress(OSError, RuntimeError):  # of a scheduler that is gone there is nothing to ask
            if task is not None:
                task.cancel()
