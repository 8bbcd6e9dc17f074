"""The project folder: where parameters, data, notebooks and outputs stand, and how to find it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cchc_report.errors import ParamsError, Problem, Text, shortened

REPORT_NOTEBOOK: Final = "self_assessment.ipynb"
"""Name of the notebook that is the report."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that holds `params/`, `data/` and `notebooks/`, and gets `outputs/`.

    Attributes:
        root: The folder itself.
    """

    root: Path

    @property
    def params(self) -> Path:
        """Folder of the parameter files."""
        return self.root / "params"

    @property
    def criteria(self) -> Path:
        """Folder of the criteria sets; it may not exist."""
        return self.params / "criteria"

    @property
    def data(self) -> Path:
        """Folder of the exports and registers."""
        return self.root / "data"

    @property
    def notebooks(self) -> Path:
        """Folder of the report's notebooks."""
        return self.root / "notebooks"

    @property
    def outputs(self) -> Path:
        """Folder of the published reports; it may not exist yet."""
        return self.root / "outputs"

    def criteria_file(self, name: str) -> Path:
        """Return the file of the criteria set with the id `name`; it may not exist."""
        return self.criteria / f"{name}.yaml"

    def data_folder(self, year: int, department_id: str) -> Path:
        """Return the folder of one department-year's exports and registers, such as `data/2020/sct`."""
        return self.data / str(year) / department_id

    def relative(self, path: Path) -> str:
        r"""Return `path` as messages and manifests write it: relative to the project, with `/` on every system.

        A path outside the project stays as it is, for there is nothing shorter to say. Bytes of a name that are no text
        are written as escapes (`B\xe1o.xlsx`).
        """
        try:
            shown = path.relative_to(self.root).as_posix()
        except ValueError:
            shown = path.as_posix()
        return os.fsencode(shown).decode("utf-8", "backslashreplace")


def find_project(start: Path) -> Project:
    """Return the project that `start` lies in: itself or its nearest parent that holds `params/` and `notebooks/`.

    Args:
        start: A folder, absolute or relative to the current one.

    Returns:
        The project, with an absolute root.

    Raises:
        ParamsError: `start` is no folder, or neither it nor any parent is a project folder.
    """
    try:
        folder = start.resolve()
    except FileNotFoundError:  # the current folder was deleted
        raise ParamsError(_no_folder(start)) from None
    if not folder.is_dir():
        raise ParamsError(_no_folder(start))
    for candidate in (folder, *folder.parents):
        project = Project(candidate)
        if project.params.is_dir() and project.notebooks.is_dir():
            return project
    raise ParamsError(_no_project(start))


def _no_folder(start: Path) -> Problem:
    shown = shortened(start)
    return Problem(
        "params.no-folder",
        Text(vi=f'không có thư mục "{shown}"', en=f'there is no folder "{shown}"'),
        Text(
            vi="Kiểm tra lại đường dẫn sau --project; đường dẫn được tính từ thư mục hiện tại.",
            en="Check the path after --project; it is taken from the current folder.",
        ),
    )


def _no_project(start: Path) -> Problem:
    shown = shortened(start)
    return Problem(
        "params.no-project",
        Text(
            vi=f'"{shown}" không nằm trong thư mục dự án nào (thư mục có params/ và notebooks/)',
            en=f'"{shown}" is not inside a project folder (one that holds params/ and notebooks/)',
        ),
        Text(
            vi="Chuyển vào thư mục dự án, hoặc chỉ ra bằng --project THƯ_MỤC; "
            "chưa có thì tạo mới bằng lệnh: cchc-report init THƯ_MỤC",
            en="Change into the project folder, or name it with --project FOLDER; "
            "where there is none yet, make one with: cchc-report init FOLDER",
        ),
    )
