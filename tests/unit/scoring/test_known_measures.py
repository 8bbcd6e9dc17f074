"""The measures that a criterion may name are those that the statistics give."""

from __future__ import annotations

from cchc_report.measures import Unavailable
from cchc_report.scoring.known_measures import known_measures
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers


def test_they_are_those_of_any_report_but_for_fields_and_months() -> None:
    registers = make_registers(dossiers=[dossier("2020-01-02", "2020-01-09", "2020-01-08")])
    measures = compute_statistics(registers, make_parameters(), CALENDAR).measures
    of_data = {id_ for id_ in measures if id_.startswith("monthly.")}
    of_data |= {id_ for id_ in measures if id_.startswith("form.") and not id_.startswith("form.total.")}
    assert set(known_measures()) == set(measures) - of_data


def test_the_kind_of_each_is_known() -> None:
    assert not [id_ for id_, measure in known_measures().items() if isinstance(measure, Unavailable)]
