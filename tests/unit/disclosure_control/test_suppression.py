from __future__ import annotations

import pytest

from cchc_report.disclosure_control.suppression import Breakdown, Identity, suppressed_cells
from support.readers import possible_values

PARTS = (Identity(0, (1, 2)),)


def column(*counts: int) -> Breakdown:
    return Breakdown(tuple((count,) for count in counts))


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert suppressed_cells(column(5, 0, 12, 5), 5) == frozenset()


def test_a_small_cell_takes_the_smallest_other_with_it_that_covers_it() -> None:
    # 4 could be worked out from the total alone; 0 beside it would still tell that it is at most 4.
    assert suppressed_cells(column(28, 4, 0, 44, 7), 5) == {(1, 0), (4, 0)}


def test_two_small_cells_that_come_to_the_threshold_cover_each_other() -> None:
    assert suppressed_cells(column(40, 3, 2, 60), 5) == {(1, 0), (2, 0)}


def test_two_small_cells_that_come_to_less_take_a_third() -> None:
    assert suppressed_cells(column(40, 1, 2, 60), 5) == {(1, 0), (2, 0), (0, 0)}


def test_the_only_late_dossier_of_a_department_cannot_be_placed() -> None:
    late = column(0, 1, 0)
    hidden = suppressed_cells(late, 5)
    assert (1, 0) in hidden
    assert len(hidden) == 2
    assert possible_values(late, hidden, (1, 0)) == {0, 1}


def test_a_part_takes_another_part_of_its_row_and_the_same_two_of_another_row() -> None:
    breakdown = Breakdown(((30, 28, 2), (50, 30, 20), (90, 10, 80)), (2, 1, 1), PARTS)
    hidden = suppressed_cells(breakdown, 5)
    assert hidden == {(0, 1), (0, 2), (1, 1), (1, 2)}


def test_a_whole_that_nobody_sees_counts_as_a_line_all_the_same() -> None:
    # What is missing to the whole (the last column) is not printed, and is the difference of two printed cells.
    breakdown = Breakdown(((30, 28, 2), (50, 45, 5), (90, 80, 10)), (2, 1, 0), PARTS)
    assert suppressed_cells(breakdown, 5) >= {(0, 1), (0, 2)} or suppressed_cells(breakdown, 5) >= {(0, 0), (0, 2)}


def test_a_breakdown_of_one_row_repeats_the_totals() -> None:
    assert suppressed_cells(Breakdown(((3, 2, 1),), (2, 1, 1), PARTS), 5) == frozenset()


def test_no_row_hides_nothing() -> None:
    assert suppressed_cells(Breakdown(()), 5) == frozenset()


@pytest.mark.parametrize("smallest", [1, 2, 3])
def test_the_threshold_is_the_smallest_count_that_is_shown(smallest: int) -> None:
    hidden = suppressed_cells(column(2, 30, 40), smallest)
    assert bool(hidden) == (smallest == 3)


def test_a_table_of_ones_gives_no_row_away() -> None:
    breakdown = Breakdown(((1, 1, 0), (1, 0, 1), (1, 1, 0)), (2, 1, 1), PARTS)
    hidden = suppressed_cells(breakdown, 5)
    for cell in breakdown.small_cells(5):
        assert len(possible_values(breakdown, hidden, cell)) > 1


@pytest.mark.parametrize("values", [((3, 1, 1),), ((1, 2, -1),), ((1, 1),)])
def test_a_row_that_is_none_is_refused(values: tuple[tuple[int, ...], ...]) -> None:
    with pytest.raises(ValueError, match="row 0"):
        Breakdown(values, (2, 1, 1), PARTS)


def test_a_form_of_sixty_fields_takes_no_time_to_speak_of() -> None:
    # Columns 3 to 13 of form II.06a, and what was returned.
    rows = []
    for number in range(60):
        early, due, late, waiting, overdue = (number * k % m for k, m in ((7, 90), (5, 11), (3, 4), (2, 9), (1, 3)))
        settled, pending, returned = early + due + late, waiting + overdue, number % 3
        total = settled + pending + returned
        online, carried = total // 3, min(number % 6, total - total // 3)
        direct = total - online - carried
        rows.append((total, online, direct, carried, settled, early, due, late, pending, waiting, overdue, returned))
    identities = (Identity(0, (1, 2, 3)), Identity(4, (5, 6, 7)), Identity(8, (9, 10)), Identity(0, (4, 8, 11)))
    breakdown = Breakdown(tuple(rows), (4, 2, 2, 2, 3, 2, 2, 2, 3, 2, 2, 0), identities)
    hidden = suppressed_cells(breakdown, 5)
    assert set(breakdown.small_cells(5)) <= hidden
    assert len(hidden) < 0.8 * 60 * 12
