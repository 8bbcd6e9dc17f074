"""Measures that criteria sets read: how long promulgation took, and how many procedures can be filed online."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_report.calendar import WorkingCalendar
from cchc_report.measures import Measure
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, PROCEDURES, make_parameters, make_registers


def measure(id_: str, calendar: WorkingCalendar = CALENDAR, **rows: Any) -> Measure:
    return compute_statistics(make_registers(**rows), make_parameters(), calendar).measures[id_]


def decision(number: str, published: str | None, promulgated: str) -> dict[str, Any]:
    return {"number": number, "national_database_on": published, "promulgated_on": promulgated, "summary": "…"}


@pytest.mark.parametrize(
    ("decisions", "days"),
    [
        # Tuesday to the Thursday of the next week: 15, 16, 17, 20, 21, 22, 23 April.
        ([decision("1", "2020-04-14", "2020-04-23")], 7),
        ([decision("1", "2020-04-14", "2020-04-15"), decision("2", "2020-04-14", "2020-04-16")], 2),
        ([decision("1", None, "2020-04-23"), decision("2", "2020-04-17", "2020-04-20")], 1),
        ([decision("1", "2020-04-23", "2020-04-14")], 0),  # before the ministry's
        # Outside the period it does not count, however slow.
        ([decision("1", "2019-01-02", "2019-12-31"), decision("2", "2020-04-14", "2020-04-14")], 0),
    ],
)
def test_the_slowest_promulgation(decisions: list[dict[str, Any]], days: int) -> None:
    found = measure("promulgation.longest_wait", decisions=decisions)
    assert (found.value, found.unit) == (days, "ngày làm việc")


@pytest.mark.parametrize("decisions", [[], [decision("1", None, "2020-04-23")]])
def test_without_a_day_on_the_national_database_it_is_not_known(decisions: list[dict[str, Any]]) -> None:
    assert not measure("promulgation.longest_wait", decisions=decisions).known


def test_procedures_that_can_be_filed_online() -> None:
    levels = ["level_4", "level_2", "full"]
    procedures = [{**row, "online_level": level} for row, level in zip(PROCEDURES, levels, strict=True)]
    district = {**PROCEDURES[0], "code": "D1", "level": "district", "online_level": "full"}
    offered = measure("online_services.offered", procedures=[*procedures, district])
    assert f"{offered:n/d}" == "2/3"


def test_without_the_column_online_services_are_not_known() -> None:
    assert not measure("online_services.offered", absent=["procedures.online_level"]).known
