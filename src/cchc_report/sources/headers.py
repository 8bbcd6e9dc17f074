"""Find the header row of a sheet, and match its headers with a register's columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cchc_report.errors import Place, Problem, Text
from cchc_report.registers.schema import RegisterSchema
from cchc_report.sources.faults import Fault, as_written, row_problem
from cchc_report.sources.names import normal_form, quoted_list, suggestion
from cchc_report.sources.synonyms import Spellings
from cchc_report.sources.tables import Grid, RawTable
from cchc_report.typed_text import clean_text

SEARCHED_ROWS = 40
"""Rows from the top among which the header is looked for; exports have titles above it."""

_COLUMN_NUMBER = re.compile(r"\(?(\d{1,3})\)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class LocatedTable:
    """A table found in a sheet, and the row numbers of the rows that do not fit its header."""

    table: RawTable
    ragged: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MatchedHeaders:
    """The headers of a table that a register knows.

    Attributes:
        positions: Canonical name to the position of its column in the table.
        problems: Two headers with one meaning, and required columns that are not there.
    """

    positions: Mapping[str, int]
    problems: tuple[Problem, ...]


def recognised(source: Grid | RawTable, known: Spellings) -> int:
    """Return how many different columns the best header row of a sheet shows."""
    if isinstance(source, RawTable):
        return _score(source.headers, known)
    return max((_score(row, known) for row in source.rows[:SEARCHED_ROWS]), default=0)


def locate(source: Grid | RawTable, known: Spellings) -> LocatedTable | None:
    """Return a sheet as a table: what stands below the row with the most known headers; `None` where no row has one.

    A row of column numbers ("(1)", "(2)", …) right below the header is passed over. In text files, rows with more or
    fewer cells than the header are set apart; blank cells beyond the last header (`a;b;`) do no harm.
    """
    if isinstance(source, RawTable):
        return LocatedTable(source, ()) if _score(source.headers, known) else None
    scores = [_score(row, known) for row in source.rows[:SEARCHED_ROWS]]
    if max(scores, default=0) == 0:
        return None
    header = scores.index(max(scores))
    headers = tuple(_header_text(cell) for cell in source.rows[header])
    while not headers[-1]:
        headers = headers[:-1]
    first = header + 1
    if first < len(source.rows) and _is_numbering(source.rows[first]):
        first += 1
    rows, numbers = source.rows[first:], source.row_numbers[first:]
    ragged = [p for p, row in enumerate(rows) if _is_ragged(row, len(headers))] if source.ragged_refused else []
    if ragged:
        apart = set(ragged)
        rows = [row for position, row in enumerate(rows) if position not in apart]
    table = RawTable(
        source.sheet, headers, _columns(rows, len(headers)), np.delete(numbers, ragged), int(source.row_numbers[header])
    )
    return LocatedTable(table, tuple(int(numbers[position]) for position in ragged))


def _is_ragged(row: Sequence[object], width: int) -> bool:
    return len(row) != width and any(row) and (len(row) < width or any(row[width:]))


def _columns(rows: Sequence[Sequence[object]], width: int) -> Sequence[Sequence[object]]:
    even = [row if len(row) == width else [*row[:width], *[None] * (width - len(row))] for row in rows]
    return list(zip(*even, strict=True)) if even else [()] * width


def ragged_problem(located: LocatedTable, register: str, place: Place) -> list[Problem]:
    """Return one problem for all ragged rows of a table, if it has any."""
    return [row_problem(_RAGGED, register, place, located.ragged)] if located.ragged else []


_RAGGED = Fault(
    "ragged-row",
    Text(vi="số ô của dòng khác với dòng tiêu đề", en="the row has another number of cells than the header"),
    Text(
        vi="Kiểm tra dấu phân cách, dấu nháy và chỗ xuống dòng; nên kết xuất lại dạng .xlsx.",
        en="Check delimiters, quotes and line breaks; better export again as .xlsx.",
    ),
)


def match_headers(table: RawTable, schema: RegisterSchema, known: Spellings, place: Place) -> MatchedHeaders:
    """Return which column of the table is which of the register; unknown headers are left alone.

    Args:
        table: The table.
        schema: The register.
        known: Spellings of the register's columns.
        place: The file and sheet.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for position, header in enumerate(table.headers):
        name = known.get(normal_form(header))
        if name is not None:
            by_name[name].append(position)
    at = Place(file=place.file, sheet=place.sheet, row=table.header_row)
    problems = [
        _same_meaning(schema, name, [table.headers[p] for p in positions], at)
        for name, positions in by_name.items()
        if len(positions) > 1
    ]
    unknown = [h for h in table.headers if h and normal_form(h) not in known]
    problems += [
        _missing(schema, column.name, table.headers, unknown, at)
        for column in schema.columns
        if column.required and column.name not in by_name
    ]
    if schema.either and not any(name in by_name for name in schema.either):
        problems.append(_missing_either(schema, table.headers, at))
    return MatchedHeaders({name: positions[0] for name, positions in by_name.items()}, tuple(problems))


def no_header_problem(schema: RegisterSchema, place: Place) -> Problem:
    """Return the problem that none of a sheet's first rows is a header of the register."""
    required = quoted_list(column.title for column in schema.columns if column.required)
    return Problem(
        f"{schema.name}.no-header",
        Text(
            vi=f"không tìm thấy dòng tiêu đề trong {SEARCHED_ROWS} dòng đầu",
            en=f"none of the first {SEARCHED_ROWS} rows is a header",
        ),
        Text(
            vi=f"Cần các cột: {required}. Tiêu đề viết khác thì khai thêm trong params/headers.yaml.",
            en=f"Columns needed: {required}. Add other spellings of headers to params/headers.yaml.",
        ),
        place,
    )


def _score(row: Sequence[object], known: Spellings) -> int:
    return len({known[name] for cell in row if isinstance(cell, str) and (name := normal_form(cell)) in known})


def _header_text(cell: object) -> str:
    return "" if cell is None else clean_text(as_written(cell))


def _is_numbering(row: Sequence[object]) -> bool:
    """Return whether a row numbers the columns: 1, 2, 3, … from left to right, and nothing else."""
    texts = [text for cell in row if (text := _header_text(cell))]
    numbers = [int(match[1]) for text in texts if (match := _COLUMN_NUMBER.fullmatch(text))]
    return len(texts) > 1 and numbers == list(range(1, len(texts) + 1))


def _same_meaning(schema: RegisterSchema, name: str, headers: Sequence[str], place: Place) -> Problem:
    title = schema.column(name).title
    listed = quoted_list(headers)
    return Problem(
        f"{schema.name}.two-columns",
        Text(vi=f'các cột {listed} cùng nghĩa là "{title}"', en=f'the columns {listed} all mean "{title}"'),
        Text(vi="Xóa hoặc đổi tên cột không dùng.", en="Delete or rename the columns that are not meant."),
        place,
    )


def _missing_either(schema: RegisterSchema, headers: Sequence[str], place: Place) -> Problem:
    titles = [f'"{schema.column(name).title}"' for name in schema.either]
    listed = quoted_list(header for header in headers if header)
    return Problem(
        f"{schema.name}.missing-column",
        Text(
            vi=f"thiếu cột {' hoặc '.join(titles)}, cần ít nhất một trong hai",
            en=f"the column {' or '.join(titles)} is missing: one of the two is needed",
        ),
        Text(
            vi=f"Các cột trong tệp: {listed}. Tiêu đề viết khác thì khai thêm trong params/headers.yaml.",
            en=f"Columns in the file: {listed}. Add other spellings of headers to params/headers.yaml.",
        ),
        place,
    )


def _missing(
    schema: RegisterSchema, name: str, headers: Sequence[str], unknown: Sequence[str], place: Place
) -> Problem:
    title = schema.column(name).title
    near = suggestion(title, {normal_form(header): header for header in unknown})
    listed = quoted_list(header for header in headers if header)
    return Problem(
        f"{schema.name}.missing-column",
        Text(vi=f'thiếu cột "{title}"', en=f'the column "{title}" is missing'),
        Text(
            vi=f"{near.vi}Các cột trong tệp: {listed}. Tiêu đề viết khác thì khai thêm trong params/headers.yaml.",
            en=f"{near.en}Columns in the file: {listed}. Add other spellings of headers to params/headers.yaml.",
        ),
        Place(file=place.file, sheet=place.sheet, row=place.row, column=title),
    )
