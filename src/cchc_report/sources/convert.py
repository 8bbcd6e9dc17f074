"""From a table to a register's frame: each column in the register's dtype, and every problem with its row.

Rows without a value in any known column are passed over. So are total rows at the end: rows whose first filled cell
begins with the word "Tổng" while no key column holds anything else; and with a total row the few lines below it that
are hardly filled: place and date, who signs. Other rows without a key are problems: a footer that looks like data must
not silently change a figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray
from pandas.api.types import pandas_dtype

from cchc_report.errors import Place, Problem, Text
from cchc_report.registers.schema import DTYPES, Column, Kind, RegisterSchema
from cchc_report.sources.cells.converted import Converted
from cchc_report.sources.cells.counts import convert_counts
from cchc_report.sources.cells.dates import Evidence, ParsedDates, convert_dates, parse_dates
from cchc_report.sources.cells.labels import convert_labels, convert_yes_no
from cchc_report.sources.cells.points import convert_points
from cchc_report.sources.cells.text import clean_cells, convert_code, convert_text
from cchc_report.sources.faults import Fault, as_written, cell_problems, row_problem
from cchc_report.sources.headers import LocatedTable, match_headers, ragged_problem
from cchc_report.sources.synonyms import Synonyms
from cchc_report.sources.tables import Booleans, Cells, Integers, RawTable
from cchc_report.typed_text import clean_text

_TOTAL = "tổng"
_MOST_BELOW_TOTAL = 12
_MOST_FILLED_BELOW_TOTAL = 3
"""Known columns that a line of signatures may happen to fill; a dossier fills more."""
_DATES = (Kind.DATE, Kind.TIMESTAMP)


@dataclass(frozen=True, slots=True)
class PreparedTable:
    """A table with its columns matched and cleaned, but not converted: the order of day and month is the file's matter.

    Attributes:
        schema: The register.
        place: File and sheet.
        headers: Canonical name to the header as the file writes it.
        raw: Canonical name to the cells as read.
        cleaned: Canonical name to the cells with texts cleaned; day columns are in `dates` instead.
        dates: Canonical name of each day or moment column to its parsed cells.
        row_numbers: Row number of each record; int64.
        problems: Problems of the header and of rows as wholes.
    """

    schema: RegisterSchema
    place: Place
    headers: Mapping[str, str]
    raw: Mapping[str, Cells]
    cleaned: Mapping[str, Cells]
    dates: Mapping[str, ParsedDates]
    row_numbers: Integers
    problems: tuple[Problem, ...]

    @property
    def evidence(self) -> Evidence:
        """How many of the table's columns prove the one or the other order of day and month."""
        return sum((parsed.verdict for parsed in self.dates.values()), start=Evidence())


@dataclass(frozen=True, slots=True)
class ConvertedTable:
    """A table in its register's form.

    Attributes:
        frame: One row a record, the schema's columns in the schema's dtypes, index `0..n-1`; missing where at fault.
        prepared: What it was made from.
        problems: Every problem of the table.
    """

    frame: pd.DataFrame
    prepared: PreparedTable
    problems: tuple[Problem, ...]


def prepare(located: LocatedTable, schema: RegisterSchema, synonyms: Synonyms, place: Place) -> PreparedTable:
    """Return a table with its columns matched and cleaned, without blank rows and total rows.

    Args:
        located: The table as found in its sheet.
        schema: The register that it is to be.
        synonyms: Spellings of headers and labels.
        place: File and sheet, for messages.
    """
    table = located.table
    matched = match_headers(table, schema, synonyms.headers[schema.name], place)
    raw = {name: table.cells(position) for name, position in matched.positions.items()}
    cleaned = {name: clean_cells(cells) for name, cells in raw.items()}
    kept = _data_rows(table, cleaned, {name: matched.positions[name] for name in schema.key if name in cleaned})
    if not kept.all():
        raw = {name: cells.rows(kept) for name, cells in raw.items()}
        cleaned = {name: cells.rows(kept) for name, cells in cleaned.items()}
    dates = {name: parse_dates(cells) for name, cells in cleaned.items() if schema.column(name).kind in _DATES}
    headers = {name: table.headers[position] for name, position in matched.positions.items()}
    problems = (*matched.problems, *ragged_problem(located, schema.name, place))
    return PreparedTable(schema, place, headers, raw, cleaned, dates, table.row_numbers[kept], problems)


def convert(prepared: PreparedTable, synonyms: Synonyms, file_evidence: Evidence) -> ConvertedTable:
    """Return the register's frame and every problem of the table.

    Args:
        prepared: The table.
        synonyms: Spellings of labels.
        file_evidence: What all date columns of the same file prove about the order of day and month.
    """
    problems = list(prepared.problems)
    columns: dict[str, ExtensionArray | pd.Series] = {}
    for column in prepared.schema.columns:
        if column.name not in prepared.headers:
            columns[column.name] = _missing(column, len(prepared.row_numbers))
            continue
        converted = _convert_column(prepared, column, synonyms, file_evidence)
        columns[column.name] = converted.column
        problems += _column_problems(prepared, column, converted)
    return ConvertedTable(pd.DataFrame(columns), prepared, tuple(problems))


def _convert_column(  # noqa: PLR0911  # one line a kind
    prepared: PreparedTable, column: Column, synonyms: Synonyms, file_evidence: Evidence
) -> Converted:
    name = column.name
    match column.kind:
        case Kind.DATE | Kind.TIMESTAMP:
            return convert_dates(prepared.dates[name], file_evidence, column.kind)
        case Kind.LABEL:
            return convert_labels(prepared.cleaned[name], column, synonyms.labels[prepared.schema.name, name])
        case Kind.COUNT:
            return convert_counts(prepared.cleaned[name])
        case Kind.POINTS:
            return convert_points(prepared.cleaned[name])
        case Kind.YES_NO:
            return convert_yes_no(prepared.cleaned[name])
        case Kind.CODE:
            return convert_code(prepared.cleaned[name])
        case Kind.TEXT:
            return convert_text(prepared.cleaned[name], prepared.raw[name])


def _column_problems(prepared: PreparedTable, column: Column, converted: Converted) -> list[Problem]:
    cells = prepared.cleaned[column.name]
    place = replace(prepared.place, column=prepared.headers[column.name])
    register = prepared.schema.name
    problems = cell_problems(register, place, cells, prepared.row_numbers, converted.faults, personal=column.personal)
    if column.filled and cells.blank.any():
        problems.append(row_problem(_MISSING_CELL, register, place, prepared.row_numbers[cells.blank].tolist()))
    return problems


_MISSING_CELL = Fault(
    "missing-cell",
    Text(vi="ô bắt buộc đang để trống", en="a required cell is blank"),
    Text(
        vi="Điền ô này, hoặc xóa dòng nếu không phải dữ liệu.", en="Fill the cell, or delete the row if it is no data."
    ),
)


def _missing(column: Column, length: int) -> pd.Series:
    """Return a column that the file does not have: all missing, in the column's dtype."""
    dtype = (
        pd.CategoricalDtype(pd.Index(list(column.labels), dtype="str"))
        if column.kind is Kind.LABEL
        else pandas_dtype(DTYPES[column.kind])
    )
    return pd.Series(index=range(length), dtype=dtype)


def _data_rows(table: RawTable, cleaned: Mapping[str, Cells], keys: Mapping[str, int]) -> Booleans:
    """Return which rows hold data: bool, true where some known column has a value and the row is no part of a footer.

    Args:
        table: The table.
        cleaned: Its known columns.
        keys: Name and position of each key column that the table has.
    """
    filled = np.zeros(len(table.row_numbers), dtype=np.int64)
    for cells in cleaned.values():
        filled += ~cells.blank
    kept: Booleans = filled > 0
    below: list[int] = []
    for row in map(int, np.flatnonzero(kept)[::-1]):
        if _is_total(table, row, [*keys.values()]):
            kept[[row, *below]] = False
            below = []
            continue
        keyless = all(cleaned[name].blank[row] for name in keys)
        hardly_filled = filled[row] <= 1 or (keyless and filled[row] <= _MOST_FILLED_BELOW_TOTAL)
        if not hardly_filled or len(below) == _MOST_BELOW_TOTAL:
            break
        below.append(row)
    return kept


def _is_total(table: RawTable, row: int, keys: Sequence[int]) -> bool:
    texts = [_shown(column[row]) for column in table.columns]
    first = next((text for text in texts if text), "")
    word = first.casefold().partition(" ")[0].rstrip(":")
    return word == _TOTAL and all(texts[key] in ("", first) for key in keys)


def _shown(value: object) -> str:
    plain = value.as_py() if hasattr(value, "as_py") else value  # an Arrow column gives scalars of its own
    return "" if plain is None else clean_text(as_written(plain))
