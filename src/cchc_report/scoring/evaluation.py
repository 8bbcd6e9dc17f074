"""One department-year from its files to measures, scores and findings: everything before a page is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_report.calendar import WorkingCalendar
from cchc_report.checks.catalogue import run_checks
from cchc_report.checks.finding import Finding
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.params.working_days import working_calendar
from cchc_report.registers.frames import Registers
from cchc_report.scoring.findings import gravest_first
from cchc_report.scoring.loading import load_criteria
from cchc_report.scoring.score import score_sheet
from cchc_report.scoring.sheet import ScoreSheet
from cchc_report.sources.load import load_registers
from cchc_report.sources.previous import PreviousYear, UnreadableYear, load_previous
from cchc_report.statistics import Statistics, compute_statistics


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was read and computed.

    Attributes:
        calendar: The working days that were used.
        registers: The registers of the department-year.
        previous: The year before, where its files are there.
        statistics: Every figure.
        scores: The score sheet, where the year's parameters name a criteria set.
        findings: What the checks and the scoring found, gravest first.
    """

    calendar: WorkingCalendar
    registers: Registers
    previous: PreviousYear | UnreadableYear | None
    statistics: Statistics
    scores: ScoreSheet | None
    findings: tuple[Finding, ...]


def evaluate(project: Project, parameters: ReportParameters) -> Evaluation:
    """Read one department-year and compute everything; of a public edition this is not yet what may be shown.

    Args:
        project: The project folder.
        parameters: The report's parameters.

    Raises:
        SourceError: An export or a register cannot be read with one meaning.
        ParamsError: The criteria set, or the project's spellings of headers and labels, are wrong.
    """
    registers = load_registers(project, parameters)
    criteria = load_criteria(project, parameters)
    calendar, previous = working_calendar(parameters), load_previous(project, parameters)
    statistics = compute_statistics(registers, parameters, calendar)
    findings = run_checks(registers, statistics, parameters, calendar, previous)
    scores = score_sheet(criteria, statistics.measures, registers) if criteria else None
    if scores is not None:
        findings = gravest_first((*findings, *scores.findings))
    return Evaluation(calendar, registers, previous, statistics, scores, findings)
