"""From everything that was computed to what a public edition may show (docs/editions.md).

Persons and uncleared texts were taken out when the registers were read. Here go, after every check and score was made
on complete figures: small cells, the rows of dossiers and petitions, dossier codes where they are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.disclosure_control.breakdowns import suppressed_measures, with_measures
from cchc_report.errors import Place, shortened
from cchc_report.measures import Count, Measure, Measures, Ratio, Suppressed
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.public_text import WITHHELD
from cchc_report.registers.frames import Register, Registers
from cchc_report.registers.published import withheld_texts
from cchc_report.registers.schemas import DOSSIERS, EXPLANATIONS, PETITIONS
from cchc_report.scoring.evaluation import Evaluation, evaluate
from cchc_report.sources.previous import PreviousYear
from cchc_report.statistics import LateDossier, Statistics
from cchc_report.statistics.procedures import UNKNOWN_FIELD

NOT_LISTED = frozenset({DOSSIERS.name, EXPLANATIONS.name, PETITIONS.name})
"""Registers of which a public edition holds no row: together they would give every suppressed cell away."""


UNKNOWN_PROCEDURE = "dossiers.unknown-procedure"
"""The check that counts the dossiers of the field `Ngoài danh mục`."""

UNNAMED_PROCEDURE = "(thủ tục không nêu)"


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
    hide_codes = rules.dossier_codes == "hide"
    names = _names(evaluation.statistics.late) if hide_codes else {}
    statistics = _statistics(evaluation.statistics, names, rules.smallest_cell, _withheld(registers))
    findings = tuple(
        _finding(finding, names, hide_codes=hide_codes)
        for finding in evaluation.findings
        if not _counts_a_hidden_field(finding, statistics)
    )
    scores, previous = evaluation.scores, evaluation.previous
    return replace(
        evaluation,
        registers=_without_rows(registers),
        previous=replace(previous, registers=_without_rows(previous.registers))
        if isinstance(previous, PreviousYear)
        else previous,
        statistics=statistics,
        scores=scores
        and replace(scores, findings=tuple(_finding(f, names, hide_codes=hide_codes) for f in scores.findings)),
        findings=findings,
    )


def _counts_a_hidden_field(finding: Finding, statistics: Statistics) -> bool:
    """Return whether a finding is about just those dossiers whose number is hidden as a field of form II.06a."""
    return finding.rule == UNKNOWN_PROCEDURE and any(
        row.field == UNKNOWN_FIELD and isinstance(row.received_total, Suppressed) for row in statistics.fields
    )


def _names(late: Iterable[LateDossier]) -> dict[str, str]:
    """Return, by code, how the report names each late dossier: `Hồ sơ 1`, `Hồ sơ 2`, in the order of its table."""
    return {dossier.code: f"Hồ sơ {number}" for number, dossier in enumerate(late, start=1)}


def _without_rows(registers: Registers) -> Registers:
    """Return the registers without the rows of those that are never listed; where they came from stays."""
    emptied = {name: Register.empty(registers[name].schema, registers[name].origins) for name in NOT_LISTED}
    return replace(registers, **emptied)


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


def _statistics(statistics: Statistics, names: Mapping[str, str], smallest: int, withheld: Count) -> Statistics:
    shown_measures = suppressed_measures(statistics, smallest).values()
    measures = Measures([*map(_unlisted, shown_measures), withheld])
    shown = with_measures(statistics, measures)
    secret = frozenset(row.field for row in shown.fields if isinstance(row.settled_late, Suppressed))
    listed = statistics.classified["procedure"].to_numpy(dtype="int64") >= 0
    return replace(
        shown,
        classified=statistics.classified.iloc[:0],
        late=tuple(_late(each, names, secret, known=bool(listed[each.position])) for each in statistics.late),
    )


def _unlisted(measure: Measure) -> Measure:
    """Return a measure that names none of the rows that the edition does not list."""
    match measure:
        case Count(members=members) if members is not None and members.register in NOT_LISTED:
            return replace(measure, members=members.unlisted())
        case Ratio(members=members, missing=missing) if members is not None and members.register in NOT_LISTED:
            return replace(measure, members=members.unlisted(), missing=missing and missing.unlisted())
        case _:
            return measure


def _late(dossier: LateDossier, names: Mapping[str, str], secret: frozenset[str], *, known: bool) -> LateDossier:
    """Return a late dossier as it may be shown.

    Args:
        dossier: The dossier.
        names: What stands for the codes that are hidden.
        secret: Fields whose number of late dossiers is suppressed: naming field or procedure would give it away.
        known: Whether the catalogue has its procedure; what else an export calls it may be anything.
    """
    code = names.get(dossier.code, dossier.code)
    hidden = dossier.population == "core" and dossier.field in secret
    explanation = dossier.explanation and replace(dossier.explanation, position=-1, dossier_code=code)
    return replace(
        dossier,
        code=code,
        code_hidden=bool(names),
        position=-1,
        procedure=dossier.procedure if known and not hidden else UNNAMED_PROCEDURE,
        field=WITHHELD if hidden else dossier.field,
        explanation=explanation,
    )


def _finding(finding: Finding, names: Mapping[str, str], *, hide_codes: bool) -> Finding:
    """Return a finding that names only rows that may be named; the others stay counted."""
    rows = tuple(
        shown for row in finding.rows if (shown := _finding_row(finding.rule, row, names, hide_codes=hide_codes))
    )
    return replace(finding, rows=rows, omitted=finding.row_count - len(rows))


def _finding_row(rule: str, row: FindingRow, names: Mapping[str, str], *, hide_codes: bool) -> FindingRow | None:
    if row.register in {DOSSIERS.name, EXPLANATIONS.name}:
        if not hide_codes:
            return row
        by_label = {shortened(code): name for code, name in names.items()}
        return FindingRow(Place(), by_label[row.label], row.register) if row.label in by_label else None
    # How many dossiers a procedure has may be a small number; a finding about dossiers names none.
    if row.register == PETITIONS.name or rule.startswith(f"{DOSSIERS.name}."):
        return None
    return row
