"""Run a command and say how long it took and how much memory its largest process had."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took.

    Attributes:
        seconds: Wall clock.
        megabytes: Largest resident memory of the command and of its children, one process at a time.
        said: What it wrote to its standard output.
    """

    seconds: float
    megabytes: float
    said: str


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Taken:
    """Run a command of this environment's `bin` to its end.

    Raises:
        RuntimeError: It failed.
    """
    words = [str(BIN / command[0]), *map(str, command[1:])]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        start = perf_counter()
        process = subprocess.Popen(
            words, cwd=folder, env=os.environ | (environment or {}), stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read()
    if process.returncode:
        message = f"{' '.join(words)} ended with {process.returncode}:\n{said}"
        raise RuntimeError(message)
    return Taken(seconds, usage.ru_maxrss / 1024, said)


def median_seconds(command: Sequence[str | Path], folder: Path, times: int) -> float:
    """Return the median wall clock of several runs."""
    return median(run(command, folder).seconds for _ in range(times))
