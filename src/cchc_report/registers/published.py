"""The registers as a public edition starts from them: without persons, without sentences that nobody cleared.

What is taken away here reaches no statistics, no finding and no notebook. Nothing that a figure depends on changes:
rows stay, and a cell that was filled stays filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cchc_report.public_text import HIDDEN_CODE, WITHHELD, is_identifier, phrases, public_path, without_dossier_codes
from cchc_report.registers.frames import Origin, Register, Registers
from cchc_report.registers.id_lists import ids_in
from cchc_report.registers.schema import Column, Kind, Publication, RegisterSchema
from cchc_report.registers.schemas import CLEARED, DOSSIERS, PETITIONS, PROCEDURES, SCHEMAS

_IDS_OF_A_SYSTEM: Final = frozenset({DOSSIERS.name, PROCEDURES.name})

_LEAST_LETTERS_OF_A_CODE: Final = 4
"""Shorter words are no codes but numbers of a sentence."""

ROWS_NEVER_SHOWN: Final = (DOSSIERS.name, PETITIONS.name)
"""Registers in which each row is about somebody who came to the office: counted, never listed."""


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A typed text that a public edition shows.

    Attributes:
        register: Its register.
        column: Its column.
        position: Its row.
        text: What it says.
    """

    register: Register
    column: Column
    position: int
    text: str


def published_registers(registers: Registers, *, hide_codes: bool) -> Registers:
    """Return the registers with only those values that a public edition may use.

    Personal columns are emptied. Typed sentences stay in rows that were cleared for publication; elsewhere a fixed text
    stands in their place. Ids and numbers of documents that do not look like any (somebody may have typed a name)
    become running numbers, the same value the same number, so that what names a document still finds it; so do those
    that are a dossier's code, where codes are hidden. Names of files that are not this program's own become hashes.

    Args:
        registers: The registers as they were read.
        hide_codes: Whether dossier codes in typed texts and ids are replaced.
    """
    numbers: dict[str, str] = {}
    cases = _cases(registers) if hide_codes else None
    return Registers(**{schema.name: _published(registers[schema.name], numbers, cases) for schema in SCHEMAS})


def printed_texts(registers: Registers) -> Iterator[PrintedText]:
    """Yield the typed texts that `published_registers` keeps."""
    for schema in SCHEMAS:
        if schema.name in ROWS_NEVER_SHOWN:
            continue
        register = registers[schema.name]
        cleared = _cleared(register)
        for column in schema.columns:
            if column.kind is Kind.TEXT:
                shown = register.frame[column.name].notna()
                if column.publication is Publication.CLEARED:
                    shown &= cleared
                for position, text in register.frame[column.name][shown].items():
                    yield PrintedText(register, column, int(str(position)), str(text))


def withheld_texts(registers: Registers) -> int:
    """Return in how many cells of published registers a text stands that is not shown."""
    return sum(
        int((registers[schema.name].frame[column.name] == WITHHELD).sum())
        for schema in SCHEMAS
        if schema.name not in ROWS_NEVER_SHOWN
        for column in schema.columns
        if column.publication is Publication.CLEARED
    )


@dataclass(frozen=True, slots=True)
class _Cases:
    """The codes of dossiers and petitions that texts and ids of the registers name.

    Attributes:
        codes: In small letters; of any look.
        pattern: Finds each of them in a text; `None` where there is none.
    """

    codes: frozenset[str]
    pattern: re.Pattern[str] | None

    def hidden_in(self, text: str) -> str:
        """Return a text in which each of the codes, and whatever looks like a dossier code, is replaced."""
        return without_dossier_codes(self.pattern.sub(HIDDEN_CODE, text) if self.pattern else text)

    def include(self, identifier: str) -> bool:
        """Return whether the number of a document, or an id, is the code of a dossier or petition."""
        return identifier.lower() in self.codes or without_dossier_codes(identifier) != identifier


def _cases(registers: Registers) -> _Cases:
    words = {word for printed in printed_texts(registers) for word in phrases(printed.text, longest=1)}
    ids = {identifier.lower() for identifier in _typed_identifiers(registers)}
    wanted = pa.array(sorted(words | ids), type=pa.string())
    codes = {
        code
        for schema in SCHEMAS
        for column in schema.columns
        if column.publication is Publication.CASE
        for code in common_values(registers[schema.name].frame[column.name], wanted)
        if looks_like_a_code(code)
    }
    longest_first = "|".join(map(re.escape, sorted(codes, key=len, reverse=True)))
    return _Cases(frozenset(codes), re.compile(longest_first, re.IGNORECASE) if codes else None)


def looks_like_a_code(word: str) -> bool:
    """Return whether a word may be the code of a dossier or petition, and is not just a number of a sentence."""
    return len(word) >= _LEAST_LETTERS_OF_A_CODE and any(letter.isdigit() for letter in word)


def _typed_identifiers(registers: Registers) -> Iterator[str]:
    for schema in SCHEMAS:
        for column in schema.columns:
            if _is_typed_identifier(schema, column):
                for cell in registers[schema.name].frame[column.name].dropna().unique():
                    yield from ids_in(cell)


def common_values(values: pd.Series[Any], wanted: pa.Array, *, signs_matter: bool = True) -> list[str]:
    """Return the values, in small letters, that are among the `wanted` texts; a million take a second or two.

    Args:
        values: Values of a column.
        wanted: Texts in small letters.
        signs_matter: Whether a value that is there only without its diacritics is left out.
    """
    lowered = pc.utf8_lower(pc.unique(pa.array(values, type=pa.string(), from_pandas=True)))
    is_wanted = pc.is_in(lowered, value_set=wanted)
    if not signs_matter:
        is_wanted = pc.or_(is_wanted, pc.is_in(_without_signs(lowered), value_set=wanted))
    common: list[str] = lowered.filter(is_wanted).to_pylist()
    return common


def _without_signs(texts: pa.Array) -> pa.Array:
    """Return texts as `vietnamese_letters.without_signs` does, all at once."""
    decomposed = pc.utf8_normalize(pc.replace_substring(texts, "đ", "d"), form="NFD")
    return pc.replace_substring_regex(decomposed, r"\p{Mn}", "")


def _published(register: Register, numbers: dict[str, str], cases: _Cases | None) -> Register:
    schema = register.schema
    hide = cases.hidden_in if cases else str
    frame = register.frame.copy(deep=False)
    cleared = _cleared(register)
    for column in schema.columns:
        values = frame[column.name]
        if column.publication is Publication.NEVER:
            frame[column.name] = pd.Series(pd.NA, index=frame.index, dtype=values.dtype)
        elif column.publication is Publication.CLEARED:
            frame[column.name] = _mapped(values.where(cleared | values.isna(), WITHHELD), hide)
        elif _is_typed_identifier(schema, column):
            frame[column.name] = _mapped(values, lambda cell: _identifiers(cell, numbers, cases))
        elif column.kind is Kind.TEXT and schema is not DOSSIERS:
            frame[column.name] = _mapped(values, hide)
    origins = tuple(_published_origin(origin, schema) for origin in register.origins)
    return replace(register, frame=frame, origins=origins)


def _cleared(register: Register) -> pd.Series[bool]:
    """Return which rows were cleared; none where the register has no such column."""
    if CLEARED.name not in register.schema.names:
        return pd.Series(data=False, index=register.frame.index)
    return register.frame[CLEARED.name].fillna(value=False).astype(bool)


def _mapped(values: pd.Series[Any], change: Callable[[str], str]) -> pd.Series[Any]:
    return values.map(change, na_action="ignore").astype(values.dtype)


def _is_typed_identifier(schema: RegisterSchema, column: Column) -> bool:
    """Return whether somebody in the office typed the column's ids; those of dossiers and procedures are a system's."""
    return column.kind is Kind.CODE and column.publication is Publication.OPEN and schema.name not in _IDS_OF_A_SYSTEM


def _identifiers(cell: str, numbers: dict[str, str], cases: _Cases | None) -> str:
    """Return the ids of a cell, joined by semicolons; what must not be shown becomes the same running number always."""

    def shown(part: str) -> bool:
        return is_identifier(part) and not (cases and cases.include(part))

    return "; ".join(
        part if shown(part) else numbers.setdefault(part, f"mã thay thế {len(numbers) + 1}") for part in ids_in(cell)
    )


def _published_origin(origin: Origin, schema: RegisterSchema) -> Origin:
    titles: Mapping[str, str] = {name: schema.column(name).title for name in origin.columns}
    return replace(origin, path=public_path(origin.path), sheet=schema.sheet, columns=titles)
