"""What `verify` does when it is called: find, make again, compare, tell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from cchc_report.batch.events import Event
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.tools import require_pdf_tools
from cchc_report.batch.verify.again import Again, Verification, verify_reports
from cchc_report.batch.verify.first_difference import Difference
from cchc_report.batch.verify.published import PublishedReport, find_published
from cchc_report.cli.batch_lines import seconds_text
from cchc_report.cli.ending import ended_by_signal
from cchc_report.cli.exit_codes import EXIT_DIFFERENT
from cchc_report.cli.run import EXIT_PARTLY_FAILED
from cchc_report.cli.terminal import say, say_error, style_of_output
from cchc_report.cli.work import workers
from cchc_report.errors import Language, Place, Problem, PublishError, Text
from cchc_report.params.project import Project, find_project

JSON_SCHEMA = "cchc-report/verification/1"

_NAME_WIDTH = 28


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """What the command line asks for.

    Attributes:
        start: Folder from which the project is looked for.
        paths: Where the published reports lie; none for `outputs/` of the project.
        language: Language of messages.
        jobs: How many reports are made at once; `None` for one a core.
        timeout_seconds: How long one report may take; `None` for as long as it takes.
        keep: Folder that takes what came out otherwise; `None` to keep nothing.
        as_json: Whether to print for machines.
    """

    start: Path
    paths: tuple[Path, ...]
    language: Language
    jobs: int | None = None
    timeout_seconds: float | None = None
    keep: Path | None = None
    as_json: bool = False


def verify_published(options: VerifyOptions) -> int:
    """Make reports again and tell what differs; return 0 where nothing does, 10 where something does.

    Returns:
        Also 9 where nothing differs, but some reports could not be made again.

    Raises:
        ParamsError: There is no project, or no report at a path.
        MissingToolError: The machine lacks what the PDF needs.
        PublishError: The folder for what is kept cannot be written.
    """
    start = perf_counter()
    project = find_project(options.start)
    reports = find_published(options.paths or [project.outputs])
    keep = None if options.keep is None else _folder_to_keep(options.keep.resolve(), project, reports)
    require_pdf_tools()
    found = [*_told(_verified(project, reports, keep, options), len(reports), options)]
    if options.as_json:
        say(json.dumps(_record(found, project), ensure_ascii=False, indent=2))
    else:
        say(_summary(found, perf_counter() - start, options.language))
    if any(each.differences for each in found):
        return EXIT_DIFFERENT
    return 0 if all(each.same for each in found) else EXIT_PARTLY_FAILED


def _verified(
    project: Project, reports: Sequence[PublishedReport], keep: OutputFolder | None, options: VerifyOptions
) -> Iterator[Verification]:
    with ended_by_signal(), workers(options, len(reports), _silent) as (executor, make_one):
        again = Again(project, options.language, make_one, options.timeout_seconds, keep)
        yield from verify_reports(again, reports, executor)


def _silent(_event: Event) -> None:
    """Tell nobody of stages: a report is told of when it was compared."""


def _folder_to_keep(folder: Path, project: Project, reports: Sequence[PublishedReport]) -> OutputFolder:
    roots = {report.root for report in reports}
    for is_wrong, what in (
        (len(roots) > 1, _SEVERAL_ROOTS),
        (any(folder.is_relative_to(root) for root in roots), _AMONG_THE_PUBLISHED),
        (folder.exists() and not (folder.is_dir() and not any(folder.iterdir())), _NOT_EMPTY),
    ):
        if is_wrong:
            raise PublishError(Problem("verify.keep", what, _ANOTHER_FOLDER, Place(file=project.relative(folder))))
    return OutputFolder(folder, project.relative(folder))


_SEVERAL_ROOTS = Text(
    vi="--keep chỉ dùng được khi các báo cáo nằm trong cùng một thư mục kết quả",
    en="--keep is for reports that lie in one folder of reports",
)
_AMONG_THE_PUBLISHED = Text(
    vi="thư mục của --keep không được nằm trong thư mục các báo cáo đã lập",
    en="the folder of --keep may not lie among the published reports",
)
_NOT_EMPTY = Text(vi="thư mục của --keep phải chưa có hoặc đang trống", en="the folder of --keep must be new or empty")
_ANOTHER_FOLDER = Text(
    vi="chọn thư mục khác cho --keep, hoặc kiểm chứng từng thư mục kết quả một",
    en="choose another folder for --keep, or verify one folder of reports at a time",
)


def _told(found: Iterator[Verification], number: int, options: VerifyOptions) -> Iterator[Verification]:
    """Pass on what comes out, printing each as it comes."""
    for done, each in enumerate(found, start=1):
        if not options.as_json:
            _tell(each, f"[{done}/{number}]", options.language)
        yield each


def _tell(found: Verification, count: str, language: Language) -> None:
    state = _STATES[_state(found)].in_language(language)
    line = f"{count} {found.report.request.name:<{_NAME_WIDTH}}{state:<20}{seconds_text(found.seconds, language)}"
    say(style_of_output(line, None if found.same else "red"))
    if found.same:
        return
    for text in found.changed:
        say(f"  {_CHANGED.in_language(language)}: {text.in_language(language)}")
    for difference in found.differences:
        say(f"  {_difference_line(difference, language)}")
    say_error(f"  {line}" for problem in found.problems for line in problem.lines(language))


def _state(found: Verification) -> str:
    return "same" if found.same else "not_made" if found.problems else "different"


_STATES = {
    "same": Text(vi="giống từng byte", en="the same bytes"),
    "different": Text(vi="KHÁC", en="DIFFERENT"),
    "not_made": Text(vi="KHÔNG LẬP LẠI ĐƯỢC", en="NOT MADE AGAIN"),
}
_CHANGED = Text(vi="đã đổi từ khi lập", en="changed since it was made")


def _difference_line(difference: Difference, language: Language) -> str:
    line = f"{difference.file}: {difference.where.in_language(language)}"
    if not difference.published and not difference.remade:
        return line
    return f"{line}: {difference.published or '–'} → {difference.remade or '–'}"


def _summary(found: Sequence[Verification], seconds: float, language: Language) -> str:
    same, different, not_made = (
        sum(_state(each) == state for each in found) for state in ("same", "different", "not_made")
    )
    took = seconds_text(seconds, language)
    return Text(
        vi=f"Đã lập lại {len(found) - not_made} báo cáo: {same} giống từng byte, {different} khác"
        + (f"; {not_made} không lập lại được" if not_made else "")
        + f"; {took}",
        en=f"{len(found) - not_made} reports made again: {same} the same bytes, {different} different"
        + (f"; {not_made} not made again" if not_made else "")
        + f"; {took}",
    ).in_language(language)


def _record(found: Sequence[Verification], project: Project) -> dict[str, Any]:
    """Return the result for machines, by report."""
    return {
        "schema": JSON_SCHEMA,
        "same": all(each.same for each in found),
        "reports": [
            {
                "report": each.report.request.name,
                "folder": project.relative(each.report.folder),
                "status": _state(each),
                "changed": [_text_record(text) for text in each.changed],
                "differences": [
                    {
                        "file": difference.file,
                        "where": _text_record(difference.where),
                        "published": difference.published,
                        "remade": difference.remade,
                    }
                    for difference in each.differences
                ],
                "problems": [{"vi": problem.lines("vi")[0], "en": problem.lines("en")[0]} for problem in each.problems],
            }
            for each in sorted(found, key=lambda each: each.report)
        ],
    }


def _text_record(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
