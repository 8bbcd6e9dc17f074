"""Make a finished folder stand under its final name in one step, so that what stands there is complete, always.

Files are written and flushed in a staging folder on the same file system. A first report gets its name by a rename; a
report that replaces another one is *exchanged* with it.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from cchc_report.batch.exchange import exchange, put_back
from cchc_report.batch.folder_lock import locked
from cchc_report.batch.outputs import OutputFolder

_RACES_WORTH_RETRYING = 3
_LOCK = ".lock"


def require_writable(outputs: OutputFolder) -> None:
    """Make the folder that reports are written in first, so that nobody works for a folder that takes nothing.

    Raises:
        PublishError: It cannot be made.
    """
    with outputs.writing(outputs.staging):
        outputs.staging.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=outputs.staging) as probe:
            probe.write(b"\0")  # a read-only disk has the folder already and says no above, a full one here
    outputs.require_taken()


@contextmanager
def staging_folder(outputs: OutputFolder) -> Iterator[Path]:
    """Yield a new empty folder to write a report into; it is gone afterwards, whatever happened.

    Beside it lies a lock file that this process holds. A process that was killed holds none, however its id is used
    again: what it left is cleared away by whoever comes next. Two batches at once leave each other's folders alone.

    Raises:
        PublishError: The folder cannot be made.
    """
    folder = outputs.staging / f"{os.getpid()}-{uuid4().hex[:8]}"
    with ExitStack() as stack:
        with outputs.writing(outputs.staging):
            outputs.staging.mkdir(parents=True, exist_ok=True)
            # Nobody else may begin to stage or clear now: a lock file that is not held yet looks like a dead one's.
            with locked(outputs.staging):
                _clear(outputs.staging)
                stack.enter_context(_held(folder.with_name(folder.name + _LOCK)))
            stack.callback(_remove, folder)
            folder.mkdir()
        yield folder


def clear_leftovers(outputs: OutputFolder) -> None:
    """Delete what batches that were killed left in staging; what cannot be deleted harms nobody and stays.

    A published report that they had taken aside gets its name back.
    """
    with suppress(OSError), locked(outputs.staging):
        _clear(outputs.staging)


def _remove(folder: Path) -> None:
    """Delete a staging folder, once it holds no published report any more."""
    with suppress(OSError):
        put_back(folder)
        shutil.rmtree(folder, ignore_errors=True)


def write_files(outputs: OutputFolder, folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder`, write `files` into it by name, and wait until they are on the disk.

    Raises:
        PublishError: A file cannot be written; its name is in the problem.
    """
    with outputs.writing(folder):
        folder.mkdir()
    for name, content in files.items():
        path = folder / name
        with outputs.writing(path), path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    with outputs.writing(folder):
        _flush_folder(folder)


def publish_folder(outputs: OutputFolder, folder: Path, final: Path) -> None:
    """Make the finished `folder` stand under the name `final`; what stood there before goes where `folder` was.

    Raises:
        PublishError: It cannot; `final` is as it was.
    """
    with outputs.writing(final):
        final.parent.mkdir(parents=True, exist_ok=True)
        _move_to(folder, final)
        _flush_folder(final.parent)


def _move_to(folder: Path, final: Path) -> None:
    for attempt in range(_RACES_WORTH_RETRYING):
        if os.path.lexists(final) and not final.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(final))
        try:
            if final.is_dir():
                exchange(folder, final)
            else:
                folder.rename(final)
        except OSError as error:
            # Another batch published the same report, or took it away, since we looked.
            raced = error.errno in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT} and folder.is_dir()
            if not raced or attempt == _RACES_WORTH_RETRYING - 1:
                raise
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk; Windows has no way to ask for it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    @contextmanager
    def _held(lock: Path) -> Iterator[None]:
        """Leave a mark; it does not end with its process, so leftovers of dead ones stay until someone deletes them."""
        lock.touch()
        try:
            yield
        finally:
            with suppress(OSError):
                lock.unlink()

    def _clear(staging: Path) -> None:
        """Do nothing: who is dead cannot be told."""

else:
    import fcntl

    @contextmanager
    def _held(lock: Path) -> Iterator[None]:
        """Make the file `lock` and hold it locked."""
        with lock.open("xb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
            finally:
                with suppress(OSError):  # gone, or the folder takes no changes any more: it goes with the next run
                    lock.unlink()

    def _clear(staging: Path) -> None:
        """Delete the staging folders of processes that died."""
        for lock in staging.glob(f"*{_LOCK}"):
            with suppress(OSError), lock.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                put_back(lock.with_suffix(""))
                shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                lock.unlink(missing_ok=True)
