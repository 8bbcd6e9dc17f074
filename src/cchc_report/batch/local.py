"""Workers on this machine: processes that stay loaded from one report to the next.

A worker that dies or takes too long costs its own report only, and is replaced. Each worker ends by itself where the
batch is gone, however it went.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext, SpawnContext
from queue import Empty, SimpleQueue
from typing import Any, ParamSpec, TypeVar

from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import Stage
from cchc_report.batch.worker import Answer, Order, Report, end_with_parent, make
from cchc_report.batch.worker_process import WorkerLostError, WorkerProcess, tell_batch
from cchc_report.garbage_collection import look_for_garbage_less_often

P = ParamSpec("P")
T = TypeVar("T")

_PRELOADED = ("cchc_report.batch.local",)
_CAN_FORK = sys.platform == "linux"
_NO_CURRENT_FOLDER = "PYTHONSAFEPATH"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of work, and where its outcome goes."""

    work: Callable[[], Any]
    future: Future[Any]


class LocalExecutor(Executor):
    """Worker processes of this machine, each attended by a thread of this process.

    Args:
        jobs: How many.
        report: Told of each stage of each report, from those threads.
        limit_seconds: After how long a report is given up and its worker is replaced; `None` for never.
    """

    def __init__(self, jobs: int, report: Report, *, limit_seconds: float | None = None) -> None:
        self._context = _context()
        self._report = report
        self._limit = limit_seconds
        self._waiting: SimpleQueue[_Piece | None] = SimpleQueue()
        self._stop, self._stopper = multiprocessing.Pipe(duplex=False)
        self._trouble: Exception | None = None
        self._threads = [threading.Thread(target=self._attend, daemon=True) for _ in range(jobs)]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker call `fn`; the future raises `WorkerLostError` if it is lost, `TimeoutError` if it is slow."""
        future: Future[T] = Future()
        self._waiting.put(_Piece(partial(fn, *args, **kwargs), future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: after what they do, or at once.

        Raises:
            Exception: What the listener to reports raised first: news that nobody could take stop no work.
        """
        if cancel_futures:
            with suppress(Empty):
                while piece := self._waiting.get_nowait():
                    piece.future.cancel()
            self._stopper.close()
        for _ in self._threads:
            self._waiting.put(None)
        if wait:
            for thread in self._threads:
                thread.join()
            self._stopper.close()
            self._stop.close()
        if self._trouble and not cancel_futures:
            raise self._trouble

    def _attend(self) -> None:
        """Have one worker, and another in its place when it is lost, do one piece of work after the other."""
        worker: WorkerProcess | None = None
        while piece := self._waiting.get():
            if not piece.future.set_running_or_notify_cancel():
                continue
            try:
                worker = worker or WorkerProcess(self._context, partial(_begin, dict(os.environ)))
                answer = worker.call(piece.work, hear=self._hear, limit_seconds=self._limit, stop=self._stop)
            except (WorkerLostError, CancelledError) as error:
                if worker:
                    worker.end()
                worker = None
                piece.future.set_exception(error)
            except Exception as error:  # noqa: BLE001  # as every executor: the failure belongs to the future
                piece.future.set_exception(error)
            else:
                piece.future.set_result(answer)
        if worker:
            worker.end()

    def _hear(self, news: tuple[ReportRequest, Stage]) -> None:
        try:
            self._report(*news)
        except Exception as error:  # noqa: BLE001  # told at the end: reports are made whether or not anybody hears of it
            self._trouble = self._trouble or error


def make_and_tell(order: Order) -> Answer:
    """Make one report in a worker, with news of its stages."""
    return make(order, lambda request, stage: tell_batch((request, stage)))


def _context() -> ForkServerContext | SpawnContext:
    """Return how workers are started: forked where everything is loaded already, on systems that can."""
    if not _CAN_FORK:
        return multiprocessing.get_context("spawn")
    multiprocessing.set_forkserver_preload([*_PRELOADED])
    with _deaf_to_interrupts(), _without_current_folder():
        forkserver.ensure_running()
    return multiprocessing.get_context("forkserver")


@contextmanager
def _without_current_folder() -> Iterator[None]:
    """Have a Python that is started here not look for libraries in the current folder.

    A file there that is named like a library would take its place.
    """
    given = os.environ.get(_NO_CURRENT_FOLDER)
    os.environ[_NO_CURRENT_FOLDER] = "1"
    try:
        yield
    finally:
        del os.environ[_NO_CURRENT_FOLDER]
        if given is not None:
            os.environ[_NO_CURRENT_FOLDER] = given


def _begin(environment: Mapping[str, str]) -> None:
    """Begin as a worker: with the variables of the batch, not with those that the forkserver happens to have."""
    os.environ.clear()
    os.environ.update(environment)
    end_with_parent()
    look_for_garbage_less_often()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let what is started here not hear Ctrl-C, which a terminal sends to all: it would complain while it loads."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
