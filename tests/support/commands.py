"""How tests run a program."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess
from typing import Protocol


class RunCommand(Protocol):
    """Runs a program in `cwd`, expects it to exit with `status` (any, if `None`), and returns what it said."""

    def __call__(self, *words: str | Path, cwd: Path, status: int | None = 0) -> CompletedProcess[str]: ...
