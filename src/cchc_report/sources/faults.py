"""What can be wrong with a file or a cell, before it is known where it stands; and faults told as readable problems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cchc_report.errors import Place, Problem, Text, shortened
from cchc_report.sources.tables import Cells, Integers

ROWS_NAMED = 5
"""Rows that one problem names; the others of its kind are counted, so that ten thousand bad rows stay one sentence."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault. Equal faults of one column are told as one problem.

    Attributes:
        code: Stable name within a register or a file, such as `unknown-label`.
        what: What is wrong.
        remedy: What to do about it.
        names_value: Whether `what` shows the offending value itself; else the problem lists the values.
    """

    code: str
    what: Text
    remedy: Text
    names_value: bool = False

    def at(self, place: Place, register: str = "sources") -> Problem:
        """Return the fault as the problem `<register>.<code>` that stands at `place`."""
        return Problem(f"{register}.{self.code}", self.what, self.remedy, place)


class UnreadableError(Exception):
    """A reader cannot make a table of a file's bytes; `row` says where it stopped, if it knows."""

    def __init__(self, fault: Fault, *, row: int | None = None, sheet: str | None = None) -> None:
        self.fault = fault
        self.row = row
        self.sheet = sheet
        super().__init__(fault)


def cell_problems(
    register: str,
    column_place: Place,
    cells: Cells,
    row_numbers: Integers,
    faults: Mapping[int, Fault],
    *,
    personal: bool,
) -> list[Problem]:
    """Return one problem for each kind of fault in a column.

    Args:
        register: Name of the register, which begins the problem's code.
        column_place: File, sheet and column.
        cells: The column.
        row_numbers: Row number of each cell, int64, aligned with `cells.codes`.
        faults: Position in `cells.distinct` to what is wrong with that value.
        personal: Whether the values must not be shown.
    """
    by_fault: dict[Fault, list[int]] = defaultdict(list)
    for position, fault in faults.items():
        by_fault[fault].append(position)
    found = []
    for fault, distinct in by_fault.items():
        rows = np.flatnonzero(np.isin(cells.codes, distinct))
        if rows.size:
            hidden = personal or fault.names_value
            values = None if hidden else [cells.distinct[cells.codes[row]] for row in rows[:ROWS_NAMED]]
            numbers = [int(row_numbers[row]) for row in rows[:ROWS_NAMED]]
            found.append(_problem(fault.at(column_place, register), numbers, values, len(rows)))
    return found


def row_problem(fault: Fault, register: str, column_place: Place, row_numbers: Sequence[int]) -> Problem:
    """Return one problem for all rows that share a fault without a value to show, such as a missing cell."""
    numbers = [int(number) for number in row_numbers[:ROWS_NAMED]]
    return _problem(fault.at(column_place, register), numbers, None, len(row_numbers))


def _problem(problem: Problem, numbers: Sequence[int], values: Sequence[object] | None, total: int) -> Problem:
    shown = [f'"{shortened(as_written(value))}"' for value in values] if values is not None else None
    first = f": {shown[0]}" if shown else ""
    others = [
        f"{number} ({shown[i]})" if shown and shown[i] != shown[0] else str(number)
        for i, number in enumerate(numbers)
        if i > 0
    ]
    vi, en = first, first
    if others:
        rest = total - len(numbers)
        vi += f"; tương tự ở dòng {', '.join(others)}" + (f" và {rest} dòng khác" if rest else "")
        en += f"; likewise in row {', '.join(others)}" + (f" and {rest} more rows" if rest else "")
    return replace(
        problem,
        what=Text(vi=problem.what.vi + vi, en=problem.what.en + en),
        place=replace(problem.place, row=numbers[0]),
    )


def as_written(value: object) -> str:
    """Return a cell's value much as the user sees it: numbers without a needless `.0`."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
