from __future__ import annotations

import pandas as pd
import pytest

from cchc_report.checks.dossier_codes import parse_dossier_codes


@pytest.mark.parametrize(
    ("code", "agency", "day"),
    [
        ("000.00.02.H23-200922-0005", "000.00.02.H23", "2020-09-22"),
        ("H55.242-201231-123456", "H55.242", "2020-12-31"),
        ("H23-200229-0001", "H23", "2020-02-29"),
    ],
)
def test_code_is_taken_apart(code: str, agency: str, day: str) -> None:
    codes = parse_dossier_codes(pd.Series([code], dtype="str"))
    assert codes.valid.tolist() == [True]
    assert codes.agency.tolist() == [agency]
    assert str(codes.day[0]) == day


@pytest.mark.parametrize(
    "code",
    [
        "1.010708.000.00.00.H56",  # a procedure's code
        "000.00.02.H23-210229-0001",  # no such day
        "000.00.02.H23-201301-0001",
        "000.00.02.H23-200900-0001",
        "000.00.02.H23-200922-005",
        "000.00.02.H23-200922-1234567",
        "000.00.02.H23-20200922-0001",
        "000.00.02.H23-200922-0001 ",
        "000.00..H23-200922-0001",
        "-200922-0001",
        "",
    ],
)
def test_what_is_no_code_is_not_valid(code: str) -> None:
    codes = parse_dossier_codes(pd.Series([code, "H23-200922-0001"], dtype="str"))
    assert codes.valid.tolist() == [False, True]


def test_no_codes_at_all() -> None:
    assert parse_dossier_codes(pd.Series([], dtype="str")).valid.tolist() == []
