"""A project that is quick to run: two dossiers a department, one procedure, a notebook that makes a true report."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from cchc_report.params.project import Project
from cchc_report.registers.schema import RegisterSchema
from cchc_report.registers.schemas import DOSSIERS, PROCEDURES, SCHEMAS
from support.notebooks import LOAD_CELL, PARAMETERS_CELL, SHOW_CELL, write_notebook_in

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE_YEAR, SAMPLE_DEPARTMENT = 2020, "sct"
CRITERIA_FILE = "cai-cach-tthc-minh-hoa.yaml"

PROCEDURE = {
    "code": "1.000001.000.00.00.H23",
    "name": "Cấp giấy phép",
    "field": "Lưu thông hàng hóa",
    "level": "Cấp tỉnh",
    "kind": "Phải giải quyết",
    "disclosed_at_centre": "Có",
    "disclosed_on_site": "Có",
    "internal_process_approved": "Có",
}


def dossier(day: int, year: int = SAMPLE_YEAR) -> Mapping[str, Any]:
    """Return the row of a dossier that was received on a day of March and settled in time."""
    return {
        "code": f"000.00.02.H23-{year % 100:02}030{day}-0001",
        "procedure_code": PROCEDURE["code"],
        "status": "Đã trả kết quả",
        "channel": "Trực tuyến",
        "received_at": f"0{day}/03/{year} 08:00:00",
        "due_at": f"16/03/{year} 17:00:00",
        "finished_at": f"10/03/{year} 09:00:00",
    }


def write_small_project(
    root: Path, years: Sequence[int] = (SAMPLE_YEAR,), departments: Sequence[str] = (SAMPLE_DEPARTMENT,)
) -> Project:
    """Write a project with the sample's parameters and hardly any data; return it.

    Args:
        root: The folder to make.
        years: Years; the sample's parameters, moved to each of them.
        departments: Ids of departments; every one is the sample's under another id.
    """
    project = write_parameters(root, years, departments)
    for year in years:
        for department in departments:
            write_dossiers(project, year, department, [dossier(2, year), dossier(3, year)])
            write_registers(project, year, department)
    write_notebook_in(root, PARAMETERS_CELL, LOAD_CELL, SHOW_CELL)
    return project


def write_parameters(root: Path, years: Sequence[int], departments: Sequence[str]) -> Project:
    """Write the parameter files alone; arguments as for `write_small_project`."""
    project = Project(root)
    shutil.copytree(REPOSITORY / "params" / "criteria", project.params / "criteria")
    write_department_list(project, departments)
    valid = f"valid_years: {{from: {min(years)}, to: {max(years)}}}"
    edit(project.params / "criteria" / CRITERIA_FILE, "valid_years: {from: 2020, to: 2020}", valid)
    for year in years:
        (project.params / str(year)).mkdir()
        for department in departments:
            shutil.copy(_sample(f"{SAMPLE_DEPARTMENT}.yaml"), project.params / str(year) / f"{department}.yaml")
        of_year = project.params / str(year) / "year.yaml"
        shutil.copy(_sample("year.yaml"), of_year)
        edit(
            of_year, f"from: {SAMPLE_YEAR}-01-01\n  to: {SAMPLE_YEAR}-12-07", f"from: {year}-01-01\n  to: {year}-12-31"
        )
    return project


def write_department_list(project: Project, departments: Sequence[str], valid: Mapping[str, str] | None = None) -> None:
    """Write `params/departments.yaml`: the sample's department under each of these ids.

    Args:
        project: The project.
        departments: The ids.
        valid: Of departments that do not exist since 2010: id to lines of YAML with `valid_from` and `valid_to`.
    """
    text = (REPOSITORY / "params" / "departments.yaml").read_text(encoding="utf-8")
    head, mark, entry = text.partition("  - id: sct ")
    assert mark
    entries = []
    for department in departments:
        years = (valid or {}).get(department, "valid_from: 2010-01-01")
        named = entry.replace("Sở Công Thương", f"Sở {department.upper()}") if department != "sct" else entry
        entries.append(f"  - id: {department} {named.replace('valid_from: 2020-01-01', years)}")
    (project.params / "departments.yaml").write_text(head + "\n".join(entries), encoding="utf-8")


def write_dossiers(project: Project, year: int, department: str, dossiers: Sequence[Mapping[str, Any]]) -> None:
    """Write the export of one department-year."""
    book = openpyxl.Workbook()
    _fill(book.active, DOSSIERS, dossiers)
    book.save(_data_folder(project, year, department) / "dossiers.xlsx")


def write_registers(project: Project, year: int, department: str) -> None:
    """Write the workbook of registers of one department-year: one procedure, nothing else."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for schema in SCHEMAS:
        if schema is not DOSSIERS:
            _fill(book.create_sheet(schema.sheet), schema, [PROCEDURE] if schema is PROCEDURES else [])
    book.save(_data_folder(project, year, department) / "registers.xlsx")


def _fill(sheet: Any, schema: RegisterSchema, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet.append([column.title for column in schema.columns])
    for row in rows:
        sheet.append([row.get(column.name) for column in schema.columns])


def _data_folder(project: Project, year: int, department: str) -> Path:
    folder = project.data_folder(year, department)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old` in a text file by `new`; a file that does not hold it is another than the test believes."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _sample(name: str) -> Path:
    return REPOSITORY / "params" / str(SAMPLE_YEAR) / name
