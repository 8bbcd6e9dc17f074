"""How a register is described: its columns, their kinds, units and allowed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """What a column holds, and so how its cells are read and which pandas dtype they become."""

    TEXT = "text"
    """Free text, cleaned and in NFC; dtype `str`, blank is missing."""
    CODE = "code"
    """An identifier: text without inner line breaks, compared as written; dtype `str`."""
    LABEL = "label"
    """One of the column's labels; dtype `category` of canonical names."""
    DATE = "date"
    """A day; dtype `datetime64[s]` at midnight."""
    TIMESTAMP = "timestamp"
    """A day with, where the feed has it, a time of day; dtype `datetime64[s]`."""
    COUNT = "count"
    """A whole number of things, zero or more; dtype `Int64`. The text `5.544` is 5 544."""
    POINTS = "points"
    """A number of points with at most six decimals; dtype `str`, exact and canonical (`1.25`), ready for `Fraction`."""
    YES_NO = "yes_no"
    """Yes, no or blank (does not apply); dtype `boolean`."""


class Publication(Enum):
    """What a public edition does with a column (docs/editions.md)."""

    OPEN = "open"
    """Official acts, catalogues, vocabularies, dates and numbers: shown."""
    CLEARED = "cleared"
    """Sentences that somebody typed and that may name a person: shown in rows that were cleared for publication."""
    CASE = "case"
    """What a case is called, with which a portal finds it: shown only where the parameters allow it."""
    NEVER = "never"
    """May identify a natural person: never shown, and in no message of any edition."""


DTYPES: Mapping[Kind, str] = {
    Kind.TEXT: "str",
    Kind.CODE: "str",
    Kind.LABEL: "category",
    Kind.DATE: "datetime64[s]",
    Kind.TIMESTAMP: "datetime64[s]",
    Kind.COUNT: "Int64",
    Kind.POINTS: "str",
    Kind.YES_NO: "boolean",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register.

    Attributes:
        name: Canonical name in code, such as `received_at`.
        title: Header in the files that we write, in Vietnamese.
        kind: What its cells hold.
        description: What it means, in Vietnamese, for the guide.
        required: Whether a source without this column is refused; else the column is filled with missing values.
        filled: Whether every row must have a value.
        labels: For `Kind.LABEL`: canonical name to the Vietnamese label that we write.
        publication: What a public edition does with its values.
        unit: Unit of a number, in Vietnamese.
    """

    name: str
    title: str
    kind: Kind
    description: str
    required: bool = False
    filled: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    publication: Publication = Publication.OPEN
    unit: str | None = None

    @property
    def personal(self) -> bool:
        """Whether its values may identify a natural person."""
        return self.publication is Publication.NEVER


@dataclass(frozen=True, slots=True)
class RegisterSchema:
    """One register.

    Attributes:
        name: Canonical name, such as `dossiers`.
        title: Name in Vietnamese.
        sheet: Name of its worksheet in `registers.xlsx`; `None` for the dossier export, which is a file of its own.
        columns: Its columns, in the order in which we write them.
        key: Columns that together must be unique. Rows equal in every column are duplicates (a finding); rows equal in
            the key alone contradict each other (an error).
        optional: Whether a workbook without its sheet is legal; the register is then empty.
        either: Columns of which a source must have at least one.
    """

    name: str
    title: str
    sheet: str | None
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    optional: bool = False
    either: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Return the column called `name`.

        Raises:
            KeyError: There is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        message = f"register {self.name} has no column {name}"
        raise KeyError(message)

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical column names, in order."""
        return tuple(c.name for c in self.columns)
