"""What a worker process does for a batch: check the data of a report, or make it. It publishes nothing.

Orders and answers are plain data, for they travel: to a process of this machine, or to one of a cluster.
"""

from __future__ import annotations

import os
import signal
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

from nbformat import NotebookNode

from cchc_report.batch.kernel import load_ahead
from cchc_report.batch.make import PUBLISHED_NOTEBOOK_NAME, Making, make_report, notebook_bytes
from cchc_report.batch.notebook_source import read_notebook
from cchc_report.batch.plan import NOTEBOOK_NAME
from cchc_report.batch.published_notebook import publishable
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import Stage
from cchc_report.errors import NotebookError, Problem, Text, UserError
from cchc_report.measures import vietnamese_integer
from cchc_report.params.loading import load_parameters
from cchc_report.params.project import Project
from cchc_report.scoring.loading import load_criteria
from cchc_report.sources.load import load_registers

KERNEL_LOG = "kernel.log"
Report: TypeAlias = Callable[[ReportRequest, Stage], None]


@dataclass(frozen=True, slots=True)
class Order:
    """One report to work on.

    Attributes:
        root: The project folder.
        making: Which report, and with what.
        kept_at: Where a notebook that failed will be kept, as messages name it; `None` where it cannot be.
    """

    root: Path
    making: Making
    kept_at: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a report was not made.

    Attributes:
        problems: What a user can put right, all of it.
        exit_code: Exit code of that kind of problem.
        kept: Files that help to find the cause, by name: the notebook as it failed, what its kernel wrote.
        trace: Where our own program failed, for its developers; empty for problems of users.
    """

    problems: tuple[Problem, ...]
    exit_code: int
    kept: Mapping[str, bytes] = field(default_factory=dict)
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an order.

    Attributes:
        request: Which report.
        files: The report's files by name; nothing where only its data were checked.
        detail: What came out, in few words.
        seconds: How long it took.
        failure: Why there are none.
    """

    request: ReportRequest
    files: Mapping[str, bytes] = field(default_factory=dict)
    detail: Text = Text("", "")  # noqa: RUF009  # frozen
    seconds: float = 0.0
    failure: Failure | None = None


def check_data(order: Order) -> Answer:
    """Read what a report is made from, and say what is wrong with it: its notebook, and its data and criteria."""
    project, request = Project(order.root), order.making.request
    start = perf_counter()
    detail = Text("", "")
    load_ahead(order.making.language)
    path = project.notebooks / NOTEBOOK_NAME
    with _caught() as caught_notebook:
        read_notebook(path, project.relative(path))
    caught_data = _Caught()
    with _caught() as caught:
        parameters = load_parameters(project, request.year, request.department, request.edition)
        with _caught() as caught_data:
            registers = load_registers(project, parameters)
            detail = registers_read(len(registers.dossiers.frame), len(registers.procedures.frame))
        load_criteria(project, parameters)
    failure = reduce(_joined, (caught.failure, caught_data.failure, caught_notebook.failure))
    return Answer(request, detail=detail, seconds=perf_counter() - start, failure=failure)


def make(order: Order, report: Report) -> Answer:
    """Make one report.

    Args:
        order: Which one.
        report: Told of each stage as it starts and ends.
    """
    request = order.making.request
    kept: dict[str, bytes] = {}

    def keep(notebook: NotebookNode, kernel_output: str) -> str | None:
        kept[NOTEBOOK_NAME] = notebook_bytes(publishable(notebook))
        if kernel_output:
            kept[KERNEL_LOG] = kernel_output.encode()
        return f"{order.kept_at}/{NOTEBOOK_NAME}" if order.kept_at else None

    start = perf_counter()
    files: Mapping[str, bytes] = {}
    with _caught(kept) as caught:
        files = make_report(Project(order.root), order.making, progress=lambda stage: report(request, stage), keep=keep)
    seconds = perf_counter() - start
    limit = order.making.timeout_seconds
    if caught.failure is None and limit is not None and seconds > limit:
        kept[NOTEBOOK_NAME] = files[PUBLISHED_NOTEBOOK_NAME]
        return Answer(request, seconds=seconds, failure=Failure((TOOK_TOO_LONG,), NotebookError.exit_code, kept))
    return Answer(request, files, seconds=seconds, failure=caught.failure)


TOOK_TOO_LONG = Problem(
    "batch.timeout",
    Text(vi="quá thời gian cho phép, không lập xong báo cáo này", en="time ran out before this report was finished"),
    Text(vi="tăng --timeout rồi chạy lại", en="give more time with --timeout, then run again"),
)


def registers_read(dossiers: int, procedures: int) -> Text:
    """Return what was read, in few words."""
    return Text(
        vi=f"{vietnamese_integer(dossiers)} hồ sơ, {vietnamese_integer(procedures)} TTHC",
        en=f"{dossiers:,} dossiers, {procedures:,} procedures",
    )


def end_with_parent() -> None:
    """Have this process end where the batch that started it is gone, however it went; and keep libraries quiet."""
    warnings.simplefilter("ignore")
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(slots=True)
class _Caught:
    failure: Failure | None = None


@contextmanager
def _caught(kept: Mapping[str, bytes] | None = None) -> Iterator[_Caught]:
    """Turn what the body raises into a failure: one report's trouble is not that of its neighbours."""
    caught = _Caught()
    try:
        yield caught
    except UserError as error:
        caught.failure = Failure(error.problems, error.exit_code, dict(kept or {}))
    except Exception as error:  # noqa: BLE001  # a bug of ours in one report is told, and the others go on
        caught.failure = Failure((unexpected(error),), 1, dict(kept or {}), trace_of(error))


def _joined(one: Failure | None, other: Failure | None) -> Failure | None:
    if one is None or other is None:
        return one or other
    code = min(one.exit_code, other.exit_code)
    return Failure((*one.problems, *other.problems), code, trace=one.trace + other.trace)


def trace_of(error: BaseException) -> str:
    """Return where the program failed; not what the exception says, which may hold a citizen's data."""
    return "".join(traceback.format_tb(error.__traceback__)) + type(error).__name__ + "\n"


UNEXPECTED = "batch.unexpected"
"""Code of the problem that is no user's; a trace goes with it."""


def unexpected(error: BaseException) -> Problem:
    """Return the problem that says that the program is at fault; the exception's text may hold a citizen's data."""
    name = type(error).__name__
    return Problem(
        UNEXPECTED,
        Text(vi=f"lỗi không lường trước: {name}", en=f"unexpected error: {name}"),
        Text(
            vi="đây là lỗi của chương trình; gửi tệp trace.txt trong thư mục của lượt chạy cho người phát triển",
            en="this is a bug in the program; send trace.txt from the run's folder to the developers",
        ),
    )
