"""`load_registers`: from the files of a department-year to its validated registers, or every problem of every file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from cchc_report.errors import ParamsError, Place, Problem, SourceError, Text, raise_all
from cchc_report.garbage_collection import collector_resting
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.registers.frames import Origin, Register, Registers
from cchc_report.registers.schema import RegisterSchema
from cchc_report.registers.schemas import DOSSIERS, PROCEDURES, SCHEMAS
from cchc_report.sources.cells.dates import Evidence
from cchc_report.sources.convert import ConvertedTable, PreparedTable, convert, prepare
from cchc_report.sources.duplicates import find_duplicates
from cchc_report.sources.files import SourceFile, read_file
from cchc_report.sources.headers import locate, no_header_problem
from cchc_report.sources.location import dossier_files, leading_out
from cchc_report.sources.publication import published
from cchc_report.sources.sheets import dossier_sheet, has_registers, no_registers_problem, register_sheet
from cchc_report.sources.synonyms import Synonyms, load_synonyms
from cchc_report.sources.tables import Grid, RawTable

_NEVER_EMPTY = frozenset({DOSSIERS.name, PROCEDURES.name})
"""Registers in which a department-year without a row is a mistake; a year may pass without a petition or a decision."""


@dataclass(frozen=True, slots=True)
class _Located:
    """A prepared table and where it stands; the sheet itself is let go."""

    origin: Origin
    table: PreparedTable


def load_registers(project: Project, parameters: ReportParameters) -> Registers:
    """Return the registers of one department-year.

    Reads the dossier exports and the workbook of registers in `data/<year>/<department>/`, with the project's own
    spellings of headers and labels (`params/headers.yaml`, `params/labels.yaml`).

    Args:
        project: The project folder.
        parameters: The report's parameters; they name the files.

    Returns:
        Validated registers: every frame has its schema's columns and dtypes. For a public edition they are without
        personal values and without texts that were not cleared (`registers/published.py`).

    Raises:
        SourceError: With every problem of every file.
        ParamsError: The project's spellings are wrong, or the parameters name a file outside the data folder.
    """
    synonyms = load_synonyms(project)
    with collector_resting():
        return _load(project, parameters, synonyms)


def _load(project: Project, parameters: ReportParameters, synonyms: Synonyms) -> Registers:
    folder = project.data_folder(parameters.year, parameters.department.id)
    raise_all(ParamsError, leading_out(folder, parameters))
    sources = parameters.department_year.sources
    problems: list[Problem] = []
    files = _read_all(project, _paths(project, folder, sources.dossiers, problems), synonyms, problems)
    located = [table for file in files for table in _dossiers_in(file, synonyms, problems)]
    workbook = _read_all(project, [folder / sources.registers], synonyms, problems)
    located += [table for file in workbook for table in _registers_in(file, synonyms, problems)]
    registers = _assemble(located, synonyms, problems)
    raise_all(SourceError, problems)
    read = Registers(**registers)
    if not parameters.is_public:
        return read
    shown = published(read, parameters, project, problems)
    raise_all(SourceError, problems)
    return shown


def _paths(project: Project, folder: Path, named: tuple[str, ...], problems: list[Problem]) -> list[Path]:
    try:
        return dossier_files(project, folder, named)
    except SourceError as error:
        problems.extend(error.problems)
        return []


def _read_all(project: Project, paths: Sequence[Path], synonyms: Synonyms, problems: list[Problem]) -> list[SourceFile]:
    files = []
    for path in paths:
        try:
            files.append(read_file(project, path, synonyms.knows_header))
        except SourceError as error:
            problems.extend(error.problems)
    return files


def _dossiers_in(file: SourceFile, synonyms: Synonyms, problems: list[Problem]) -> list[_Located]:
    sheet = dossier_sheet(file, synonyms.headers[DOSSIERS.name])
    if isinstance(sheet, Problem):
        problems.append(sheet)
        return []
    return _prepared(file, sheet, DOSSIERS, synonyms, problems)


def _registers_in(file: SourceFile, synonyms: Synonyms, problems: list[Problem]) -> list[_Located]:
    if not has_registers(file):
        problems.append(no_registers_problem(file))
        return []
    located = []
    for schema in SCHEMAS:
        if schema.sheet is None:
            continue
        sheet = register_sheet(file, schema)
        if isinstance(sheet, Problem):
            problems.append(sheet)
        elif sheet is not None:
            located += _prepared(file, sheet, schema, synonyms, problems)
    return located


def _prepared(
    file: SourceFile, sheet: Grid | RawTable, schema: RegisterSchema, synonyms: Synonyms, problems: list[Problem]
) -> list[_Located]:
    place = Place(file=file.path, sheet=sheet.sheet)
    located = locate(sheet, synonyms.headers[schema.name])
    if located is None:
        problems.append(no_header_problem(schema, place))
        return []
    table = prepare(located, schema, synonyms, place)
    if schema.name in _NEVER_EMPTY and not len(table.row_numbers) and not located.ragged:
        problems.append(_empty(schema, place) if schema.sheet is None else _unfilled(schema, place))
    origin = Origin(file.path, sheet.sheet, file.sha256, len(table.row_numbers), dict(table.headers))
    return [_Located(origin, table)]


def _assemble(located: Sequence[_Located], synonyms: Synonyms, problems: list[Problem]) -> dict[str, Register]:
    """Return the registers by name; add the problems of their cells and rows to `problems`."""
    evidence: dict[str, Evidence] = defaultdict(Evidence)
    for item in located:
        evidence[item.origin.path] += item.table.evidence
    parts: dict[str, list[tuple[Origin, ConvertedTable]]] = defaultdict(list)
    for item in located:
        converted = convert(item.table, synonyms, evidence[item.origin.path])
        problems.extend(converted.problems)
        parts[item.table.schema.name].append((item.origin, converted))
    present = [schema for schema in SCHEMAS if parts[schema.name]]
    absent = [schema for schema in SCHEMAS if schema.optional and not parts[schema.name]]
    return {schema.name: _register(schema, parts[schema.name], problems) for schema in present} | {
        schema.name: Register.empty(schema) for schema in absent
    }


def _register(
    schema: RegisterSchema, parts: Sequence[tuple[Origin, ConvertedTable]], problems: list[Problem]
) -> Register:
    """Return one register from its files, without the rows that stand twice."""
    origins = tuple(origin for origin, _ in parts)
    frames = [converted.frame for _, converted in parts]
    frame = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    row_numbers = np.concatenate([converted.prepared.row_numbers for _, converted in parts])
    origin_numbers = np.repeat(np.arange(len(parts)), [len(part) for part in frames])
    found = find_duplicates(frame, schema, row_numbers, origin_numbers, origins)
    problems.extend(found.problems)
    repeated = np.flatnonzero(found.repeated)
    kept = ~found.repeated
    return Register(
        schema=schema,
        frame=frame.loc[kept].reset_index(drop=True) if len(repeated) else frame,
        row_numbers=pd.Series(row_numbers[kept], dtype="int64"),
        origins=origins,
        origin_numbers=pd.Series(origin_numbers[kept], dtype="int64"),
        duplicates=tuple((int(origin_numbers[i]), int(row_numbers[i])) for i in repeated),
    )


def _empty(schema: RegisterSchema, place: Place) -> Problem:
    return Problem(
        f"{schema.name}.empty",
        Text(vi="chỉ có dòng tiêu đề, không có dòng dữ liệu nào", en="there is a header and not one row of data"),
        Text(
            vi="Kiểm tra bộ lọc (đơn vị, khoảng ngày) khi kết xuất rồi kết xuất lại.",
            en="Check the filter (agency, dates) of the export and export again.",
        ),
        place,
    )


def _unfilled(schema: RegisterSchema, place: Place) -> Problem:
    """Return the problem of a register that a department writes itself and has left empty."""
    return Problem(
        f"{schema.name}.empty",
        Text(vi="chỉ có dòng tiêu đề, không có dòng dữ liệu nào", en="there is a header and not one row of data"),
        Text(
            vi=f"Điền {schema.title[0].lower()}{schema.title[1:]} của đơn vị vào trang tính này.",
            en="Fill the department's own rows into this sheet.",
        ),
        place,
    )
