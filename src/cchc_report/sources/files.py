"""Which files hold the registers of a department-year, and their bytes, each read once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cchc_report.errors import Place, Problem, SourceError, Text, shortened, system_reason
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.sources.detection import Format, detect
from cchc_report.sources.faults import UnreadableError
from cchc_report.sources.names import quoted_list
from cchc_report.sources.readers.csv import read_csv
from cchc_report.sources.readers.excel import read_excel
from cchc_report.sources.readers.html import read_html
from cchc_report.sources.readers.parquet import read_parquet
from cchc_report.sources.tables import Grid, RawTable

DOSSIERS_STEM = "dossiers"


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


def dossier_files(project: Project, folder: Path, named: tuple[str, ...]) -> list[Path]:
    """Return the dossier exports: those that the parameters name, else the one file called `dossiers.*`.

    Raises:
        SourceError: The parameters name none, and there is no such file or more than one.
    """
    if named:
        return [folder / name for name in named]
    found = [path for path in _files(folder) if path.stem.casefold() == DOSSIERS_STEM]
    if len(found) == 1:
        return found
    names = quoted_list(path.name for path in found)
    what = (
        Text(vi=f"có nhiều tệp hồ sơ: {names}", en=f"there are several dossier exports: {names}")
        if found
        else Text(
            vi=f"không có tệp hồ sơ (dossiers.*){_listing(folder).vi}",
            en=f"there is no dossier export (dossiers.*){_listing(folder).en}",
        )
    )
    remedy = Text(
        vi="Đặt bản kết xuất vào thư mục này với tên dossiers.xlsx (hoặc .xls, .csv, .parquet), "
        "hoặc khai các tệp ở sources.dossiers trong tham số của đơn vị.",
        en="Put the export into this folder as dossiers.xlsx (or .xls, .csv, .parquet), "
        "or list the files under sources.dossiers in the department's parameters.",
    )
    raise SourceError(Problem("sources.dossier-file", what, remedy, Place(file=project.relative(folder))))


def leading_out(folder: Path, parameters: ReportParameters) -> Iterator[Problem]:
    """Yield the files that the parameters name and that lie outside the data folder, behind a link.

    Args:
        folder: The data folder of the department-year; where it is a link itself, what it leads to.
        parameters: The report's parameters. That their paths have no `..` and no drive was seen when they were read.
    """
    sources = parameters.department_year.sources
    named = [(f"sources.dossiers[{number}]", path) for number, path in enumerate(sources.dossiers, start=1)]
    if not named:
        named = [("sources.dossiers", path.name) for path in _files(folder) if path.stem.casefold() == DOSSIERS_STEM]
    for key, path in [*named, ("sources.registers", sources.registers)]:
        if not _is_inside(folder, folder / path):
            yield Problem(
                "params.leads-out-of-folder",
                Text(
                    vi=f'"{shortened(path)}" là liên kết dẫn ra ngoài thư mục số liệu của đơn vị',
                    en=f'"{shortened(path)}" is a link that leads out of the data folder of the department',
                ),
                Text(
                    vi="Chép tệp vào thư mục này thay cho liên kết.", en="Copy the file into this folder, not a link."
                ),
                Place(file=f"params/{parameters.year}/{parameters.department.id}.yaml", key=key),
            )


def _is_inside(folder: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead to each other
        return False


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
        raise SourceError(_no_file(project, path)) from None
    except OSError as error:
        raise SourceError(_no_access(name, error)) from None
    try:
        kind = detect(content)
        sheets = _sheets(content, kind, knows_header)
    except UnreadableError as error:
        raise SourceError(error.fault.at(Place(file=name, sheet=error.sheet, row=error.row))) from None
    return SourceFile(name, hashlib.sha256(content).hexdigest(), kind, sheets)


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


def _files(folder: Path) -> list[Path]:
    """Return the visible files of a folder, by name; a folder that does not exist has none."""
    try:
        return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith((".", "~")))
    except OSError:
        return []


def _listing(folder: Path) -> Text:
    names = quoted_list(path.name for path in _files(folder))
    if not folder.is_dir():
        return Text(vi="; thư mục này chưa có", en="; this folder does not exist")
    if not names:
        return Text(vi="; thư mục này không có tệp nào", en="; this folder has no files")
    return Text(vi=f"; trong thư mục có: {names}", en=f"; in the folder: {names}")


def _no_file(project: Project, path: Path) -> Problem:
    listing = _listing(path.parent)
    return Problem(
        "sources.missing-file",
        Text(vi=f"không có tệp này{listing.vi}", en=f"there is no such file{listing.en}"),
        Text(
            vi="Đặt tệp vào đúng chỗ, hoặc sửa tên tệp ở mục sources trong tham số của đơn vị.",
            en="Put the file there, or correct its name under sources in the department's parameters.",
        ),
        Place(file=project.relative(path)),
    )


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
