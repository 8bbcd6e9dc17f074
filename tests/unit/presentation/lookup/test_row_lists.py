"""Lists of rows: one for each distinct set, none for nothing and none for too many."""

from __future__ import annotations

import numpy as np

from cchc_report.measures import Count, Measure, Members, Ratio, Unavailable
from cchc_report.presentation.lookup.row_lists import MOST_ROWS_IN_PAGE, lists_of_rows, numbers_by_side


def members(*rows: int, register: str = "dossiers") -> Members:
    return Members(register, np.array(rows, dtype=np.int64))


def count(id_: str, *rows: int, register: str = "dossiers") -> Count:
    return Count.of_rows(
        id_, id_, members(*rows, register=register), unit="hồ sơ", population="mọi hồ sơ", definition="có"
    )


def ratio(id_: str, part: Members, rest: Members) -> Ratio:
    return Ratio(id_, id_, len(part), len(part) + len(rest), "định nghĩa", "mọi hồ sơ", None, part, rest)


MEASURES: list[Measure] = [
    count("form.dien.late", 4),
    count("a.all", 1, 2, 4),
    count("a.late", 4),
    ratio("a.rate", members(1, 2), members(4)),
    count("a.none"),
    count("b.procedures", 1, 2, register="procedures"),
    Count("b.sum", "cộng", 7, "TTHC", "sổ"),
    Unavailable("b.unknown", "không rõ", "không có cột"),
]


def test_figures_over_the_same_rows_share_a_list() -> None:
    lists = lists_of_rows(MEASURES, "dossiers", series={"form"})
    assert [(each.number, each.rows.tolist()) for each in lists] == [(1, [4]), (2, [1, 2, 4]), (3, [1, 2])]
    assert [(side.measure.id, side.rest) for side in lists[0].sides] == [
        ("a.late", False),
        ("a.rate", True),
        ("form.dien.late", False),  # a cell of a series names a list last
    ]


def test_every_side_finds_its_list() -> None:
    lists = lists_of_rows(MEASURES, "dossiers")
    assert numbers_by_side(lists) == {
        ("form.dien.late", False): 1,
        ("a.late", False): 1,
        ("a.rate", True): 1,
        ("a.all", False): 2,
        ("a.rate", False): 3,
    }


def test_lists_that_are_too_long_stand_in_the_workbook_alone() -> None:
    most = count("a.most", *range(MOST_ROWS_IN_PAGE))
    more = count("a.more", *range(MOST_ROWS_IN_PAGE + 1))
    assert [len(each.rows) for each in lists_of_rows([most, more], "dossiers")] == [200]
