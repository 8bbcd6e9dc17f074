"""What the readers hand over: sheets of cells, and tables whose columns hold each distinct value once.

A column of an export repeats itself (statuses, days, names of procedures). Cells are therefore kept as distinct values
and codes; whatever is judged, is judged once a distinct value, and a million rows stay a matter of seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Integers: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]
Booleans: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]
Moments: TypeAlias = np.ndarray[tuple[int], np.dtype[np.datetime64]]

BLANK = -1
"""Code of a cell without a value."""

_HANOI = 7 * 3600
"""Seconds that Vietnamese time is ahead of UTC, the whole year and in every year that a register speaks of."""


@dataclass(frozen=True, slots=True)
class FormulaError:
    """A spreadsheet cell whose formula has no value (`#N/A`, or `=A1+1` never worked out): it is no blank either."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Cells:
    """One column.

    Attributes:
        distinct: The values; as an array `datetime64[s]` where the file itself says that they are moments. Values
            may repeat.
        codes: For each row the position of its value in `distinct`, or `BLANK`; int64.
    """

    distinct: Sequence[Any] | Moments
    codes: Integers

    def rows(self, kept: Booleans) -> Cells:
        """Return the column without the rows where `kept` is false."""
        return Cells(self.distinct, self.codes[kept])

    @property
    def blank(self) -> Booleans:
        """Whether each row is blank; bool."""
        blank: Booleans = self.codes == BLANK
        return blank

    def used(self) -> Booleans:
        """Return for each distinct value whether a row has it; bool."""
        counts = np.bincount(self.codes[self.codes >= 0], minlength=len(self.distinct))
        used: Booleans = counts > 0
        return used


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as a reader finds it, before its header row is known.

    Attributes:
        sheet: Name of the worksheet, where the format has sheets.
        rows: Rows of cells; a blank cell is `None` or an empty text.
        row_numbers: Row number of each, as the user's program shows it; int64.
        ragged_refused: Whether a row with more or fewer cells than the header means a broken file (text formats).
    """

    sheet: str | None
    rows: Sequence[Sequence[object]]
    row_numbers: Integers
    ragged_refused: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table with its header known.

    Attributes:
        sheet: Name of the worksheet, where the format has sheets.
        headers: Headers as the file writes them.
        columns: For each header its cells: Python objects, or an Arrow column with a type of its own.
        row_numbers: Row number of each record, as the user's program shows it; int64.
        header_row: Row number of the header, where the file has one.
    """

    sheet: str | None
    headers: tuple[str, ...]
    columns: Sequence[Sequence[object] | pa.ChunkedArray]
    row_numbers: Integers
    header_row: int | None = None

    def cells(self, position: int) -> Cells:
        """Return the cells of the column at `position`."""
        column = self.columns[position]
        return cells_of_arrow(column) if isinstance(column, pa.ChunkedArray) else cells_of_objects(column)


def cells_of_objects(values: Sequence[object]) -> Cells:
    """Return Python values as `Cells`. `1`, `1.0` and `True` stay three values."""
    positions: dict[object, int] = {}
    add = positions.setdefault
    # Texts are their own keys: a million pairs would keep the garbage collector busy for seconds.
    keys = (value if type(value) is str else (type(value), value) for value in values)
    codes = np.fromiter((add(key, len(positions)) for key in keys), dtype=np.int64, count=len(values))
    return Cells([key[1] if isinstance(key, tuple) else key for key in positions], codes)


def cells_of_arrow(column: pa.ChunkedArray) -> Cells:
    """Return an Arrow column as `Cells`; moments stay an array, and those with a time zone become Vietnamese time."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        return _moments(column)
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), None, column)
    if pa.types.is_decimal(column.type):
        return cells_of_objects([None if value is None else _plain_number(value) for value in column.to_pylist()])
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return cells_of_objects([None if value is None else str(value) for value in column.to_pylist()])
    encoded = column.dictionary_encode().combine_chunks()
    indices = encoded.indices.fill_null(BLANK).to_numpy(zero_copy_only=False).astype(np.int64)
    return Cells(encoded.dictionary.to_pylist(), indices)


def _plain_number(value: Decimal) -> int | float:
    # Never a text: the decimal 5.544 must not be taken for the Vietnamese way to write 5 544.
    whole = value.to_integral_value()
    return int(whole) if whole == value else float(value)


def _moments(column: pa.ChunkedArray) -> Cells:
    zone = column.type.tz if pa.types.is_timestamp(column.type) else None
    # A cast to seconds in Arrow refuses fractions; numpy drops them, which is what a printed time does.
    values = column.cast(pa.timestamp("us"), safe=False).to_numpy().astype("datetime64[s]")
    if zone is not None:
        values = values + np.timedelta64(_HANOI, "s")
    codes = np.where(np.isnat(values), BLANK, np.arange(len(values)))
    return Cells(values, codes.astype(np.int64))
