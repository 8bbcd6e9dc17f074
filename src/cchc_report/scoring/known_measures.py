"""Which measures there are, before any data is read: criteria sets name them, and a wrong name must be told at once.

There is no second list of ids to keep: the statistics are computed from empty registers. Measures of single fields and
months (`form.<field>.*`, `monthly.*`) depend on the data, so no criterion may read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from cchc_report.calendar import WorkingCalendar
from cchc_report.measures import Measure
from cchc_report.params.models import CountingRules, Period, ReportParameters, YearParameters
from cchc_report.registers.frames import Origin, Register, Registers
from cchc_report.registers.schema import RegisterSchema
from cchc_report.registers.schemas import DECISIONS, SCHEMAS
from cchc_report.statistics import compute_statistics

_DAY = date(2020, 1, 2)


@cache
def known_measures() -> Mapping[str, Measure]:
    """Return an example of each measure that a criterion may read, by id."""
    registers = Registers(**{schema.name: _register(schema) for schema in SCHEMAS})
    measures = compute_statistics(registers, _parameters(), WorkingCalendar("", frozenset(), frozenset())).measures
    return {id_: measure for id_, measure in measures.items() if not id_.startswith("monthly.")}


def _parameters() -> ReportParameters:
    """Return what the statistics read of the parameters; the rest says nothing about which measures there are."""
    period = Period.model_validate({"from": _DAY, "to": _DAY})
    of_year: dict[str, Any] = {"counting": CountingRules()}
    given: dict[str, Any] = {"period": period, "year_parameters": YearParameters.model_construct(**of_year)}
    return ReportParameters.model_construct(**given)


def _register(schema: RegisterSchema) -> Register:
    """Return an empty register whose files had every column; of decisions one, for the kind of measures of time."""
    origin = Origin("", None, "", 0, {column.name: column.title for column in schema.columns})
    empty = Register.empty(schema, (origin,))
    if schema is not DECISIONS:
        return empty
    row = {"number": "1/QĐ", "promulgated_on": _DAY, "national_database_on": _DAY, "summary": "…"}
    frame = pd.DataFrame({name: pd.Series([row.get(name)], dtype=empty.frame[name].dtype) for name in schema.names})
    zero = pd.Series([0], dtype="int64")
    return Register(schema, frame, zero, (origin,), zero)
