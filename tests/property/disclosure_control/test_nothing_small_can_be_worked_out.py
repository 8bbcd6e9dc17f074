"""Whatever a breakdown says, a reader who tries every table that fits finds no small cell of it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_report.disclosure_control.suppression import Breakdown, Cell, Identity, suppressed_cells
from support.readers import possible_values

SMALLEST = 4

one_column = st.lists(st.integers(0, 12), min_size=2, max_size=6).map(
    lambda counts: Breakdown(tuple((count,) for count in counts))
)
"""Dossiers by month."""

halves = st.tuples(st.integers(0, 7), st.integers(0, 7)).map(lambda parts: (sum(parts), *parts))
two_parts = st.lists(halves, min_size=2, max_size=4).map(
    lambda rows: Breakdown(tuple(rows), (2, 1, 1), (Identity(0, (1, 2)),))
)
"""By field: all, and two parts of it."""


@st.composite
def small_forms(draw: st.DrawFn) -> Breakdown:
    """Return rows like those of form II.06a: one whole with two sums, one of whose parts is a sum itself, and one of
    whose parts (the last column) is not printed."""
    rows = []
    for _ in range(draw(st.integers(2, 3))):
        early, late, pending, returned = (draw(st.integers(0, 3)) for _ in range(4))
        total = early + late + pending + returned
        online = draw(st.integers(0, total))
        rows.append((total, online, total - online, early + late, early, late, pending, returned))
    identities = (Identity(0, (1, 2)), Identity(0, (3, 6, 7)), Identity(3, (4, 5)))
    return Breakdown(tuple(rows), (3, 1, 1, 2, 1, 1, 1, 0), identities)


@given(breakdown=one_column | two_parts)
@settings(max_examples=150)
def test_a_reader_cannot_tell_that_a_cell_is_small(breakdown: Breakdown) -> None:
    hidden = suppressed_cells(breakdown, SMALLEST)
    for row, column in breakdown.small_cells(SMALLEST):
        possible = possible_values(breakdown, hidden, (row, column))
        assert len(possible) > 1
        assert max(possible) >= min(SMALLEST, breakdown.totals[column])


@given(breakdown=small_forms())
@settings(max_examples=30)
def test_the_same_for_sums_of_sums_and_columns_that_are_not_printed(breakdown: Breakdown) -> None:
    hidden = suppressed_cells(breakdown, 2)
    for row, column in breakdown.small_cells(2):
        possible = possible_values(breakdown, hidden, (row, column))
        assert len(possible) > 1
        assert max(possible) >= min(2, breakdown.totals[column])


@given(breakdown=one_column | two_parts | small_forms())
@settings(max_examples=150)
def test_small_cells_are_hidden_and_never_alone_on_a_line(breakdown: Breakdown) -> None:
    hidden = suppressed_cells(breakdown, SMALLEST)
    assert set(breakdown.small_cells(SMALLEST)) <= hidden
    assert [line for line in lines(breakdown) if len(hidden.intersection(line)) == 1] == []


@given(breakdown=one_column | two_parts | small_forms())
@settings(max_examples=150)
def test_hidden_parts_of_a_printed_sum_are_no_small_number(breakdown: Breakdown) -> None:
    hidden = suppressed_cells(breakdown, SMALLEST)
    for whole, parts in sums(breakdown, hidden):
        hidden_sum = sum(breakdown.values[row][column] for row, column in hidden.intersection(parts))
        assert hidden_sum == 0 or hidden_sum >= min(SMALLEST, whole)


@given(breakdown=one_column | two_parts | small_forms())
def test_a_breakdown_without_small_cells_is_shown_whole(breakdown: Breakdown) -> None:
    hidden = suppressed_cells(breakdown, SMALLEST)
    assert bool(hidden) == bool(breakdown.small_cells(SMALLEST))


@given(breakdown=small_forms())
def test_the_same_table_hides_the_same_cells(breakdown: Breakdown) -> None:
    again = Breakdown(breakdown.values, breakdown.weights, breakdown.identities)
    assert suppressed_cells(breakdown, SMALLEST) == suppressed_cells(again, SMALLEST)


def lines(breakdown: Breakdown) -> Iterator[list[Cell]]:
    """Yield the cells of every column, and of every sum of every row."""
    rows = range(len(breakdown.values))
    yield from ([(row, column) for row in rows] for column in range(len(breakdown.weights)))
    yield from ([(row, column) for column in (i.whole, *i.parts)] for row in rows for i in breakdown.identities)


def sums(breakdown: Breakdown, hidden: frozenset[Cell]) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the printed sums with the cells that they are sums of: of every column, and of the rows where printed."""
    rows = range(len(breakdown.values))
    for column, total in enumerate(breakdown.totals):
        yield total, [(row, column) for row in rows]
    for row in rows:
        for identity in breakdown.identities:
            if (row, identity.whole) not in hidden:
                yield breakdown.values[row][identity.whole], [(row, part) for part in identity.parts]
