from __future__ import annotations

from datetime import date

from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

DOSSIERS = (
    dossier("2019-12-16", "2020-01-20", "2020-01-02"),
    dossier("2019-12-14", "2020-01-20", "2020-01-31"),  # carried over: settled in January, received before
    dossier("2020-02-29 23:59:59", "2020-03-10", "2020-03-01"),
    dossier("2020-02-03", "2020-02-10", "2020-02-11", "stopped"),
    dossier("2020-02-03", "2020-02-10", None),
    dossier("2020-02-03", "2020-02-10", "2020-02-05", procedure_code="N1"),
)


def test_received_by_reception_and_settled_by_end_in_every_month_of_the_period() -> None:
    parameters = make_parameters("2019-12-15", "2020-03-14")
    rows = compute_statistics(make_registers(dossiers=DOSSIERS), parameters, CALENDAR).months
    assert [(row.month, row.received.value, row.settled.value) for row in rows] == [
        (date(2019, 12, 1), 1, 0),
        (date(2020, 1, 1), 0, 2),
        (date(2020, 2, 1), 3, 0),
        (date(2020, 3, 1), 0, 1),
    ]
    assert rows[1].settled.id == "monthly.y2020m01.settled"


def test_returned_dossiers_have_a_month_where_they_count_as_settled() -> None:
    parameters = make_parameters("2019-12-15", "2020-03-14", returned_and_withdrawn="on_time")
    rows = compute_statistics(make_registers(dossiers=DOSSIERS), parameters, CALENDAR).months
    assert [row.settled.value for row in rows] == [0, 2, 1, 1]
