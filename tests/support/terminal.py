"""A terminal for tests: what stands on it after all that was drawn and erased, and a program that runs on one."""

from __future__ import annotations

import codecs
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

CTRL_C = b"\x03"
LONGEST_WAIT_SECONDS = 240

_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PARTS = re.compile(r"(\x1b\[[0-9;?]*[A-Za-z]|\r|\n)")
_TAKE_THE_TERMINAL = "import os, sys; os.open(os.ttyname(0), os.O_RDWR); os.execvp(sys.argv[1], sys.argv[1:])"
"""The first terminal that the leader of a session opens is its own: Ctrl-C then goes to it and all its children."""


def screen(written: str) -> list[str]:
    """Return the lines that stand on a terminal after `written`, empty ones left out; colours are not kept."""
    lines, row = [""], 0
    for part in _PARTS.split(written):
        if part == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif part == "\x1b[2K":
            lines[row] = ""
        elif up := re.fullmatch(r"\x1b\[(\d+)A", part):
            row -= int(up[1])
        elif part and part != "\r" and not _SEQUENCE.fullmatch(part):
            lines[row] += part
    return [line.rstrip() for line in lines if line.strip()]


class ProgramOnTerminal:
    """A program that runs on a terminal of its own, 110 columns wide.

    Attributes:
        written: What it has written until now.
    """

    def __init__(self, *words: str | Path, cwd: Path, environment: Mapping[str, str]) -> None:
        self._ours, theirs = os.openpty()
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.written = ""
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _TAKE_THE_TERMINAL, *words],
                cwd=cwd,
                env={**environment, "TERM": "xterm-256color", "COLUMNS": "110", "LINES": "40"},
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session=True,
            )
        finally:
            os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let nothing of it outlive its test."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def wait_for(self, text: str) -> None:
        """Wait until it has written `text`."""
        end = time.monotonic() + LONGEST_WAIT_SECONDS
        while text not in self.written:
            assert time.monotonic() < end, f"{text!r} was never written:\n{self.written}"
            assert self._read(), f"it ended without {text!r}:\n{self.written}"

    def press(self, keys: bytes) -> None:
        """Type on its terminal."""
        os.write(self._ours, keys)

    def end(self) -> int:
        """Wait for its end and return its exit code."""
        end = time.monotonic() + LONGEST_WAIT_SECONDS
        while self._read():
            assert time.monotonic() < end, f"it does not end:\n{self.written}"
        return self._process.wait(LONGEST_WAIT_SECONDS)

    def _read(self) -> bool:
        """Read what there is to read; return whether there may be more."""
        if not select.select([self._ours], [], [], 1)[0]:
            return True
        try:
            content = os.read(self._ours, 65536)
        except OSError:  # how Linux says that nobody has the other end open any more
            return False
        self.written += self._decoder.decode(content)
        return content != b""
