"""Writing the sample as workbooks: the export as the system gives it, the registers as an analyst keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc_report.registers.labels import CHANNELS, STATUSES
from cchc_report.registers.schema import Column, Kind, RegisterSchema
from sample.dossiers import CLOSING_TIME, Dossier

WRITTEN = datetime(2020, 12, 18, 7, 51, 30)  # noqa: DTZ001  # fixed, so that every run writes the same bytes; no zone in workbooks

FEED_HEADERS = (
    "MaHoSo",
    "MaTTHC",
    "TenTTHC",
    "KenhThucHien",
    "DonViTiepNhan",
    "ChuHoSo",
    "NgayTiepNhan",
    "NgayHenTra",
    "TrangThaiHoSo",
    "NgayTra",
    "NgayKetThucXuLy",
)
FEED_WIDTHS = (26, 26, 60, 18, 36, 36, 17, 17, 26, 17, 17)

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


def write_export(path: Path, dossiers: Iterable[Dossier]) -> None:
    """Write the dossiers as the system's feed does: one sheet, all cells text, moments as `yyyyMMddHHmmss`."""
    with _workbook(path) as workbook:
        sheet = workbook.add_worksheet("HoSo")
        bold = workbook.add_format({"bold": True})
        for position, (header, width) in enumerate(zip(FEED_HEADERS, FEED_WIDTHS, strict=True)):
            sheet.set_column(position, position, width)
            sheet.write_string(0, position, header, bold)
        sheet.freeze_panes(1, 1)
        for row, dossier in enumerate(dossiers, start=1):
            for position, value in enumerate(_feed_row(dossier)):
                if value:
                    sheet.write_string(row, position, value)


def _feed_row(dossier: Dossier) -> tuple[str, ...]:
    return (
        dossier.code,
        dossier.procedure.code,
        dossier.procedure.name,
        CHANNELS[dossier.channel],
        dossier.agency,
        dossier.owner,
        _digits(dossier.received),
        _digits(datetime.combine(dossier.due, CLOSING_TIME)),
        STATUSES[dossier.status],
        _digits(dossier.returned),
        _digits(dossier.finished),
    )


def _digits(moment: datetime | None) -> str:
    return f"{moment:%Y%m%d%H%M%S}" if moment else ""


def write_registers(path: Path, registers: Sequence[tuple[RegisterSchema, Sequence[Mapping[str, object]]]]) -> None:
    """Write each register to its own sheet, under the titles of its schema.

    Args:
        path: The workbook.
        registers: Schemas with their rows: canonical column name to value; what is left out stays blank.
    """
    with _workbook(path) as workbook:
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


def _workbook(path: Path) -> Workbook:
    workbook = Workbook(path)
    workbook.set_properties({"created": WRITTEN, "author": "", "comments": "Dữ liệu mẫu; xem data/README.md"})
    return workbook
