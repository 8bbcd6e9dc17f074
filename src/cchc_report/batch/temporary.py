"""Copies in the folder of temporary files: gone afterwards, and what this machine refuses told as such."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_report.errors import Place, Problem, PublishError, Text, system_reason

_DISK_TROUBLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
"""What only a disk says."""


@contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """Yield a new empty folder; it is gone afterwards, whatever happened.

    Args:
        prefix: What its name begins with.

    Raises:
        PublishError: It cannot be made.
    """
    with copying():
        holder = tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True)
    with holder as folder:
        yield Path(folder).resolve()


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
        Place(file=str(error.filename2 or error.filename or tempfile.gettempdir())),
    )
