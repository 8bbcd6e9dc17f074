"""How far the report itself goes with a list whose length the data decide; the annex workbook always has all of it.

The typesetter keeps every page until the last one is done, so the pages are what its memory depends on. A list that
ends bounds them, whatever the export holds; and nobody reads a table of a hundred pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cchc_report.measures import vietnamese_integer
from cchc_report.presentation.marks import linked

MOST_ROWS_TOLD: Final = 500
"""Rows of such a list that the report tells one by one."""
MOST_NAMES_IN_CELL: Final = 20
"""Names in one cell: rows are never split, so a cell must fit a page."""


def title_of_first_rows(title: str, anchors: Sequence[str], noun: str) -> str:
    """Return the title of a list; where only its first rows are told, it says so."""
    return title if len(anchors) <= MOST_ROWS_TOLD else f"{title} ({_limit(anchors)} {noun} đầu)"


def notes_of_first_rows(anchors: Sequence[str], noun: str, sheet: str) -> tuple[str, ...]:
    """Return the note that says where the whole list is, or nothing where it is all there.

    Args:
        anchors: Element ids of the rows of the whole list, in its order.
        noun: What a row is.
        sheet: Sheet of the annex workbook with the whole list.
    """
    if len(anchors) <= MOST_ROWS_TOLD:
        return ()
    return (f"Bảng nêu {_limit(anchors)} {noun} đầu; đủ danh sách ở trang tính “{sheet}” của phụ lục Excel.",)


def first_names(names: Sequence[str], noun: str) -> str:
    """Return names of a `noun` in one line, `A; B`; of very many the first ones, and that there are others."""
    told = "; ".join(names[:MOST_NAMES_IN_CELL])
    return f"{told} và các {noun} khác" if len(names) > MOST_NAMES_IN_CELL else told


def _limit(anchors: Sequence[str]) -> str:
    """Return how many rows are told; it is the place of the last one, and leads there."""
    return linked(vietnamese_integer(MOST_ROWS_TOLD), anchors[MOST_ROWS_TOLD - 1])
