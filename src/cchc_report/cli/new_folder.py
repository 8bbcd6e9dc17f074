"""A new project folder: complete under its name, or not there at all; nothing of the user's is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from cchc_report.cli.ending import ended_by_signal
from cchc_report.cli.usage import CommandLineError
from cchc_report.errors import Place, Problem, PublishError, Text, shortened, system_reason


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write into; when all is written it becomes `folder`.

    A folder that is there already takes what was written into itself, for a shell may stand in it.

    Args:
        folder: A folder that does not exist yet, or is empty.

    Yields:
        The folder to write into. What it holds is removed where anything goes wrong.

    Raises:
        CommandLineError: Something stands in `folder` already.
        PublishError: The folder cannot be written.
    """
    target = folder.resolve()
    try:
        is_there = target.exists()
        if is_there and (not target.is_dir() or any(target.iterdir())):
            raise CommandLineError(_not_empty(folder))
        with ended_by_signal():
            unfinished = (target if is_there else target.parent) / f".{target.name}.{uuid4().hex[:8]}"
            unfinished.mkdir(parents=True)
            try:
                yield unfinished
                if is_there:
                    _move_up(unfinished, folder)
                else:
                    unfinished.rename(target)
            except BaseException:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise
    except (OSError, shutil.Error) as error:
        raise PublishError(_not_written(folder, error)) from error


def _move_up(unfinished: Path, folder: Path) -> None:
    """Move what lies in `unfinished` into the folder that holds it and nothing else, or leave all where it was.

    Raises:
        CommandLineError: Something else has come into that folder.
        OSError: Something cannot be moved.
    """
    target = unfinished.parent
    if [*target.iterdir()] != [unfinished]:
        raise CommandLineError(_not_empty(folder))
    names = sorted(path.name for path in unfinished.iterdir())
    try:
        for name in names:  # params/ last: without it, nobody takes the folder for a project
            (unfinished / name).rename(target / name)
        unfinished.rmdir()
    except BaseException:
        for name in names:
            if not (unfinished / name).exists() and (target / name).exists():
                (target / name).rename(unfinished / name)
        raise


def _not_empty(folder: Path) -> Problem:
    shown = shortened(folder)
    return Problem(
        code="folder.not-empty",
        what=Text(vi=f'"{shown}" đã tồn tại và không trống', en=f'"{shown}" exists and is not empty'),
        remedy=Text(
            vi="chọn một thư mục khác; lệnh này không ghi đè tệp nào",
            en="choose another folder; this command overwrites nothing",
        ),
    )


def _not_written(folder: Path, error: OSError) -> Problem:
    reason = system_reason(error)
    return Problem(
        code="folder.not-writable",
        place=Place(file=str(folder)),
        what=Text(
            vi=f"không tạo được thư mục dự án ({reason.vi})", en=f"the project folder cannot be made ({reason.en})"
        ),
        remedy=Text(
            vi="kiểm tra quyền ghi và dung lượng đĩa, hoặc chọn thư mục khác",
            en="check your right to write there and the free disk space, or choose another folder",
        ),
    )
