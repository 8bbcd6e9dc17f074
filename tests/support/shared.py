"""What takes long to make and is only read: made by the first test process that asks, for all of them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], None]) -> Path:
    """Return a folder that `fill` filled once in this run of the tests; the other processes wait for it.

    Where `fill` fails, the next one to ask tries again, in a folder of its own.
    """
    base = factory.getbasetemp()
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (common / f"{name}.lock").open("a+", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if not (made := lock.read()):
            folder = factory.mktemp(name)
            fill(folder)
            made = str(folder)
            lock.write(made)
    return Path(made)
