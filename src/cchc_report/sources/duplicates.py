"""Rows that stand in a register twice: equal rows are kept once, contradicting rows are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from cchc_report.errors import Place, Problem, Text, shortened
from cchc_report.registers.frames import Origin
from cchc_report.registers.schema import RegisterSchema
from cchc_report.sources.faults import ROWS_NAMED
from cchc_report.sources.names import quoted_list
from cchc_report.sources.tables import Booleans, Integers

KEYS_NAMED = 20
"""Contradicting keys that get a problem of their own; the others are counted in one more."""


@dataclass(frozen=True, slots=True)
class DuplicateRows:
    """What stands twice.

    Attributes:
        repeated: Whether a row equals an earlier one in every column; bool.
        problems: One for each key whose rows differ.
    """

    repeated: Booleans
    problems: tuple[Problem, ...]


def find_duplicates(
    frame: pd.DataFrame,
    schema: RegisterSchema,
    row_numbers: Integers,
    origin_numbers: Integers,
    origins: Sequence[Origin],
) -> DuplicateRows:
    """Return which rows repeat an earlier one, and a problem for each key whose rows contradict each other.

    Args:
        frame: The register, all its files one after the other.
        schema: Its description.
        row_numbers: Row number of each record in its file; int64.
        origin_numbers: For each record, which of `origins`; int64.
        origins: The files.
    """
    key = list(schema.key)
    # Only rows whose key occurs again can be duplicates: comparing all columns of all rows would be slow.
    again = frame.duplicated(key, keep=False).to_numpy() & frame[key].notna().all(axis=1).to_numpy()
    suspects = frame.loc[again]
    repeated = np.zeros(len(frame), dtype=bool)
    repeated[again] = suspects.duplicated().to_numpy()
    differing = frame.loc[again & ~repeated]
    differing = differing.loc[differing.duplicated(key, keep=False)]
    problems = []
    groups = differing.groupby(key, sort=False)
    for _, rows in islice(groups, KEYS_NAMED):
        places = [(origins[origin_numbers[i]], int(row_numbers[i])) for i in rows.index]
        problems.append(_contradiction(schema, rows, places))
    if groups.ngroups > KEYS_NAMED:
        problems.append(_more(schema, groups.ngroups - KEYS_NAMED, origins[0]))
    return DuplicateRows(repeated, tuple(problems))


def _contradiction(schema: RegisterSchema, rows: pd.DataFrame, places: Sequence[tuple[Origin, int]]) -> Problem:
    differing = quoted_list(c.title for c in schema.columns if not _equal(rows[c.name]))
    title = schema.column(schema.key[0]).title
    key = shortened(rows.iloc[0][schema.key[0]])
    first, first_row = places[0]
    others = places[1 : ROWS_NAMED + 1]
    vi = "; ".join(_other_row(first, origin, row).in_language("vi") for origin, row in others)
    en = "; ".join(_other_row(first, origin, row).in_language("en") for origin, row in others)
    return Problem(
        f"{schema.name}.contradiction",
        Text(
            vi=f'"{key}" có ở nhiều dòng với nội dung khác nhau (còn ở {vi}; khác ở {differing})',
            en=f'"{key}" stands in several rows with different contents (also in {en}; they differ in {differing})',
        ),
        Text(
            vi="Giữ một dòng đúng; nếu là hai bản kết xuất khác ngày thì chỉ dùng bản mới nhất.",
            en="Keep the right one; where these are exports of different days, use only the latest.",
        ),
        Place(file=first.path, sheet=first.sheet, row=first_row, column=first.columns.get(schema.key[0], title)),
    )


def _equal(values: pd.Series) -> bool:
    return bool(values.duplicated().iloc[1:].all())  # here missing equals missing


def _other_row(first: Origin, origin: Origin, row: int) -> Place:
    same_file = (origin.path, origin.sheet) == (first.path, first.sheet)
    return Place(row=row) if same_file else Place(file=origin.path, sheet=origin.sheet, row=row)


def _more(schema: RegisterSchema, number: int, origin: Origin) -> Problem:
    return Problem(
        f"{schema.name}.contradiction",
        Text(
            vi=f"còn {number} mã khác cũng có nhiều dòng với nội dung khác nhau",
            en=f"{number} more codes stand in several rows with different contents",
        ),
        Text(
            vi="Có lẽ tệp ghép từ nhiều bản kết xuất; chỉ dùng bản mới nhất.",
            en="The file is perhaps made of several exports; use only the latest.",
        ),
        Place(file=origin.path, sheet=origin.sheet),
    )
