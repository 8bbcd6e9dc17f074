"""Ends that look made: peaks on the due day, the due second, bulk closings; and their nearest innocent neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from cchc_report.checks import Finding, run_checks
from cchc_report.params.models import CheckRules, ReportParameters
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

DUE = date(2020, 3, 12)  # a Thursday: three working days after it are Friday, Monday and Tuesday
ENDS = {
    -3: "2020-03-09",
    -2: "2020-03-10",
    -1: "2020-03-11",
    0: "2020-03-12",
    1: "2020-03-13",
    2: "2020-03-16",
    3: "2020-03-17",
}
"""The working days around the due day, counted on a calendar."""


def findings(rows: Sequence[Mapping[str, Any]], **limits: int) -> dict[str, Finding]:
    registers, parameters = make_registers(dossiers=rows), with_limits(make_parameters(), **limits)
    statistics = compute_statistics(registers, parameters, CALENDAR)
    rules = {"dossiers.peak-on-due-day", "dossiers.end-at-due-moment", "dossiers.same-end-moment"}
    found = run_checks(registers, statistics, parameters, CALENDAR)
    return {f.rule.removeprefix("dossiers."): f for f in found if f.rule in rules}


def with_limits(parameters: ReportParameters, **limits: int) -> ReportParameters:
    year = parameters.year_parameters.model_copy(update={"checks": CheckRules.model_validate(limits)})
    return parameters.model_copy(update={"year_parameters": year})


def ended(counts: Mapping[int, int], **others: Any) -> list[Mapping[str, Any]]:
    return [dossier("2020-03-02", str(DUE), ENDS[offset], **others) for offset, n in counts.items() for _ in range(n)]


@pytest.mark.parametrize(
    ("counts", "gap"),
    [
        ({0: 20}, 20),
        ({0: 19}, None),  # fewer than the minimum
        ({-1: 6, 0: 20}, 14),
        ({-1: 7, 0: 20}, None),  # 20 is less than three times 7
        ({-1: 7, 0: 21}, 14),
        ({2: 7, 0: 20}, None),  # the busiest neighbour may be after
        ({-3: 7, 0: 20}, None),
        ({-3: 6, -2: 6, -1: 6, 1: 6, 2: 6, 3: 6, 0: 20}, 14),
        ({-1: 200, 0: 20}, None),
    ],
)
def test_peak_on_the_due_day(counts: Mapping[int, int], gap: int | None) -> None:
    found = findings(ended(counts)).get("peak-on-due-day")
    assert (found.gap if found else None) == gap
    if found:
        assert found.row_count == counts[0]


def test_peak_says_the_figures_it_judges_by() -> None:
    found = findings(ended({-3: 1, -2: 2, -1: 3, 0: 30, 1: 4, 2: 5, 3: 6}))["peak-on-due-day"]
    assert "trước hạn 3, 2, 1 ngày: 1, 2, 3; sau hạn 1, 2, 3 ngày: 4, 5, 6" in found.message.vi
    assert found.gap == 24


def test_limits_of_the_peak_come_from_the_parameters() -> None:
    assert "peak-on-due-day" in findings(ended({-1: 2, 0: 5}), due_day_peak_minimum=5, due_day_peak_ratio=2)
    assert "peak-on-due-day" not in findings(ended({-1: 3, 0: 5}), due_day_peak_minimum=5, due_day_peak_ratio=2)


@pytest.mark.parametrize("others", [{"procedure_code": "N1"}, {"status": "stopped"}, {"status": "processing"}])
def test_only_settled_core_dossiers_make_a_peak(others: Mapping[str, Any]) -> None:
    assert "peak-on-due-day" not in findings(ended({0: 30}, **others))


@pytest.mark.parametrize(
    ("end", "due", "n", "found"),
    [
        ("2020-03-12T17:00:00", "2020-03-12T17:00:00", 3, True),
        ("2020-03-12T17:00:00", "2020-03-12T17:00:00", 2, False),
        ("2020-03-12T16:59:59", "2020-03-12T17:00:00", 3, False),
        ("2020-03-12", "2020-03-12", 3, False),  # no times of day
    ],
)
def test_ends_in_the_second_of_the_due_date(end: str, due: str, n: int, found: bool) -> None:  # a column of the table
    assert ("end-at-due-moment" in findings([dossier("2020-03-02", due, end)] * n)) == found


def at_moments(sizes: Sequence[int]) -> list[Mapping[str, Any]]:
    return [
        dossier("2020-03-02", "2020-04-10", f"2020-03-10T08:{minute:02}:07")
        for minute, size in enumerate(sizes)
        for _ in range(size)
    ]


@pytest.mark.parametrize(
    ("sizes", "rows"),
    [
        ([10, *[1] * 20], 10),
        ([9, *[1] * 20], None),
        ([10, 11, *[1] * 40], 21),
        ([12, *[10] * 10], None),  # a feed in which moments are always shared
    ],
)
def test_bulk_closing(sizes: Sequence[int], rows: int | None) -> None:
    found = findings(at_moments(sizes)).get("same-end-moment")
    assert (found.row_count if found else None) == rows


def test_bulk_closing_names_its_largest_moment_and_takes_its_limit_from_the_parameters() -> None:
    found = findings(at_moments([1, 8, *[1] * 20]), same_moment_minimum=8)["same-end-moment"]
    assert "nhiều nhất 8 hồ sơ cùng lúc 10/3/2020 08:01:07" in found.message.vi


def test_days_without_times_are_no_bulk_closing() -> None:
    assert findings([dossier("2020-03-02", "2020-04-10", "2020-03-10")] * 50) == {}


def test_ordinary_ends_are_silent() -> None:
    """As many ends on each working day before the due day, one dossier a second."""
    start = date(2020, 3, 9)
    rows = [
        dossier("2020-03-02", str(DUE), f"{start + timedelta(days=n % 4)}T09:{n // 60 % 60:02}:{n % 60:02}")
        for n in range(200)
    ]
    assert findings(rows) == {}
