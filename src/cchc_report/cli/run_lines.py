"""What `run` and `plan` say about reports: what will be made and why, where a report stands, how many were made."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cchc_report.batch.index.publish import INDEX_NAME
from cchc_report.batch.manifest import MANIFEST_NAME
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Plan
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.result import BatchResult
from cchc_report.cli.batch_lines import seconds_text
from cchc_report.errors import Language, Text

_NAME_WIDTH = 28

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
_FRESH = Text(
    vi="Báo cáo đã là mới nhất: dữ liệu, tham số, sổ tay và chương trình không đổi (lập lại: --force).",
    en="The report is up to date: data, parameters, notebook, program have not changed (to redo it: --force).",
)


def plan_lines(plan: Plan, language: Language) -> Iterator[str]:
    """Yield a line a report with good parameters, then how many must be made."""
    for planned in plan.planned:
        reasons = "; ".join(reason.in_language(language) for reason in planned.reasons)
        state = reasons or Text(vi="đã là mới nhất", en="up to date").in_language(language)
        yield f"{planned.request.name:<{_NAME_WIDTH}}{state}"
    yield Text(
        vi=f"{len(plan.to_make)} báo cáo cần lập, {len(plan.fresh)} đã là mới nhất",
        en=f"{len(plan.to_make)} reports to make, {len(plan.fresh)} up to date",
    ).in_language(language)


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


def summary_line(outputs: OutputFolder, result: BatchResult, seconds: float, language: Language) -> str:
    """Return how many reports were made, and where all of them are listed."""
    made, fresh, failed = len(result.made), len(result.fresh), len(result.not_made)
    took, index = seconds_text(seconds, language), outputs.show(outputs.root / INDEX_NAME)
    return Text(
        vi=f"Đã lập {made} báo cáo, {fresh} đã là mới nhất, {failed} không lập được; {took}. Xem tất cả: {index}",
        en=f"{made} reports made, {fresh} up to date, {failed} not made; {took}. All of them: {index}",
    ).in_language(language)


def _findings_line(folder: Path, language: Language) -> str:
    manifest = json.loads((folder / MANIFEST_NAME).read_bytes())
    by_severity = Counter(finding["severity"] for finding in manifest["findings"])
    errors, warnings, notes = (by_severity[severity] for severity in ("error", "warning", "note"))
    return Text(
        vi=f"Kiểm tra số liệu: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú (xem phụ lục của báo cáo)",
        en=f"Checks of the data: {errors} errors, {warnings} warnings, {notes} notes (see the report's annex)",
    ).in_language(language)
