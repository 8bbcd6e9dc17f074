"""The bytes of a file, read once, and the sheets or tables that they hold."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from cchc_report.errors import Place, Problem, SourceError, Text, system_reason
from cchc_report.params.project import Project
from cchc_report.sources.detection import Format, detect
from cchc_report.sources.faults import UnreadableError
from cchc_report.sources.location import no_file
from cchc_report.sources.readers.csv import read_csv
from cchc_report.sources.readers.excel import read_excel
from cchc_report.sources.readers.html import read_html
from cchc_report.sources.readers.parquet import read_parquet
from cchc_report.sources.tables import Grid, RawTable
from cchc_report.typed_text import clean_text


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read.

    Attributes:
        path: Path relative to the project folder, with `/`.
        sha256: Hash of its bytes.
        format: What it is, by its content.
        sheets: Its sheets or tables.
    """

    path: str
    sha256: str
    format: Format
    sheets: tuple[Grid | RawTable, ...]


def read_file(project: Project, path: Path, knows_header: Callable[[str], bool]) -> SourceFile:
    """Return a file's sheets and hash.

    Args:
        project: The project, to which paths in messages are relative.
        path: The file.
        knows_header: Whether a text is a header of some register.

    Raises:
        SourceError: There is no such file, or its bytes are of no readable format.
    """
    name = project.relative(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(no_file(project, path)) from None
    except OSError as error:
        raise SourceError(_no_access(name, error)) from None
    try:
        kind = detect(content)
        sheets = tuple(map(_cleanly_named, _sheets(content, kind, knows_header)))
    except UnreadableError as error:
        raise SourceError(error.fault.at(Place(file=name, sheet=error.sheet, row=error.row))) from None
    return SourceFile(name, hashlib.sha256(content).hexdigest(), kind, sheets)


def _cleanly_named(sheet: Grid | RawTable) -> Grid | RawTable:
    """Return a sheet under a name that is fit to be shown: it is typed text, as cells are."""
    return sheet if sheet.sheet is None else replace(sheet, sheet=clean_text(sheet.sheet))


def _sheets(content: bytes, kind: Format, knows_header: Callable[[str], bool]) -> tuple[Grid | RawTable, ...]:
    match kind:
        case Format.EXCEL:
            return read_excel(content)
        case Format.HTML:
            return read_html(content)
        case Format.PARQUET:
            return read_parquet(content)
        case Format.CSV:
            return read_csv(content, knows_header)


def _no_access(name: str, error: OSError) -> Problem:
    reason = system_reason(error)
    return Problem(
        "sources.no-access",
        Text(vi=f"không mở được tệp ({reason.vi})", en=f"the file cannot be opened ({reason.en})"),
        Text(
            vi="Kiểm tra quyền đọc, và đóng tệp nếu đang mở ở chương trình khác.",
            en="Check that it may be read, and close it where another program has it open.",
        ),
        Place(file=name),
    )
