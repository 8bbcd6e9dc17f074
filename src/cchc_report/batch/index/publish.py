"""Write the index and the catalogue of a folder of reports: whole or not at all, and never older than what it shows.

The reports are read under a lock: of two batches that finish together, the second sees what the first has published.
"""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from cchc_report.batch.index.entries import Existence, FailedReport
from cchc_report.batch.index.folders import ReportFolder, read_folders
from cchc_report.batch.index.state import Failure, IndexState, failures_now, read_state, source_hash, state_bytes
from cchc_report.batch.key import package_hash
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.request import ReportRequest

INDEX_NAME = "index.html"
CSV_NAME = "catalogue.csv"
PARQUET_NAME = "catalogue.parquet"
INDEX_FILES = (INDEX_NAME, CSV_NAME, PARQUET_NAME)

_OWN_FOLDER = ".index"
_LOCK = "lock"
_STATE = "state.json"
_NOT_WRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
STATE_PATH = f"{_OWN_FOLDER}/{_STATE}"
"""What the index remembers, relative to the folder of the reports."""


def write_index(
    outputs: OutputFolder,
    failed: Sequence[Failure] = (),
    *,
    up_to_date: Collection[ReportRequest] = (),
    departments: Sequence[Existence] = (),
) -> None:
    """Make `index.html`, `catalogue.csv` and `catalogue.parquet` show what is published; what is right is left alone.

    Args:
        outputs: The folder of the reports.
        failed: Reports that this batch could not make, with what stood there then. They are shown until they are
            published, by whomever, or named in `up_to_date` by a later call.
        up_to_date: Reports that this batch made or found as they should be: earlier failures of theirs are forgotten.
        departments: All departments that the project lists: their reports are shown also where they were never made.
            Empty where the caller does not know them: the index then knows only what is published or failed.

    Raises:
        PublishError: A file cannot be written; the others are whole, the old ones or the new.
    """
    own = outputs.root / _OWN_FOLDER
    ids = {(r.year, r.department, r.edition) for r in up_to_date}
    with outputs.writing(own):
        try:
            own.mkdir(parents=True, exist_ok=True)
            with _locked(own / _LOCK):
                _bring_up_to_date(outputs, own, _wanted(outputs.root, failed, ids, departments))
        except OSError as error:
            # On a disk that takes nothing there is nothing to do where nothing has changed.
            if error.errno not in _NOT_WRITABLE or not _wanted(outputs.root, failed, ids, departments).stands:
                raise
    outputs.index_published()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the index is to show.

    Attributes:
        folders: The reports that are published.
        failures: Those that could not be made.
        departments: All departments that the project lists.
        source: Hash of all this, and of what makes the files of it.
        stands: Whether the files that stand there show just that.
    """

    folders: Sequence[ReportFolder]
    failures: tuple[Failure, ...]
    departments: Sequence[Existence]
    source: str
    stands: bool


def _wanted(
    root: Path,
    failed: Sequence[Failure],
    up_to_date: Collection[tuple[int, str, str]],
    departments: Sequence[Existence],
) -> _Wanted:
    folders = read_folders(root)
    before = read_state(_content(root / STATE_PATH) or b"")
    failures = failures_now(before.failures, failed, up_to_date, folders)
    source = source_hash(folders, failures, departments, (package_hash(), version("pyarrow"), version("jinja2")))
    stands = before.source == source and _stand_as(root, before.files)
    return _Wanted(folders, failures, departments, source, stands)


def _bring_up_to_date(outputs: OutputFolder, own: Path, wanted: _Wanted) -> None:
    if wanted.stands:
        return
    files = index_files(wanted.folders, [failure.report for failure in wanted.failures], wanted.departments)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    for name, content in files.items():
        _write(outputs, own, outputs.root / name, content)
    _write(outputs, own, own / _STATE, state_bytes(IndexState(wanted.source, hashes, wanted.failures)))


def index_files(
    folders: Sequence[ReportFolder], failed: Sequence[FailedReport], departments: Sequence[Existence] = ()
) -> Mapping[str, bytes]:
    """Return the content of the three files, by name: a function of what is published, what failed, who is listed."""
    # Loaded here: a run that changes nothing does without them.
    from cchc_report.batch.index.catalogue import catalogue_rows, csv_bytes, parquet_bytes  # noqa: PLC0415
    from cchc_report.batch.index.entries import with_failures, with_missing  # noqa: PLC0415
    from cchc_report.batch.index.page import render_index  # noqa: PLC0415
    from cchc_report.batch.index.reading import read_report  # noqa: PLC0415

    reports = [read_report(folder) for folder in folders]
    rows = list(catalogue_rows(reports))
    entries = with_missing(with_failures((report.entry for report in reports), failed), departments)
    return {
        CSV_NAME: csv_bytes(rows),
        PARQUET_NAME: parquet_bytes(rows),
        INDEX_NAME: render_index(entries, departments).encode(),
    }


def _stand_as(root: Path, hashes: Mapping[str, str]) -> bool:
    """Return whether the three files are those with these hashes."""
    if hashes.keys() != set(INDEX_FILES):
        return False
    contents = ((hashes[name], _content(root / name)) for name in hashes)
    return all(content is not None and hashlib.sha256(content).hexdigest() == known for known, content in contents)


def _content(path: Path) -> bytes | None:
    """Return the bytes of a file; `None` where it cannot be read, which is a reason to write it anew."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(outputs: OutputFolder, own: Path, final: Path, content: bytes) -> None:
    """Make `content` stand under the name `final` in one step. What a killed run left is written over by the next."""
    with outputs.writing(final):
        if _content(final) == content:
            return
        unfinished = own / f"{final.name}.new"
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(final)
        _flush_folder(final.parent)


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
    def _locked(lock: Path) -> Iterator[None]:
        """Lock nothing: of two batches at once, the later index stands."""
        lock.touch()
        yield

else:
    import fcntl

    @contextmanager
    def _locked(lock: Path) -> Iterator[None]:
        """Hold the file `lock` locked; wait for whoever holds it. It ends with its process, however that ends."""
        with lock.open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
