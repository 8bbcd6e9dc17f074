"""Dates have one meaning or none."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cchc_report.registers.schema import Kind
from cchc_report.sources.cells.converted import Converted
from cchc_report.sources.cells.dates import Evidence, convert_dates, parse_dates
from cchc_report.sources.cells.text import clean_cells
from cchc_report.sources.tables import Cells, FormulaError, cells_of_objects

DAY_FIRST = Evidence(day_first=1)
NO_EVIDENCE = Evidence()


def read(*values: Any, kind: Kind = Kind.TIMESTAMP, file: Evidence = NO_EVIDENCE) -> Converted:
    parsed = parse_dates(clean_cells(cells_of_objects(values)))
    return convert_dates(parsed, file + parsed.verdict, kind)


def shown(converted: Converted) -> list[str | None]:
    return [None if pd.isna(value) else str(value) for value in converted.column]


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("22/09/2020", "2020-09-22 00:00:00"),
        ("22/9/2020 8:05", "2020-09-22 08:05:00"),
        ("22/09/2020 08:05:59", "2020-09-22 08:05:59"),
        ("08:05:59 22/09/2020", "2020-09-22 08:05:59"),
        ("22-09-2020", "2020-09-22 00:00:00"),
        ("22.9.2020", "2020-09-22 00:00:00"),
        ("2020-10-01", "2020-10-01 00:00:00"),
        ("2020-10-01T08:05:59", "2020-10-01 08:05:59"),
        ("2020-10-01 08:05:59.123", "2020-10-01 08:05:59"),
        ("2020-09-30T20:00:00Z", "2020-10-01 03:00:00"),
        ("2020-10-01T08:00:00+07:00", "2020-10-01 08:00:00"),
        ("2020-10-01T08:00:00-0100", "2020-10-01 16:00:00"),
        ("20201001", "2020-10-01 00:00:00"),
        ("20201001080559", "2020-10-01 08:05:59"),
        (20201001, "2020-10-01 00:00:00"),
        (20201001080559.0, "2020-10-01 08:05:59"),
        (44105, "2020-10-01 00:00:00"),
        (44105.5, "2020-10-01 12:00:00"),
        (date(2020, 10, 1), "2020-10-01 00:00:00"),
        (datetime.fromisoformat("2020-10-01T08:05:59"), "2020-10-01 08:05:59"),
        (datetime.fromisoformat("2020-10-01T08:05:58.999999"), "2020-10-01 08:05:59"),
        (datetime.fromisoformat("2020-10-01T23:59:59.600000"), "2020-10-02 00:00:00"),
        ("05/05/2020", "2020-05-05 00:00:00"),
        ("29/02/2020", "2020-02-29 00:00:00"),
        ("", None),
        (None, None),
    ],
)
def test_forms(cell: object, moment: str | None) -> None:
    converted = read(cell)
    assert shown(converted) == [moment]
    assert not converted.faults


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/2020", "date-impossible"),
        ("29/02/2019", "date-impossible"),
        ("32/13/2020", "date-impossible"),
        ("2020-02-30", "date-impossible"),
        ("20200230", "date-impossible"),
        ("22/09/2020 24:00", "time-impossible"),
        ("22/09/2020 10:60", "time-impossible"),
        ("20201001250000", "time-impossible"),
        ("22/09/20", "date-short-year"),
        ("22/09/0202", "date-year"),
        ("22/09/2101", "date-year"),
        ("22092020", "date-year"),
        (date(1989, 12, 31), "date-year"),
        (datetime.fromisoformat("2101-01-01"), "date-year"),
        ("hôm qua", "date-unreadable"),
        ("22/09-2020", "date-unreadable"),
        ("44105", "date-unreadable"),
        ("-", "date-unreadable"),
        (5.5, "date-unreadable"),
        (32_873, "date-unreadable"),
        (True, "date-unreadable"),
        (time(8, 0), "date-unreadable"),
        (float("inf"), "date-unreadable"),
        ("22/09/2020 sáng", "date-unreadable"),
        (FormulaError("#N/A"), "formula-error"),
    ],
)
def test_no_date(cell: object, code: str) -> None:
    converted = read(cell)
    assert [fault.code for fault in converted.faults.values()] == [code]
    assert shown(converted) == [None]


def test_days_stand_at_midnight() -> None:
    assert shown(read("22/09/2020 23:59:59", kind=Kind.DATE)) == ["2020-09-22 00:00:00"]


def codes(converted: Converted) -> dict[int, str]:
    return {position: fault.code for position, fault in converted.faults.items()}


def test_one_row_with_a_late_day_decides_the_column() -> None:
    converted = read("01/10/2020", "22/09/2020")
    assert shown(converted) == ["2020-10-01 00:00:00", "2020-09-22 00:00:00"]


def test_a_row_that_fits_only_the_other_order_is_a_fault_of_that_row() -> None:
    converted = read("01/10/2020", "22/09/2020", "09/22/2020")
    assert codes(converted) == {2: "date-other-order"}


def test_a_column_that_proves_month_first_is_refused_as_a_whole() -> None:
    converted = read("01/10/2020", "09/22/2020", "05/05/2020", "2020-01-02")
    assert codes(converted) == {0: "date-month-first", 1: "date-month-first"}


def test_an_ambiguous_column_is_refused() -> None:
    assert codes(read("01/10/2020", "02/10/2020 08:00")) == {0: "date-ambiguous", 1: "date-ambiguous"}


def test_an_ambiguous_column_follows_other_columns_of_its_file() -> None:
    assert shown(read("01/10/2020", file=DAY_FIRST)) == ["2020-10-01 00:00:00"]


@pytest.mark.parametrize("file", [Evidence(month_first=1), Evidence(day_first=5, month_first=1)])
def test_an_ambiguous_column_does_not_follow_a_file_that_speaks_for_both_or_for_the_other(file: Evidence) -> None:
    assert codes(read("01/10/2020", file=file)) == {0: "date-ambiguous"}


def test_values_of_rows_left_out_prove_nothing() -> None:
    cells = Cells(["22/09/2020", "01/10/2020"], np.array([1, 1]))
    parsed = parse_dates(cells)
    assert parsed.evidence == NO_EVIDENCE
    assert "date-ambiguous" in codes(convert_dates(parsed, parsed.evidence, Kind.DATE)).values()


def test_a_spreadsheet_with_american_settings_has_exchanged_what_it_could() -> None:
    exchanged = [date(2020, month, day) for month, day in ((1, 10), (2, 10), (3, 9), (5, 9), (7, 8))]
    converted = read(*exchanged, "22/09/2020", "30/09/2020")
    assert codes(converted) == dict.fromkeys(range(5), "date-exchanged")


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([date(2020, 1, 22)], id="a real date with a later day"),
        pytest.param(["01/10/2020"], id="a text that American settings would have turned"),
    ],
)
def test_real_dates_beside_texts_are_not_suspected_without_cause(others: list[Any]) -> None:
    real = [date(2020, month, 3) for month in (1, 2, 4, 5, 6)]
    assert not read(*real, "22/09/2020", *others).faults


def test_moments_of_typed_files() -> None:
    moments = np.array(["2020-10-01T08:00:00", "NaT", "1980-01-01"], dtype="datetime64[s]")
    parsed = parse_dates(Cells(moments, np.array([0, -1, 2])))
    converted = convert_dates(parsed, NO_EVIDENCE, Kind.DATE)
    assert shown(converted) == ["2020-10-01 00:00:00", None, None]
    assert codes(converted) == {2: "date-year"}
