"""The command `init`: a new project folder with the notebooks, parameters and sample data that the package carries."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

from cchc_report.cli.usage import CommandLineError
from cchc_report.errors import MissingToolError, Place, Problem, PublishError, Text, shortened, system_reason

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
    target = folder.resolve()
    source = carried_project()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise CommandLineError(_not_empty(folder))
        _copy_at_once(source, target, with_sample=with_sample)
    except (OSError, shutil.Error) as error:
        raise PublishError(_not_written(folder, error)) from error


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


def _copy_at_once(source: Path, target: Path, *, with_sample: bool) -> None:
    """Copy beside the target, then rename: a folder that is there is complete."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        for name in _COPIED:
            if name == "data" and not with_sample:
                (unfinished / name).mkdir()
            else:
                shutil.copytree(source / name, unfinished / name, ignore=_LEFT_BEHIND)
        if target.exists():
            target.rmdir()
        unfinished.rename(target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _not_empty(folder: Path) -> Problem:
    shown = shortened(folder)
    return Problem(
        code="init.not-empty",
        what=Text(vi=f'"{shown}" đã tồn tại và không trống', en=f'"{shown}" exists and is not empty'),
        remedy=Text(
            vi="chọn một thư mục khác; lệnh này không ghi đè tệp nào",
            en="choose another folder; this command overwrites nothing",
        ),
    )


def _not_written(folder: Path, error: OSError) -> Problem:
    reason = system_reason(error)
    return Problem(
        code="init.not-writable",
        place=Place(file=str(folder)),
        what=Text(
            vi=f"không tạo được thư mục dự án ({reason.vi})", en=f"the project folder cannot be made ({reason.en})"
        ),
        remedy=Text(
            vi="kiểm tra quyền ghi và dung lượng đĩa, hoặc chọn thư mục khác",
            en="check your right to write there and the free disk space, or choose another folder",
        ),
    )
