"""Single cells: text, identifiers, counts, labels, yes and no."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from cchc_report.registers.schemas import DOSSIERS
from cchc_report.sources.cells.converted import Converted
from cchc_report.sources.cells.counts import AMBIGUOUS, NEGATIVE, NOT_A_NUMBER, NOT_WHOLE, TOO_LARGE, read_count
from cchc_report.sources.cells.labels import MOST_TOLD_APART, convert_labels, convert_yes_no
from cchc_report.sources.cells.text import (
    CODE_AS_DATE,
    CODE_AS_NUMBER,
    FORMULA_ERROR,
    clean_cells,
    convert_code,
    convert_text,
)
from cchc_report.sources.faults import Fault
from cchc_report.sources.names import normal_form
from cchc_report.sources.tables import Cells, FormulaError, cells_of_objects
from cchc_report.typed_text import clean_text


def cells(*values: Any) -> Cells:
    return clean_cells(cells_of_objects(values))


def as_list(converted: Converted) -> list[Any]:
    return [None if pd.isna(value) else value for value in converted.column]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Công   ty\n\tA ", "Công ty A"),
        (unicodedata.normalize("NFD", "Sở Công Thương"), "Sở Công Thương"),
        ("Công\u200bty\u00ad\ufeff", "Côngty"),
        ("\u202eabc\u202c", "abc"),
        ("a\ufdd0b\ufdd1c\uffff", "abc"),
        ("a\x00b\x07c\x9d", "abc"),
        ("5\u00a0544\u202f000", "5 544 000"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("hoà", "hoà"),
        ("-", "-"),
        ("\u200b \u00a0", ""),
    ],
)
def test_text_is_cleaned(written: str, kept: str) -> None:
    assert clean_text(written) == kept


def test_text_in_which_nothing_remains_is_missing() -> None:
    column = cells("", None, " \u200b", "x")
    assert column.blank.tolist() == [True, True, True, False]
    assert as_list(convert_text(column, column)) == [None, None, None, "x"]


def test_other_types_become_text() -> None:
    column = cells(12.0, 3.5, date(2020, 9, 22), datetime.fromisoformat("2020-09-22T08:15:00"), True)
    assert as_list(convert_text(column, column)) == ["12", "3.5", "22/09/2020", "22/09/2020 08:15:00", "True"]


def test_one_and_true_are_two_values() -> None:
    assert len(cells_of_objects([1, 1.0, True, "1", 1]).distinct) == 4


def test_codes() -> None:
    good = convert_code(cells(" 1016/QĐ-UBND", 912345678.0, 5))
    assert as_list(good) == ["1016/QĐ-UBND", "912345678", "5"]
    assert not good.faults
    bad = convert_code(cells(1.01, 1e15, date(2020, 10, 8), FormulaError("#REF!"), "ok"))
    assert [bad.faults.get(i) for i in range(5)] == [CODE_AS_NUMBER, CODE_AS_NUMBER, CODE_AS_DATE, FORMULA_ERROR, None]


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        (5544, 5544),
        (5544.0, 5544),
        (0, 0),
        ("5.544", 5544),
        ("5 544", 5544),
        ("1.005.544", 1005544),
        ("12", 12),
        ("04", 4),
        ("", None),
        (None, None),
        (5.544, NOT_WHOLE),
        ("36.5", NOT_WHOLE),
        ("36,5", NOT_WHOLE),
        ("5,544", AMBIGUOUS),
        ("5.54", NOT_WHOLE),
        ("55.44.4", NOT_A_NUMBER),
        ("1.005 544", NOT_A_NUMBER),
        (-3, NEGATIVE),
        ("-3", NEGATIVE),
        ("không", NOT_A_NUMBER),
        ("٣", NOT_A_NUMBER),
        (True, NOT_A_NUMBER),
        (datetime.fromisoformat("2020-05-04"), NOT_A_NUMBER),
        (float("inf"), NOT_WHOLE),
        (10**13, TOO_LARGE),
        ("9" * 5000, TOO_LARGE),
        (FormulaError("#N/A"), FORMULA_ERROR),
    ],
)
def test_counts(cell: object, meaning: int | Fault | None) -> None:
    assert read_count(cell) == meaning


STATUS = DOSSIERS.column("status")
SPELLINGS = {normal_form(label): name for name, label in STATUS.labels.items()}


def test_labels_are_read_by_their_words() -> None:
    nfd = unicodedata.normalize("NFD", "Đã trả kết quả")
    converted = convert_labels(cells("Đã trả kết quả", nfd, "DA TRA KET QUA", "đang  xử lý", ""), STATUS, SPELLINGS)
    assert as_list(converted) == ["result_returned", "result_returned", "result_returned", "processing", None]
    assert list(converted.column.categories) == list(STATUS.labels)


def test_a_vendor_number_is_no_label() -> None:
    converted = convert_labels(cells(10.0, "10"), STATUS, SPELLINGS)
    assert {fault.code for fault in converted.faults.values()} == {"unknown-label"}
    assert len(converted.faults) == 2


def test_unknown_label_is_told_with_the_nearest_one_and_all_allowed() -> None:
    (fault,) = convert_labels(cells("Đã trả kết qủa rồi"), STATUS, SPELLINGS).faults.values()
    assert "Đã trả kết qủa rồi" in fault.what.vi
    assert 'Có phải ý bạn là "Đã trả kết quả"?' in fault.remedy.vi
    assert '"Dừng xử lý"' in fault.remedy.vi
    assert "params/labels.yaml" in fault.remedy.vi


def test_a_flood_of_unknown_labels_stays_readable() -> None:
    converted = convert_labels(cells(*(f"nhãn {n}" for n in range(500))), STATUS, SPELLINGS)
    assert len(converted.faults) == 500
    assert len(set(converted.faults.values())) == MOST_TOLD_APART + 1


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Có", True), ("có", True), ("co", True), ("x", True), ("X", True), (1.0, True), ("1", True), (True, True),
        ("yes", True), ("Đúng", True), ("TRUE", True),
        ("Không", False), ("khong", False), (0.0, False), (False, False), ("no", False), ("sai", False),
        ("Chưa", False), ("", None), (None, None),
    ],
)  # fmt: skip
def test_yes_and_no(cell: object, answer: bool | None) -> None:
    converted = convert_yes_no(cells(cell))
    assert as_list(converted) == [answer]
    assert not converted.faults


@pytest.mark.parametrize("cell", ["có thể", 2.0, "-", "124"])
def test_neither_yes_nor_no(cell: object) -> None:
    converted = convert_yes_no(cells(cell))
    assert [fault.code for fault in converted.faults.values()] == ["not-yes-no"]
