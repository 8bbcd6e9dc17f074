"""Read the statements of files, told apart by content: a workbook has many, a YAML file one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cchc_report.errors import ParamsError, Place, Problem, Text, raise_all, system_reason
from cchc_report.statement.model import Statement
from cchc_report.statement.reading import problems as wrong
from cchc_report.statement.reading.yaml_file import read_yaml_statement

_BINARY = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"PAR1", b"Rar!", b"\xff\xd8\xff")

_YAML_NAMES = (".yaml", ".yml")


def read_statements(paths: Iterable[Path]) -> tuple[Statement, ...]:
    """Return the statements of all files, in their order.

    Args:
        paths: YAML files and workbooks.

    Raises:
        ParamsError: With every problem of every file.
    """
    problems: list[Problem] = []
    statements = []
    for path in paths:
        of_file: list[Problem] = []
        statements += _read(path, of_file)
        problems += sorted(of_file, key=lambda problem: problem.place.row or 0)
    raise_all(ParamsError, problems)
    return tuple(statements)


def _read(path: Path, problems: list[Problem]) -> list[Statement]:
    file = path.as_posix()
    try:
        content = path.read_bytes()
    except OSError as error:
        problems.append(_unreadable(file, error))
        return []
    if not content.startswith(_BINARY):
        return _read_text(path, file, content, problems)
    from cchc_report.statement.reading.workbook import read_workbook_statements  # noqa: PLC0415  # loads pyarrow, which a YAML file does not need

    return read_workbook_statements(content, file, problems)


def _read_text(path: Path, file: str, content: bytes, problems: list[Problem]) -> list[Statement]:
    """Return the statement of a file that is no workbook; where it is no YAML and not named so, say what is needed."""
    found: list[Problem] = []
    statement = read_yaml_statement(path, file, found)
    if path.suffix.lower() not in _YAML_NAMES and (not content.strip() or any(map(_is_no_yaml, found))):
        found = [_foreign(file, empty=not content.strip())]
    problems += found
    return [] if statement is None else [statement]


def _is_no_yaml(problem: Problem) -> bool:
    """Return whether a problem says that a whole file is not what a statement is written in."""
    shapeless = problem.code == "statement.wrong-shape" and problem.place.key is None
    return shapeless or problem.code in {"params.syntax", "params.not-utf8"}


def _foreign(file: str, *, empty: bool) -> Problem:
    return wrong.problem(
        "foreign-file",
        Text(vi="tệp rỗng", en="the file is empty")
        if empty
        else Text(
            vi="đây không phải bảng tính Excel, cũng không phải tệp YAML",
            en="this is neither an Excel workbook nor a YAML file",
        ),
        Text(
            vi="Lưu bảng tính dưới dạng .xlsx (tệp mẫu: cchc-report statement --template TỆP.xlsx), hoặc ghi số liệu "
            "vào một tệp .yaml.",
            en="Save the table as .xlsx (a form: cchc-report statement --template FILE.xlsx), or write the figures "
            "into a .yaml file.",
        ),
        Place(file=file),
    )


def _unreadable(file: str, error: OSError) -> Problem:
    missing = isinstance(error, FileNotFoundError)
    reason = system_reason(error)
    what = (
        Text(vi="không có tệp này", en="there is no such file")
        if missing
        else Text(vi=f"không mở được tệp ({reason.vi})", en=f"the file cannot be opened ({reason.en})")
    )
    return wrong.problem(
        "missing-file" if missing else "no-access",
        what,
        Text(
            vi="Kiểm tra đường dẫn và quyền đọc tệp.",
            en="Check the path, and that the file may be read.",
        ),
        Place(file=file),
    )
