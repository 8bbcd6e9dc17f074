"""Reports published elsewhere: in an object store or on another machine named by an fsspec URL (`--output`).

A batch works on a copy here, for what it must know to leave a report alone, and to write the index, is in the reports
themselves. Each report goes to the store as soon as it is finished. A store cannot rename a folder in one step, so the
manifest is taken away first and comes back last: a folder without one is no report, and is made again by the next run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cchc_report.batch.index.folders import is_file_of_a_report
from cchc_report.batch.index.publish import INDEX_FILES, STATE_PATH
from cchc_report.batch.manifest import MANIFEST_NAME
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.store import StoreFolder
from cchc_report.batch.temporary import copying, temporary_folder

_RUNS = "runs"
_PROBE = ".writable"
_INDEX_PATHS = (*INDEX_FILES, STATE_PATH)


@dataclass(frozen=True, slots=True)
class OutputStore(OutputFolder):
    """The local copy of a folder of reports that lies elsewhere.

    Attributes:
        store: Where it lies.
        index_there: The files of the index there as they were fetched, by path; of those that are there.
    """

    store: StoreFolder
    index_there: Mapping[str, bytes]

    def require_taken(self) -> None:
        """Write a file to the store and delete it.

        Raises:
            PublishError: It cannot be written.
        """
        self.store.write({_PROBE: b""})
        self.store.delete([_PROBE])

    def report_published(self, request: ReportRequest) -> None:
        """Bring a report to the store.

        Raises:
            PublishError: It cannot be written; the store has no manifest of the report.
        """
        folder = self.report_folder(request)
        files = self._contents(path for path in folder.iterdir() if path.is_file())
        manifest = f"{request.name}/{MANIFEST_NAME}"
        last = {manifest: files.pop(manifest)}
        try:
            there = self.store.files(request.name, to_replace=True)
            gone = sorted({*there} - files.keys(), key=lambda path: path != manifest)
            self.store.delete(gone)
            self.store.write(files)
            self.store.write(last)
        except BaseException:
            (folder / MANIFEST_NAME).unlink()  # the index shows what others find there
            raise

    def index_published(self) -> None:
        """Bring to the store what this run has left under `runs/`, and the files of the index that are not so there.

        What the index remembers comes last: it says that the others are there.

        Raises:
            PublishError: It cannot be written.
        """
        self.store.write(self._contents(path for path in (self.root / _RUNS).rglob("*") if path.is_file()))
        index = _contents_by_path(self.root, _INDEX_PATHS)
        self.store.write({path: index[path] for path in index if index[path] != self.index_there.get(path)})

    def _contents(self, paths: Iterable[Path]) -> dict[str, bytes]:
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in sorted(paths)}


@contextmanager
def outputs_at(url: str, requests: Iterable[ReportRequest]) -> Iterator[OutputStore]:
    """Yield a copy of the reports at `url`, which brings there what becomes of it; it is gone afterwards.

    Args:
        url: Where they are.
        requests: The reports asked for. Of the others, only the manifest is copied: for the index.

    Raises:
        PublishError: This machine has no room for the copy.
        UserError: The place cannot be reached.
    """
    store = StoreFolder(url)
    with temporary_folder("cchc-outputs-") as root:
        there = store.files()
        store.fetch(list(_needed(there, {request.name for request in requests})), root)
        with copying():
            for path in there:
                _stand_in(root, path)
        yield OutputStore(root, store.show(), store, _contents_by_path(root, _INDEX_PATHS))


def _contents_by_path(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of those files under `root` that are there, in this order."""
    return {path: (root / path).read_bytes() for path in paths if (root / path).is_file()}


def _needed(there: Iterable[str], asked: Collection[str]) -> Iterator[str]:
    for path in there:
        report, _, name = path.rpartition("/")
        is_manifest = name == MANIFEST_NAME and is_file_of_a_report(path)
        if is_manifest or report in asked or path in _INDEX_PATHS:
            yield path


def _stand_in(root: Path, path: str) -> None:
    """Put an empty file where a report's file is not copied: the index links to what is there, by name."""
    if is_file_of_a_report(path) and not (root / path).exists():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
