"""From positions in a register to the rows that a finding names."""

from __future__ import annotations

from typing import Any

import numpy as np

from cchc_report.checks.finding import FindingRow
from cchc_report.errors import Place, shortened
from cchc_report.registers.frames import Register


def finding_rows(
    register: Register, mask: Any, *, column: str | None = None, label: str | None = None
) -> tuple[FindingRow, ...]:
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
    labels = register.frame[name].iloc[positions].fillna("").tolist()
    numbers = register.row_numbers.to_numpy()[positions].tolist()
    origins = register.origin_numbers.to_numpy()[positions].tolist()
    return tuple(
        FindingRow(_place(register, origin, number, column), shortened(value))
        for value, number, origin in zip(labels, numbers, origins, strict=True)
    )


def file_row(register: Register, origin: int, *, row: int | None = None, column: str | None = None) -> FindingRow:
    """Return a row for a file as a whole, or for a row of it that did not enter the frame and so has no label."""
    label = register.origins[origin].path if row is None else f"dòng {row}"
    return FindingRow(_place(register, origin, row, column), label)


def _place(register: Register, origin: int, row: int | None, column: str | None) -> Place:
    source = register.origins[origin]
    header = None if column is None else source.columns.get(column, register.schema.column(column).title)
    return Place(source.path, source.sheet, row, header)
