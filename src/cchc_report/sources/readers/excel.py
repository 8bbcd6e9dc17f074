"""Read workbooks (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`): cells with the types that the workbook gives them.

Hidden sheets are left out: a report must not rest on what its reader does not see.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cchc_report.sources.detection import CORRUPT, PASSWORD
from cchc_report.sources.faults import UnreadableError
from cchc_report.sources.readers.excel_errors import CellPosition, failed_formulas
from cchc_report.sources.tables import FormulaError, Grid


def read_excel(content: bytes) -> tuple[Grid, ...]:
    """Return every visible worksheet, blank ones included.

    Raises:
        UnreadableError: The workbook is damaged or protected by a password.
    """
    try:
        failed = failed_formulas(content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return tuple(
                _grid(workbook, metadata.name, failed.get(metadata.name, {}))
                for metadata in workbook.sheets_metadata
                if metadata.typ == SheetTypeEnum.WorkSheet and metadata.visible == SheetVisibleEnum.Visible
            )
    except PasswordError:
        raise UnreadableError(PASSWORD) from None
    except (CalamineError, OSError, ValueError):
        raise UnreadableError(CORRUPT) from None


def _grid(workbook: CalamineWorkbook, name: str, failed: Mapping[CellPosition, FormulaError]) -> Grid:
    sheet = workbook.get_sheet_by_name(name)
    rows: list[list[object]] = [list(row) for row in sheet.to_python()]
    first_row, first_column = sheet.start or (0, 0)
    for (row, column), error in failed.items():
        # The library gives a failed formula as a blank, which would be read as "no value".
        if 0 <= row - first_row < len(rows) and 0 <= column - first_column < len(rows[row - first_row]):
            rows[row - first_row][column - first_column] = error
    numbers = np.arange(first_row + 1, first_row + 1 + len(rows), dtype=np.int64)
    return Grid(name, rows, numbers)
