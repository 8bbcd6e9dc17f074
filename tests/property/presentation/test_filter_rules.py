"""Whatever the table: a filter that is named shows exactly the rows, and what some filter shows is always found."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from cchc_report.presentation.workbook.filters import Filter, FilterFinder

VALUES = st.sampled_from(["a", "b", "c", None])
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=30)


def table_of(rows: list[tuple[str | None, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["x", "y", "z"]).astype("str")


def seen_by_a_reader(table: pd.DataFrame, chosen: Filter) -> list[int]:
    """Set the filter as a person would: row by row, tick by tick."""
    records = table.astype("object").where(table.notna(), "").to_dict("records")
    return [
        number
        for number, record in enumerate(records)
        if all(record[title] in values for title, values in chosen.conditions)
    ]


@given(ROWS, st.data())
def test_a_named_filter_shows_exactly_the_rows(rows: list[tuple[str | None, ...]], data: st.DataObject) -> None:
    table = table_of(rows)
    wanted = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1)))
    chosen = FilterFinder(table).find(np.array(wanted))
    if chosen is not None:
        assert seen_by_a_reader(table, chosen) == wanted


@given(ROWS, st.sets(st.sampled_from(["a", "b", ""]), min_size=1), st.sets(st.sampled_from(["a", "c", ""]), min_size=1))
def test_what_a_filter_shows_is_found(rows: list[tuple[str | None, ...]], x: set[str], z: set[str]) -> None:
    table = table_of(rows)
    wanted = seen_by_a_reader(table, Filter((("x", tuple(x)), ("z", tuple(z)))))
    if wanted:
        chosen = FilterFinder(table).find(np.array(wanted))
        assert chosen is not None
        assert seen_by_a_reader(table, chosen) == wanted
