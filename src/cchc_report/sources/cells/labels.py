"""Labels and yes/no cells: read by their words, never by a vendor's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

import numpy as np
import pandas as pd

from cchc_report.errors import Text, shortened
from cchc_report.registers.schema import Column
from cchc_report.sources.cells.converted import Converted, spread
from cchc_report.sources.cells.text import FORMULA_ERROR
from cchc_report.sources.faults import Fault, as_written
from cchc_report.sources.names import normal_form, quoted_list, suggestion
from cchc_report.sources.tables import BLANK, Cells, FormulaError

MOST_TOLD_APART = 20
"""Distinct unknown labels of a column that get a problem of their own; the others share one."""

_YES_NO = {
    "co": True, "x": True, "1": True, "yes": True, "dung": True, "true": True,
    "khong": False, "0": False, "no": False, "sai": False, "false": False, "chua": False,
}  # fmt: skip

NOT_YES_NO = Fault(
    "not-yes-no",
    Text(vi="không phải là có hoặc không", en="this is neither yes nor no"),
    Text(
        vi='Ghi "Có" (hoặc x, 1) hay "Không" (hoặc 0); để trống nếu không thuộc diện.',
        en='Write "Có" (or x, 1) or "Không" (or 0); leave the cell blank where it does not apply.',
    ),
)


def convert_labels(cells: Cells, column: Column, spellings: Mapping[str, str]) -> Converted:
    """Return canonical names, dtype `category` with all the column's names in their order.

    Args:
        cells: The cleaned column.
        column: Its description.
        spellings: Normal form of each accepted spelling to the canonical name.
    """
    categories = list(column.labels)
    positions = {name: position for position, name in enumerate(categories)}
    unknown: dict[int, str] = {}
    faults: dict[int, Fault] = {}
    codes = np.full(len(cells.distinct) + 1, BLANK, dtype=np.int64)  # the last one answers for code BLANK
    for position, value in enumerate(cells.distinct):
        if isinstance(value, FormulaError):
            faults[position] = FORMULA_ERROR
        elif value is not None and value != "":
            name = spellings.get(normal_form(as_written(value)))
            if name is None:
                unknown[position] = as_written(value)
            else:
                codes[position] = positions[name]
    faults |= _unknown_labels(unknown, column, spellings)
    values = pd.Categorical.from_codes(codes[cells.codes].tolist(), categories=pd.Index(categories, dtype="str"))
    return Converted(values, faults)


def _unknown_labels(unknown: Mapping[int, str], column: Column, spellings: Mapping[str, str]) -> dict[int, Fault]:
    titles = {spelling: column.labels[name] for spelling, name in spellings.items()}
    told_apart = set(islice(dict.fromkeys(unknown.values()), MOST_TOLD_APART))
    further = _unknown_label(Text(vi="nhãn khác", en="other label"), Text(vi="", en=""), column)
    faults = {}
    for position, value in unknown.items():
        if value in told_apart and not column.personal:
            named = Text(vi=f'{column.title.lower()} "{shortened(value)}"', en=f'label "{shortened(value)}"')
            faults[position] = replace(_unknown_label(named, suggestion(value, titles), column), names_value=True)
        else:
            faults[position] = further
    return faults


def _unknown_label(named: Text, near: Text, column: Column) -> Fault:
    allowed = quoted_list(column.labels.values())
    return Fault(
        "unknown-label",
        Text(vi=f"{named.vi} chưa có trong danh mục", en=f"{named.en} is not in the list"),
        Text(
            vi=f"{near.vi}Được dùng: {allowed}; cách viết khác thì khai thêm trong params/labels.yaml.",
            en=f"{near.en}Allowed: {allowed}; add other spellings to params/labels.yaml.",
        ),
    )


def convert_yes_no(cells: Cells) -> Converted:
    """Return yes or no, dtype `boolean`; blank is missing (does not apply).

    Args:
        cells: The cleaned column.
    """
    answers: list[bool | None] = []
    faults: dict[int, Fault] = {}
    for position, value in enumerate(cells.distinct):
        answer = _YES_NO.get(normal_form(as_written(value))) if value is not None else None
        if isinstance(value, FormulaError):
            faults[position] = FORMULA_ERROR
        elif answer is None and value is not None and value != "":
            faults[position] = NOT_YES_NO
        answers.append(answer)
    return Converted(spread(pd.array(answers, dtype="boolean"), cells), faults)
