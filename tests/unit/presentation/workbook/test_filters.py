"""Filters are found where there are any, with no condition to spare, and not named where they show other rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cchc_report.presentation.workbook.filters import FilterFinder

#                          0        1        2        3        4        5
FRAME = pd.DataFrame(
    {
        "Nhóm": ["phải", "phải", "phải", "một", "một", "phải"],
        "Kết quả": ["trước", "trễ", "đang", "trước", "trễ", "trước"],
        "Kênh": pd.Categorical(["mạng", None, "mạng", "mạng", "quầy", "quầy"]),
    }
)


def found(*rows: int) -> str | None:
    answer = FilterFinder(FRAME).find(np.array(rows, dtype=np.int64))
    return None if answer is None else str(answer)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((3, 4), "Nhóm = một"),
        ((0, 5), "Nhóm = phải; Kết quả = trước"),
        ((0,), "Nhóm = phải; Kết quả = trước; Kênh = mạng"),
        ((2,), "Kết quả = đang"),
        ((0, 3, 5), "Kết quả = trước"),
        ((1,), "Nhóm = phải; Kết quả = trễ"),
        ((0, 1, 2, 3, 4, 5), "tất cả các dòng"),
    ],
)
def test_no_condition_to_spare(rows: tuple[int, ...], words: str) -> None:
    assert found(*rows) == words


def test_blank_cells_have_a_name() -> None:
    finder = FilterFinder(pd.DataFrame({"Kênh": ["mạng", None, "quầy"]}))
    assert str(finder.find(np.array([1, 2]))) == "Kênh = (trống) hoặc quầy"


@pytest.mark.parametrize("rows", [(), (0, 4), (1, 3)])
def test_no_filter_shows_these_rows(rows: tuple[int, ...]) -> None:
    assert found(*rows) is None


def test_rows_that_look_alike_are_not_told_apart() -> None:
    finder = FilterFinder(pd.DataFrame({"Kết quả": ["trễ", "trễ"]}))
    assert finder.find(np.array([0])) is None


def test_a_filter_of_very_many_values_is_not_readable() -> None:
    months = [f"tháng {number}" for number in range(30)]
    finder = FilterFinder(pd.DataFrame({"Tháng": months}))
    assert finder.find(np.arange(12)) is not None
    assert finder.find(np.arange(13)) is None


def test_without_columns_there_is_one_filter() -> None:
    finder = FilterFinder(pd.DataFrame(index=range(3)))
    assert str(finder.find(np.arange(3))) == "tất cả các dòng"
    assert finder.find(np.array([1])) is None


def test_sizes_count_rows_of_the_same_kind() -> None:
    finder = FilterFinder(pd.DataFrame({"a": ["x", "y", "x", "x"]}))
    assert finder.sizes.tolist() == [3, 1, 3, 3]
