"""All figures of a report from its registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from cchc_report.calendar import WorkingCalendar
from cchc_report.measures import Measure, Measures
from cchc_report.params.models import ReportParameters
from cchc_report.registers.frames import Registers
from cchc_report.statistics.classify import classify
from cchc_report.statistics.coverage import last_recorded_day
from cchc_report.statistics.disclosure import disclosure_measures
from cchc_report.statistics.dossier_sets import DossierSets
from cchc_report.statistics.form import FieldRow, form_measures, form_rows
from cchc_report.statistics.late import LateDossier, assess_late_dossiers
from cchc_report.statistics.lateness import lateness_measures
from cchc_report.statistics.monthly import MonthRow, month_measures, month_rows
from cchc_report.statistics.notices import notice_measures
from cchc_report.statistics.online_services import online_service_measures
from cchc_report.statistics.petitions import petition_measures
from cchc_report.statistics.promulgation import promulgation_measures
from cchc_report.statistics.review import review_measures
from cchc_report.statistics.settlement import settlement_measures


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything that was computed for one report.

    Attributes:
        measures: Every figure, by id, in the order of the report.
        classified: What `classify` returned: one row a dossier.
        late: The dossiers late on the system, assessed.
        fields: The rows of form II.06a, the total last.
        months: The months of the period.
        data_until: The latest day that the dossier export tells of.
    """

    measures: Measures
    classified: pd.DataFrame
    late: tuple[LateDossier, ...]
    fields: tuple[FieldRow, ...]
    months: tuple[MonthRow, ...]
    data_until: date | None


def compute_statistics(registers: Registers, parameters: ReportParameters, calendar: WorkingCalendar) -> Statistics:
    """Return every figure of the report.

    Args:
        registers: The registers of the department-year.
        parameters: Period and counting rules.
        calendar: The working days of the years concerned.
    """
    rules = parameters.year_parameters.counting
    classified = classify(registers, parameters, calendar)
    sets = DossierSets(classified, parameters.period, rules, has_channel=registers.dossiers.has("channel"))
    late = assess_late_dossiers(classified, registers)
    fields = form_rows(sets)
    months = month_rows(sets, parameters.period)

    def measures() -> Iterator[Measure]:
        yield from review_measures(registers.reviews.frame)
        yield from promulgation_measures(registers.decisions.frame, parameters.period, calendar)
        yield from disclosure_measures(registers.procedures)
        yield from online_service_measures(registers.procedures)
        yield from settlement_measures(sets, late)
        yield from form_measures(fields)
        yield from month_measures(months)
        yield from notice_measures(sets, late)
        yield from lateness_measures(sets, late)
        yield from petition_measures(registers.petitions.frame, parameters.period)

    return Statistics(Measures(measures()), classified, late, fields, months, last_recorded_day(classified))
