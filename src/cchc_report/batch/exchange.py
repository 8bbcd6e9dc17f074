"""Exchange the names of two folders: in one system call on Linux, where the file system has it, else by renames.

Between two renames the name is free for a moment. Who is killed then leaves the old folder aside, with a note of the
name that it had; whoever clears away what the dead left puts it back first.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
_ASIDE = ".aside"
_NAME = ".name"


def exchange(one: Path, other: Path) -> None:
    """Exchange the names of two folders on one file system.

    Args:
        one: A folder in a staging folder, which takes what has to be remembered meanwhile.
        other: A folder under its final name. Where the exchange fails it is as it was.
    """
    if not _exchanged_at_once(one, other):
        _exchange_by_renames(one, other)


def put_back(staging: Path) -> None:
    """Give a folder its name again that an exchange which did not come to its end has left aside in `staging`.

    Raises:
        OSError: It cannot have its name; it lies where it was.
    """
    for aside in staging.glob(f"*{_ASIDE}"):
        note = aside.with_suffix(_NAME)
        name = staging / os.fsdecode(note.read_bytes())
        if not os.path.lexists(name):
            aside.rename(name)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Return whether the system could exchange the two in one step; if not, nothing has changed."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:  # this file system has no exchange, or a sandbox forbids the call
        return False
    raise OSError(code, os.strerror(code), str(other))


def _exchange_by_renames(one: Path, other: Path) -> None:
    aside = one.with_name(one.name + _ASIDE)
    _note_name(aside.with_suffix(_NAME), other)
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    aside.rename(one)


def _note_name(note: Path, name: Path) -> None:
    """Write down a name, from the folder of the note, so that it holds wherever the folder of reports is moved."""
    with note.open("wb") as file:
        file.write(os.fsencode(os.path.relpath(name, note.parent)))
        file.flush()
        os.fsync(file.fileno())
