"""Cells with several ids, as people type them."""

from __future__ import annotations

import pandas as pd
import pytest

from cchc_report.registers.id_lists import ids_in


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("TL-08; TL-09", ("TL-08", "TL-09")),
        ("TL-08, TL-09", ("TL-08", "TL-09")),
        ("TL-08,TL-09;\nTL-08", ("TL-08", "TL-09")),
        (" 1016/QĐ-UBND ", ("1016/QĐ-UBND",)),
        ("1.1.3; 1.2", ("1.1.3", "1.2")),
        ("1,4", ("1,4",)),
        (" ; , ", ()),
        ("", ()),
        (pd.NA, ()),
        (None, ()),
        (float("nan"), ()),
    ],
)
def test_ids_of_a_cell(cell: object, ids: tuple[str, ...]) -> None:
    assert ids_in(cell) == ids
