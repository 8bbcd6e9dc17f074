"""A program that publishes recorded reports as a batch does, again and again, and kills itself before a given step.

A step is whatever changes a file: making, renaming, deleting, flushing. Each line of the input is an `Order`, each line
of the output says how many steps there were, or `-9`. Orders are done in forks: what is loaded is loaded once.
"""

from __future__ import annotations

import json
import os
import signal
import stat
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy  # noqa: F401, ICN001  # loaded before the forks
import pyarrow.parquet  # noqa: F401  # the same

from cchc_report.batch import run as batch_run
from cchc_report.batch.index import catalogue, page, reading  # noqa: F401  # the same
from cchc_report.batch.index.publish import write_index
from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import make_plan
from cchc_report.batch.publish import clear_leftovers, require_writable
from cchc_report.batch.run import Batch, run_batch
from cchc_report.batch.run_folder import RunFolder
from cchc_report.batch.serial import SerialExecutor
from cchc_report.batch.worker import Answer
from cchc_report.batch.worker import Order as ReportOrder
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project

_CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.link", "os.symlink")


@dataclass(frozen=True, slots=True)
class Order:
    """What to do once.

    Attributes:
        project: The project folder.
        recorded: Where the recorded reports stand.
        outputs: Where they are to be published.
        years: Years of the reports.
        department: Their department.
        last_step: Before which step to die; 0 for none.
    """

    project: str
    recorded: str
    outputs: str
    years: Sequence[int]
    department: str
    last_step: int = 0


class Steps:
    """Counts what changes files, and ends this process before a given step."""

    def __init__(self, last: int) -> None:
        self.taken = 0
        self._last = last

    def watch(self) -> None:
        """Count from now on."""
        sys.addaudithook(self._see)
        flush = os.fsync

        def flush_counted(descriptor: int) -> None:
            self._step(lambda: _tear(descriptor))
            flush(descriptor)

        os.fsync = flush_counted  # type: ignore[assignment]  # the same call

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        opened_to_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        exchanged = event == "ctypes.dlsym" and arguments[1] == "renameat2"
        if event in _CHANGES or opened_to_write or exchanged:
            self._step(lambda: None)

    def _step(self, half_done: Callable[[], object]) -> None:
        self.taken += 1
        if self.taken == self._last:
            half_done()
            os.kill(os.getpid(), signal.SIGKILL)


def _tear(descriptor: int) -> None:
    """Leave half of a file, as if it was not written to its end."""
    about = os.fstat(descriptor)
    if stat.S_ISREG(about.st_mode):
        os.truncate(descriptor, about.st_size // 2)


def replay(order: Order, steps: Steps) -> None:
    """Publish the recorded reports that are not up to date, and the index."""
    files = ParameterFiles(Project(Path(order.project)))
    requests = report_matrix(files, order.years, [order.department], ["internal"])
    folder = OutputFolder(Path(order.outputs), "outputs")
    plan = make_plan(files, requests, folder, force=False)
    steps.watch()
    clear_leftovers(folder)
    if plan.to_make:
        require_writable(folder)
    run_folder = RunFolder(folder, "batch")
    batch = Batch(
        project=files.project,
        outputs=folder,
        run_folder=run_folder,
        language="vi",
        timeout_seconds=None,
        keep_going=False,
        make=partial(_recorded, Path(order.recorded)),
    )
    result = run_batch(batch, plan, SerialExecutor(), run_folder.note)
    run_folder.close()
    write_index(folder, up_to_date=[*result.made, *result.fresh])


def _recorded(recorded: Path, order: ReportOrder) -> Answer:
    folder = recorded / order.making.request.name
    return Answer(order.making.request, {path.name: path.read_bytes() for path in sorted(folder.iterdir())})


def _in_a_fork(order: Order) -> int:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            steps = Steps(order.last_step)
            replay(order, steps)
            os.write(writer, str(steps.taken).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as said:
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        return int(said.read()) if code == 0 else code


def _main() -> None:
    batch_run.check_data = lambda order: Answer(order.making.request)  # nothing is read again
    for line in sys.stdin:
        sys.stdout.write(f"{_in_a_fork(Order(**json.loads(line)))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
