from __future__ import annotations

import pytest

from cchc_report.checks.document_numbers import parse_document_number


@pytest.mark.parametrize(
    ("text", "number", "year", "symbol", "lost"),
    [
        ("1016/QĐ-UBND", 1016, None, "QĐ-UBND", False),
        ("1016/QĐUBND", 1016, None, "QĐ-UBND", True),
        ("1450/BCSCT", 1450, None, "BC-SCT", True),
        ("Số: 1691/XN-SCT", 1691, None, "XN-SCT", False),
        ("số 61/2018/NĐ-CP", 61, 2018, "NĐ-CP", False),
        ("61/2018/NĐCP", 61, 2018, "NĐ-CP", True),
        ("05 / QĐ - UBND", 5, None, "QĐ-UBND", False),
        ("325/QĐ–UBND", 325, None, "QĐ-UBND", False),
        ("12/SCT-VP", 12, None, "SCT-VP", False),
        ("12/TTPVHCC", 12, None, "TTPVHCC", False),  # a centre's own letters: no lost hyphen
        ("01/2020/TT-VPCP", 1, 2020, "TT-VPCP", False),
        ("7/KH-UBND&HĐND.1", 7, None, "KH-UBND&HĐND.1", False),
    ],
)
def test_number_is_taken_apart(
    text: str, number: int, year: int | None, symbol: str, lost: bool
) -> None:  # a column of the table
    found = parse_document_number(text)
    assert found is not None
    assert (found.number, found.year, found.symbol, found.hyphen_lost) == (number, year, symbol, lost)


@pytest.mark.parametrize("text", ["", "QĐ-UBND", "1016", "1016-QĐ-UBND", "1016/", "Sổ bàn giao", "10/16/2020"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_document_number(text) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [("5/QĐUBND", "05/QĐ-UBND"), ("61/2018/NĐ-CP", "61/2018/NĐ-CP"), ("325/QĐ - UBND", "325/QĐ-UBND")],
)
def test_number_is_written_as_the_decree_asks(text: str, written: str) -> None:
    assert str(parse_document_number(text)) == written
