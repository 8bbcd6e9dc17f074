"""The catalogue of checks, and running it.

A new check is one function (what it looks at, yielding `Observation`s) and one `Rule` in the `RULES` of its module
under `checks/rules/`; a new module is one more line here.
"""

from __future__ import annotations

from cchc_report.calendar import WorkingCalendar
from cchc_report.checks.finding import SEVERITIES, Finding, Material, Rule
from cchc_report.checks.rules import codes, documents, dossiers, duties, identities, lateness
from cchc_report.params.models import ReportParameters
from cchc_report.registers.frames import Registers
from cchc_report.statistics import Statistics

CATALOGUE: tuple[Rule, ...] = (
    *codes.RULES,
    *dossiers.RULES,
    *lateness.RULES,
    *identities.RULES,
    *documents.RULES,
    *duties.RULES,
)
"""Every rule, in the order of the guide."""


def run_checks(
    registers: Registers, statistics: Statistics, parameters: ReportParameters, calendar: WorkingCalendar
) -> tuple[Finding, ...]:
    """Return what the rules of the catalogue find, gravest first, then by rule id. Nothing is changed.

    Args:
        registers: The registers of the department-year.
        statistics: What `compute_statistics` made of them.
        parameters: Department, period and counting rules.
        calendar: The working days of the years concerned.
    """
    material = Material(registers, statistics, parameters, calendar)
    findings = [finding for rule in CATALOGUE for finding in rule.findings(material)]
    return tuple(sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), f.rule)))
