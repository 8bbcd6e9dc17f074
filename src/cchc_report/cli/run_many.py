"""Many reports in one run: workers, a log, live lines, the index, and the exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from time import perf_counter
from types import FrameType
from typing import NoReturn

from cchc_report.batch.events import Event, Tell
from cchc_report.batch.local import LocalExecutor, make_and_tell
from cchc_report.batch.many import Batch, BatchResult, run_batch
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.run_folder import RunFolder
from cchc_report.batch.stages import Stage
from cchc_report.batch.tools import require_pdf_tools
from cchc_report.cli.batch_lines import lines_for, seconds_text
from cchc_report.cli.run import EXIT_PARTLY_FAILED, RunOptions
from cchc_report.cli.terminal import say
from cchc_report.errors import Text
from cchc_report.params.project import Project

_GRACE_SECONDS = 60
"""What a report may take beyond its notebook: exporting it, and saying that time ran out."""


def run_many(project: Project, outputs: OutputFolder, plan: Plan, options: RunOptions) -> int:
    """Make the reports of `plan`; return 0 where all are there, 9 where some are not.

    Raises:
        UserError: Parameters or data are wrong and the batch was not told to keep going; nothing was made.
        PublishError: The output folder cannot be written.
    """
    start = perf_counter()
    if plan.to_make or plan.refused:
        result = _work(project, outputs, plan, options)
    else:
        result = BatchResult(fresh=[planned.request for planned in plan.fresh])
    if not options.as_json:
        say(_summary(result, perf_counter() - start, options))
    return EXIT_PARTLY_FAILED if result.not_made else 0


def _work(project: Project, outputs: OutputFolder, plan: Plan, options: RunOptions) -> BatchResult:
    if plan.to_make:
        require_pdf_tools()
    lines = lines_for(options.language, as_json=options.as_json, is_terminal=sys.stdout.isatty())
    run_folder = RunFolder(outputs, "batch")

    def tell(event: Event) -> None:
        run_folder.note(event)
        lines.tell(event)

    batch = Batch(
        project=project,
        outputs=outputs,
        run_folder=run_folder,
        language=options.language,
        timeout_seconds=options.timeout_seconds,
        keep_going=options.keep_going,
        make=make_and_tell,
    )
    counts = {"to_make": len(plan.to_make), "fresh": len(plan.fresh), "refused": len(plan.refused)}
    try:
        with _ended_by_signal(), lines, _workers(options, len(plan.to_make), tell) as executor:
            tell(Event("planned", counts=counts))
            result = run_batch(batch, plan, executor, tell)
            ends = {"made": len(result.made), "fresh": len(result.fresh), "failed": len(result.not_made)}
            tell(Event("finished", counts=ends))
    finally:
        run_folder.close()
    return result


@contextmanager
def _workers(options: RunOptions, reports: int, tell: Tell) -> Iterator[Executor]:
    """Give workers; end them at once where the batch does not come to its end."""

    def report(request: ReportRequest, stage: Stage) -> None:
        tell(Event("stage", request, stage=stage.id, detail=stage.detail, seconds=stage.seconds))

    limit = None if options.timeout_seconds is None else options.timeout_seconds + _GRACE_SECONDS
    jobs = max(1, min(options.jobs or os.cpu_count() or 1, reports))
    executor = LocalExecutor(jobs, report, limit_seconds=limit)
    try:
        yield executor
    except BaseException:
        executor.shutdown(cancel_futures=True)
        raise
    executor.shutdown()


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let SIGTERM end the batch as Ctrl-C does: workers are ended, nothing is left half-written."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _summary(result: BatchResult, seconds: float, options: RunOptions) -> str:
    made, fresh, failed = len(result.made), len(result.fresh), len(result.not_made)
    took = seconds_text(seconds, options.language)
    return Text(
        vi=f"Đã lập {made} báo cáo, {fresh} đã là mới nhất, {failed} không lập được; {took}",
        en=f"{made} reports made, {fresh} up to date, {failed} not made; {took}",
    ).in_language(options.language)
