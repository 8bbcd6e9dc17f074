"""A whole project folder with a synthetic province: registers, parameters, criteria, notebooks and a page about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc_report.params.project import Project
from cchc_report.samples.departments import SampleDepartment, make_departments
from cchc_report.samples.dossiers import Dossiers, draw_cohort
from cchc_report.samples.explanations import explain
from cchc_report.samples.exports import Format, export_table, write_dossiers
from cchc_report.samples.parameters import (
    CRITERIA_SET,
    SHIPPED_SET,
    criteria_yaml,
    department_yaml,
    departments_yaml,
    readme,
    year_spans,
    year_yaml,
)
from cchc_report.samples.records import make_registers
from cchc_report.samples.work_years import WorkYear, work_year
from cchc_report.samples.workbooks import Stamp, write_registers

_NOTE = "Dữ liệu giả lập; xem README.md của dự án"
_YEAR_LINE = re.compile(r'"year = (\d{4})\\n"')
"""Of a parameters cell, as a notebook's file has it."""


@dataclass(frozen=True, slots=True)
class ProvinceOptions:
    """Which province to make.

    Attributes:
        years: Years, ascending, each once.
        departments: How many departments; at least one.
        seed: Seed of all random draws, zero or more.
        dossiers: Dossiers that each department receives in a year; by default what its kind says.
        format: Format of the dossier exports.
    """

    years: tuple[int, ...]
    departments: int
    seed: int
    dossiers: int | None = None
    format: Format = "xlsx"

    @property
    def command(self) -> str:
        """The command that makes this province."""
        years = " ".join(f"--years {span}" for span in year_spans(self.years))
        size = f" --dossiers {self.dossiers}" if self.dossiers is not None else ""
        return (
            f"cchc-report samples {years} --departments {self.departments} --seed {self.seed}{size} "
            f"--format {self.format} --output THƯ_MỤC"
        )


@dataclass(frozen=True, slots=True)
class ProvinceSize:
    """What was written.

    Attributes:
        departments: Departments, those included that exist in some of the years only.
        reports: Department-years.
        dossiers: Rows of all exports.
    """

    departments: int
    reports: int
    dossiers: int


def write_province(folder: Path, carried: Path, options: ProvinceOptions) -> ProvinceSize:
    """Write a project folder. The same options give the same bytes of every file, with the same versions of libraries.

    Args:
        folder: The folder, empty.
        carried: A folder that holds the notebooks and the shipped criteria sets.
        options: Which province.
    """
    project = Project(folder)
    calendars = {year: work_year(year) for year in sorted({near for y in options.years for near in (y - 1, y)})}
    departments = make_departments(options.departments, options.years)
    there = [(d, year) for d in departments for year in options.years if d.exists_in(year)]
    _write_parameters(project, carried, options, [calendars[year] for year in options.years], departments)
    drawn = _Drawn(options)
    dossiers = sum(_write_department_year(project, department, calendars, year, drawn) for department, year in there)
    return ProvinceSize(len(departments), len(there), dossiers)


class _Drawn:
    """Cohorts as they are needed: that of a year is needed for the next year again, and then never more."""

    def __init__(self, options: ProvinceOptions) -> None:
        self.options = options
        self._last: tuple[int, int, Dossiers] | None = None

    def cohort(self, department: SampleDepartment, year: WorkYear) -> Dossiers:
        """Return the dossiers that a department received in a year."""
        if self._last is None or self._last[:2] != (department.index, year.year):
            self._last = None  # let the one before go first: each may hold a million dossiers
            drawn = draw_cohort(department, year, self.options.seed, self.options.dossiers)
            self._last = (department.index, year.year, drawn)
        return self._last[2]


def _write_department_year(
    project: Project, department: SampleDepartment, calendars: dict[int, WorkYear], year: int, drawn: _Drawn
) -> int:
    """Write the data and the parameters of one department-year, and return how many dossiers it has."""
    options, calendar = drawn.options, calendars[year]
    left_open = _left_open(department, calendars[year - 1], drawn)
    received = drawn.cohort(department, calendar)
    dossiers = received if left_open is None else left_open.then(received)
    folder = project.data_folder(year, department.id)
    folder.mkdir(parents=True)
    export = folder / f"dossiers.{options.format}"
    stamp = Stamp(datetime(year + 1, 1, 4, 8), _NOTE)  # noqa: DTZ001  # workbooks know no zone
    write_dossiers(export, export_table(department, calendar, dossiers, as_text=options.format != "parquet"), stamp)
    registers = make_registers(department, calendar, options.seed, explain(department, calendar, dossiers))
    write_registers(folder / "registers.xlsx", registers, stamp)
    _write_text(project.params / str(year) / f"{department.id}.yaml", department_yaml(department, export.name))
    return len(dossiers)


def _left_open(department: SampleDepartment, year: WorkYear, drawn: _Drawn) -> Dossiers | None:
    """Return what a department left open at the end of a year, where it existed then."""
    if not department.exists_in(year.year):
        return None
    received = drawn.cohort(department, year)
    return received.where(~received.ended_by(year.last_day))


def _write_parameters(
    project: Project,
    carried: Path,
    options: ProvinceOptions,
    years: list[WorkYear],
    departments: tuple[SampleDepartment, ...],
) -> None:
    """Write what belongs to no single department-year."""
    for notebook in sorted((carried / "notebooks").glob("*.ipynb")):
        _write_text(project.notebooks / notebook.name, _of_a_year_there(notebook.read_text("utf-8"), options.years))
    shipped = Project(carried).criteria_file(SHIPPED_SET).read_text(encoding="utf-8")
    _write_text(project.criteria_file(CRITERIA_SET), criteria_yaml(shipped, years[0]))
    _write_text(project.params / "departments.yaml", departments_yaml(departments))
    for year in years:
        _write_text(project.params / str(year.year) / "year.yaml", year_yaml(year))
    _write_text(project.root / "README.md", readme(departments, options.years, options.command))


def _of_a_year_there(notebook: str, years: Sequence[int]) -> str:
    """Return a notebook whose parameters cell names a year of the province: *Run All* then needs no editing."""

    def year_line(found: re.Match[str]) -> str:
        return found[0] if int(found[1]) in years else found[0].replace(found[1], str(max(years)))

    return _YEAR_LINE.sub(year_line, notebook, count=1)


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
