"""Which cells of a published breakdown are hidden, so that no small one can be worked out from the others.

A cell is *small* where it is above zero and below a threshold (5 by default): it speaks of one to four cases. Small
cells are hidden (primary suppression), and further cells with them (complementary suppression), for totals are printed:
those of the columns, which are figures of the whole department, and in each row sums such as "settled = early + on the
due day + late".

What holds for the cells that stay:

1. No small cell is among them.
2. For each small cell they leave room for a table that says something else: non-negative whole numbers, the same
   printed figures, and in place of the small cell a number that is not small. So a reader can neither work it out nor
   tell that it is small. Where the printed total of its column is small itself, the cell may be as large as that total;
   where it is the whole total, it may be one less.
3. A line (a column, or a sum in a row) has no hidden cell or at least two: what changes on a line is made up for on the
   same line.
4. The hidden parts of a printed sum never come to a small number, unless that is the printed total of the column. Parts
   of a row that do are taken for one small cell, to which 2 applies.

Zero is no small cell: it speaks of nobody. A zero may be hidden to cover a small cell.

The tables of 2 are found by moving cases from one row to another, so they exist for every breakdown with two rows. At
each step the move is taken that hides the least; then every small cell chooses again, knowing what the others hide. The
result is small, but not always the smallest possible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final, TypeAlias

Cell: TypeAlias = tuple[int, int]
"""Row and column."""

Group: TypeAlias = tuple[int, frozenset[int]]
"""Row, and columns whose cells are taken together."""

Change: TypeAlias = tuple[tuple[int, int], ...]
"""Columns of a row that change together without breaking a sum, each with `1` or `-1`."""

_COST_OF_A_CELL: Final = 4
"""What a cell costs beside its length: hiding one large cell is better than hiding two of half its size."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that holds in every row: the column `whole` is the sum of the columns `parts`."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Breakdown:
    """A table of counts whose column totals are printed.

    Attributes:
        values: One tuple a row, one count a column; never negative. Without the row of totals.
        weights: For each column how much it costs to hide one of its cells: 0 for a column that is not printed, and
            that a reader can work out from the printed ones.
        identities: What holds in every row. A column is a part of one sum at most; it may be the whole of several (all
            dossiers by channel, all dossiers by outcome).

    Raises:
        ValueError: A row has not one value a column, has a negative one, or breaks an identity.
    """

    values: tuple[tuple[int, ...], ...]
    weights: tuple[int, ...] = (1,)
    identities: tuple[Identity, ...] = ()

    def __post_init__(self) -> None:
        for number, row in enumerate(self.values):
            if len(row) != len(self.weights) or min(row, default=0) < 0:
                message = f"row {number} does not hold {len(self.weights)} counts: {row}"
                raise ValueError(message)
            for identity in self.identities:
                if row[identity.whole] != sum(row[part] for part in identity.parts):
                    message = f"row {number} breaks {identity}: {row}"
                    raise ValueError(message)

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(map(sum, zip(*self.values, strict=True)))

    def rises(self, columns: frozenset[int]) -> tuple[Change, ...]:
        """Return the smallest changes of a row that add one to the sum of `columns` and keep all identities."""
        changes = dict.fromkeys(
            change for column in sorted(columns) for change in self._changes[column] if _added(change, columns) == 1
        )
        return tuple(changes)

    @cached_property
    def _changes(self) -> tuple[tuple[Change, ...], ...]:
        """For each column the smallest changes of a row that add one to it and keep all identities."""
        return tuple(tuple(_balanced({column: 1}, self.identities)) for column in range(len(self.weights)))

    def small_cells(self, smallest: int) -> tuple[Cell, ...]:
        """Return the cells above zero and below `smallest`, row by row."""
        return tuple(
            (row, column)
            for row, values in enumerate(self.values)
            for column, value in enumerate(values)
            if 0 < value < smallest
        )

    def cost(self, cell: Cell) -> int:
        """Return what it costs to hide a cell."""
        row, column = cell
        return self.weights[column] * (_COST_OF_A_CELL + self.values[row][column].bit_length())


def suppressed_cells(breakdown: Breakdown, smallest: int) -> frozenset[Cell]:
    """Return the cells to hide; the module's text says what holds for the others.

    A breakdown of a single row repeats its totals, which are printed: nothing of it is hidden.

    Args:
        breakdown: The table.
        smallest: The smallest count above zero that may be shown; 1 hides nothing.

    Example:
        >>> sorted(suppressed_cells(Breakdown(((40,), (2,), (9,), (31,))), smallest=5))
        [(1, 0), (2, 0)]
    """
    if len(breakdown.values) == 1:
        return frozenset()
    small = {(row, frozenset([column])) for row, column in breakdown.small_cells(smallest)}
    search = _Search(breakdown, smallest)
    while small:
        search.cover(sorted(small, key=lambda group: (group[0], sorted(group[1]))))
        small = set(_small_sums(breakdown, search.hidden, smallest)) - search.coverings.keys()
    return search.hidden


class _Search:
    """For each small cell, or small sum of cells in a row, the cells that are hidden to cover it."""

    def __init__(self, breakdown: Breakdown, smallest: int) -> None:
        self._breakdown = breakdown
        self._smallest = smallest
        self._uses: Counter[Cell] = Counter()
        self.coverings: dict[Group, frozenset[Cell]] = {}

    @property
    def hidden(self) -> frozenset[Cell]:
        """Every cell that some covering hides."""
        return frozenset(self._uses)

    def cover(self, groups: Iterable[Group]) -> None:
        """Find a covering for each of `groups`, then let every group choose again until none finds a cheaper one."""
        for row, columns in (new := tuple(groups)):
            self._uses.update((row, column) for column in columns)
            self.coverings[row, columns] = frozenset()
        for group in new:
            self._choose(group)
        while sum(self._choose(group) for group in self.coverings):
            pass

    def _choose(self, group: Group) -> bool:
        """Give `group` its cheapest covering, beside what is hidden for others; return whether it has a new one."""
        old = self.coverings[group]
        self._uses = +(self._uses - Counter(old))
        old_cost = self._cost(old)
        new = _covering(self._breakdown, self._uses.keys(), group, self._smallest) if old_cost or not old else old
        # Taking only what is cheaper, the search comes to an end.
        better = not old or self._cost(new) < old_cost
        self.coverings[group] = new if better else old
        self._uses.update(self.coverings[group])
        return better

    def _cost(self, cells: Iterable[Cell]) -> int:
        return sum(self._breakdown.cost(cell) for cell in cells if cell not in self._uses)


def _small_sums(breakdown: Breakdown, hidden: frozenset[Cell], smallest: int) -> Iterator[Group]:
    """Yield the hidden parts of each printed sum that come to a small number: a reader can work that number out."""
    for row, values in enumerate(breakdown.values):
        for identity in breakdown.identities:
            parts = frozenset(part for part in identity.parts if (row, part) in hidden)
            if (row, identity.whole) not in hidden and 0 < sum(values[part] for part in parts) < smallest:
                yield row, parts


def _covering(breakdown: Breakdown, hidden: AbstractSet[Cell], group: Group, smallest: int) -> frozenset[Cell]:
    """Return the cells in which another table with the same printed figures differs; a small `group` is among them.

    Args:
        breakdown: The table.
        hidden: What is hidden already and costs nothing more.
        group: The small cell, or several in a row that come to a small number together.
        smallest: What it must rise to, or as near to it as the totals of its columns let it.
    """
    row, columns = group
    value = sum(breakdown.values[row][column] for column in columns)
    wanted = min(smallest, sum(breakdown.totals[column] for column in columns)) - value
    table = [list(values) for values in breakdown.values]
    changed: frozenset[Cell] = frozenset()
    rises = breakdown.rises(columns)
    if not wanted:
        falls = [tuple((column, -sign) for column, sign in change) for change in rises]
        return min(move for change in falls for move in _moves(breakdown, table, hidden, row, change)).cells(row)
    while wanted:
        free = hidden | changed
        moves = (move for change in rises for move in _moves(breakdown, table, free, row, change))
        # There is one: a case that the columns count, with every cell that counts it, moves here from where it is.
        best = min(moves, key=lambda move: (Fraction(move.cost, min(move.cases, wanted)), move))
        cases = min(best.cases, wanted)
        for place, sign in best.change:
            table[row][place] += sign * cases
            table[best.other][place] -= sign * cases
        changed |= best.cells(row)
        wanted -= cases
    return changed


@dataclass(frozen=True, slots=True, order=True)
class _Move:
    """A change of one row that another row makes up for.

    Attributes:
        cost: What it costs to hide the cells that change and are not hidden.
        other: The other row.
        change: The change of the first row; the other's is its opposite.
        cases: How often it can be made before a cell falls below zero.
    """

    cost: int
    other: int
    change: Change
    cases: int

    def cells(self, row: int) -> frozenset[Cell]:
        """Return the cells that change where `row` is the first row."""
        return frozenset((each, column) for each in (row, self.other) for column, _ in self.change)


def _moves(
    breakdown: Breakdown, table: Sequence[Sequence[int]], hidden: AbstractSet[Cell], row: int, change: Change
) -> Iterator[_Move]:
    """Yield the ways to make `change` in `row` of the table as it stands, one for each row that can make up for it."""
    cases_here = min((table[row][column] for column, sign in change if sign < 0), default=None)
    if cases_here == 0:
        return
    cost_here = sum(breakdown.cost((row, column)) for column, _ in change if (row, column) not in hidden)
    for other, values in enumerate(table):
        cases = min((values[column] for column, sign in change if sign > 0), default=cases_here)
        if other == row or cases == 0:
            continue
        cost = sum(breakdown.cost((other, column)) for column, _ in change if (other, column) not in hidden)
        yield _Move(cost_here + cost, other, change, min(x for x in (cases, cases_here) if x is not None))


def _added(change: Change, columns: frozenset[int]) -> int:
    return sum(sign for column, sign in change if column in columns)


def _balanced(signs: dict[int, int], identities: Sequence[Identity]) -> Iterator[Change]:
    """Yield the changes that begin with `signs` and keep all sums, mending one broken sum after the other."""
    for identity in identities:
        surplus = signs.get(identity.whole, 0) - sum(signs.get(part, 0) for part in identity.parts)
        if surplus:
            sign = 1 if surplus > 0 else -1
            for column, needed in ((identity.whole, -sign), *((part, sign) for part in identity.parts)):
                if column not in signs:
                    yield from _balanced({**signs, column: needed}, identities)
            return
    yield tuple(sorted(signs.items()))
