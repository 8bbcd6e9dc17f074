"""Paths that a store or an archive names: whoever wrote it may have meant a file outside the folder of the copy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from cchc_report.errors import Place, Problem, SourceError, Text, raise_all, shortened


def require_inside(paths: Iterable[str], shown: str, to: Path | None = None) -> None:
    """Return where each of `paths` names a file in the folder that it is relative to, on every system.

    Args:
        paths: Relative paths, with `/`.
        shown: Where they come from, as messages name it.
        to: The local folder that the files will be written under, if they will.

    Raises:
        SourceError: Some do not: all of them.
    """
    raise_all(SourceError, (_leads_outside(path, shown) for path in paths if not _is_inside(path, to)))


def _is_inside(path: str, to: Path | None) -> bool:
    if "\0" in path or "\\" in path or ".." in PurePosixPath(path).parts:
        return False
    if PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive:
        return False
    return to is None or (to / path).resolve().is_relative_to(to.resolve())


def _leads_outside(path: str, shown: str) -> Problem:
    name = shortened(path, keep_end=True)
    return Problem(
        "store.path-outside",
        Text(
            vi=f'có tệp với đường dẫn không an toàn "{name}" (chỉ ra ngoài thư mục, hoặc có dấu \\)',
            en=f'a file has the unsafe path "{name}" (it leads out of the folder, or has a backslash)',
        ),
        Text(
            vi="không dùng kho hoặc tệp nén này nếu không rõ ai tạo; xóa hoặc đổi tên tệp đó trong kho rồi chạy lại",
            en="do not use this store or archive unless you know who made it; delete or rename the file there, "
            "then run again",
        ),
        Place(file=shown),
    )
