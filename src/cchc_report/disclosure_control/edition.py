"""From everything that was computed to what a public edition may show (docs/editions.md).

Persons and uncleared texts were taken out when the registers were read. Here go, after every check and score was made
on complete figures: small cells, the rows of dossiers and petitions, dossier codes where they are hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cchc_report.checks.catalogue import CATALOGUE
from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.disclosure_control.breakdowns import suppressed_measures, with_measures
from cchc_report.disclosure_control.late_dossiers import published_late
from cchc_report.errors import Place, Text, shortened
from cchc_report.measures import Count, Measure, Measures, Ratio
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.registers.frames import Origin, Register, Registers
from cchc_report.registers.published import withheld_texts
from cchc_report.registers.schemas import DOSSIERS, EXPLANATIONS, PETITIONS
from cchc_report.scoring.evaluation import Evaluation, evaluate
from cchc_report.sources.previous import PreviousYear
from cchc_report.statistics import Statistics

NOT_LISTED = frozenset({DOSSIERS.name, EXPLANATIONS.name, PETITIONS.name})
"""Registers of which a public edition holds no row: together they would give every suppressed cell away."""


_ABOUT_SOME_DOSSIERS: Final = frozenset(
    rule.id for rule in CATALOGUE if rule.id.startswith(f"{DOSSIERS.name}.") and rule.id != "dossiers.no-channel-column"
)
"""Checks that count dossiers of one field, day or moment; the others count those of the whole department, or files."""


def evaluate_edition(project: Project, parameters: ReportParameters) -> Evaluation:
    """Read one department-year and compute what its edition may show; arguments and errors as of `evaluate`."""
    evaluation = evaluate(project, parameters)
    return public_evaluation(evaluation, parameters) if parameters.is_public else evaluation


def public_evaluation(evaluation: Evaluation, parameters: ReportParameters) -> Evaluation:
    """Return what a public edition may show of an evaluation.

    Args:
        evaluation: Computed from the registers of a public edition.
        parameters: Its parameters: which codes and which small cells are hidden.
    """
    rules, registers = parameters.publication, evaluation.registers
    complete = evaluation.statistics
    figures = _statistics(complete, rules.smallest_cell, _withheld(registers))
    listed = complete.classified["procedure"].to_numpy(dtype="int64") >= 0
    late = published_late(
        complete.late,
        figures,
        hide_codes=rules.dossier_codes == "hide",
        is_listed=lambda dossier: bool(listed[dossier.position]),
    )
    named = {shortened(code): shown.code for code, shown in late}
    uncounted = rules.smallest_cell > 1
    findings = tuple(dict.fromkeys(_finding(finding, named, uncounted=uncounted) for finding in evaluation.findings))
    scores, previous = evaluation.scores, evaluation.previous
    return replace(
        evaluation,
        registers=_without_rows(registers),
        previous=replace(previous, registers=_without_rows(previous.registers))
        if isinstance(previous, PreviousYear)
        else previous,
        statistics=replace(figures, late=tuple(shown for _, shown in late)),
        scores=scores
        and replace(scores, findings=tuple(_finding(f, named, uncounted=uncounted) for f in scores.findings)),
        findings=findings,
    )


def _without_rows(registers: Registers) -> Registers:
    """Return the registers without the rows of those that are never listed; where they came from stays."""
    emptied = {name: Register.empty(registers[name].schema, _origins(registers[name])) for name in NOT_LISTED}
    return replace(registers, **emptied)


def _origins(register: Register) -> tuple[Origin, ...]:
    """Return where a register came from; of several files (one a month, or a field) not how many rows each has."""
    several = len(register.origins) > 1
    return tuple(replace(origin, rows=None if several else origin.rows) for origin in register.origins)


def _withheld(registers: Registers) -> Count:
    """Return the one figure that only a public edition has: how much of what people wrote it does not print."""
    return Count(
        "edition.withheld_texts",
        "câu chữ không in trong bản công khai",
        withheld_texts(registers),
        "câu chữ",
        "Các sổ dữ liệu, trừ hồ sơ và phản ánh, kiến nghị",
        definition="Ô có chữ ở cột phải rà soát trước khi công khai, nằm ở dòng chưa đánh dấu đã rà soát",
    )


def _statistics(statistics: Statistics, smallest: int, withheld: Count) -> Statistics:
    """Return the figures as they are shown, and no dossiers."""
    shown_measures = suppressed_measures(statistics, smallest).values()
    shown = with_measures(statistics, Measures([*map(_unlisted, shown_measures), withheld]))
    return replace(shown, classified=statistics.classified.iloc[:0])


def _unlisted(measure: Measure) -> Measure:
    """Return a measure that names none of the rows that the edition does not list."""
    match measure:
        case Count(members=members) if members is not None and members.register in NOT_LISTED:
            return replace(measure, members=members.unlisted())
        case Ratio(members=members, missing=missing) if members is not None and members.register in NOT_LISTED:
            return replace(measure, members=members.unlisted(), missing=missing and missing.unlisted())
        case _:
            return measure


def _finding(finding: Finding, named: Mapping[str, str], *, uncounted: bool) -> Finding:
    """Return a finding that names only rows that may be named; the others stay counted.

    What a check counts of some dossiers may be a small number, or give a hidden cell away beside the printed ones.

    Args:
        finding: The finding.
        named: By the label of a row, how the report names each late dossier.
        uncounted: Whether small numbers are hidden, so that a finding about some dossiers says no number.
    """
    if uncounted and finding.rule in _ABOUT_SOME_DOSSIERS:
        return replace(finding, message=_uncounted(finding.rule), gap=None, rows=(), omitted=None, figures=())
    rows = tuple(shown for row in finding.rows if (shown := _finding_row(finding.rule, row, named)))
    return replace(finding, rows=rows, omitted=(finding.row_count or 0) - len(rows))


def _uncounted(rule: str) -> Text:
    """Return what a public edition says of a finding without its numbers: the check's own title."""
    title = next(each.title for each in CATALOGUE if each.id == rule)
    return Text(
        vi=f"{title.vi} (số hồ sơ chỉ nêu ở bản nội bộ)",
        en=f"{title.en} (how many: in the internal edition only)",
    )


def _finding_row(rule: str, row: FindingRow, named: Mapping[str, str]) -> FindingRow | None:
    # Which late dossiers were carried over is told by their days, and those may be hidden.
    if row.register == DOSSIERS.name and rule.startswith("continuity."):
        return None
    if row.register in {DOSSIERS.name, EXPLANATIONS.name}:
        return FindingRow(Place(), named[row.label], row.register) if row.label in named else None
    # How many dossiers a procedure has may be a small number; a finding about dossiers names none.
    if row.register == PETITIONS.name or rule in _ABOUT_SOME_DOSSIERS:
        return None
    return row
