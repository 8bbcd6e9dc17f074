"""What `run` and `plan` say about reports: what will be made and why, where a report stands, how many were made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any

from cchc_report.batch.index.publish import INDEX_NAME
from cchc_report.batch.manifest import MANIFEST_NAME
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import BatchResult, NotMade
from cchc_report.cli.batch_lines import NAME_WIDTH, NOT_MADE, counts_text, seconds_text
from cchc_report.errors import Language, Text

PLAN_SCHEMA = "cchc-report/plan/1"

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
_UP_TO_DATE = Text(vi="đã là mới nhất", en="up to date")
_FRESH = Text(
    vi="Báo cáo đã là mới nhất: dữ liệu, tham số, sổ tay và chương trình không đổi (lập lại: --force).",
    en="The report is up to date: data, parameters, notebook, program have not changed (to redo it: --force).",
)
_REASONS = Text(vi="Lý do", en="Reasons")
_REASONS_AND_NOTEBOOKS = Text(vi="Lý do và sổ tay chạy dở", en="Reasons and failed notebooks")


def plan_lines(plan: Plan, language: Language) -> Iterator[str]:
    """Yield what must be made and why, what cannot be made, what is up to date; then how many of each.

    Departments of one year and edition of which the same is to be said share a line.
    """
    groups: dict[tuple[int, str, str], list[ReportRequest]] = {}
    for request, said in _states(plan, language):
        groups.setdefault((request.year, request.edition, said), []).append(request)
    rows = [(_name(requests), said + _which(requests, language)) for (_, _, said), requests in groups.items()]
    width = max(NAME_WIDTH, *(len(name) + 2 for name, _ in rows))
    yield from (f"{name:<{width}}{said}" for name, said in rows)
    yield counts_text(len(plan.to_make), len(plan.fresh), len(plan.refused), language)


def _states(plan: Plan, language: Language) -> Iterator[tuple[ReportRequest, str]]:
    for planned in plan.to_make:
        yield planned.request, "; ".join(reason.in_language(language) for reason in planned.reasons)
    for refused in plan.refused:
        reason = NotMade(refused.request, refused.error.problems, refused.error.exit_code).reason
        yield refused.request, f"{NOT_MADE.in_language(language)}: {reason.in_language(language)}"
    for planned in plan.fresh:
        yield planned.request, _UP_TO_DATE.in_language(language)


def _name(requests: Sequence[ReportRequest]) -> str:
    first = requests[0]
    return first.name if len(requests) == 1 else f"{first.year}/*/{first.edition}"


def _which(requests: Sequence[ReportRequest], language: Language) -> str:
    """Return which departments a line is about, where there are several."""
    if len(requests) == 1:
        return ""
    names = ", ".join(request.department for request in requests)
    number = Text(vi=f"{len(requests)} đơn vị", en=f"{len(requests)} departments").in_language(language)
    return f" ({number}: {names})"


def plan_record(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain JSON values: first what can be made, then what cannot."""
    planned = [
        {
            **asdict(each.request),
            "status": "fresh" if each.is_fresh else "to_make",
            "reasons": [asdict(reason) for reason in each.reasons],
        }
        for each in plan.planned
    ]
    refused = [
        {
            **asdict(each.request),
            "status": "refused",
            "problems": [problem.as_record() for problem in each.error.problems],
        }
        for each in plan.refused
    ]
    return {"schema": PLAN_SCHEMA, "reports": [*planned, *refused]}


def report_lines(outputs: OutputFolder, request: ReportRequest, result: BatchResult, language: Language) -> list[str]:
    """Return where the one report of a run stands and what was found; nothing where it was not made."""
    if result.not_made:
        return []
    folder = outputs.report_folder(request)
    return [
        *([_FRESH.in_language(language)] if result.fresh else []),
        "",
        f"{Text(vi='Báo cáo', en='Report').in_language(language)}: {outputs.show(folder)}/",
        *(f"  {name:<16}{purpose.in_language(language)}" for name, purpose in _FILES),
        _findings_line(folder, language),
    ]


def summary_lines(outputs: OutputFolder, result: BatchResult, seconds: float, language: Language) -> Iterator[str]:
    """Yield how many reports were made, where to find why others were not, and where all of them are listed."""
    made, fresh, failed = len(result.made), len(result.fresh), len(result.not_made)
    took = seconds_text(seconds, language)
    said = [
        Text(vi=f"Đã lập {made} báo cáo trong {took}", en=f"{made} reports made in {took}"),
        *([Text(vi=f"{fresh} đã là mới nhất", en=f"{fresh} up to date")] if fresh else []),
        *([Text(vi=f"{failed} không lập được", en=f"{failed} not made")] if failed else []),
    ]
    if fresh and not made and not failed:
        said = [Text(vi=f"{fresh} báo cáo đều đã là mới nhất", en=f"all {fresh} reports are up to date")]
    yield "; ".join(text.in_language(language) for text in said)
    kept = next((not_made.kept for not_made in result.not_made if not_made.kept is not None), None)
    if kept is not None:
        what = _REASONS_AND_NOTEBOOKS if any(each.has_notebook for each in result.not_made) else _REASONS
        yield f"{what.in_language(language)}: {PurePosixPath(kept).parent}/"
    yield Text(vi="Xem tất cả: ", en="All of them: ").in_language(language) + outputs.show(outputs.root / INDEX_NAME)


def _findings_line(folder: Path, language: Language) -> str:
    manifest = json.loads((folder / MANIFEST_NAME).read_bytes())
    by_severity = Counter(finding["severity"] for finding in manifest["findings"])
    errors, warnings, notes = (by_severity[severity] for severity in ("error", "warning", "note"))
    return Text(
        vi=f"Kiểm tra số liệu: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú (xem phụ lục của báo cáo)",
        en=f"Checks of the data: {errors} errors, {warnings} warnings, {notes} notes (see the report's annex)",
    ).in_language(language)
