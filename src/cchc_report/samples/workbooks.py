"""Synthetic workbooks: the export as a one-stop system gives it, the registers as an analyst keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc_report.registers.schema import Column, Kind, RegisterSchema

FEED_WIDTHS: Mapping[str, int] = {
    "MaHoSo": 26,
    "MaTTHC": 26,
    "TenTTHC": 60,
    "KenhThucHien": 18,
    "DonViTiepNhan": 36,
    "ChuHoSo": 36,
    "NgayTiepNhan": 17,
    "NgayHenTra": 17,
    "TrangThaiHoSo": 26,
    "NgayTra": 17,
    "NgayKetThucXuLy": 17,
}
"""Headers of the feed, in its order, with the widths of their columns."""

WIDTHS: Mapping[Kind, int] = {
    Kind.TEXT: 48,
    Kind.CODE: 26,
    Kind.LABEL: 22,
    Kind.DATE: 14,
    Kind.TIMESTAMP: 20,
    Kind.COUNT: 14,
    Kind.POINTS: 10,
    Kind.YES_NO: 16,
}
ROWS_WITH_CHOICES = 1000
"""Rows in which a cell with fixed answers offers them as a list; room for what is added during the year."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a workbook says about itself.

    Attributes:
        written: When it was written; fixed, so that every run writes the same bytes. Workbooks know no time zone.
        note: Where to read what it holds.
    """

    written: datetime
    note: str


def write_export(
    path: Path, headers: Sequence[str], rows: Iterable[Sequence[str | None]], stamp: Stamp, *, row_by_row: bool = False
) -> None:
    """Write dossiers as the system's feed does: one sheet, all cells text, moments as `yyyyMMddHHmmss`.

    Args:
        path: The workbook.
        headers: Names of the columns, of those in `FEED_WIDTHS`.
        rows: The rows; nothing is written for empty cells.
        stamp: What the workbook says about itself.
        row_by_row: Whether each row leaves memory before the next; for exports of any length.
    """
    with _workbook(path, stamp, row_by_row=row_by_row) as workbook:
        sheet = workbook.add_worksheet("HoSo")
        bold = workbook.add_format({"bold": True})
        for position, header in enumerate(headers):
            sheet.set_column(position, position, FEED_WIDTHS[header])
            sheet.write_string(0, position, header, bold)
        sheet.freeze_panes(1, 1)
        for row, values in enumerate(rows, start=1):
            for position, value in enumerate(values):
                if value:
                    sheet.write_string(row, position, value)


def write_registers(
    path: Path, registers: Sequence[tuple[RegisterSchema, Sequence[Mapping[str, object]]]], stamp: Stamp
) -> None:
    """Write each register to its own sheet, under the titles of its schema.

    Args:
        path: The workbook.
        registers: Schemas with their rows: canonical column name to value; what is left out stays blank.
        stamp: What the workbook says about itself.
    """
    with _workbook(path, stamp) as workbook:
        style = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
        head = workbook.add_format({**style, "bold": True, "bottom": 1})
        plain = workbook.add_format(style)
        day = workbook.add_format({**style, "num_format": "dd/mm/yyyy", "align": "center"})
        for schema, rows in registers:
            sheet = workbook.add_worksheet(schema.sheet)
            sheet.freeze_panes(1, 1)
            for position, column in enumerate(schema.columns):
                sheet.set_column(position, position, WIDTHS[column.kind])
                sheet.write_string(0, position, column.title, head)
                _offer_choices(sheet, position, column)
                for row, values in enumerate(rows, start=1):
                    _write_cell(sheet, (row, position), _shown(column, values.get(column.name)), plain, day)
            _check_names(schema, rows)


def _check_names(schema: RegisterSchema, rows: Sequence[Mapping[str, object]]) -> None:
    unknown = {name for row in rows for name in row} - set(schema.names)
    if unknown:
        message = f"register {schema.name} has no columns {sorted(unknown)}"
        raise ValueError(message)


def _offer_choices(sheet: Worksheet, position: int, column: Column) -> None:
    choices = ["Có", "Không"] if column.kind is Kind.YES_NO else list(column.labels.values())
    if choices:
        sheet.data_validation(1, position, ROWS_WITH_CHOICES, position, {"validate": "list", "source": choices})


def _shown(column: Column, value: object) -> object:
    """Return a value as the sheet shows it: labels and yes/no in Vietnamese."""
    if value is not None and column.kind is Kind.LABEL:
        return column.labels[str(value)]
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return value


def _write_cell(sheet: Worksheet, cell: tuple[int, int], value: object, plain: Format, day: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*cell, value, day)
    elif isinstance(value, int | Decimal):
        sheet.write_number(*cell, value, plain)
    elif value is not None:
        sheet.write_string(*cell, str(value), plain)


@contextmanager
def _workbook(path: Path, stamp: Stamp, *, row_by_row: bool = False) -> Iterator[Workbook]:
    try:
        with Workbook(path, {"constant_memory": row_by_row}) as workbook:
            workbook.set_properties({"created": stamp.written, "author": "", "comments": stamp.note})
            yield workbook
    except FileCreateError as error:
        # The library hides what the system said in an error of its own, which nobody above would know.
        refused = error.args[0] if error.args else None
        raise (refused if isinstance(refused, OSError) else error) from error
