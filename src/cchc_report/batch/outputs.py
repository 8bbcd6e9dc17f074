"""The folder of the published reports: where each report stands in it, and how messages name its paths."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cchc_report.batch.request import ReportRequest
from cchc_report.errors import Place, Problem, PublishError, Text

_NO_SPACE = (
    Text(vi="đĩa đã đầy", en="the disk is full"),
    Text(vi="giải phóng dung lượng đĩa rồi chạy lại", en="free some disk space, then run again"),
)
_NO_PERMISSION = (
    Text(vi="không có quyền ghi", en="no permission to write"),
    Text(
        vi="cấp quyền ghi cho thư mục này, hoặc chọn thư mục khác bằng --output",
        en="give yourself the right to write to this folder, or choose another one with --output",
    ),
)
_IN_THE_WAY = (
    Text(vi="có một tệp đứng ở chỗ của thư mục", en="a file stands where a folder should be"),
    Text(vi="đổi tên hoặc chuyển tệp đó đi rồi chạy lại", en="rename that file or move it away, then run again"),
)
_REASONS = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EROFS: _NO_PERMISSION,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
}
_LOOK_AT_THE_FOLDER = Text(
    vi="kiểm tra thư mục này và ổ đĩa chứa nó rồi chạy lại, hoặc chọn thư mục khác bằng --output",
    en="look at this folder and its disk, then run again, or choose another folder with --output",
)


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """The folder under which reports are published.

    Attributes:
        root: The folder; it may not exist yet.
        shown: Its path as messages write it.
    """

    root: Path
    shown: str

    def report_folder(self, request: ReportRequest) -> Path:
        """Return the folder that one report is published in, such as `outputs/2020/sct/internal`."""
        return self.root / str(request.year) / request.department / request.edition

    @property
    def staging(self) -> Path:
        """Folder of what is not finished yet: on the same file system, so that a rename publishes it."""
        return self.root / ".staging"

    def require_taken(self) -> None:
        """Ask whoever takes the reports further whether they can: here, nobody does."""

    def report_published(self, request: ReportRequest) -> None:
        """Do what is left when a report stands under its final name: here, nothing."""

    def index_published(self) -> None:
        """Do what is left when the index stands: here, nothing."""

    def new_run_folder(self, report: str) -> Path:
        """Make and return a folder for what one run leaves behind: it may hold clocks, published folders never do."""
        name = f"{datetime.now().astimezone():%Y%m%dT%H%M%S}-{report}"
        for number in range(1, 1000):
            folder = self.root / "runs" / (name if number == 1 else f"{name}-{number}")
            try:
                folder.mkdir(parents=True)
            except FileExistsError:
                continue
            return folder
        raise FileExistsError(errno.EEXIST, "no free name for a run folder", str(self.root / "runs" / name))

    def show(self, path: Path) -> str:
        """Return `path`, which lies in this folder, as messages write it."""
        try:
            inside = path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()
        return self.shown if inside == "." else f"{self.shown.rstrip('/')}/{inside}"

    @contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """Turn an `OSError` of the body, which writes `path`, into a `PublishError` that says what to do."""
        try:
            yield
        except OSError as error:
            raise PublishError(self._problem(path, error)) from error

    def _problem(self, path: Path, error: OSError) -> Problem:
        reason, remedy = _REASONS.get(
            error.errno or 0,
            (Text(vi=f"lỗi hệ thống: {error.strerror}", en=f"system error: {error.strerror}"), _LOOK_AT_THE_FOLDER),
        )
        return Problem(
            code="publish.not-writable",
            place=Place(file=self.show(path)),
            what=Text(vi=f"không ghi được kết quả: {reason.vi}", en=f"the result cannot be written: {reason.en}"),
            remedy=remedy,
        )
