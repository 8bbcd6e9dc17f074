"""Copies in the folder of temporary files: gone afterwards, and what this machine refuses told as such."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cchc_report.batch.folder_lock import locked
from cchc_report.errors import Place, Problem, PublishError, Text, system_reason

_SECONDS_TO_HOLD = 60
"""Time within which a folder that was made is held."""

_DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
"""What only a disk says."""


@contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """Yield a new empty folder; it is gone afterwards, whatever happened.

    A process that is killed leaves its folder, perhaps with people's data: the next one of the same user deletes it.

    Args:
        prefix: What its name begins with.

    Raises:
        PublishError: It cannot be made.
    """
    with copying():
        _clear(Path(tempfile.gettempdir()), prefix)
        holder = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
    with holder as folder, locked(Path(folder)):
        yield Path(folder).resolve()


@contextmanager
def using_temporary_files() -> Iterator[None]:
    """Turn what the folder of temporary files refuses to the body into a problem that says what to do.

    Raises:
        PublishError: There is no such folder, or its disk is full or takes nothing.
    """
    with copying():
        folder = Path(tempfile.gettempdir())
    with copying(to=folder):
        yield


@contextmanager
def copying(to: Path | None = None) -> Iterator[None]:
    """Turn an `OSError` of the body, which copies files of this machine, into a problem that says what to do.

    Args:
        to: Where files are copied that come from elsewhere: only what this folder or its disk refuses is told here.

    Raises:
        PublishError: This machine refuses something.
    """
    try:
        yield
    except OSError as error:
        if to is not None and not _is_trouble_of(error, to):
            raise
        raise PublishError(_not_copied(error)) from error


def _is_trouble_of(error: OSError, folder: Path) -> bool:
    named = (name for name in (error.filename, error.filename2) if isinstance(name, str))
    return error.errno in _DISK_TROUBLE or any(Path(name).is_relative_to(folder) for name in named)


def _not_copied(error: OSError) -> Problem:
    reason = system_reason(error)
    return Problem(
        "temporary.not-copied",
        Text(
            vi=f"không chép được vào thư mục tạm của máy này: {reason.vi}",
            en=f"files cannot be copied to this machine's folder of temporary files: {reason.en}",
        ),
        Text(
            vi="kiểm tra dung lượng đĩa và quyền ghi; hoặc đặt biến môi trường TMPDIR là một thư mục ở ổ đĩa khác, "
            "rồi chạy lại",
            en="look at the free disk space and your right to write there; or set the environment variable TMPDIR to a "
            "folder on another disk, then run again",
        ),
        Place(file=str(error.filename2 or error.filename or _folder_asked_for())),
    )


def _folder_asked_for() -> str:
    """Return the folder of temporary files; where no folder can be used, the one that was to be."""
    try:
        return tempfile.gettempdir()
    except OSError:
        return os.environ.get("TMPDIR", os.curdir)


if sys.platform == "win32":

    def _clear(place: Path, prefix: str) -> None:
        """Do nothing: who is dead cannot be told."""

else:
    import fcntl

    def _clear(place: Path, prefix: str) -> None:
        """Delete the folders of this user's processes that died."""
        for folder in place.glob(f"{prefix}*"):
            with suppress(OSError):
                found = folder.lstat()
                # One that was made just now may not be held yet.
                if found.st_uid == os.getuid() and time.time() - found.st_mtime > _SECONDS_TO_HOLD and folder.is_dir():
                    _delete_unless_held(folder)

    def _delete_unless_held(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)
