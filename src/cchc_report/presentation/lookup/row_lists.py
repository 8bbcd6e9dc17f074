"""Which lists of dossiers the page holds: one for each distinct set of rows, whatever the number of figures over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cchc_report.measures import Measure
from cchc_report.presentation.workbook.filters import IntArray
from cchc_report.presentation.workbook.records import sides_of

MOST_ROWS_IN_PAGE = 200
"""Longer lists stand in the annex workbook alone."""


@dataclass(frozen=True, slots=True)
class Side:
    """What a list shows of a figure.

    Attributes:
        measure: The figure.
        rest: Whether it is the part of a ratio's denominator that is not in its numerator.
    """

    measure: Measure
    rest: bool = False


@dataclass(frozen=True, slots=True)
class RowList:
    """One list.

    Attributes:
        number: Its number in the page, from 1.
        rows: Positions of its rows in the register, ascending.
        sides: The figures over exactly these rows, in the order of the report; cells of a series come last.
    """

    number: int
    rows: IntArray
    sides: tuple[Side, ...]


def lists_of_rows(measures: Iterable[Measure], register: str, *, series: Iterable[str] = ()) -> tuple[RowList, ...]:
    """Return the lists of rows of `register`, in the order in which the figures need them.

    Args:
        measures: The figures, in the order of the report.
        register: Name of the register.
        series: First words of the ids of figures that name a list only where no other figure does.

    Returns:
        A list for each distinct set of 1 to `MOST_ROWS_IN_PAGE` rows.
    """
    users: defaultdict[bytes, list[Side]] = defaultdict(list)
    rows_of: dict[bytes, IntArray] = {}
    for measure in measures:
        for number, side in enumerate(sides_of(measure)):
            if side.register == register and 0 < len(side.rows) <= MOST_ROWS_IN_PAGE:
                key = side.rows.tobytes()
                users[key].append(Side(measure, rest=number > 0))
                rows_of[key] = side.rows
    of_series = frozenset(series)
    return tuple(
        RowList(
            number,
            rows_of[key],
            tuple(sorted(sides, key=lambda side: side.measure.id.split(".")[0] in of_series)),
        )
        for number, (key, sides) in enumerate(users.items(), start=1)
    )


def numbers_by_side(lists: Iterable[RowList]) -> Mapping[tuple[str, bool], int]:
    """Return the number of the list of each figure and side that has one."""
    return {(side.measure.id, side.rest): each.number for each in lists for side in each.sides}
