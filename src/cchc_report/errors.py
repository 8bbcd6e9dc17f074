"""What a user can put right: problems, where they are, what to do, and the exit code of each kind.

Everything a user can mend is a `UserError`. It carries *all* the problems found, each in Vietnamese and English, so
that one run tells everything. Nothing here reads or writes files; the command line, a notebook and the batch render
the same lines.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

Language = Literal["vi", "en"]

LANGUAGE_VARIABLE = "CCHC_REPORT_LANG"
"""Environment variable that says in which language messages are written; set by `--lang`, read by notebook kernels."""

LONGEST_SHOWN_VALUE = 40


def message_language() -> Language:
    """Return the language of messages: Vietnamese unless `CCHC_REPORT_LANG` is `en`."""
    return "en" if os.environ.get(LANGUAGE_VARIABLE) == "en" else "vi"


def shortened(value: object, *, keep_end: bool = False) -> str:
    """Return a value as one line of at most 40 characters, fit to be shown in a message.

    Args:
        value: What to show.
        keep_end: Whether a long value loses its beginning in place of its end.

    Example:
        >>> shortened("x" * 100)
        'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'
    """
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())
    if len(text) <= LONGEST_SHOWN_VALUE:
        return text
    kept = LONGEST_SHOWN_VALUE - 1
    return "…" + text[-kept:] if keep_end else text[:kept] + "…"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in the two languages of the product."""

    vi: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.en if language == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands: a file relative to the project, and as much more as is known.

    Attributes:
        file: Path relative to the project folder.
        sheet: Name of the worksheet, where the file has sheets.
        row: Row number as the user's program shows it, from 1.
        column: Header of the column as the file writes it.
        key: Key path in a parameter file, such as `period.from`.
    """

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    key: str | None = None

    def in_language(self, language: Language) -> str:
        """Return the place as a comma-separated line, such as `a.xlsx, trang tính "TTHC", dòng 5, cột "Mã"`."""
        names = ("sheet", "row", "column", "key") if language == "en" else ("trang tính", "dòng", "cột", "khóa")
        sheet, row, column, key = names
        parts = [
            self.file,
            self.sheet is not None and f'{sheet} "{shortened(self.sheet)}"',
            self.row is not None and f"{row} {self.row}",
            self.column is not None and f'{column} "{shortened(self.column)}"',
            self.key is not None and f"{key} {self.key}",
        ]
        return ", ".join(part for part in parts if part)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a user can put right.

    Attributes:
        code: Stable name of the kind of problem, such as `dossiers.unknown-status`.
        what: What is wrong, with the offending value shortened.
        remedy: What to do about it.
        place: Where it stands.
    """

    code: str
    what: Text
    remedy: Text
    place: Place = NOWHERE

    def lines(self, language: Language) -> list[str]:
        """Return the problem as two lines: place and fault, then the remedy."""
        place = self.place.in_language(language)
        what = self.what.in_language(language)
        return [f"{place}: {what}" if place else what, f"  → {self.remedy.in_language(language)}"]

    def as_record(self) -> dict[str, Any]:
        """Return the problem as plain JSON values; of its place only what is known."""
        place = {key: value for key, value in asdict(self.place).items() if value is not None}
        return {"code": self.code, "message": asdict(self.what), "remedy": asdict(self.remedy), **place}


def system_reason(error: OSError) -> Text:
    """Return why the operating system refused, as an office says it; rare reasons in the system's own words.

    Example:
        >>> system_reason(PermissionError(13, "Permission denied")).vi
        'không có quyền'
    """
    own = error.strerror or type(error).__name__
    return Text(vi=_SYSTEM_REASONS.get(error.errno or 0, own), en=own)


_SYSTEM_REASONS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "hết dung lượng đĩa",
    errno.EDQUOT: "hết dung lượng đĩa được cấp",
    errno.EFBIG: "tệp quá lớn",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đây là một thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EEXIST: "đã tồn tại",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.EBUSY: "đang được chương trình khác dùng",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EIO: "lỗi đọc ghi của thiết bị",
}


class UserError(Exception):
    """Base of all errors that a user can put right; `problems` lists every one that was found."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def lines(self, language: Language | None = None) -> list[str]:
        """Return all problems as lines for a terminal or a notebook, in `language` or the one chosen by the user."""
        chosen = language or message_language()
        return [line for problem in self.problems for line in problem.lines(chosen)]

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def _render_traceback_(self) -> list[str]:
        """Tell IPython to show the problems in place of a traceback: a notebook user mends data, not code."""
        return self.lines()


class ParamsError(UserError):
    """A parameter file or a command-line value is wrong (exit code 3)."""

    exit_code = 3


class SourceError(UserError):
    """An export or a register cannot be read with one meaning (exit code 4)."""

    exit_code = 4


class MissingToolError(UserError):
    """The machine lacks something that the report needs, such as Pango or a font (exit code 5)."""

    exit_code = 5


class NotebookError(UserError):
    """A notebook's cell failed for a reason other than its data (exit code 6)."""

    exit_code = 6


class PublishError(UserError):
    """The finished report cannot be written under its final name (exit code 7)."""

    exit_code = 7


class ClusterError(UserError):
    """The machines that should make the reports cannot be used (exit code 11)."""

    exit_code = 11


def raise_all(error: type[UserError], problems: Iterable[Problem]) -> None:
    """Raise `error` with all `problems`, or do nothing where there are none."""
    found = tuple(problems)
    if found:
        raise error(found)
