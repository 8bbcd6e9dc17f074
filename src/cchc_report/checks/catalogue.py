"""The catalogue of checks, and running it.

A new check is one function (what it looks at, yielding `Observation`s) and one `Rule` in the `RULES` of its module
under `checks/rules/`; a new module is one more line here.
"""

from __future__ import annotations

from cchc_report.calendar import WorkingCalendar
from cchc_report.checks.dossier_codes import parse_dossier_codes
from cchc_report.checks.finding import SEVERITIES, Finding, Material, Rule
from cchc_report.checks.rules import (
    codes,
    continuity,
    documents,
    dossiers,
    duties,
    endings,
    formalities,
    identities,
    lateness,
    populations,
    promulgation,
    quoted_shares,
)
from cchc_report.params.models import ReportParameters
from cchc_report.registers.frames import Registers
from cchc_report.sources.previous import PreviousYear, UnreadableYear
from cchc_report.statistics import Statistics
from cchc_report.statistics.continuity import compare_years

CATALOGUE: tuple[Rule, ...] = (
    *codes.RULES,
    *dossiers.RULES,
    *endings.RULES,
    *populations.RULES,
    *lateness.RULES,
    *identities.RULES,
    *continuity.RULES,
    *quoted_shares.RULES,
    *documents.RULES,
    *formalities.RULES,
    *promulgation.RULES,
    *duties.RULES,
)
"""Every rule, in the order of the guide."""


def run_checks(
    registers: Registers,
    statistics: Statistics,
    parameters: ReportParameters,
    calendar: WorkingCalendar,
    previous: PreviousYear | UnreadableYear | None = None,
) -> tuple[Finding, ...]:
    """Return what the rules of the catalogue find, gravest first, then by rule id. Nothing is changed.

    Args:
        registers: The registers of the department-year.
        statistics: What `compute_statistics` made of them.
        parameters: Department, period, counting rules and limits of checks.
        calendar: The working days of the years concerned.
        previous: What `load_previous` found of the year before.
    """
    turn = (
        compare_years(previous, registers, statistics.classified, parameters, calendar)
        if isinstance(previous, PreviousYear)
        else None
    )
    codes = parse_dossier_codes(registers.dossiers.frame["code"])
    material = Material(registers, statistics, parameters, calendar, codes, previous, turn)
    findings = [finding for rule in CATALOGUE for finding in rule.findings(material)]
    return tuple(sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.rule)))
