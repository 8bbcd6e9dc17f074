"""Counting the lines that tests run, and where not to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage

_HANDED_DOWN = "COVERAGE_PROCESS"
"""How the variables begin that have Python processes count theirs."""


def uncounted_environment() -> dict[str, str]:
    """Return the variables of this process for one that counts nothing, whatever module starts it."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_HANDED_DOWN)}


@contextmanager
def uncounted() -> Iterator[None]:
    """Count no lines, neither of this process nor of those that it starts.

    A process that pytest-xdist starts counts more than once: as a Python process, and for pytest-cov. When one count
    stops, the one below it goes on.
    """
    stopped: list[Coverage] = []
    handed_down = {name: os.environ.pop(name) for name in {*os.environ} - {*uncounted_environment()}}
    while counting := Coverage.current():
        counting.stop()
        stopped.append(counting)
    try:
        yield
    finally:
        os.environ.update(handed_down)
        for counting in reversed(stopped):
            counting.start()
