"""Processes that a test started, wherever in the tree they are: found by a variable in their first environment."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

MARK = "CCHC_TEST_MARK"
LONGEST_START_SECONDS, LONGEST_END_SECONDS = 120, 20


def marked(mark: str) -> dict[int, str]:
    """Return the command lines of the running processes with this mark, by process id."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                if f"{MARK}={mark}\0".encode() in (folder / "environ").read_bytes():
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def left_over(mark: str) -> dict[int, str]:
    """Return the processes with this mark that do not end by themselves, and soon."""
    end = time.monotonic() + LONGEST_END_SECONDS
    while (found := marked(mark)) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def wait_for_text(path: Path) -> str:
    """Return what a process writes to `path`, as soon as it has."""
    end = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < end:
        with suppress(FileNotFoundError):
            if text := path.read_text(encoding="utf-8"):
                return text
        time.sleep(0.02)
    message = f"nobody wrote {path.name}"
    raise AssertionError(message)
