"""Counting the lines that tests run, and where not to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage

_HANDED_DOWN = "COVERAGE_PROCESS"
"""How the variables begin that have Python processes count theirs."""


@contextmanager
def uncounted() -> Iterator[None]:
    """Count no lines, neither of this process nor of those that it starts."""
    counting = Coverage.current()
    handed_down = {name: os.environ.pop(name) for name in [*os.environ] if name.startswith(_HANDED_DOWN)}
    if counting:
        counting.stop()
    try:
        yield
    finally:
        os.environ.update(handed_down)
        if counting:
            counting.start()
