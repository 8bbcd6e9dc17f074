"""Pieces of work for worker processes, which load them from here."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import NoReturn

from cchc_report.batch.worker_process import tell_batch

LARGE = 300_000_000
"""Bytes: it takes tenths of a second to send them."""


def answer(value: int) -> int:
    """Return the value."""
    return value


def who() -> tuple[int, int]:
    """Return the worker's process id and that of its parent."""
    return os.getpid(), os.getppid()


def fail(message: str) -> NoReturn:
    """Fail."""
    raise ValueError(message)


def wait_for(path: Path) -> int:
    """Return the worker's process id when the file is there."""
    path.with_suffix(f".waits-{os.getpid()}").touch()
    while not path.exists():
        time.sleep(0.01)
    return os.getpid()


def wait_forever() -> NoReturn:
    """Work without an end."""
    while True:
        time.sleep(60)


def kill_worker() -> NoReturn:
    """End the worker as the system does where memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def kill_worker_while_it_answers() -> list[object]:
    """Return an answer that is being sent when the worker is killed."""
    return [b"x" * LARGE, _KillsSoon()]


class _KillsSoon:
    def __reduce__(self) -> tuple[type[int], tuple[()]]:
        """Be the last thing that is packed before the answer is sent; sending it takes longer than the timer."""
        threading.Timer(0.02, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return int, ()


def tell_and_answer(value: int) -> int:
    """Return the value; tell the batch of it before."""
    tell_batch((value, "news"))
    return value
