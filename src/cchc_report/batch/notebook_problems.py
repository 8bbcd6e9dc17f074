"""What can go wrong with a notebook that is run, in the words of the person who has to mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cchc_report.errors import (
    MissingToolError,
    NotebookError,
    ParamsError,
    Place,
    Problem,
    PublishError,
    SourceError,
    Text,
    UserError,
    shortened,
)

LONGEST_REASON = 200

_KINDS: dict[str, type[UserError]] = {
    kind.__name__: kind for kind in (UserError, ParamsError, SourceError, MissingToolError, NotebookError, PublishError)
}
_REMEDY = "  → "
_LINE_OF_CELL = re.compile(r"Cell In\[\d+\], line (\d+)")
_NEXT_EXCEPTION = re.compile(r"During handling of the above exception|The above exception was the direct cause")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_PLACE_IN_MESSAGE = re.compile(r" \([\w<>-]+(?:\.py)?, line \d+\)$")
"""Python names the file in which the kernel keeps the cell; nobody else knows it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the analyst finds it.

    Attributes:
        notebook: Path of the notebook as messages name it.
        number: Its number among all cells of the notebook, from 1.
        source: Its text.
        line: The line of it that failed, from 1, where that is known.
    """

    notebook: str
    number: int
    source: str
    line: int | None = None

    @property
    def first_line(self) -> str:
        """Its first line that says something, shortened."""
        lines = [line for line in self.source.splitlines() if line.strip()]
        return shortened(next((line for line in lines if not line.lstrip().startswith("#")), lines[0] if lines else ""))

    @property
    def name(self) -> Text:
        """How messages name it."""
        line = Text("", "") if self.line is None else Text(f", dòng {self.line}", f", line {self.line}")
        return Text(
            vi=f'ô thứ {self.number}{line.vi} ("{self.first_line}")',
            en=f'cell {self.number}{line.en} ("{self.first_line}")',
        )


def failed_line(traceback: Sequence[str]) -> int | None:
    """Return the line of the cell that failed, as IPython's traceback tells it."""
    last = _NEXT_EXCEPTION.split(_COLOUR.sub("", "\n".join(traceback)))[-1]
    found = _LINE_OF_CELL.search(last)
    return int(found[1]) if found else None


def user_error_of(class_name: str, message: str, cell: Cell) -> UserError | None:
    """Return the `UserError` that a notebook raised in its own process, or `None` where it raised something else.

    What arrives here is the name of the class and its text; the text is the error's own lines, in the language of the
    kernel, so the error that is made of it reads the same in this process. What is wrong with the notebook itself
    is told with its cell.

    Args:
        class_name: Name of the exception's class.
        message: `str()` of the exception.
        cell: The cell that raised it.
    """
    kind = _KINDS.get(class_name)
    if kind is None or not message:
        return None
    problems, what = [], ""
    for line in message.splitlines():
        if not what:
            what = line
            continue
        if not line.startswith(_REMEDY):
            return None
        remedy = line.removeprefix(_REMEDY)
        told, place = Text(vi=what, en=what), Place()
        if kind is NotebookError:
            told, place = Text(f"{cell.name.vi}: {what}", f"{cell.name.en}: {what}"), Place(file=cell.notebook)
        problems.append(Problem("notebook.raised", told, Text(vi=remedy, en=remedy), place))
        what = ""
    return kind(problems) if problems and not what else None


def cell_failed(cell: Cell, class_name: str, message: str, kept: str | None) -> NotebookError:
    """Return the error for a cell that raised an exception which the data do not explain."""
    first = _PLACE_IN_MESSAGE.sub("", message.splitlines()[0]) if message else ""
    reason = f"{class_name}: {first}"[:LONGEST_REASON]
    return NotebookError(
        Problem(
            code="notebook.cell-failed",
            place=Place(file=cell.notebook),
            what=Text(vi=f"{cell.name.vi} gây lỗi {reason}", en=f"{cell.name.en} raised {reason}"),
            remedy=_mend(kept, Text(vi="sửa ô này rồi chạy lại", en="mend this cell and run again")),
        )
    )


def kernel_died(shown: str, cell: Cell | None, kept: str | None) -> NotebookError:
    """Return the error for a kernel process that ended while it ran `cell`."""
    where = cell.name if cell else Text(vi="ô đầu tiên", en="the first cell")
    return NotebookError(
        Problem(
            code="notebook.kernel-died",
            place=Place(file=shown),
            what=Text(
                vi=f"tiến trình Python chạy sổ tay đã dừng đột ngột tại {where.vi}",
                en=f"the Python process that runs the notebook ended at {where.en}",
            ),
            remedy=_mend(
                kept,
                Text(
                    vi="kiểm tra bộ nhớ còn trống và các lệnh trong ô này rồi chạy lại",
                    en="look at the free memory and at what this cell does, then run again",
                ),
            ),
        )
    )


def took_too_long(shown: str, cell: Cell | None, seconds: float, kept: str | None) -> NotebookError:
    """Return the error for a notebook that did not come to its end in `seconds`."""
    where = cell.name if cell else Text(vi="ô đầu tiên", en="the first cell")
    limit = f"{seconds:g}"
    return NotebookError(
        Problem(
            code="notebook.timeout",
            place=Place(file=shown),
            what=Text(
                vi=f"sổ tay chạy quá {limit} giây; đang ở {where.vi}",
                en=f"the notebook took more than {limit} seconds; it was at {where.en}",
            ),
            remedy=_mend(
                kept,
                Text(
                    vi="kiểm tra lệnh của ô này, hoặc tăng --timeout rồi chạy lại",
                    en="look at what this cell does, or give more time with --timeout, then run again",
                ),
            ),
        )
    )


def kernel_not_started(last_words: str) -> NotebookError:
    """Return the error for a kernel process that ended before it was ready; `last_words` is what it wrote."""
    lines = [line.strip() for line in last_words.splitlines() if line.strip()]
    reason = f" ({lines[-1][:LONGEST_REASON]})" if lines else ""
    return NotebookError(
        Problem(
            code="notebook.kernel-not-started",
            what=Text(
                vi=f"không khởi động được tiến trình Python để chạy sổ tay{reason}",
                en=f"the Python process that runs the notebook did not start{reason}",
            ),
            remedy=Text(
                vi="chạy cchc-report doctor để kiểm tra môi trường, cài lại các gói nếu thiếu, rồi thử lại",
                en="run cchc-report doctor to look at the environment, install again what is missing, then retry",
            ),
        )
    )


def notebook_missing(shown: str) -> NotebookError:
    """Return the error for a notebook that is not there."""
    return NotebookError(
        Problem(
            code="notebook.missing",
            place=Place(file=shown),
            what=Text(vi="không tìm thấy sổ tay của báo cáo", en="the report's notebook was not found"),
            remedy=Text(
                vi="khôi phục tệp này, hoặc tạo thư mục dự án mới bằng cchc-report init rồi chép tệp từ đó",
                en="restore this file, or make a new project folder with cchc-report init and copy it from there",
            ),
        )
    )


def notebook_unreadable(shown: str) -> NotebookError:
    """Return the error for a file that is no notebook."""
    return NotebookError(
        Problem(
            code="notebook.unreadable",
            place=Place(file=shown),
            what=Text(vi="tệp này không phải là sổ tay Jupyter hợp lệ", en="this file is no valid Jupyter notebook"),
            remedy=Text(
                vi="mở tệp trong JupyterLab để kiểm tra, hoặc khôi phục bản trước đó",
                en="open the file in JupyterLab to look at it, or restore an earlier version",
            ),
        )
    )


def parameters_cell_missing(shown: str) -> NotebookError:
    """Return the error for a notebook that could not be told its year and department."""
    return NotebookError(
        Problem(
            code="notebook.no-parameters-cell",
            place=Place(file=shown),
            what=Text(
                vi='sổ tay không có ô mang thẻ "parameters"', en='the notebook has no cell with the tag "parameters"'
            ),
            remedy=Text(
                vi='trong JupyterLab, gắn thẻ "parameters" cho ô khai báo year, department, edition, project',
                en='in JupyterLab, add the tag "parameters" to the cell that sets year, department, edition, project',
            ),
        )
    )


def other_report(shown: str, asked: str, made: str) -> NotebookError:
    """Return the error for a notebook that did not use its parameters and made another report than was asked for."""
    return NotebookError(
        Problem(
            code="notebook.other-report",
            place=Place(file=shown),
            what=Text(
                vi=f"sổ tay lập báo cáo {made} trong khi yêu cầu là {asked}",
                en=f"the notebook made the report {made}, but {asked} was asked for",
            ),
            remedy=Text(
                vi="kiểm tra để các ô sau ô tham số không gán lại year, department, edition",
                en="see that no cell after the parameters cell sets year, department or edition again",
            ),
        )
    )


def _mend(kept: str | None, remedy: Text) -> Text:
    if kept is None:
        return remedy
    return Text(vi=f"{remedy.vi}; sổ tay đã chạy dở: {kept}", en=f"{remedy.en}; the notebook as it failed: {kept}")
