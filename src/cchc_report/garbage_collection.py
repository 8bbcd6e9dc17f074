"""Work that builds millions of objects and lets none of them go, with Python's garbage collector at rest."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep the garbage collector from walking through a growing heap again and again, in vain.

    Its walks are what would make time grow faster than the data: rows that are read and pages that are typeset stay
    until the last one is done. What forms cycles is let go by the first walk afterwards.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
