"""The commands `run` and `plan`: which reports, made how, and what became of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from cchc_report.batch.address import local_folder
from cchc_report.batch.events import Event
from cchc_report.batch.index.entries import Existence, FailedReport
from cchc_report.batch.index.publish import write_index
from cchc_report.batch.index.state import Failure
from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Plan, make_plan, without_missing_files
from cchc_report.batch.publish import clear_leftovers
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import BatchResult, NotMade
from cchc_report.cli.batch_lines import JsonLines
from cchc_report.cli.ending import ended_by_signal
from cchc_report.cli.output_place import require_room_of_its_own
from cchc_report.cli.run_lines import plan_lines, plan_record, report_lines, summary_lines
from cchc_report.cli.terminal import say, say_error
from cchc_report.errors import Language, PublishError, UserError
from cchc_report.params.loading import ParameterFiles, list_departments
from cchc_report.params.models import Department, Edition
from cchc_report.params.project import Project, find_project

EXIT_PARTLY_FAILED = 9


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the command line asks for.

    Attributes:
        start: Folder from which the project is looked for.
        years: Years; none for all.
        departments: Ids; none for all of each year.
        editions: Editions.
        language: Language of messages.
        output: Folder of all reports, a path or an fsspec URL; `outputs/` of the project by default.
        jobs: How many reports are made at once; `None` for one a core.
        timeout_seconds: How long one report may take; `None` for as long as it takes.
        force: Whether to make what is up to date.
        keep_going: Whether to make what can be made where some reports cannot.
        dry_run: Whether to say only what would be done.
        as_json: Whether to print for machines.
        dask: Address of a dask scheduler whose workers make the reports.
        data: Where the data are, if not in the project: a path or an fsspec URL.
    """

    start: Path
    years: tuple[int, ...]
    departments: tuple[str, ...]
    editions: tuple[Edition, ...]
    language: Language
    output: str | None = None
    jobs: int | None = None
    timeout_seconds: float | None = None
    force: bool = False
    keep_going: bool = False
    dry_run: bool = False
    as_json: bool = False
    dask: str | None = None
    data: str | None = None


def run_reports(options: RunOptions) -> int:
    """Make the reports asked for; return the exit code: 9 where some of many were not made.

    Raises:
        UserError: Nothing was made; nothing stands under a final name that did not stand there before.
    """
    start = perf_counter()
    project = find_project(options.start)
    files = ParameterFiles(project)
    requests = report_matrix(files, options.years, options.departments, options.editions)
    with ended_by_signal(), _outputs(project, requests, options) as outputs:
        return _bring_up_to_date(files, requests, outputs, options, start)


def _bring_up_to_date(
    files: ParameterFiles, requests: Sequence[ReportRequest], outputs: OutputFolder, options: RunOptions, start: float
) -> int:
    result = BatchResult()
    with _data_in_place(files, requests, options) as files_and_data:
        if not options.dry_run:
            clear_leftovers(outputs)  # which may put a report back that the plan must see
        plan = make_plan(files_and_data, requests, outputs, force=options.force)
        if options.dry_run:
            return _tell_plan(without_missing_files(plan, files_and_data.project), options)
        try:
            _make(files_and_data, outputs, plan, options, result)
        except (KeyboardInterrupt, UserError):
            if result.made or result.not_made:
                _bring_index_up_to_date(files, outputs, result)  # if it cannot be: there is something else to tell
            raise
    without_index = _bring_index_up_to_date(files, outputs, result)
    if not options.as_json:
        for line in (
            report_lines(outputs, requests[0], result, options.language)
            if len(requests) == 1
            else summary_lines(outputs, result, perf_counter() - start, options.language)
        ):
            say(line)
    code = _exit_code(result, options, one_report=len(requests) == 1)
    if without_index is None:
        return code
    say_error(without_index.lines(options.language))
    return without_index.exit_code


@contextmanager
def _outputs(project: Project, requests: Sequence[ReportRequest], options: RunOptions) -> Iterator[OutputFolder]:
    """Yield the folder of all reports, or a copy of it where it lies elsewhere."""
    output = options.output
    require_room_of_its_own(project, output, options.data)
    folder = None if output is None else local_folder(output)
    if output is not None and folder is None:
        from cchc_report.batch.output_url import outputs_at  # noqa: PLC0415  # loads fsspec

        with outputs_at(output, requests) as store:
            yield store
        return
    root = folder or project.outputs
    yield OutputFolder(root, project.relative(root))


@contextmanager
def _data_in_place(
    files: ParameterFiles, requests: Sequence[ReportRequest], options: RunOptions
) -> Iterator[ParameterFiles]:
    """Yield the parameter files of the project, or with `--data` of a copy that has those data."""
    if options.data is None:
        yield files
        return
    from cchc_report.batch.data_url import project_with_data  # noqa: PLC0415  # loads fsspec

    with project_with_data(files.project, options.data, requests) as project:
        yield ParameterFiles(project)


def _make(files: ParameterFiles, outputs: OutputFolder, plan: Plan, options: RunOptions, result: BatchResult) -> None:
    """Make the reports that are not up to date, and note in `result` what became of all."""
    if len(plan.to_make) == 1 and options.dask is None and options.timeout_seconds is None:  # not made by a worker
        from cchc_report.batch.kernel import load_ahead  # noqa: PLC0415  # nothing to make, nothing to load

        load_ahead(options.language)  # in a process of its own, while this one loads the rest
    if plan.to_make or plan.refused:
        from cchc_report.cli.work import work  # noqa: PLC0415  # loads pandas and the exporters

        work(files.project, outputs, plan, options, result)
        return
    result.fresh += [planned.request for planned in plan.fresh]
    if options.as_json:
        lines = JsonLines()
        for event in (Event.planned(plan), *(Event("fresh", request) for request in result.fresh)):
            lines.tell(event)
        lines.tell(Event.finished(result))


def _bring_index_up_to_date(files: ParameterFiles, outputs: OutputFolder, result: BatchResult) -> PublishError | None:
    """Have the index show what became of the reports; return why it cannot be written."""
    listed = list_departments(files.project, files)
    departments = [Existence(each.id, each.name, each.valid_from, each.valid_to) for each in listed]
    up_to_date = [*result.made, *result.fresh]
    try:
        write_index(outputs, _failed(listed, result), up_to_date=up_to_date, departments=departments)
    except PublishError as error:
        return error
    return None


def _failed(listed: Sequence[Department], result: BatchResult) -> list[Failure]:
    """Return what the index shows of the reports that were not made."""
    return [Failure(_failed_report(listed, not_made), not_made.standing) for not_made in result.not_made]


def _failed_report(listed: Sequence[Department], not_made: NotMade) -> FailedReport:
    request = not_made.request
    names = (each.name for each in listed if each.id == request.department and each.exists_in(request.year))
    return FailedReport(request.year, request.department, next(names, ""), request.edition, not_made.reason.vi)


def _exit_code(result: BatchResult, options: RunOptions, *, one_report: bool) -> int:
    """Return the exit code of the run; why the one report of a run was not made is told here, in full."""
    if not result.not_made:
        return 0
    if not one_report:
        return EXIT_PARTLY_FAILED
    (failed,) = result.not_made
    say_error([line for problem in failed.problems for line in problem.lines(options.language)])
    return failed.exit_code


def _tell_plan(plan: Plan, options: RunOptions) -> int:
    """Print what would be made and why, and what cannot be made; return the exit code."""
    if options.as_json:
        say(json.dumps(plan_record(plan), ensure_ascii=False, indent=2))
    else:
        for line in plan_lines(plan, options.language):
            say(line)
        # Several reports may share a file: each problem is told once.
        problems = dict.fromkeys(problem for refused in plan.refused for problem in refused.error.problems)
        say_error([line for problem in problems for line in problem.lines(options.language)])
    return min((refused.error.exit_code for refused in plan.refused), default=0)
