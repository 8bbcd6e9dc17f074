"""One process that works for a batch, reached over a connection that no other process holds.

Processes that share a queue share its locks as well: one that is killed while it holds a lock, or in the middle of a
message, stops all the others. Here nothing is shared, so a worker may be killed at any moment and costs its own work
only. The end of its connection is its end; what the forkserver knows does not count, for that may be killed, too, and
the workers that it has forked go on.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from contextvars import ContextVar
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from time import monotonic, sleep
from typing import Any, TypeAlias

_Context: TypeAlias = ForkServerContext | SpawnContext
_ATTEMPTS = 10
_PAUSE_SECONDS = 0.1
"""Between two attempts: a killed forkserver takes no calls for a moment before the system tells of its end."""

_batch: ContextVar[Connection | None] = ContextVar("batch", default=None)
"""In a worker: the connection with its batch."""


class _Said(Enum):
    NEWS = 1
    ANSWER = 2
    ERROR = 3


class WorkerLostError(Exception):
    """The worker ended before it answered, or could not be started."""


class WorkerTooSlowError(WorkerLostError, TimeoutError):
    """The worker did not answer in time."""


class WorkerProcess:
    """A worker of this process; for one thread. It ends when this process does, however that ends.

    Args:
        context: How processes are started.
        prepare: What the worker calls first.

    Raises:
        WorkerLostError: No process can be started.
    """

    def __init__(self, context: _Context, prepare: Callable[[], None]) -> None:
        self._connection, theirs = context.Pipe()
        with theirs:
            self._process = _started(context, _serve, (theirs, prepare))

    def call(
        self,
        work: Callable[[], Any],
        *,
        hear: Callable[[Any], None],
        limit_seconds: float | None,
        stop: Connection,
    ) -> Any:
        """Have the worker call `work`, and return what it returns.

        Args:
            work: What to call; it travels to the worker.
            hear: Told of what the worker tells meanwhile; it raises nothing.
            limit_seconds: How long to wait; `None` for as long as it takes.
            stop: Ends the waiting when there is something to read from it, or its end.

        Raises:
            WorkerTooSlowError: Time ran out; the worker still works.
            WorkerLostError: The worker is no more.
            CancelledError: The waiting was ended; the worker still works.
            Exception: What `work` raised.
        """
        end = None if limit_seconds is None else monotonic() + limit_seconds
        try:
            self._connection.send(work)
            while (message := self._next(stop, end))[0] is _Said.NEWS:
                hear(message[1])
        except WorkerTooSlowError:
            raise
        except (EOFError, OSError) as error:
            raise WorkerLostError from error
        said, content = message
        if said is _Said.ERROR:
            raise content
        return content

    def _next(self, stop: Connection, end: float | None) -> tuple[_Said, Any]:
        ready = wait([self._connection, stop], None if end is None else max(end - monotonic(), 0))
        if stop in ready:
            raise CancelledError
        if not ready:
            raise WorkerTooSlowError
        message: tuple[_Said, Any] = self._connection.recv()
        return message

    def end(self) -> None:
        """End the worker at once, whatever it does."""
        self._connection.close()
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        # The orphan of a killed forkserver counts as dead and gets no signal: it ends because its parent lets go of it.
        self._process.close()


def _started(context: _Context, work: Callable[..., None], arguments: tuple[Any, ...]) -> BaseProcess:
    """Start a process; again where the forkserver was killed between two workers and that is seen only now."""
    for attempt in range(_ATTEMPTS):
        process = context.Process(target=work, args=arguments, daemon=True)
        try:
            process.start()
        except (OSError, EOFError) as error:
            if attempt == _ATTEMPTS - 1:
                raise WorkerLostError from error
            sleep(_PAUSE_SECONDS)
        else:
            break
    return process


def tell_batch(news: Any) -> None:
    """In a worker: tell the batch something about the work that is done for it."""
    connection = _batch.get()
    if connection is not None:
        connection.send((_Said.NEWS, news))


def _serve(connection: Connection, prepare: Callable[[], None]) -> None:
    """Be a worker: do what comes over `connection` until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch, which ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _batch.set(connection)
    prepare()
    with suppress(EOFError, OSError):  # the batch let go of this worker
        while True:
            _do(connection.recv(), connection)


def _do(work: Callable[[], Any], connection: Connection) -> None:
    try:
        message = _Said.ANSWER, work()
    except Exception as error:  # noqa: BLE001  # it is raised again where the work was ordered
        message = _Said.ERROR, error
    connection.send(message)
