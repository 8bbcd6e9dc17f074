"""The command `init`: a new project folder with the notebooks, parameters and sample data that the package carries."""

from __future__ import annotations

import hashlib
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path

from cchc_report.cli.app import PROGRAM
from cchc_report.cli.new_folder import new_folder
from cchc_report.cli.usage import CommandLineError
from cchc_report.errors import MissingToolError, Problem, Text

_PACKAGE = Path(__file__).resolve().parents[1]
_NOT_INTO_GIT = "# Dữ liệu có thông tin cá nhân / the data name people\n/data/\n/outputs/\n"
_FOLDERS = ("notebooks", "params", "data")
_COPIED = (
    "notebooks/self_assessment.ipynb",
    "notebooks/explore.ipynb",
    "params/departments.yaml",
    "params/2020/year.yaml",
    "params/2020/sct.yaml",
    "params/criteria/*.yaml",
)
"""What a new project gets. A checkout may hold more by now: other years, other departments' data."""
_SAMPLE_DATA: Mapping[str, str] = {
    "data/2020/sct/dossiers.xlsx": "4a1df797b2529a83054a906a64bdf2336319557cd567dfa8fd95e3a2012115b9",
    "data/2020/sct/registers.xlsx": "49525e831c0ee82c92fed2b0e263bf23b0fc2b376499d932078a03ce420dfa69",
}
"""The sample's files and their SHA-256: somebody may have put an office's own export in their place."""


def set_up_project(folder: Path, *, with_sample: bool) -> None:
    """Make `folder` a project folder, completely or not at all.

    Args:
        folder: A folder that does not exist yet, or is empty.
        with_sample: Whether `data/` gets the sample data; without, it is empty.

    Raises:
        CommandLineError: Something stands in `folder` already, or the sample data are no longer the sample's.
        MissingToolError: The package was installed without its notebooks.
        PublishError: The folder cannot be written.
    """
    source = carried_project()
    if with_sample:
        _require_sample(source)
    with new_folder(folder) as unfinished:
        for name in _FOLDERS:
            (unfinished / name).mkdir()
        (unfinished / ".gitignore").write_text(_NOT_INTO_GIT, encoding="utf-8")
        for pattern in (*_COPIED, *(_SAMPLE_DATA if with_sample else ())):
            for path in source.glob(pattern):
                target = unfinished / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _require_sample(source: Path) -> None:
    """Refuse to hand on data that are not the sample's: they may be about true people."""
    for name, sha256 in _SAMPLE_DATA.items():
        path = source / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            raise CommandLineError(
                Problem(
                    code="init.no-sample",
                    what=Text(
                        vi=f"{path} không còn là số liệu mẫu, có thể là số liệu thật: không chép sang thư mục khác",
                        en=f"{path} is no longer the sample data and may be real: it is not copied elsewhere",
                    ),
                    remedy=Text(
                        vi="thêm --without-sample để tạo thư mục dự án không kèm số liệu",
                        en="add --without-sample for a project folder without data",
                    ),
                )
            )


def carried_project(package: Path = _PACKAGE) -> Path:
    """Return the folder that new projects are copied from: inside the installed package, or the checkout around it.

    Raises:
        MissingToolError: There is neither.
    """
    for candidate in (package / "_project", *package.parents[1:2]):
        if all((candidate / name).is_dir() for name in _FOLDERS):
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
