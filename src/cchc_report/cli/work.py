"""The working part of `run`: who works, a log, what is shown meanwhile. It loads what making reports needs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import Protocol

from cchc_report.batch.address import is_on_this_machine
from cchc_report.batch.cluster.workers import ClusterOptions, cluster_workers
from cchc_report.batch.events import Event, Tell
from cchc_report.batch.local import LocalExecutor, make_and_tell
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Plan
from cchc_report.batch.publish import require_writable
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import BatchResult
from cchc_report.batch.run import Batch, run_batch
from cchc_report.batch.run_folder import RunFolder
from cchc_report.batch.serial import SerialExecutor
from cchc_report.batch.stages import Stage
from cchc_report.batch.temporary import using_temporary_files
from cchc_report.batch.tools import require_pdf_tools
from cchc_report.batch.worker import Answer, Order, Report, make
from cchc_report.cli.batch_lines import lines_for
from cchc_report.cli.run import RunOptions
from cchc_report.machine import usable_cores
from cchc_report.params.project import Project

_GRACE_SECONDS = 30
"""A notebook that takes too long is told of by its cell, if it says so within this time; else its process is ended."""


def work(project: Project, outputs: OutputFolder, plan: Plan, options: RunOptions, result: BatchResult) -> None:
    """Make the reports of `plan`, and note in `result` what became of them.

    Raises:
        UserError: Parameters or data are wrong and the batch was not told to keep going; nothing was made.
        MissingToolError: The machine lacks what the PDF needs.
        PublishError: The output folder cannot be written.
    """
    one_report = len(plan.planned) + len(plan.refused) == 1
    lines = lines_for(
        options.language,
        as_json=options.as_json,
        is_terminal=sys.stdout.isatty(),
        one_report=one_report,
        keep_going=options.keep_going,
    )
    if plan.to_make:
        require_writable(outputs)
        require_pdf_tools()
    run_folder = RunFolder(
        outputs, plan.planned[0].request.name.replace("/", "-") if one_report and plan.planned else "batch"
    )

    lock = Lock()  # news of stages come from another thread

    def tell(event: Event) -> None:
        with lock:
            run_folder.note(event)
            lines.tell(event)

    try:
        working = (
            _cluster(project, options, options.dask, tell)
            if options.dask is not None and plan.to_make
            else workers(options, len(plan.to_make), tell)
        )
        with lines, working as (executor, make_one):
            batch = Batch(
                project=project,
                outputs=outputs,
                run_folder=run_folder,
                language=options.language,
                timeout_seconds=options.timeout_seconds,
                keep_going=options.keep_going,
                make=make_one,
            )
            run_batch(batch, plan, executor, tell, result)
    finally:
        run_folder.close()


Workers = tuple[Executor, Callable[[Order], Answer]]
"""Who works, and what they call to make a report."""


class WorkOptions(Protocol):
    """What a command line asks of those who work."""

    @property
    def jobs(self) -> int | None:
        """How many reports are made at once; `None` for one a core that this process may use."""

    @property
    def timeout_seconds(self) -> float | None:
        """How long one notebook may take; `None` for as long as it takes."""


@contextmanager
def workers(options: WorkOptions, reports: int, tell: Tell) -> Iterator[Workers]:
    """Give workers; end them at once where the work does not come to its end.

    Args:
        options: What the command line asks for.
        reports: How many reports they will make.
        tell: Told of each stage of each report, from any thread.
    """
    report = _report_to(tell)
    if reports <= 1 and options.timeout_seconds is None:  # this process cannot end itself when time is out
        yield SerialExecutor(), partial(make, report=report)
        return
    jobs = min(options.jobs or usable_cores(), reports)
    with using_temporary_files():
        local = LocalExecutor(jobs, report, limit_seconds=_limit(options))
    with _until_its_end(local) as executor:
        yield executor, make_and_tell


@contextmanager
def _cluster(project: Project, options: RunOptions, address: str, tell: Tell) -> Iterator[Workers]:
    """Give the workers of a dask cluster; they read by themselves only data that they can find where they are."""
    data = options.data
    data_url = None if data is None or is_on_this_machine(data) else data
    on_it = ClusterOptions(address, options.jobs, data_url, _limit(options))
    executor, make_one = cluster_workers(project, on_it, _report_to(tell))
    with _until_its_end(executor):
        yield executor, make_one


def _limit(options: WorkOptions) -> float | None:
    return None if options.timeout_seconds is None else options.timeout_seconds + _GRACE_SECONDS


def _report_to(tell: Tell) -> Report:
    def report(request: ReportRequest, stage: Stage) -> None:
        tell(Event.of_stage(request, stage))

    return report


@contextmanager
def _until_its_end(executor: Executor) -> Iterator[Executor]:
    """Let an executor finish what it does, or end it at once where the work does not come to its end."""
    try:
        yield executor
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()
