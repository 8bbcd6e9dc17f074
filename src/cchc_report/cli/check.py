"""The command `check`: what does not add up in the data of one department-year, without making the report."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from cchc_report.checks.finding import SEVERITIES, Finding, FindingRow, Severity
from cchc_report.cli.terminal import say, style_of_output
from cchc_report.disclosure_control.edition import evaluate_edition
from cchc_report.errors import Language, Place, Text
from cchc_report.measures import vietnamese_difference, vietnamese_integer
from cchc_report.params.loading import load_parameters
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import find_project

EXIT_DOES_NOT_FIT = 8
"""The checks found an error; the same number as for a statement whose figures do not fit."""

JSON_SCHEMA = "cchc-report/findings/1"

_NAMES: dict[Severity, Text] = {
    "error": Text("LỖI", "ERROR"),
    "warning": Text("CẢNH BÁO", "WARNING"),
    "note": Text("GHI CHÚ", "NOTE"),
}
_COLOURS: dict[Severity, str | None] = {"error": "red", "warning": "yellow", "note": None}
_ROWS_SHOWN = 8


def check_one(start: Path, year: int, department: str, edition: str, *, as_json: bool, language: Language) -> int:
    """Check one department-year and print what was found; return 8 where any of it is an error, else 0.

    Raises:
        UserError: The parameters or the data cannot be read with one meaning.
    """
    project = find_project(start)
    parameters = load_parameters(project, year, department, edition)
    findings = evaluate_edition(project, parameters).findings
    if as_json:
        say(json.dumps(findings_record(parameters, findings), ensure_ascii=False, indent=2))
    else:
        _show(parameters, findings, language)
    return EXIT_DOES_NOT_FIT if any(finding.severity == "error" for finding in findings) else 0


def findings_record(parameters: ReportParameters, findings: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings for machines; each as in the manifest of a report."""
    by_severity = Counter(finding.severity for finding in findings)
    return {
        "schema": JSON_SCHEMA,
        "year": parameters.year,
        "department": parameters.department.id,
        "edition": parameters.edition,
        "period": parameters.period.model_dump(mode="json", by_alias=True),
        "by_severity": {severity: by_severity[severity] for severity in SEVERITIES},
        "findings": [finding.as_record() for finding in findings],
    }


def finding_lines(finding: Finding, language: Language) -> Iterator[str]:
    """Yield a finding as lines: what was found, where, what to do."""
    gap = "" if finding.gap is None else f" ({_GAP.in_language(language)} {vietnamese_difference(finding.gap)})"
    yield f"{_NAMES[finding.severity].in_language(language)}: {finding.message.in_language(language)}{gap}"
    yield f"    [{finding.rule}]"
    yield from (f"    {line}" for line in _places(finding, language))
    yield f"  → {finding.remedy.in_language(language)}"


def summary_line(findings: Sequence[Finding], language: Language) -> str:
    """Return how many findings of each severity there are."""
    if not findings:
        return Text("Kiểm tra số liệu: không có phát hiện nào.", "Checks of the data: nothing found.").in_language(
            language
        )
    by_severity = Counter(finding.severity for finding in findings)
    errors, warnings, notes = (by_severity[severity] for severity in SEVERITIES)
    return Text(
        vi=f"Kiểm tra số liệu: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú.",
        en=f"Checks of the data: {errors} errors, {warnings} warnings, {notes} notes.",
    ).in_language(language)


_GAP = Text("chênh lệch", "gap")


def _show(parameters: ReportParameters, findings: Sequence[Finding], language: Language) -> None:
    period = f"{parameters.period.start:%d/%m/%Y} - {parameters.period.end:%d/%m/%Y}"
    say(f"{parameters.department.name}, {parameters.year} ({period})")
    for finding in findings:
        say()
        first, *rest = finding_lines(finding, language)
        say(style_of_output(first, _COLOURS[finding.severity], bold=True))
        for line in rest:
            say(line)
    say()
    say(summary_line(findings, language))


def _places(finding: Finding, language: Language) -> Iterator[str]:
    """Yield one line for each file and sheet, with the first rows in it, and how many rows are not shown."""
    shown = finding.rows[:_ROWS_SHOWN]
    for place, rows in groupby(shown, key=lambda row: Place(row.place.file, row.place.sheet, None, row.place.column)):
        where = place.in_language(language)
        which = "; ".join(_row(row, language) for row in rows)
        yield f"{where}: {which}" if where and which else where or which
    if more := (finding.row_count or 0) - len(shown):
        yield Text(f"… và {vietnamese_integer(more)} dòng khác", f"… and {more:,} more rows").in_language(language)


def _row(row: FindingRow, language: Language) -> str:
    if row.place.row is None:
        return "" if row.label == row.place.file else row.label
    number = Text(f"dòng {row.place.row}", f"row {row.place.row}").in_language(language)
    return number if row.label in {"", f"dòng {row.place.row}"} else f"{number} ({row.label})"
