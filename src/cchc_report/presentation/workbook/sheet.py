"""A worksheet as data: title, lines, head, rows, lines below. Nothing here writes a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

MOST_ROWS_LISTED = 20_000
"""Rows that a sheet of records lists at most: what JupyterLab's message limit and a patient reader bear."""


class Style(Enum):
    """What a column holds, and so how its cells look."""

    TEXT = "text"
    WHOLE = "whole"
    POINTS = "points"
    SHARE = "share"
    DATE = "date"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, with the value that it had when the workbook was written.

    Attributes:
        text: The formula in Excel's own English notation, beginning with `=`.
        value: Its value; `None` shows as an empty cell.
    """

    text: str
    value: Fraction | int | None


Value: TypeAlias = "str | int | Fraction | date | Formula | None"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        title: Head cell.
        width: Width in characters.
        style: What it holds.
        group: Head cell above it, shared with its neighbours of the same group.
        decimals: Decimal places of points.
        wrapped: Whether text goes on in a second line; in long lists it does not.
    """

    title: str
    width: float
    style: Style = Style.TEXT
    group: str | None = None
    decimals: int = 2
    wrapped: bool = True


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row.

    Attributes:
        cells: One value a column.
        strong: Whether it is printed in bold: a domain, a subtotal, the total.
        indent: How deep the first text column is indented.
    """

    cells: Sequence[Value]
    strong: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet.

    Attributes:
        name: Its name, at most 31 characters.
        title: First line, in bold.
        columns: Its columns.
        rows: Its rows.
        above: Lines between title and head.
        below: Lines under the rows.
        fixed_columns: Columns that stay in view when the reader scrolls to the right.
        filterable: Whether the head carries filter buttons, and a cell counts the rows that a filter leaves in view;
            not for tables with totals.
        indented: Column that `SheetRow.indent` applies to.
        printed: How many columns go on paper; `None` for all. What only helps to set filters stays on screen.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[SheetRow]
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    fixed_columns: int = 1
    filterable: bool = True
    indented: int = 0
    printed: int | None = None

    @property
    def head_rows(self) -> int:
        """How many rows the head takes."""
        return 2 if any(column.group for column in self.columns) else 1

    @property
    def counts_rows(self) -> bool:
        """Whether a line above the head counts the rows in view."""
        return self.filterable and bool(self.rows)

    @property
    def first_row(self) -> int:
        """Position, from 0, of the first row of values in the worksheet."""
        return 1 + len(self.above) + self.counts_rows + self.head_rows

    @property
    def last_row(self) -> int:
        """Position, from 0, of the last row with anything in it; a blank row parts the lines below from the table."""
        return self.first_row + len(self.rows) - 1 + (1 + len(self.below) if self.below else 0)


def column_letters(position: int) -> str:
    """Return the letters of a column by its position from 0.

    Example:
        >>> column_letters(0), column_letters(25), column_letters(26)
        ('A', 'Z', 'AA')
    """
    letters = ""
    number = position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell by its positions from 0: `cell_name(6, 2)` is `C7`."""
    return f"{column_letters(column)}{row + 1}"


def cell_list(rows: Iterable[int], column: int) -> str:
    """Return cells of one column as a formula names them, neighbours as a range: rows 4, 5, 6, 9 give `C5:C7,C10`."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    names = [(cell_name(start, column), cell_name(end, column)) for start, end in runs]
    return ",".join(first if first == last else f"{first}:{last}" for first, last in names)
