"""Make published reports again from what the project holds now, and compare; nothing is written among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from cchc_report.batch.make import Making
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Planned, Refused, make_plan
from cchc_report.batch.publish import write_files
from cchc_report.batch.run import answers, largest_first
from cchc_report.batch.run_folder import TRACE_NAME
from cchc_report.batch.verify.first_difference import Difference, first_differences
from cchc_report.batch.verify.published import PublishedReport
from cchc_report.batch.worker import UNEXPECTED, Answer, Order
from cchc_report.errors import Language, Place, Problem, Text, system_reason
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project


@dataclass(frozen=True, slots=True)
class Verification:
    """What came out for one published report.

    Attributes:
        report: Which one.
        changed: What has changed since it was made, or in it: why it may come out otherwise.
        differences: The first difference of each file that differs.
        problems: Why it could not be made again; then there is nothing to compare.
        seconds: How long making it took.
    """

    report: PublishedReport
    changed: tuple[Text, ...] = ()
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

    @property
    def same(self) -> bool:
        """Whether it was made again and every byte is the same."""
        return not self.differences and not self.problems


@dataclass(frozen=True, slots=True)
class Again:
    """How reports are made again.

    Attributes:
        project: The project folder.
        language: Language of the messages that notebooks may raise.
        make: What a worker calls to make a report.
        timeout_seconds: How long one notebook may take; `None` for as long as it takes.
        keep: Folder that takes what came out otherwise, and what is left of reports that could not be made; `None` to
            keep nothing.
    """

    project: Project
    language: Language
    make: Callable[[Order], Answer]
    timeout_seconds: float | None = None
    keep: OutputFolder | None = None


def verify_reports(again: Again, reports: Sequence[PublishedReport], executor: Executor) -> Iterator[Verification]:
    """Yield what came out for each of `reports`, as they come.

    Args:
        again: How they are made.
        reports: The published reports, sorted.
        executor: Who makes them.

    Raises:
        PublishError: `again.keep` cannot be written.
    """
    files = ParameterFiles(again.project)
    for root, there in groupby(reports, key=lambda report: report.root):
        by_request = {report.request: report for report in there}
        plan = make_plan(files, tuple(by_request), OutputFolder(root, again.project.relative(root)), force=False)
        for refused in plan.refused:
            yield _refused(by_request[refused.request], refused)
        planned = {each.request: each for each in plan.planned}
        orders = [_order(again, each) for each in largest_first(plan.planned)]
        for answer in answers(executor, again.make, orders):
            yield _compared(again, by_request[answer.request], planned[answer.request], answer)


def _refused(report: PublishedReport, refused: Refused) -> Verification:
    return Verification(report, problems=refused.error.problems)


def _order(again: Again, planned: Planned) -> Order:
    making = Making(planned.request, planned.key, again.language, again.timeout_seconds)
    kept_at = None if again.keep is None else again.keep.show(again.keep.report_folder(planned.request))
    return Order(again.project.root, making, kept_at)


def _compared(again: Again, report: PublishedReport, planned: Planned, answer: Answer) -> Verification:
    failure = answer.failure
    if failure is not None:
        trace = {TRACE_NAME: failure.trace.encode()} if failure.trace else {}
        _keep(again, report, {**failure.kept, **trace})
        problems = tuple(_with_trace(again, report, problem) for problem in failure.problems)
        return Verification(report, planned.reasons, problems=problems, seconds=answer.seconds)
    try:
        published = report.files()
    except OSError as error:
        problem = _unreadable(again.project, report, error)
        return Verification(report, planned.reasons, problems=(problem,), seconds=answer.seconds)
    differences = first_differences(published, answer.files)
    if differences:
        _keep(again, report, answer.files)
    return Verification(report, planned.reasons, differences, seconds=answer.seconds)


def _keep(again: Again, report: PublishedReport, files: Mapping[str, bytes]) -> None:
    if again.keep is None or not files:
        return
    folder = again.keep.report_folder(report.request)
    with again.keep.writing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
    write_files(again.keep, folder, files)


def _with_trace(again: Again, report: PublishedReport, problem: Problem) -> Problem:
    """Return a problem of the program's own with where its trace is, or how to get one; others as they are."""
    if problem.code != UNEXPECTED:
        return problem
    if again.keep is None:
        return replace(problem, remedy=_HOW_TO_GET_A_TRACE)
    trace = again.keep.show(again.keep.report_folder(report.request) / TRACE_NAME)
    remedy = Text(
        vi=f"đây là lỗi của chương trình; gửi tệp {trace} cho người phát triển",
        en=f"this is a bug in the program; send {trace} to the developers",
    )
    return replace(problem, remedy=remedy)


_HOW_TO_GET_A_TRACE = Text(
    vi="đây là lỗi của chương trình; chạy lại với --keep THƯ_MỤC rồi gửi tệp "
    f"{TRACE_NAME} trong đó cho người phát triển",
    en=f"this is a bug in the program; run again with --keep FOLDER, then send {TRACE_NAME} from it to the developers",
)


def _unreadable(project: Project, report: PublishedReport, error: OSError) -> Problem:
    reason = system_reason(error)
    return Problem(
        "verify.unreadable",
        Text(vi=f"không đọc được báo cáo đã lập: {reason.vi}", en=f"the published report cannot be read: {reason.en}"),
        Text(vi="Kiểm tra quyền đọc của tệp.", en="Check that the file may be read."),
        Place(file=project.relative(Path(error.filename or report.folder))),
    )
