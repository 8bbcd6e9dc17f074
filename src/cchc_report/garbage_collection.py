"""Python's garbage collector, for work that builds millions of objects and lets none of them go."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS_BETWEEN_LOOKS = 100_000


def look_for_garbage_less_often() -> None:
    """Set the collector for reports: what is loaded stays, and a page's million objects live until it is set."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)


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
