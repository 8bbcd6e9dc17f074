"""Read a statement from a YAML file (format: docs/statement.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from cchc_report.errors import Problem, Text
from cchc_report.params.yaml_text import KeyPath, YamlText, read_yaml, unusable
from cchc_report.sources.names import normal_form
from cchc_report.statement.model import Statement
from cchc_report.statement.reading import problems as wrong
from cchc_report.statement.reading.drafts import Draft, Written, WrittenCount, WrittenPercentage, understand
from cchc_report.typed_text import clean_text

_KEYS = ("source", "period", "counts", "percentages", "expected", "note", "notes", "url")
"""What may stand at the top; `expected`, `note`, `notes` and `url` are for people and are not read."""

_PERIOD_KEYS = ("from", "to")
_PERCENTAGE_KEYS = ("text", "claim", "of", "note")
_THE_WHOLE = frozenset({"total", "sum", "all", "count", "value", "tong", "tongso", "tongcong"})
"""Names, in normal form, of the group itself inside a group: `settled: {total: 581, late: 3}`."""

_GROUP = Text(
    vi="Phải là một nhóm khóa, mỗi khóa một dòng thụt vào dưới khóa này.",
    en="This must be a group of keys, each on its own line, indented below this key.",
)
_LIST = Text(
    vi='Phải là danh sách: mỗi mục một dòng, bắt đầu bằng "- ".',
    en='This must be a list: one item a line, each beginning with "- ".',
)
_TEXT = Text(vi="Phải là chữ, đặt trong dấu nháy kép.", en="This must be text, in double quotes.")


def read_yaml_statement(path: Path, file: str, problems: list[Problem]) -> Statement | None:
    """Return the statement of a YAML file; `None` where its text is no YAML. Problems are added to `problems`.

    Args:
        path: The file.
        file: Its name in messages.
        problems: Where every problem is added.
    """
    source = read_yaml(path, file)
    if not isinstance(source, YamlText):
        problems.extend(source)
        return None
    if not isinstance(source.value, Mapping):
        problems.append(_not_a_group(source, ()))
        return None
    return understand(_draft(source, problems), problems)


def _draft(source: YamlText, problems: list[Problem]) -> Draft:
    content: Mapping[object, object] = source.value
    problems.extend(_unknown_keys(source, content, _KEYS, ()))
    draft = Draft(source.place(()), source=Path(source.file).stem)
    name = content.get("source")
    if isinstance(name, str) and clean_text(name):
        draft.source = clean_text(name)
    elif name is not None:
        problems.append(_wrong(source, ("source",), name, _TEXT))
    for key, value in _group(source, content, "period", problems):
        if key == "from":
            draft.start = _written(source, ("period", key), value)
        elif key == "to":
            draft.end = _written(source, ("period", key), value)
        else:
            problems.append(wrong.unknown_key(key, _PERIOD_KEYS, source.place(("period", key))))
    draft.counts = list(_counts(source, content, problems))
    draft.percentages = list(_percentages(source, content, problems))
    return draft


def _counts(source: YamlText, content: Mapping[object, object], problems: list[Problem]) -> Iterator[WrittenCount]:
    for key, value in _group(source, content, "counts", problems):
        path = ("counts", key)
        if not isinstance(value, Mapping):
            if isinstance(value, list):
                problems.append(_not_a_count(source, path, value))
            else:
                yield WrittenCount((key,), _written(source, path, value))
            continue
        for inner, number in value.items():
            name, place = str(inner), _written(source, (*path, str(inner)), number)
            if isinstance(number, Mapping | list):
                problems.append(_not_a_count(source, (*path, name), number))
            elif key == "other":
                yield WrittenCount((" ".join(name.split()),), place, own=True)
            elif normal_form(name) in _THE_WHOLE:
                yield WrittenCount((key,), place)
            else:
                yield WrittenCount((f"{key}_{name}", name), place)


def _percentages(
    source: YamlText, content: Mapping[object, object], problems: list[Problem]
) -> Iterator[WrittenPercentage]:
    listed = content.get("percentages")
    if listed is None:
        return
    if not isinstance(listed, list):
        problems.append(_wrong(source, ("percentages",), listed, _LIST))
        return
    for position, item in enumerate(listed):
        path: KeyPath = ("percentages", position)
        if not isinstance(item, Mapping):
            yield WrittenPercentage(_written(source, path, item))
            continue
        unknown = _unknown_keys(source, item, _PERCENTAGE_KEYS, path)
        problems.extend(unknown)
        if unknown and "text" not in item:  # the percentage stands under another name, which was told
            continue
        claim, of = (
            _written(source, (*path, key), item[key]) if item.get(key) is not None else None for key in ("claim", "of")
        )
        yield WrittenPercentage(_written(source, (*path, "text"), item.get("text")), claim, of)


def _group(
    source: YamlText, content: Mapping[object, object], key: str, problems: list[Problem]
) -> Iterator[tuple[str, object]]:
    """Yield the keys of a group with their values; nothing where there is no such group."""
    group = content.get(key)
    if isinstance(group, Mapping):
        yield from ((str(name), value) for name, value in group.items())
    elif group is not None:
        problems.append(_wrong(source, (key,), group, _GROUP))


def _unknown_keys(
    source: YamlText, content: Mapping[object, object], known: tuple[str, ...], path: KeyPath
) -> list[Problem]:
    return [
        wrong.unknown_key(str(key), known, source.place((*path, str(key)))) for key in content if str(key) not in known
    ]


def _written(source: YamlText, path: KeyPath, value: object) -> Written:
    return Written(value, source.place(path))


def _wrong(source: YamlText, path: KeyPath, value: object, remedy: Text) -> Problem:
    return wrong.wrong_shape(unusable(value), remedy, source.place(path))


def _not_a_count(source: YamlText, path: KeyPath, value: object) -> Problem:
    remedy = Text(
        vi="Ghi một số nguyên; chỉ một cấp nhóm, ví dụ settled: {total: 581, late: 3}.",
        en="Write a whole number; groups have one level, such as settled: {total: 581, late: 3}.",
    )
    return _wrong(source, path, value, remedy)


def _not_a_group(source: YamlText, path: KeyPath) -> Problem:
    return _wrong(source, path, source.value, _GROUP)
