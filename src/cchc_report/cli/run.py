"""The commands `run` and `plan`: which reports, made how; one is told stage by stage, many report by report."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cchc_report.batch.manifest import MANIFEST_NAME
from cchc_report.batch.matrix import report_matrix
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Plan, make_plan
from cchc_report.batch.request import ReportRequest
from cchc_report.cli.terminal import StageLines, say, say_error
from cchc_report.errors import Language, Text
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.models import Edition
from cchc_report.params.project import Project, find_project

EXIT_PARTLY_FAILED = 9

_FILES = (
    ("report.pdf", Text(vi="để ký và in", en="to sign and print")),
    ("report.html", Text(vi="để đọc và tra cứu từng số liệu", en="to read and to question every figure")),
    (
        "annex.xlsx",
        Text(vi="bảng điểm, biểu mẫu, hồ sơ phía sau số liệu", en="scores, form, dossiers behind the figures"),
    ),
    ("report.ipynb", Text(vi="sổ tay đã chạy", en="the notebook as it ran")),
    (MANIFEST_NAME, Text(vi="số liệu, nguồn và mã băm, dành cho máy", en="figures, sources and hashes, for machines")),
)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the command line asks for.

    Attributes:
        start: Folder from which the project is looked for.
        years: Years; none for all.
        departments: Ids; none for all of each year.
        editions: Editions.
        language: Language of messages.
        output: Folder of all reports; `outputs/` of the project by default.
        jobs: How many reports are made at once; `None` for one a core.
        timeout_seconds: How long one notebook may take; `None` for as long as it takes.
        force: Whether to make what is up to date.
        keep_going: Whether to make what can be made where some reports cannot.
        dry_run: Whether to say only what would be done.
        as_json: Whether to print for machines.
        dask: Address of a dask scheduler whose workers make the reports.
    """

    start: Path
    years: tuple[int, ...]
    departments: tuple[str, ...]
    editions: tuple[Edition, ...]
    language: Language
    output: Path | None = None
    jobs: int | None = None
    timeout_seconds: float | None = None
    force: bool = False
    keep_going: bool = False
    dry_run: bool = False
    as_json: bool = False
    dask: str | None = None


def run_reports(options: RunOptions) -> int:
    """Make the reports asked for; return the exit code.

    Raises:
        UserError: Nothing could be made; nothing stands under a final name that did not stand there before.
    """
    project = find_project(options.start)
    files = ParameterFiles(project)
    requests = report_matrix(files, options.years, options.departments, options.editions)
    root = project.outputs if options.output is None else options.output.resolve()
    outputs = OutputFolder(root, project.relative(root))
    if options.dry_run:
        return _tell_plan(_plan(files, requests, outputs, options), options)
    if len(requests) == 1 and not options.as_json and options.dask is None:
        return _run_one(project, requests[0], root, options)
    from cchc_report.cli.run_many import run_many  # noqa: PLC0415  # what one report does not need

    return run_many(project, outputs, _plan(files, requests, outputs, options), options)


def _plan(
    files: ParameterFiles, requests: tuple[ReportRequest, ...], outputs: OutputFolder, options: RunOptions
) -> Plan:
    return make_plan(files, requests, outputs, force=options.force)


def _tell_plan(plan: Plan, options: RunOptions) -> int:
    """Print what would be made and why, and what cannot be made; return the exit code."""
    language = options.language
    if options.as_json:
        say(json.dumps(plan_record(plan), ensure_ascii=False, indent=2))
    else:
        for planned in plan.planned:
            reasons = "; ".join(reason.in_language(language) for reason in planned.reasons)
            state = reasons or Text(vi="đã là mới nhất", en="up to date").in_language(language)
            say(f"{planned.request.name:<28}{state}")
        counts = Text(
            vi=f"{len(plan.to_make)} báo cáo cần lập, {len(plan.fresh)} đã là mới nhất",
            en=f"{len(plan.to_make)} reports to make, {len(plan.fresh)} up to date",
        )
        say(counts.in_language(language))
        for refused in plan.refused:
            say_error([f"{refused.request.name}:", *refused.error.lines(language)])
    return plan.refused[0].error.exit_code if plan.refused else 0


def plan_record(plan: Plan) -> list[dict[str, Any]]:
    """Return a plan as plain JSON values, one entry a report."""
    planned = [
        (each.request, "fresh" if each.is_fresh else "to_make", [(why.vi, why.en) for why in each.reasons])
        for each in plan.planned
    ]
    refused = [
        (each.request, "refused", [(why.lines("vi")[0], why.lines("en")[0]) for why in each.error.problems])
        for each in plan.refused
    ]
    return [
        {"report": request.name, "status": status, "reasons": [{"vi": vi, "en": en} for vi, en in reasons]}
        for request, status, reasons in [*planned, *refused]
    ]


def _run_one(project: Project, request: ReportRequest, output: Path, options: RunOptions) -> int:
    """Make one report, print its stages, where it is and what was found."""
    from cchc_report.batch.run import run_report  # noqa: PLC0415  # loads pandas and the exporters

    language = options.language
    stages = StageLines(language)
    try:
        published = run_report(
            project,
            request,
            output=output,
            force=options.force,
            timeout_seconds=options.timeout_seconds,
            progress=stages,
            language=language,
        )
    finally:
        stages.close()
    if published.was_fresh:
        fresh = Text(
            vi="Báo cáo đã là mới nhất: dữ liệu, tham số, sổ tay và chương trình không đổi (lập lại: --force).",
            en="The report is up to date: data, parameters, notebook, program have not changed (to redo it: --force).",
        )
        say(fresh.in_language(language))
    say()
    say(f"{Text(vi='Báo cáo', en='Report').in_language(language)}: {project.relative(published.folder)}/")
    for name, purpose in _FILES:
        say(f"  {name:<16}{purpose.in_language(language)}")
    say(findings_line(published.folder, language))
    return 0


def findings_line(folder: Path, language: Language) -> str:
    """Return how many findings of each severity the published report in `folder` has, as one line."""
    manifest = json.loads((folder / MANIFEST_NAME).read_bytes())
    by_severity = Counter(finding["severity"] for finding in manifest["findings"])
    errors, warnings, notes = (by_severity[severity] for severity in ("error", "warning", "note"))
    return Text(
        vi=f"Kiểm tra số liệu: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú (xem phụ lục của báo cáo)",
        en=f"Checks of the data: {errors} errors, {warnings} warnings, {notes} notes (see the report's annex)",
    ).in_language(language)
