"""A project that is quick to run: two dossiers, one procedure, a notebook of three cells that makes a true report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cchc_report.params.project import Project
from cchc_report.registers.schemas import DOSSIERS, SCHEMAS
from support.notebooks import LOAD_CELL, PARAMETERS_CELL, SHOW_CELL, write_notebook_in

REPOSITORY = Path(__file__).resolve().parents[2]

ROWS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "dossiers": tuple(
        {
            "code": f"000.00.02.H23-20030{day}-0001",
            "procedure_code": "1.000001.000.00.00.H23",
            "status": "Đã trả kết quả",
            "channel": "Trực tuyến",
            "received_at": f"0{day}/03/2020 08:00:00",
            "due_at": "16/03/2020 17:00:00",
            "finished_at": "10/03/2020 09:00:00",
        }
        for day in (2, 3)
    ),
    "procedures": (
        {
            "code": "1.000001.000.00.00.H23",
            "name": "Cấp giấy phép",
            "field": "Lưu thông hàng hóa",
            "level": "Cấp tỉnh",
            "kind": "Phải giải quyết",
            "disclosed_at_centre": "Có",
            "disclosed_on_site": "Có",
            "internal_process_approved": "Có",
        },
    ),
}

WriteNotebook = Callable[..., None]


@pytest.fixture
def small_project(tmp_path: Path) -> Project:
    """Return a project of the sample's department with hardly any data."""
    root = tmp_path / "dự án"
    shutil.copytree(REPOSITORY / "params", root / "params")
    data = root / "data" / "2020" / "sct"
    data.mkdir(parents=True)
    registers = openpyxl.Workbook()
    registers.remove(registers.active)
    for schema in SCHEMAS:
        book = openpyxl.Workbook() if schema is DOSSIERS else registers
        sheet = book.active if schema is DOSSIERS else book.create_sheet(schema.sheet)
        sheet.append([column.title for column in schema.columns])
        for row in ROWS.get(schema.name, ()):
            sheet.append([row.get(column.name) for column in schema.columns])
        book.save(data / ("dossiers.xlsx" if schema is DOSSIERS else "registers.xlsx"))
    write_notebook_in(root, PARAMETERS_CELL, LOAD_CELL, SHOW_CELL)
    return Project(root)


@pytest.fixture
def write_notebook(small_project: Project) -> WriteNotebook:
    """Return a function that gives the small project another notebook, of the parameters cell and these cells."""
    return lambda *cells: write_notebook_in(small_project.root, PARAMETERS_CELL, *cells)
