"""A batch: check the data of all reports first, then make what must be made, and publish each as it is finished."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, as_completed
from dataclasses import dataclass
from time import perf_counter

from cchc_report.batch.events import Event, Tell
from cchc_report.batch.index.folders import read_manifest
from cchc_report.batch.index.state import manifest_hash
from cchc_report.batch.make import Making
from cchc_report.batch.manifest import MANIFEST_NAME, findings_in_words
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import NOTEBOOK_NAME, Plan, Planned
from cchc_report.batch.publish import publish_folder, staging_folder, write_files
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import BatchResult, NotMade
from cchc_report.batch.run_folder import RunFolder
from cchc_report.batch.stages import stage
from cchc_report.batch.worker import TOOK_TOO_LONG, Answer, Failure, Order, check_data, trace_of, unexpected
from cchc_report.errors import (
    ClusterError,
    Language,
    MissingToolError,
    NotebookError,
    ParamsError,
    Problem,
    PublishError,
    SourceError,
    Text,
    UserError,
)
from cchc_report.params.project import Project


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch works on.

    Attributes:
        project: The project folder.
        outputs: Where reports are published.
        run_folder: Where the run leaves its log, and what failed.
        language: Language of the messages that notebooks may raise.
        timeout_seconds: How long one notebook may take; `None` for as long as it takes.
        keep_going: Whether to make what can be made where some reports cannot.
        make: What a worker calls to make a report.
    """

    project: Project
    outputs: OutputFolder
    run_folder: RunFolder
    language: Language
    timeout_seconds: float | None
    keep_going: bool
    make: Callable[[Order], Answer]


def run_batch(
    batch: Batch, plan: Plan, executor: Executor, tell: Tell, result: BatchResult | None = None
) -> BatchResult:
    """Make all reports of `plan` that are not up to date.

    Args:
        batch: The project and how to work.
        plan: What to make.
        executor: Who works.
        tell: Told of everything that happens, from this thread.
        result: Where to note what becomes of the reports, for who must know how far a batch came that did not end well.

    Raises:
        UserError: Parameters or data of some report are wrong, and the batch was not told to keep going: all problems
            of all reports, and nothing was made.
        PublishError: The output folder cannot be written; or all was made as told in `result`, and this could not be
            told to the end.
    """
    result = BatchResult() if result is None else result
    result.fresh += [planned.request for planned in plan.fresh]
    told = _Told(tell)
    told(Event.planned(plan))
    try:
        _run(batch, plan, executor, told, result)
    except KeyboardInterrupt:
        told(Event.stopped(result))
        raise
    told(Event.finished(result))
    if told.trouble is not None:
        raise told.trouble
    return result


class _Told:
    """Tells of what happens as long as it can; reports are made whether or not anybody hears of it."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.trouble: PublishError | None = None

    def __call__(self, event: Event) -> None:
        if self.trouble is None:
            try:
                self._tell(event)
            except PublishError as error:
                self.trouble = error


def _run(batch: Batch, plan: Plan, executor: Executor, tell: Tell, result: BatchResult) -> None:
    refused = [_not_made(batch, each.request, _failure(each.error)) for each in plan.refused]
    for request in result.fresh:
        tell(Event("fresh", request))
    good, bad = _check(batch, plan.to_make, executor, tell)
    refused += bad
    for not_made in refused:
        tell(Event.not_made("refused", not_made))
    result.not_made += refused
    if refused and not batch.keep_going:
        raise _all_problems(refused, left_undone=len(good))
    for answer in answers(executor, batch.make, [_order(batch, planned) for planned in largest_first(good)]):
        _take(batch, answer, result, tell)


def _check(
    batch: Batch, to_make: Sequence[Planned], executor: Executor, tell: Tell
) -> tuple[list[Planned], list[NotMade]]:
    """Read all data, and tell the reports that can be made from those that cannot."""
    by_request = {planned.request: planned for planned in to_make}
    good, bad = [], []
    for answer in answers(executor, check_data, [_order(batch, planned) for planned in to_make]):
        if answer.failure is None:
            tell(Event("checked", answer.request, detail=answer.detail, seconds=answer.seconds))
            good.append(by_request[answer.request])
        elif _is_lost(answer.failure):
            # Its data are not known to be wrong: it is made, and if it cannot be, it fails alone.
            good.append(by_request[answer.request])
        else:
            bad.append(_not_made(batch, answer.request, answer.failure))
    return good, sorted(bad, key=lambda not_made: not_made.request)


def _order(batch: Batch, planned: Planned) -> Order:
    making = Making(planned.request, planned.key, batch.language, batch.timeout_seconds)
    return Order(batch.project.root, making, batch.run_folder.shown(planned.request))


def answers(executor: Executor, work: Callable[[Order], Answer], orders: Iterable[Order]) -> Iterator[Answer]:
    """Yield the answers as they come; a worker that never answered is an answer too."""
    waiting: dict[Future[Answer], ReportRequest] = {
        executor.submit(work, order): order.making.request for order in orders
    }
    for future in as_completed(waiting):
        request = waiting.pop(future)
        try:
            yield future.result()
        except CancelledError:
            raise
        except Exception as error:  # noqa: BLE001  # what a lost worker raises depends on who runs it
            yield Answer(request, failure=_lost(error))


def largest_first(planned: Iterable[Planned]) -> list[Planned]:
    """Return reports by the size of what they read: the longest begin first, so that none is left over at the end."""
    return sorted(planned, key=lambda each: (-each.key.data_bytes, each.request))


def _take(batch: Batch, answer: Answer, result: BatchResult, tell: Tell) -> None:
    """Publish a report that was made, or note why it was not."""
    request = answer.request
    failure = answer.failure
    if failure is None:
        start = perf_counter()
        try:
            _publish(batch, request, answer.files, tell)
        except UserError as error:
            failure = _failure(error)
        else:
            result.made.append(request)
            found = findings_in_words(json.loads(answer.files[MANIFEST_NAME]))
            tell(Event("published", request, detail=found, seconds=answer.seconds + perf_counter() - start))
            return
    not_made = _not_made(batch, request, failure)
    result.not_made.append(not_made)
    tell(Event.not_made("failed", not_made, answer.seconds))


def _not_made(batch: Batch, request: ReportRequest, failure: Failure) -> NotMade:
    kept = batch.run_folder.keep(request, failure)
    has_notebook = kept is not None and NOTEBOOK_NAME in failure.kept
    standing = manifest_hash(read_manifest(batch.outputs.report_folder(request)))
    return NotMade(request, failure.problems, failure.exit_code, kept, has_notebook, standing)


def _failure(error: UserError) -> Failure:
    return Failure(error.problems, error.exit_code)


def _publish(batch: Batch, request: ReportRequest, files: Mapping[str, bytes], tell: Tell) -> None:
    outputs = batch.outputs
    with (
        stage("publish", lambda now: tell(Event.of_stage(request, now))) as tell_detail,
        staging_folder(outputs) as staging,
    ):
        finished = staging / "report"
        write_files(outputs, finished, files)
        publish_folder(outputs, finished, outputs.report_folder(request))
        outputs.report_published(request)
        tell_detail(Text(vi=f"{len(files)} tệp", en=f"{len(files)} files"))


def _lost(error: Exception) -> Failure:
    """Return why a worker never answered: it took too long, died, or had a problem of its own."""
    if isinstance(error, UserError):
        return _failure(error)
    if isinstance(error, TimeoutError):
        return Failure((TOOK_TOO_LONG,), NotebookError.exit_code)
    if type(error).__name__ in _DEATHS:
        return Failure((_DIED,), NotebookError.exit_code)
    return Failure((unexpected(error),), 1, trace=trace_of(error))


def _is_lost(failure: Failure) -> bool:
    """Return whether a worker never answered, of itself or because it took too long."""
    return failure.problems in {(_DIED,), (TOOK_TOO_LONG,)}


_DEATHS = frozenset({"WorkerLostError", "KilledWorker", "BrokenProcessPool"})
"""What our own executor, dask and the standard library raise for a worker process that is gone."""
_DIED = Problem(
    "batch.worker-died",
    Text(vi="tiến trình lập báo cáo này đã dừng đột ngột", en="the process that made this report ended"),
    Text(
        vi="kiểm tra bộ nhớ còn trống rồi chạy lại; bớt --jobs nếu máy thiếu bộ nhớ",
        en="look at the free memory, then run again; use fewer --jobs where memory is short",
    ),
)


_KINDS: tuple[type[UserError], ...] = (
    ParamsError,
    SourceError,
    MissingToolError,
    NotebookError,
    PublishError,
    ClusterError,
)


def _all_problems(refused: Sequence[NotMade], *, left_undone: int) -> UserError:
    """Return one error with the problems of all reports, each once: several reports may share a file.

    Args:
        refused: The reports that cannot be made.
        left_undone: How many others could have been made.
    """
    problems = [*dict.fromkeys(problem for not_made in refused for problem in not_made.problems)]
    if left_undone:
        problems.append(_nothing_made(len(refused), left_undone))
    code = min(not_made.exit_code for not_made in refused)
    return next((kind for kind in _KINDS if kind.exit_code == code), UserError)(problems)


def _nothing_made(refused: int, left_undone: int) -> Problem:
    return Problem(
        "batch.nothing-made",
        Text(
            vi=f"chưa lập báo cáo nào, vì {refused} báo cáo không lập được",
            en=f"no report was made, because {refused} cannot be",
        ),
        Text(
            vi=f"sửa các lỗi trên rồi chạy lại; hoặc thêm --keep-going để lập trước {left_undone} báo cáo còn lại",
            en=f"put the above right, then run again; or add --keep-going to make the other {left_undone} first",
        ),
    )
