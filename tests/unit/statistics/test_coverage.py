from __future__ import annotations

from datetime import date

import pytest

from cchc_report.statistics import compute_statistics
from cchc_report.statistics.coverage import last_recorded_day
from support.registers import CALENDAR, Row, dossier, make_parameters, make_registers


@pytest.mark.parametrize(
    ("dossiers", "day"),
    [
        ([dossier("2020-03-02", "2020-12-31", "2020-03-05"), dossier("2020-04-01", "2020-04-10", None)], (2020, 4, 1)),
        ([dossier("2020-03-02", "2020-03-09", "2020-05-05 16:30:00")], (2020, 5, 5)),
        ([dossier("2020-12-09", "2020-12-31", None)], (2020, 12, 9)),  # after the period: the data reach that far
    ],
)
def test_the_last_day_of_which_the_export_tells(dossiers: list[Row], day: tuple[int, int, int]) -> None:
    classified = compute_statistics(make_registers(dossiers=dossiers), make_parameters(), CALENDAR).classified
    assert last_recorded_day(classified) == date(*day)


def test_an_empty_export_tells_of_no_day() -> None:
    classified = compute_statistics(make_registers(), make_parameters(), CALENDAR).classified
    assert last_recorded_day(classified) is None
