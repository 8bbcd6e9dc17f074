"""The contents of files as tasks of the cluster: what several reports read is brought there once.

A content is the result of a task, not data scattered among the workers: when the worker that holds it is lost, dask
makes it again elsewhere. A worker that lacks it gets it from one that has it.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from distributed import Client, Future

from cchc_report.batch.cluster.errand import content_at
from cchc_report.batch.cluster.problems import cannot_be_sent
from cchc_report.batch.inputs import ReportInputs
from cchc_report.params.project import Project

KEPT_BYTES = 256 * 2**20
"""How much the cluster is asked to keep for reports to come; what running reports need comes on top of it."""

_DATA = "data/"
_READ_AGAIN = 2


@dataclass(frozen=True, slots=True)
class _Kept:
    """A content on the cluster.

    Attributes:
        content: The task of which it is the result.
        size: How many bytes.
        worker: Who was to have it first.
    """

    content: Future[bytes]
    size: int
    worker: str

    def is_usable(self, workers: Collection[str]) -> bool:
        """Return whether the content is there or will be. Where all workers were lost, dask waits for the first."""
        return self.content.status == "finished" or (self.content.status == "pending" and self.worker in workers)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file on its way.

    Attributes:
        path: Path relative to the project.
        sha256: Of its content.
        content: The task of which the result is its content.
    """

    path: str
    sha256: str
    content: Future[bytes]


class Contents:
    """Brings files of one project to the workers of a cluster.

    Args:
        client: The connection to the cluster.
        project: The project folder.
        data_url: Where workers read the data by themselves; `None` where they get them from here.
        name: What the keys of the tasks begin with.
        kept_bytes: How much is kept on the cluster for reports to come.
    """

    def __init__(
        self, client: Client, project: Project, data_url: str | None, name: str, kept_bytes: int = KEPT_BYTES
    ) -> None:
        self._client = client
        self._project = project
        self._data_url = data_url
        self._name = name
        self._numbers = count(1)
        self._kept_bytes = kept_bytes
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._small: dict[str, str] = {}

    def send(
        self, inputs: ReportInputs, hashes: Mapping[str, str], worker: str, workers: Collection[str]
    ) -> list[SentFile]:
        """Return the files of a report, sent or on their way.

        Args:
            inputs: What the report is made from.
            hashes: The sha256 of those files whose bytes count, by path; the others are taken as they are now, and for
                the rest of the batch.
            worker: Address of the worker that will need them.
            workers: Addresses of all workers.

        Raises:
            ClusterError: A file cannot be read here.
        """
        unreadable: list[tuple[str, OSError]] = []
        sent: list[SentFile] = []
        for path in inputs.files:
            sha256 = hashes.get(path) or self._small.get(path)
            kept = self._kept.get(sha256 or "")
            try:
                if sha256 is None or kept is None or not kept.is_usable(workers):
                    sha256, kept = self._sent(path, sha256, worker)
            except OSError as error:
                unreadable.append((path, error))
                continue
            self._kept[sha256] = kept
            self._kept.move_to_end(sha256)
            sent.append(SentFile(path, sha256, kept.content))
        if unreadable:
            raise cannot_be_sent(unreadable)
        self._drop_oldest()
        return sent

    def size(self, inputs: ReportInputs) -> int:
        """Return how many bytes the files of a report have."""
        paths = (self._project.root / path for path in inputs.files)
        return sum(path.stat().st_size for path in paths if path.is_file())

    def _sent(self, path: str, sha256: str | None, worker: str) -> tuple[str, _Kept]:
        """Send a file, or have it read there; return its hash too, which was not known of all."""
        task: tuple[Any, ...]
        if self._data_url is not None and path.startswith(_DATA) and sha256 is not None:
            size = (self._project.root / path).stat().st_size
            task = content_at, self._data_url, path.removeprefix(_DATA)
        else:
            given = (self._project.root / path).read_bytes()
            size = len(given)
            sha256 = sha256 or self._small.setdefault(path, hashlib.sha256(given).hexdigest())
            task = bytes, given  # what every worker can do, even one without this package
        content: Future[bytes] = self._client.submit(
            *task,
            key=f"{self._name}-file-{next(self._numbers)}",
            workers=[worker],
            allow_other_workers=True,
            retries=_READ_AGAIN,
            pure=False,
        )
        return sha256, _Kept(content, size, worker)

    def _drop_oldest(self) -> None:
        """Let go of what was longest unused; dask keeps it as long as a report that was ordered needs it."""
        total = sum(kept.size for kept in self._kept.values())
        while total > self._kept_bytes and self._kept:
            _, dropped = self._kept.popitem(last=False)
            total -= dropped.size
