"""The files that one report is made from: what a machine that does not share our disk must be given."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_report.batch.key import DEPARTMENTS_FILE, ReportKey
from cchc_report.batch.plan import NOTEBOOK_NAME
from cchc_report.batch.request import ReportRequest
from cchc_report.params.project import Project


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """What a report is made from, by paths relative to the project, with `/`.

    Attributes:
        files: Every file that is read.
        folders: Folders of data that are there, were they empty: an empty folder is another fault than none.
    """

    files: tuple[str, ...]
    folders: tuple[str, ...]


def report_inputs(project: Project, request: ReportRequest, key: ReportKey) -> ReportInputs:
    """Return what the report `request` is made from.

    Args:
        project: The project folder.
        request: Which report.
        key: Its key: it names the files of which bytes count; the others count by what is read from them.
    """
    year, department = request.year, request.department
    folders = (project.data_folder(data_year, department) for data_year in (year - 1, year))
    files = {
        f"notebooks/{NOTEBOOK_NAME}",
        DEPARTMENTS_FILE,
        f"params/{year}/year.yaml",
        f"params/{year}/{department}.yaml",
        *(path for path in key.files if "#" not in path),
    }
    return ReportInputs(
        files=tuple(sorted(path for path in files if (project.root / path).is_file())),
        folders=tuple(project.relative(folder) for folder in folders if folder.is_dir()),
    )
