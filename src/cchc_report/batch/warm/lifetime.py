"""No process outlives the one that answers for it."""

from __future__ import annotations

import ctypes
import os
import signal
from contextlib import suppress

_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask Linux to kill this process when the thread that made it ends; its parent must have one thread only."""
    with suppress(AttributeError, OSError):  # another system: the server kills what its owner let go of, nothing more
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def kill_group(pid: int) -> None:
    """Kill the process `pid` and the processes that it started in its own group."""
    # Before a new kernel has made its group, there is no group of this number.
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)
            return
