"""Where reports may be written: not among what they are made from."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from cchc_report.batch.address import local_folder, location, without_secrets
from cchc_report.errors import Problem, PublishError, Text, shortened
from cchc_report.params.project import Project

_ANOTHER_FOLDER = Text(
    vi="chọn một thư mục khác bằng --output, ví dụ --output outputs",
    en="choose another folder with --output, such as --output outputs",
)


def require_room_of_its_own(project: Project, output: str | None, data: str | None) -> None:
    """Refuse a place whose files are what reports are made from: the project itself, its sources, the data elsewhere.

    Args:
        project: The project.
        output: Where the reports are to be written, a path or a URL; `None` for `outputs/` of the project.
        data: Where the data are, if not in the project.

    Raises:
        PublishError: `output` is such a place, or lies in one; or `data` lies in it.
    """
    root = project.outputs if output is None else local_folder(output)
    shown = shortened(without_secrets(output or project.relative(project.outputs)))
    if root is not None and _is_among_sources(project, root):
        raise PublishError(_among_sources(shown))
    if data is not None and _overlap(root or location(output or ""), local_folder(data) or location(data)):
        raise PublishError(_with_data(shown, shortened(without_secrets(data))))


def _is_among_sources(project: Project, root: Path) -> bool:
    sources = (project.params, project.data, project.notebooks)
    return root == project.root or any(root.is_relative_to(folder) for folder in sources)


def _overlap(one: Path | PurePosixPath, other: Path | PurePosixPath) -> bool:
    """Return whether a place is the other, or lies in it; one here and one elsewhere do not."""
    if isinstance(one, Path) is not isinstance(other, Path):
        return False
    return one.is_relative_to(other) or other.is_relative_to(one)


def _among_sources(shown: str) -> Problem:
    return Problem(
        "publish.among-sources",
        Text(
            vi=f'không lưu báo cáo vào "{shown}": đó là thư mục dự án, hoặc nằm trong params/, data/, notebooks/',
            en=f'reports are not written to "{shown}": it is the project folder, or in params/, data/, notebooks/',
        ),
        _ANOTHER_FOLDER,
    )


def _with_data(shown: str, data: str) -> Problem:
    return Problem(
        "publish.among-data",
        Text(
            vi=f'không lưu báo cáo vào "{shown}": trùng với nơi chứa dữ liệu --data "{data}", '
            "hoặc nơi này nằm trong nơi kia",
            en=f'reports are not written to "{shown}": it is where the data are (--data "{data}"), '
            "or one lies in the other",
        ),
        Text(
            vi="chuyển dữ liệu ra nơi khác rồi sửa --data, hoặc chọn --output ở ngoài nơi chứa dữ liệu",
            en="move the data elsewhere and change --data, or choose an --output outside the place of the data",
        ),
    )
