"""What runs on a worker of the cluster: put a report's files into a folder of its own, and do there what was ordered.

The scheduler loads this module as well, to pass tasks on: nothing heavy is loaded before a worker works.
"""

from __future__ import annotations

import hashlib
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from distributed import Worker, get_worker

from cchc_report.batch.cluster.environment import describe
from cchc_report.batch.cluster.problems import no_room_on_worker
from cchc_report.errors import SourceError, raise_all

if TYPE_CHECKING:
    from cchc_report.batch.worker import Answer

_one_at_a_time = threading.Lock()
"""Of a process: the exporters are not made for threads. Held for a moment only where a worker has one thread."""

_WANTED_EVERY_SECONDS = 0.5
_WANTED = ("executing", "long-running", "resumed")
"""States of a task, on its worker, whose result somebody waits for."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is sent with.

    Attributes:
        task: Key of the task, by which news are told apart.
        topic: Where news go.
        work: The function to call and its order, pickled: the scheduler, which unpickles tasks, need not load them.
        files: Path relative to the project and sha256 of each file, in the order in which the contents come.
        folders: Folders that must be there, relative to the project.
        machine: What `describe` returns where the batch was planned.
    """

    task: str
    topic: str
    work: bytes
    files: tuple[tuple[str, str], ...]
    folders: tuple[str, ...]
    machine: Mapping[str, str]


class OtherMachineError(Exception):
    """A worker is not what it was when the batch asked it; the argument is the worker's address."""


_errand: ContextVar[Errand | None] = ContextVar("errand", default=None)


def content_at(url: str, path: str) -> bytes:
    """Return the content of a file that the worker can read by itself."""
    from cchc_report.batch.store import StoreFolder  # noqa: PLC0415  # the scheduler does without

    return StoreFolder(url).read(path)


def run_errand(errand: Errand, *contents: bytes) -> Answer:
    """Do what was ordered, in a folder with the files of the report.

    Raises:
        OtherMachineError: This worker would give the report other bytes.
        SourceError: A file is not as it was when the report was planned.
        ClusterError: The worker has no room for the files.
    """
    worker = get_worker()
    if describe() != errand.machine:
        raise OtherMachineError(worker.address)
    set_before = _errand.set(errand)
    try:
        with _one_at_a_time, _ended_when_unwanted(worker, errand.task), _project(worker, errand, contents) as root:
            send_news(None)
            work, order = pickle.loads(errand.work)  # noqa: S301  # from the client, as everything that dask runs
            answer: Answer = work(replace(order, root=root))
            return answer
    finally:
        _errand.reset(set_before)


def send_news(stage: Sequence[Any] | None) -> None:
    """Tell the batch that its errand began (`None`), or of a stage: plain values that travel without pickle."""
    errand = _errand.get()
    if errand is not None:
        worker = get_worker()
        news = {"task": errand.task, "worker": worker.address, "stage": None if stage is None else list(stage)}
        worker.log_event(errand.topic, news)


async def machine_of(dask_worker: Worker) -> Mapping[str, str]:
    """Return what `describe` says on a worker; `dask_worker` is given by dask."""
    return await dask_worker.loop.run_in_executor(None, describe)


def loadable() -> bool:
    """Return true: the scheduler has this module, which it needs to pass tasks on."""
    return True


@contextmanager
def _project(worker: Worker, errand: Errand, contents: Sequence[bytes]) -> Iterator[Path]:
    """Yield a project folder with the files of the errand; it is gone afterwards.

    It lies in the worker's own folder: what a killed worker leaves there is cleared away by dask.
    """
    try:
        holder = tempfile.TemporaryDirectory(dir=worker.local_directory, prefix="cchc-", ignore_cleanup_errors=True)
    except OSError as error:
        raise no_room_on_worker(worker.address, error) from None
    with holder as folder:
        root = Path(folder, "project")
        try:
            put_files(root, errand.files, errand.folders, contents)
        except OSError as error:
            raise no_room_on_worker(worker.address, error) from None
        yield root


def put_files(root: Path, files: Sequence[tuple[str, str]], folders: Sequence[str], contents: Sequence[bytes]) -> None:
    """Write files into the project folder `root`.

    Args:
        root: The folder; it is made.
        files: Path relative to the project and sha256 of each file.
        folders: Folders that must be there.
        contents: Content of each file, in the order of `files`.

    Raises:
        SourceError: A content is not the one that was planned with: all such files.
        OSError: A file cannot be written.
    """
    from cchc_report.batch.make import changed_meanwhile  # noqa: PLC0415  # the scheduler does without

    hashes = [hashlib.sha256(content_).hexdigest() for content_ in contents]
    changed = [path for (path, sha256), actual in zip(files, hashes, strict=True) if actual != sha256]
    raise_all(SourceError, map(changed_meanwhile, changed))
    for folder in folders:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for (path, _), content_ in zip(files, contents, strict=True):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content_)


@contextmanager
def _ended_when_unwanted(worker: Worker, task: str) -> Iterator[None]:
    """End the kernel where nobody waits for the report any more: the user stopped the batch, or time ran out.

    A thread cannot be ended from outside, but it comes to its end by itself when the notebook's kernel is gone.
    """
    done = threading.Event()
    watch = threading.Thread(target=_end_when_unwanted, args=(worker, task, done, _end_kernels), daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def _end_when_unwanted(worker: Worker, task: str, done: threading.Event, end: Callable[[], None]) -> None:
    while not done.wait(_WANTED_EVERY_SECONDS):
        state = worker.state.tasks.get(task)
        if state is None or state.state not in _WANTED:
            end()  # again and again: a kernel may just be starting


def _end_kernels() -> None:
    from cchc_report.batch.warm.launch import SERVERS  # noqa: PLC0415  # the scheduler does without

    SERVERS.kill()
