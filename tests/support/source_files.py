"""Exports and workbooks for tests, written to a folder in every format that the readers know."""

from __future__ import annotations

import csv
import html
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from cchc_report.errors import UserError
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.registers.frames import Registers
from cchc_report.registers.schemas import SCHEMAS
from cchc_report.sources.load import load_registers
from support.registers import make_parameters

Table = Sequence[Sequence[Any]]
"""Rows of cells, the header first."""

DOSSIERS: Table = (
    ("MaHoSo", "MaTTHC", "KenhThucHien", "ChuHoSo", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo", "NgayKetThucXuLy"),
    ("H23-200922-0005", "1.001", "Trực tuyến", "Cty A", "22/09/2020 08:15", "1/10/2020", "Đã trả kết quả", "30/9/2020"),
    ("H23-200923-0001", "1.001", "Trực tiếp", "Công ty B", "23/09/2020 09:00:00", "02/10/2020", "Đang xử lý", ""),
)  # fmt: skip
"""Two dossiers in the second feed's headers."""

_FILLED: Mapping[str, Table] = {
    "procedures": (
        ("1.001", "Cấp phép", "Công nghiệp", "Cấp tỉnh", "Phải giải quyết", "Mức độ 4", "x", "Có", "Không"),
    ),
    "reviews": (("325/QĐ-UBND", date(2020, 2, 3), "", "", 10, "10", "", "", "0"),),
}


def register_sheets() -> dict[str, Table]:
    """Return the sheets of a good workbook of registers: one procedure, one review, the others without a row."""
    return {
        str(s.sheet): (tuple(c.title for c in s.columns), *_FILLED.get(s.name, ()))
        for s in SCHEMAS
        if s.sheet is not None
    }


def write_xlsx(path: Path, sheets: Mapping[str, Table]) -> Path:
    """Write a workbook; days and moments become real dates of the spreadsheet."""
    with xlsxwriter.Workbook(str(path)) as book:
        formats = {
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
        }
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(y, x, value, formats[type(value)])
                    elif isinstance(value, str):
                        sheet.write_string(y, x, value)
                    elif value is not None:
                        sheet.write(y, x, value)
    return path


def write_html(path: Path, rows: Table) -> Path:
    """Write a page with one table, as portals do under the name `.xls`."""
    body = "".join("<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    path.write_text(f"<html><head><meta charset='utf-8'></head><body><table>{body}</table></body></html>", "utf-8")
    return path


def write_csv(path: Path, rows: Table, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """Write delimited text with quotes where they are needed."""
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def write_parquet(path: Path, rows: Table) -> Path:
    """Write a Parquet file whose columns have the types of their values."""
    header, *records = rows
    columns = zip(*records, strict=True) if records else [()] * len(header)
    pq.write_table(pa.table(dict(zip(header, map(list, columns), strict=True))), path)
    return path


class DataFolder:
    """The data folder of one department-year, with good files until a test makes one bad."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)
        self.folder = self.project.data_folder(2020, "sct")
        self.folder.mkdir(parents=True)
        self.project.params.mkdir()
        write_xlsx(self.folder / "registers.xlsx", register_sheets())
        write_xlsx(self.folder / "dossiers.xlsx", {"Sheet1": DOSSIERS})

    def dossiers(self, rows: Table) -> None:
        """Replace the dossier export."""
        write_xlsx(self.folder / "dossiers.xlsx", {"Sheet1": rows})

    def dossier_bytes(self, content: bytes) -> None:
        """Replace the dossier export by these bytes."""
        (self.folder / "dossiers.xlsx").write_bytes(content)

    def register(self, sheet: str, *rows: Sequence[Any]) -> None:
        """Replace the rows of one sheet of the workbook of registers; its header stays."""
        sheets = register_sheets()
        sheets[sheet] = (sheets[sheet][0], *rows)
        write_xlsx(self.folder / "registers.xlsx", sheets)

    def load(self, parameters: ReportParameters | None = None) -> Registers:
        """Return the registers."""
        return load_registers(self.project, parameters or make_parameters())

    def problems(self, parameters: ReportParameters | None = None) -> list[str]:
        """Return each problem that loading meets as one Vietnamese line: place, fault, remedy."""
        try:
            self.load(parameters)
        except UserError as error:
            return [" ".join(problem.lines("vi")) for problem in error.problems]
        return []
