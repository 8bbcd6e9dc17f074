"""The validated registers of one department-year, and where each came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from cchc_report.registers.schema import DTYPES, Kind, RegisterSchema


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a register was read from.

    Attributes:
        path: Path relative to the project folder, with `/`.
        sheet: Worksheet, where the file has sheets.
        sha256: Hash of the file's bytes.
        rows: Rows read, duplicates included; `None` where the edition does not tell.
        columns: Canonical name to the header as the file writes it; a canonical name that is missing here was not in
            the file.
    """

    path: str
    sheet: str | None
    sha256: str
    rows: int | None
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Register:
    """One register as it was read.

    Attributes:
        schema: Its description.
        frame: One row a record; the schema's columns in the schema's dtypes; exact duplicates removed; index `0..n-1`.
        row_numbers: Row of each record in its file, as the user's program shows it; aligned with `frame`.
        origins: The files, in the order read; a register may come from several exports.
        origin_numbers: For each record, which of `origins`; aligned with `frame`.
        duplicates: Row numbers of exact duplicates that were left out, by position of their origin.
    """

    schema: RegisterSchema
    frame: pd.DataFrame
    row_numbers: pd.Series[int] = field(repr=False)
    origins: tuple[Origin, ...]
    origin_numbers: pd.Series[int] = field(repr=False)
    duplicates: tuple[tuple[int, int], ...] = ()

    @classmethod
    def empty(cls, schema: RegisterSchema, origins: tuple[Origin, ...] = ()) -> Register:
        """Return a register without a row; without `origins`, one that no file holds."""
        columns = {
            column.name: pd.Series(
                dtype=pd.CategoricalDtype(pd.Index(list(column.labels), dtype="str"))
                if column.kind is Kind.LABEL
                else DTYPES[column.kind]
            )
            for column in schema.columns
        }
        nothing = pd.Series(dtype="int64")
        return cls(schema, pd.DataFrame(columns), nothing, origins, nothing)

    def has(self, column: str) -> bool:
        """Return whether any of the files had this column at all."""
        return any(column in origin.columns for origin in self.origins)

    def place(self, position: int) -> tuple[Origin, int]:
        """Return the file and row that the record at `position` was read from."""
        return self.origins[int(self.origin_numbers.iloc[position])], int(self.row_numbers.iloc[position])


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers of one department-year."""

    dossiers: Register
    procedures: Register
    decisions: Register
    reviews: Register
    petitions: Register
    explanations: Register
    evidence: Register
    scores: Register

    def __getitem__(self, name: str) -> Register:
        register = getattr(self, name, None)
        if not isinstance(register, Register):
            raise KeyError(name)
        return register
