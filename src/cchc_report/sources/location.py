"""Where the files of a department-year are, before anything is read: also for a plan, which loads no data library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cchc_report.errors import Place, Problem, SourceError, Text, shortened, system_reason
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.sources.names import quoted_list

_DOSSIERS_STEM: Final = "dossiers"


def missing_files(project: Project, parameters: ReportParameters) -> Iterator[Problem]:
    """Yield a problem for each file that the report reads and that is not there.

    Args:
        project: The project folder.
        parameters: The report's parameters; they name the files.
    """
    folder = project.data_folder(parameters.year, parameters.department.id)
    sources = parameters.department_year.sources
    try:
        paths = dossier_files(project, folder, sources.dossiers)
    except SourceError as error:
        yield from error.problems
        paths = []
    yield from (no_file(project, path) for path in (*paths, folder / sources.registers) if not path.exists())


def dossier_files(project: Project, folder: Path, named: tuple[str, ...]) -> list[Path]:
    """Return the dossier exports: those that the parameters name, else the one file called `dossiers.*`.

    Raises:
        SourceError: The parameters name none, and there is no such file or more than one.
    """
    if named:
        return [folder / name for name in named]
    found = [path for path in _files(folder) if path.stem.casefold() == _DOSSIERS_STEM]
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
        named = [("sources.dossiers", path.name) for path in _files(folder) if path.stem.casefold() == _DOSSIERS_STEM]
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


def no_file(project: Project, path: Path) -> Problem:
    """Return the problem of a file that is not there."""
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


def unreadable_file(project: Project, error: OSError) -> Problem:
    """Return the problem of a file of the project that is there and cannot be read."""
    reason = system_reason(error)
    return Problem(
        "sources.no-access",
        Text(vi=f"không đọc được tệp ({reason.vi})", en=f"the file cannot be read ({reason.en})"),
        Text(vi="Kiểm tra quyền đọc của tệp.", en="Check that the file may be read."),
        Place(file=project.relative(Path(error.filename or project.data))),
    )
