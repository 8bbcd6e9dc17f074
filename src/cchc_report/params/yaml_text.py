"""YAML text with one meaning: values, the line of every key, and whatever makes the text ambiguous.

YAML 1.1 reads some plain text in ways that no analyst means: of two equal keys the last one silently wins, `0150` is
the octal number 104, `12:30` is 750. Equal keys are refused here; such numbers and impossible dates stay text, for the
models to judge. Numbers with decimals are exact (`Decimal`, with the zeros that were written), never binary floats.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from cchc_report.errors import Place, Problem, Text, shortened, system_reason

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way from the top of a file to a value: keys, and positions in lists from 0."""

_DEEPEST = 600
_PLAIN_DECIMAL = re.compile(r"[+-]?\d+\.\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class YamlText:
    """What one YAML file says.

    Attributes:
        file: The file's path relative to the project.
        value: The values, as plain Python objects; an empty file is an empty mapping.
        lines: Line of each key and list item, from 1.
    """

    file: str
    value: Any
    lines: Mapping[KeyPath, int]

    def place(self, path: KeyPath) -> Place:
        """Return the place of the value at `path`, with the line of the nearest key that stands in the file."""
        line = next((self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), None)
        return Place(file=self.file, row=line, key=dotted(path) or None)


def dotted(path: KeyPath) -> str:
    """Return a key path as messages write it; list items count from 1.

    Example:
        >>> dotted(("departments", 0, "name"))
        'departments[1].name'
    """
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return shortened(text.removeprefix("."), keep_end=True)


def unusable(value: object) -> Text:
    """Return that a value cannot stand where it does; a list or a group is named, not shown as a program writes it."""
    if value is None or value in ((), [], {}) or (isinstance(value, str) and not shortened(value)):
        return Text(vi="chưa có giá trị", en="there is no value")
    match value:
        case bool():
            word = str(value).lower()
            return Text(
                vi=f'giá trị "{word}" không dùng được (YAML hiểu yes, on là true; no, off là false)',
                en=f'the value "{word}" cannot be used (to YAML, yes and on are true; no and off are false)',
            )
        case list() | tuple():
            return Text(vi="ở đây đang là một danh sách", en="there is a list here")
        case dict():
            return Text(vi="ở đây đang là một nhóm khóa", en="there is a group of keys here")
    shown = shortened(value)
    return Text(vi=f'giá trị "{shown}" không dùng được', en=f'the value "{shown}" cannot be used')


def read_yaml(path: Path, file: str) -> YamlText | list[Problem]:
    """Return what a YAML file says, or every problem of its text.

    Args:
        path: The file.
        file: Its path relative to the project, for messages.
    """
    try:
        text = unicodedata.normalize("NFC", path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        return [_unreadable(file, system_reason(error))]
    except UnicodeDecodeError:
        return [_not_utf8(file)]
    if _is_shallow(text):
        # Of a text that goes wrong the slow loader says better where.
        with suppress(yaml.YAMLError):
            return _read_with(_QuickLoader, text, file)
    try:
        return _read_with(_OneMeaningLoader, text, file)
    except yaml.YAMLError as error:
        return [_syntax_problem(file, text, error)]
    except RecursionError:
        return [_syntax_problem(file, text, yaml.YAMLError())]


def _read_with(loader_class: type[Any], text: str, file: str) -> YamlText | list[Problem]:
    loader = loader_class(text)
    root = loader.get_single_node()
    if root is None:
        return YamlText(file, {}, {})
    lines: dict[KeyPath, int] = {}
    duplicates = sorted(_walk(root, file, lines), key=lambda problem: problem.place.row or 0)
    return duplicates or YamlText(file, loader.construct_document(root), lines)


def _is_shallow(text: str) -> bool:
    """Return whether the text cannot nest so deep that a parser in C, which knows no recursion limit, would crash."""
    brackets = text.count("[") + text.count("{")
    return brackets + max(map(len, text.splitlines()), default=0) < _DEEPEST


class _OneMeaning(yaml.constructor.SafeConstructor):
    """What the safe loader reads, without YAML 1.1's readings of numbers that nobody writes on purpose."""

    def construct_plain_int(self, node: yaml.ScalarNode) -> int | str:
        """Read a number only where it is written as one; `0150` and `12:30` stay text."""
        digits = node.value.lstrip("+-")
        plain = digits.isdecimal() and (digits == "0" or not digits.startswith("0"))
        return int(node.value) if plain else str(node.value)

    def construct_exact_decimal(self, node: yaml.ScalarNode) -> Decimal | str:
        """Read `19.97` as exactly that; `1e3`, `.inf` and `1_000.5` stay text."""
        return Decimal(node.value) if _PLAIN_DECIMAL.fullmatch(node.value) else str(node.value)

    def construct_possible_date(self, node: yaml.ScalarNode) -> Any:
        """Read a date where there is such a day; `2020-02-30` stays text."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


class _OneMeaningLoader(_OneMeaning, yaml.SafeLoader):
    """The loader in Python."""


class _QuickLoader(_OneMeaning, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # not in every build
    """The same with libyaml's parser, nearly twenty times as fast."""


_LOADERS: tuple[type[Any], ...] = (_OneMeaningLoader, _QuickLoader)
for _loader in _LOADERS:
    _loader.add_constructor("tag:yaml.org,2002:int", _OneMeaning.construct_plain_int)
    _loader.add_constructor("tag:yaml.org,2002:float", _OneMeaning.construct_exact_decimal)
    _loader.add_constructor("tag:yaml.org,2002:timestamp", _OneMeaning.construct_possible_date)


def _walk(root: yaml.Node, file: str, lines: dict[KeyPath, int]) -> Iterator[Problem]:
    """Note the line of every key in `lines`, and yield a problem for each key that stands twice in one mapping.

    A node reached again through an alias is passed by: its keys were seen where they stand.
    """
    waiting: list[tuple[yaml.Node, KeyPath]] = [(root, ())]
    seen: set[int] = set()
    while waiting:
        node, path = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            for position, item in enumerate(node.value):
                lines.setdefault((*path, position), item.start_mark.line + 1)
                waiting.append((item, (*path, position)))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                step = (*path, str(key.value))
                line = key.start_mark.line + 1
                if step in lines:
                    yield _duplicate_key(file, step, line, lines[step])
                lines.setdefault(step, line)
                waiting.append((value, step))


def _duplicate_key(file: str, path: KeyPath, line: int, first: int) -> Problem:
    key = shortened(path[-1])
    return Problem(
        "params.duplicate-key",
        Text(
            vi=f'khóa "{key}" đã có ở dòng {first}, nay viết lần nữa',
            en=f'key "{key}" is already in line {first} and stands here again',
        ),
        Text(vi="Giữ một khóa, xóa khóa kia.", en="Keep one of the two and delete the other."),
        Place(file=file, row=line, key=dotted(path)),
    )


def _unreadable(file: str, reason: Text) -> Problem:
    return Problem(
        "params.unreadable",
        Text(vi=f"không đọc được tệp ({reason.vi})", en=f"the file cannot be read ({reason.en})"),
        Text(vi="Kiểm tra tệp và quyền truy cập.", en="Check the file and its permissions."),
        Place(file=file),
    )


def _not_utf8(file: str) -> Problem:
    return Problem(
        "params.not-utf8",
        Text(vi="tệp không ở bảng mã Unicode UTF-8", en="the file is not in Unicode UTF-8"),
        Text(
            vi="Mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8.",
            en="Open it in an editor and save it as UTF-8.",
        ),
        Place(file=file),
    )


_ADVICE: tuple[tuple[str, Text], ...] = (
    (
        "\\t",
        Text(
            vi="Thụt đầu dòng bằng dấu cách, không dùng phím Tab.",
            en="Indent with spaces, not with the Tab key.",
        ),
    ),
    (
        "mapping values are not allowed",
        Text(
            vi="Nội dung có dấu hai chấm phải đặt trong dấu nháy kép; các khóa cùng nhóm phải thụt đầu dòng bằng nhau.",
            en="A value with a colon in it needs double quotes; keys of one group need the same indentation.",
        ),
    ),
    (
        "<block end>, but found '<scalar>'",
        Text(
            vi="Có dấu nháy kép nằm giữa nội dung, hoặc mở ở dòng trên mà chưa đóng; bên trong nội dung hãy viết “ ”.",
            en="A quotation mark stands inside a value, or one is opened above and never closed; inside, write “ ”.",
        ),
    ),
    *(
        (
            sign,
            Text(
                vi="Nội dung bắt đầu bằng ký tự như * & ! % @ ` | > phải đặt trong dấu nháy kép.",
                en="A value that begins with a sign such as * & ! % @ ` | > needs double quotes.",
            ),
        )
        for sign in ("cannot start any token", " alias", " an anchor", "a constructor", " a tag", "a block scalar")
    ),
    (
        "special characters are not allowed",
        Text(
            vi="Trong dòng có ký tự điều khiển không nhìn thấy; xóa rồi gõ lại nội dung.",
            en="The line holds a control character that cannot be seen; delete the value and type it again.",
        ),
    ),
    (
        "quoted scalar",
        Text(vi="Có dấu nháy mở mà không đóng.", en="A quotation mark is opened and never closed."),
    ),
    (
        "expected a single document",
        Text(vi="Mỗi tệp chỉ một phần; xóa dòng ---.", en="One document a file; delete the line with ---."),
    ),
)
_GENERAL_ADVICE = Text(
    vi="Xem dòng này và dòng ngay trên: thiếu dấu hai chấm sau khóa, thụt đầu dòng lệch, "
    "hoặc chưa đóng dấu nháy, dấu ngoặc.",
    en="Look at this line and the one above: a colon missing after a key, uneven indentation, "
    "an open quote or bracket.",
)


def _syntax_problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    line, detail = _where(text, error)
    advice = next((advice for part, advice in _ADVICE if part in detail), _GENERAL_ADVICE)
    return Problem(
        "params.syntax",
        Text(vi="không đọc được như YAML", en=f"this is not YAML{f' ({shortened(detail)})' if detail else ''}"),
        advice,
        Place(file=file, row=line),
    )


def _where(text: str, error: yaml.YAMLError) -> tuple[int | None, str]:
    """Return the line of a YAML error and what PyYAML says about it, in English."""
    if isinstance(error, yaml.MarkedYAMLError):
        unclosed = re.search("end of stream|stream end", error.problem or "")
        mark = error.context_mark if unclosed else error.problem_mark
        return (mark.line + 1 if mark else None), f"{error.context or ''} {error.problem or ''}".strip()
    if isinstance(error, yaml.reader.ReaderError):
        return text.count("\n", 0, error.position) + 1, "special characters are not allowed"
    return None, ""
