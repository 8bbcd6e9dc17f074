"""Data that lie elsewhere: a folder, an archive or an object store named by an fsspec URL (`--data`).

What is there has the layout of a project's `data/`: `<year>/<department>/<files>`. Reports name their files as if they
lay in the project, so that a report's bytes do not depend on where its data were kept.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc_report.batch.request import ReportRequest
from cchc_report.batch.store import StoreFolder
from cchc_report.batch.temporary import copying, temporary_folder
from cchc_report.errors import ParamsError, Place, Problem, SourceError, Text
from cchc_report.params.project import Project
from cchc_report.sources.location import unreadable_file

_HIDDEN = (".", "~")


@contextmanager
def project_with_data(project: Project, url: str, requests: Iterable[ReportRequest]) -> Iterator[Project]:
    """Yield a copy of `project` with the data at `url`, as far as `requests` need them; it is gone afterwards.

    Args:
        project: The project; of its own `data/` nothing is read.
        url: Where the data are.
        requests: The reports. Each reads its own year and the year before.

    Raises:
        PublishError: This machine has no room for the copy.
        UserError: The place cannot be reached, or there is no such folder.
    """
    place = StoreFolder(url)
    if not place.is_there():
        raise ParamsError(_not_there(place.show()))
    wanted = {(year, each.department) for each in requests for year in (each.year - 1, each.year)}
    with temporary_folder("cchc-data-") as holder:
        copy = Project(holder / "project")
        with _reading(project), copying(copy.root):
            for folder in (project.params, project.notebooks):
                _copy_visible(folder, copy.root / folder.name)
        for year, department in sorted(wanted):
            place.fetch([path for path in place.files(f"{year}/{department}") if _is_visible(path)], copy.data)
        yield copy


@contextmanager
def _reading(project: Project) -> Iterator[None]:
    """Turn an `OSError` of the body into a problem of the project's file that it names."""
    try:
        yield
    except OSError as error:
        raise SourceError(unreadable_file(project, error)) from error


def _copy_visible(folder: Path, to: Path) -> None:
    """Copy a folder without what is hidden in it; the first file that cannot be copied ends it, with why."""
    to.mkdir(parents=True)
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            _copy_visible(path, to / path.name)
        else:
            shutil.copyfile(path, to / path.name)


def _is_visible(path: str) -> bool:
    return not path.rpartition("/")[2].startswith(_HIDDEN)


def _not_there(shown: str) -> Problem:
    return Problem(
        "data.no-folder",
        Text(vi="không có thư mục dữ liệu này", en="there is no such folder of data"),
        Text(
            vi="kiểm tra --data; trong đó phải có NĂM/ĐƠN_VỊ/ như trong data/ của dự án",
            en="check --data; there must be YEAR/DEPARTMENT/ in it, as in a project's data/",
        ),
        Place(file=shown),
    )
