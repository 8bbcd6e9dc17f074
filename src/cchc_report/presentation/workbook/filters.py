"""Which filter on a list of records shows the rows behind a figure.

A reviewer finds the rows of a figure by setting filters on columns that mean something ("Kết quả: quá hạn"). For each
figure such a filter is computed, with no condition to spare, and it is only named where it shows exactly the figure's
rows; the others get a column of marks of their own. So a filter that is named is right by construction, whatever rule
chose the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

IntArray: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]
CodeTable: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.int64]]
Mask: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]

_MOST_VALUES_NAMED = 12
"""A filter of more values than this in one column is more work to set than a mark."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold.

    Attributes:
        conditions: Column title and the values to tick; an empty value stands for blank cells.
    """

    conditions: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        if not self.conditions:
            return "tất cả các dòng"
        return "; ".join(
            f"{title} = {' hoặc '.join(value or '(trống)' for value in values)}" for title, values in self.conditions
        )


class FilterFinder:
    """Finds filters over the columns of one list.

    Example:
        >>> frame = pd.DataFrame({"Kết quả": ["trước hạn", "quá hạn", "trước hạn"]})
        >>> str(FilterFinder(frame).find(np.array([1])))
        'Kết quả = quá hạn'
        >>> FilterFinder(frame).find(np.array([0])) is None
        True
    """

    def __init__(self, columns: pd.DataFrame) -> None:
        """Group the rows by their values.

        Args:
            columns: The columns that filters may use: categories or text; missing is blank. One row a record.
        """
        self._titles = [str(title) for title in columns.columns]
        self._values: list[list[str]] = []
        codes = np.zeros((len(columns), len(self._titles)), dtype=np.int64)
        for position, title in enumerate(self._titles):
            column = pd.Categorical(columns[title])
            codes[:, position] = column.codes + 1
            self._values.append(["", *(str(value) for value in column.categories)])
        self._kinds, self._kind_of_row, self._sizes = _distinct(codes)

    @property
    def sizes(self) -> IntArray:
        """How many rows have the same values in all columns; one number a row."""
        return self._sizes[self._kind_of_row]

    def find(self, rows: IntArray) -> Filter | None:
        """Return a filter that shows exactly `rows` and has no condition to spare, or nothing where there is none.

        Args:
            rows: Positions of rows.
        """
        if not len(rows):
            return None
        counted = np.bincount(self._kind_of_row[rows], minlength=len(self._sizes))
        wanted = counted > 0
        if (counted[wanted] != self._sizes[wanted]).any():
            return None
        chosen = self._narrowest(wanted)
        return chosen if chosen is not None and self._readable(chosen) else None

    def _narrowest(self, wanted: Mask) -> Filter | None:
        """Return the filter by the values that the wanted kinds have, less the columns that change nothing."""
        fits = [np.isin(self._kinds[:, c], self._kinds[wanted, c]) for c in range(len(self._titles))]
        kept = [c for c in range(len(self._titles)) if not fits[c].all()]
        if not _same(_all_of(fits, kept, wanted), wanted):
            return None
        for column in reversed(list(kept)):
            without = [c for c in kept if c != column]
            if _same(_all_of(fits, without, wanted), wanted):
                kept = without
        return Filter(
            tuple(
                (self._titles[c], tuple(self._values[c][code] for code in np.unique(self._kinds[wanted, c])))
                for c in kept
            )
        )

    @staticmethod
    def _readable(found: Filter) -> bool:
        return all(len(values) <= _MOST_VALUES_NAMED for _, values in found.conditions)


def _distinct(codes: CodeTable) -> tuple[CodeTable, IntArray, IntArray]:
    """Return the distinct rows of `codes`, for each row which of them it is, and how often each occurs."""
    if not codes.size:
        nothing = np.zeros(0, dtype=np.int64)
        return codes[:0], np.zeros(len(codes), dtype=np.int64) if len(codes) else nothing, np.array([len(codes)])
    kind_of_row = _as_numbers(codes)
    sizes = np.bincount(kind_of_row).astype(np.int64)
    an_example = np.zeros(len(sizes), dtype=np.int64)
    an_example[kind_of_row] = np.arange(len(codes))
    return codes[an_example], kind_of_row, sizes


def _as_numbers(codes: CodeTable) -> IntArray:
    """Return one number for each row of codes: equal numbers where the rows are equal."""
    numbers = np.zeros(len(codes), dtype=np.int64)
    for column in range(codes.shape[1]):
        # Packed again after each column, the numbers stay below rows × values: no overflow.
        numbers = pd.factorize(numbers * (codes[:, column].max() + 1) + codes[:, column])[0]
    return numbers.astype(np.int64)


def _all_of(
    fits: Sequence[Mask],
    columns: Sequence[int],
    like: Mask,
) -> Mask:
    chosen = np.ones_like(like)
    for column in columns:
        chosen &= fits[column]
    return chosen


def _same(one: Mask, other: Mask) -> bool:
    return bool((one == other).all())
