"""A reader who tries to work out hidden cells: every table that fits what is printed, found by trying all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from cchc_report.disclosure_control.suppression import Breakdown, Cell

Row = tuple[int, ...]


def possible_values(breakdown: Breakdown, hidden: frozenset[Cell], cell: Cell) -> set[int]:
    """Return every number that `cell` has in some table with the same printed cells, totals and identities.

    Rows are added one after the other; of all ways to come to the same column sums only the numbers of `cell` matter.
    """
    reached: set[tuple[Row, int | None]] = {((0,) * len(breakdown.weights), None)}
    for number, values in enumerate(breakdown.values):
        rows = list(_rows(breakdown, hidden, number, values))
        reached = {
            (sums, row[cell[1]] if number == cell[0] else told)
            for (before, told), row in product(reached, rows)
            for sums in [tuple(a + b for a, b in zip(before, row, strict=True))]
            if all(total <= limit for total, limit in zip(sums, breakdown.totals, strict=True))
        }
    return {told for sums, told in reached if sums == breakdown.totals and told is not None}


def _rows(breakdown: Breakdown, hidden: frozenset[Cell], number: int, values: Row) -> Iterator[Row]:
    choices = [
        range(total + 1) if (number, column) in hidden or not breakdown.weights[column] else (values[column],)
        for column, total in enumerate(breakdown.totals)
    ]
    begun: list[Row] = [()]
    for column, numbers in enumerate(choices):
        complete = [i for i in breakdown.identities if max(i.whole, *i.parts) == column]
        begun = [
            row
            for start in begun
            for row in ((*start, number) for number in numbers)
            if all(row[i.whole] == sum(row[part] for part in i.parts) for i in complete)
        ]
    yield from begun
