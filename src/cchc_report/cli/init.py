"""The command `init`: a new project folder with the notebooks, parameters and sample data that the package carries."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

from cchc_report.cli.app import PROGRAM
from cchc_report.cli.new_folder import new_folder
from cchc_report.errors import MissingToolError, Problem, Text

_PACKAGE = Path(__file__).resolve().parents[1]
_COPIED = ("notebooks", "params", "data")
_LEFT_BEHIND = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", ".DS_Store", "~$*", ".~lock.*")


def set_up_project(folder: Path, *, with_sample: bool) -> None:
    """Make `folder` a project folder, completely or not at all.

    Args:
        folder: A folder that does not exist yet, or is empty.
        with_sample: Whether `data/` gets the sample data; without, it is empty.

    Raises:
        CommandLineError: Something stands in `folder` already.
        MissingToolError: The package was installed without its notebooks.
        PublishError: The folder cannot be written.
    """
    source = carried_project()
    with new_folder(folder) as unfinished:
        for name in _COPIED:
            if name == "data" and not with_sample:
                (unfinished / name).mkdir()
            else:
                shutil.copytree(source / name, unfinished / name, ignore=_LEFT_BEHIND)


def carried_project(package: Path = _PACKAGE) -> Path:
    """Return the folder that new projects are copied from: inside the installed package, or the checkout around it.

    Raises:
        MissingToolError: There is neither.
    """
    for candidate in (package / "_project", *package.parents[1:2]):
        if all((candidate / name).is_dir() for name in _COPIED):
            return candidate
    raise MissingToolError(
        Problem(
            code="init.nothing-carried",
            what=Text(
                vi="bản cài đặt này thiếu sổ tay và tham số mẫu",
                en="this installation lacks the notebooks and sample parameters",
            ),
            remedy=Text(vi="cài lại gói cchc-report", en="install the package cchc-report again"),
        )
    )


def next_steps(folder: Path, *, with_sample: bool) -> list[Text]:
    """Return what to say when the project folder is there: what was made, and what to do next."""
    if not with_sample:
        return [
            Text(vi=f"Đã tạo thư mục dự án {folder}.", en=f"The project folder {folder} is ready."),
            Text(
                vi="Việc tiếp theo: khai báo đơn vị và năm trong params/, đặt dữ liệu vào data/NĂM/ĐƠN_VỊ/.",
                en="Next: describe your department and year in params/, put the exports into data/YEAR/DEPARTMENT/.",
            ),
        ]
    command = f"{PROGRAM} run --year 2020 --department sct --project {shlex.quote(str(folder))}"
    return [
        Text(
            vi=f"Đã tạo thư mục dự án {folder} với số liệu mẫu.",
            en=f"The project folder {folder} is ready, with sample data.",
        ),
        Text(vi=f"Việc tiếp theo: {command}", en=f"Next: {command}"),
    ]
