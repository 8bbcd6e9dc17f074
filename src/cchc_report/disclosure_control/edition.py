"""From everything that was computed to what a public edition may show (docs/editions.md).

Persons and uncleared texts were taken out when the registers were read. Here go, after every check and score was made
on complete figures: small cells, the rows of dossiers and petitions, dossier codes where they are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cchc_report.checks.catalogue import CATALOGUE
from cchc_report.checks.finding import Finding, FindingRow
from cchc_report.disclosure_control.breakdowns import suppressed_measures, with_measures
from cchc_report.errors import Place, Text, shortened
from cchc_report.measures import Count, Measure, Measures, Ratio, Suppressed
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.public_text import WITHHELD
from cchc_report.registers.frames import Origin, Register, Registers
from cchc_report.registers.published import withheld_texts
from cchc_report.registers.schemas import DOSSIERS, EXPLANATIONS, PETITIONS
from cchc_report.scoring.evaluation import Evaluation, evaluate
from cchc_report.sources.previous import PreviousYear
from cchc_report.statistics import LateDossier, Statistics

NOT_LISTED = frozenset({DOSSIERS.name, EXPLANATIONS.name, PETITIONS.name})
"""Registers of which a public edition holds no row: together they would give every suppressed cell away."""


_ABOUT_SOME_DOSSIERS: Final = f"{DOSSIERS.name}."
"""What the ids of checks begin with that count some dossiers: those of one field, day or moment, or of a few."""

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
    names = _names(evaluation.statistics.late, hide_codes=rules.dossier_codes == "hide")
    statistics = _statistics(evaluation.statistics, names, rules.smallest_cell, _withheld(registers))
    named = {shortened(code): name for code, name in names.items()}
    uncounted = rules.smallest_cell > 1
    findings = tuple(dict.fromkeys(_finding(finding, named, uncounted=uncounted) for finding in evaluation.findings))
    scores, previous = evaluation.scores, evaluation.previous
    return replace(
        evaluation,
        registers=_without_rows(registers),
        previous=replace(previous, registers=_without_rows(previous.registers))
        if isinstance(previous, PreviousYear)
        else previous,
        statistics=statistics,
        scores=scores
        and replace(scores, findings=tuple(_finding(f, named, uncounted=uncounted) for f in scores.findings)),
        findings=findings,
    )


def _names(late: Iterable[LateDossier], *, hide_codes: bool) -> dict[str, str]:
    """Return, by code, how the report names each late dossier.

    That is its code, or where codes are hidden `Hồ sơ 1`, `Hồ sơ 2`, in the order of its table.
    """
    return {each.code: f"Hồ sơ {number}" if hide_codes else each.code for number, each in enumerate(late, start=1)}


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


def _statistics(statistics: Statistics, names: Mapping[str, str], smallest: int, withheld: Count) -> Statistics:
    shown_measures = suppressed_measures(statistics, smallest).values()
    measures = Measures([*map(_unlisted, shown_measures), withheld])
    shown = with_measures(statistics, measures)
    hidden = _HiddenCells.of(shown)
    listed = statistics.classified["procedure"].to_numpy(dtype="int64") >= 0
    late = (_late(each, names, hidden, known=bool(listed[each.position])) for each in statistics.late)
    return replace(shown, classified=statistics.classified.iloc[:0], late=tuple(late))


@dataclass(frozen=True, slots=True)
class _HiddenCells:
    """The breakdowns' hidden cells about which the table of late dossiers would tell something.

    Attributes:
        late: Fields whose number of late dossiers is hidden.
        carried_over: Fields whose number of dossiers from before the period is hidden.
        received: First days of the months whose number of dossiers received is hidden.
        settled: Those of the months whose number of dossiers settled is hidden.
    """

    late: frozenset[str]
    carried_over: frozenset[str]
    received: frozenset[date]
    settled: frozenset[date]

    @classmethod
    def of(cls, statistics: Statistics) -> _HiddenCells:
        """Return the hidden cells of statistics as they are shown."""
        fields, months = statistics.fields, statistics.months
        return cls(
            frozenset(row.field for row in fields if isinstance(row.settled_late, Suppressed)),
            frozenset(row.field for row in fields if isinstance(row.carried_over, Suppressed)),
            frozenset(row.month for row in months if isinstance(row.received, Suppressed)),
            frozenset(row.month for row in months if isinstance(row.settled, Suppressed)),
        )

    def reception(self, dossier: LateDossier) -> bool:
        """Return whether the day of reception tells of a hidden cell, of its month or of what came before the period.

        Where a field's number of carried-over dossiers is hidden, no day of reception of its dossiers is told.
        """
        return dossier.field in self.carried_over or _month(dossier.received_on) in self.received

    def end(self, dossier: LateDossier) -> bool:
        """Return whether the day of the end tells of a hidden cell."""
        return _month(dossier.ended_on) in self.settled


def _month(day: date | None) -> date | None:
    return day and day.replace(day=1)


def _unlisted(measure: Measure) -> Measure:
    """Return a measure that names none of the rows that the edition does not list."""
    match measure:
        case Count(members=members) if members is not None and members.register in NOT_LISTED:
            return replace(measure, members=members.unlisted())
        case Ratio(members=members, missing=missing) if members is not None and members.register in NOT_LISTED:
            return replace(measure, members=members.unlisted(), missing=missing and missing.unlisted())
        case _:
            return measure


def _late(dossier: LateDossier, names: Mapping[str, str], hidden: _HiddenCells, *, known: bool) -> LateDossier:
    """Return a late dossier as it may be shown: with nothing that tells how large a hidden cell is at least.

    Args:
        dossier: The dossier.
        names: How the report names it, by its code.
        hidden: The cells that are not shown.
        known: Whether the catalogue has its procedure; what else an export calls it may be anything.
    """
    code = names[dossier.code]
    is_core = dossier.population == "core"
    field_hidden = is_core and dossier.field in hidden.late
    end_hidden = is_core and hidden.end(dossier)
    explanation = dossier.explanation and replace(dossier.explanation, position=-1, dossier_code=code)
    return replace(
        dossier,
        code=code,
        code_hidden=code != dossier.code,
        position=-1,
        procedure=dossier.procedure if known and not field_hidden else UNNAMED_PROCEDURE,
        field=WITHHELD if field_hidden else dossier.field,
        received_on=None if is_core and hidden.reception(dossier) else dossier.received_on,
        ended_on=None if end_hidden else dossier.ended_on,
        days_late=None if end_hidden else dossier.days_late,
        explanation=explanation,
    )


def _finding(finding: Finding, named: Mapping[str, str], *, uncounted: bool) -> Finding:
    """Return a finding that names only rows that may be named; the others stay counted.

    What a check counts of some dossiers may be a small number, or give a hidden cell away beside the printed ones.

    Args:
        finding: The finding.
        named: By the label of a row, how the report names each late dossier.
        uncounted: Whether small numbers are hidden, so that a finding about some dossiers says no number.
    """
    if uncounted and finding.rule.startswith(_ABOUT_SOME_DOSSIERS):
        return replace(finding, message=_uncounted(finding.rule), gap=None, rows=(), omitted=0)
    rows = tuple(shown for row in finding.rows if (shown := _finding_row(finding.rule, row, named)))
    return replace(finding, rows=rows, omitted=finding.row_count - len(rows))


def _uncounted(rule: str) -> Text:
    """Return what a public edition says of a finding without its numbers: the check's own title."""
    title = next(each.title for each in CATALOGUE if each.id == rule)
    return Text(
        vi=f"{title.vi} (số hồ sơ chỉ nêu ở bản nội bộ)",
        en=f"{title.en} (how many: in the internal edition only)",
    )


def _finding_row(rule: str, row: FindingRow, named: Mapping[str, str]) -> FindingRow | None:
    if row.register in {DOSSIERS.name, EXPLANATIONS.name}:
        return FindingRow(Place(), named[row.label], row.register) if row.label in named else None
    # How many dossiers a procedure has may be a small number; a finding about dossiers names none.
    if row.register == PETITIONS.name or rule.startswith(_ABOUT_SOME_DOSSIERS):
        return None
    return row
