"""Workers on this machine: processes that stay loaded from one report to the next.

The pool is pebble's: a worker that dies or takes too long costs its own report only, and is replaced. Each worker ends
by itself where the batch is gone, however it went.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessPool

from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import Stage
from cchc_report.batch.worker import Answer, Order, Report, end_with_parent, make

P = ParamSpec("P")
T = TypeVar("T")

_PRELOADED = ("cchc_report.batch.local",)
_CAN_FORK = sys.platform == "linux"
_NO_CURRENT_FOLDER = "PYTHONSAFEPATH"

_news: ContextVar[Connection | None] = ContextVar("news", default=None)
"""In a worker: where the news of its stages go. A message is shorter than what a pipe takes in one piece."""


class LocalExecutor(Executor):
    """Worker processes of this machine.

    Args:
        jobs: How many.
        report: Told of each stage of each report, from a thread of this process.
        limit_seconds: After how long a report is given up and its worker is replaced; `None` for never.
    """

    def __init__(self, jobs: int, report: Report, *, limit_seconds: float | None = None) -> None:
        context = multiprocessing.get_context("forkserver" if _CAN_FORK else "spawn")
        if _CAN_FORK:
            with _ctrl_c_is_not_for_children():
                _start_forkserver()
        self._limit = limit_seconds
        self._inbox, self._outbox = context.Pipe(duplex=False)
        self._pool = ProcessPool(
            max_workers=jobs, initializer=_start_worker, initargs=(self._outbox, dict(os.environ)), context=context
        )
        self._listener = threading.Thread(target=_listen, args=(self._inbox, report), daemon=True)
        self._listener.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker call `fn`; if it is lost, the future ends with `TimeoutError` or `ProcessExpired`."""
        return self._pool.submit(fn, self._limit, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: after what they do, or at once."""
        if cancel_futures:
            self._pool.stop()  # type: ignore[no-untyped-call]  # pebble's gap
        else:
            self._pool.close()  # type: ignore[no-untyped-call]  # the same
        if wait:
            self._pool.join()
        self._outbox.close()
        self._listener.join(timeout=1)


@contextmanager
def _ctrl_c_is_not_for_children() -> Iterator[None]:
    """Have processes that are started in the body ignore Ctrl-C: the batch alone hears it, and ends them.

    A terminal sends it to all of them; one that is still loading its libraries would print a traceback.
    """
    if threading.current_thread() is not threading.main_thread():  # Python lets no other thread decide about signals
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def make_and_tell(order: Order) -> Answer:
    """Make one report in a worker, with news of its stages."""
    return make(order, _tell)


def _start_forkserver() -> None:
    """Start the process that workers are forked from.

    Python looks for libraries in the current folder first: a file there that is named like one would take its place.
    """
    multiprocessing.set_forkserver_preload([*_PRELOADED])
    given = os.environ.get(_NO_CURRENT_FOLDER)
    os.environ[_NO_CURRENT_FOLDER] = "1"
    try:
        forkserver.ensure_running()
    finally:
        del os.environ[_NO_CURRENT_FOLDER]
        if given is not None:
            os.environ[_NO_CURRENT_FOLDER] = given


def _start_worker(news: Connection, environment: Mapping[str, str]) -> None:
    """Begin as a worker: with the variables of the batch, not with those that the forkserver happens to have."""
    os.environ.clear()
    os.environ.update(environment)
    _news.set(news)
    end_with_parent()


def _tell(request: ReportRequest, stage: Stage) -> None:
    channel = _news.get()
    if channel is not None:
        with suppress(OSError):
            channel.send((request, stage))


def _listen(inbox: Connection, report: Report) -> None:
    while True:
        try:
            message: Any = inbox.recv()
        except (EOFError, OSError):
            return
        report(*message)
