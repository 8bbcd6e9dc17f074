"""From positions in a register to the rows that a finding names, and to what is said about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

import numpy as np

from cchc_report.checks.finding import FindingRow, Observation, Rows
from cchc_report.errors import Place, Text, shortened
from cchc_report.measures import vietnamese_integer
from cchc_report.registers.frames import Register

MOST_ROWS_NAMED: Final = 5_000
"""Rows that a finding names; the others are only counted: a bad export can put every row of a million into one."""


def finding_rows(register: Register, mask: Any, *, column: str | None = None, label: str | None = None) -> Rows:
    """Return the rows of `register` where the boolean `mask` holds.

    Args:
        register: The register.
        mask: One boolean a row.
        column: Canonical name of the column at fault, shown under the header that the file gives it.
        label: Column whose value names the row; without it, the first column of the register's key.

    Raises:
        ValueError: `label` is a column that may name a person.
    """
    name = label or register.schema.key[0]
    if register.schema.column(name).personal:
        message = f"{name} may name a person and cannot label a finding"
        raise ValueError(message)
    positions = np.flatnonzero(np.asarray(mask, dtype=bool))
    first = positions[:MOST_ROWS_NAMED]
    labels = register.frame[name].iloc[first].fillna("").tolist()
    numbers = register.row_numbers.to_numpy()[first].tolist()
    origins = register.origin_numbers.to_numpy()[first].tolist()
    named = tuple(
        FindingRow(_place(register, origin, number, column), shortened(value), register.schema.name)
        for value, number, origin in zip(labels, numbers, origins, strict=True)
    )
    return Rows(named, len(positions))


def file_rows(register: Register, origins: Iterable[int]) -> Rows:
    """Return files of a register as wholes, each named by its path."""
    named = tuple(
        FindingRow(_place(register, origin, None, None), register.origins[origin].path, register.schema.name)
        for origin in origins
    )
    return Rows(named, len(named))


def rows_left_out(register: Register) -> Rows:
    """Return the rows of the files that did not enter the frame because they repeat another row."""
    first = register.duplicates[:MOST_ROWS_NAMED]
    named = tuple(
        FindingRow(_place(register, origin, row, None), f"dòng {row}", register.schema.name) for origin, row in first
    )
    return Rows(named, len(register.duplicates))


def joined(parts: Iterable[Rows]) -> Rows:
    """Return the rows of several registers as one list."""
    every = tuple(parts)
    named = islice((row for part in every for row in part.named), MOST_ROWS_NAMED)
    return Rows(tuple(named), sum(part.count for part in every))


def observed(rows: Rows, vi: str, en: str, *, gap: int | None = None) -> Iterator[Observation]:
    """Yield one observation of `rows`, if there are any; the first `{n}` in the texts is their number."""
    if rows:
        # A second one would be somebody's text.
        message = Text(vi.replace("{n}", vietnamese_integer(rows.count), 1), en.replace("{n}", f"{rows.count:,}", 1))
        yield Observation(message, rows, gap)


def _place(register: Register, origin: int, row: int | None, column: str | None) -> Place:
    source = register.origins[origin]
    header = None if column is None else source.columns.get(column, register.schema.column(column).title)
    return Place(source.path, source.sheet, row, header)
