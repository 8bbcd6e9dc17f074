"""What `diff` prints: two reports side by side, part by part, with the values of both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any

from cchc_report.batch.excerpts import excerpts
from cchc_report.batch.json_difference import ABSENT, different_values, path_text, value_text
from cchc_report.batch.manifest_diff import Change, Part, Record, manifest_changes, read_manifest
from cchc_report.cli.exit_codes import EXIT_DIFFERENT
from cchc_report.cli.terminal import say, style_of_output
from cchc_report.errors import Language, ParamsError, Problem, Text, shortened
from cchc_report.measures import NOT_AVAILABLE, NOTHING_TO_DIVIDE, vietnamese_integer, vietnamese_percentage

JSON_SCHEMA = "cchc-report/manifest-diff/1"

_TITLES: Mapping[Part, Text] = {
    "parameters": Text(vi="Tham số", en="Parameters"),
    "inputs": Text(vi="Nguồn dữ liệu", en="Sources"),
    "measures": Text(vi="Số liệu", en="Measures"),
    "scores": Text(vi="Điểm", en="Scores"),
    "findings": Text(vi="Phát hiện", en="Findings"),
    "document": Text(vi="Văn bản", en="Document"),
    "program": Text(vi="Chương trình, sổ tay và thư viện", en="Program, notebook and libraries"),
    "outputs": Text(vi="Tệp kết quả", en="Files"),
}
_SAME = Text(vi="Hai báo cáo như nhau.", en="The two reports are the same.")
_ONLY_ONE = Text(vi="chỉ có trong A", en="only in A")
_ONLY_OTHER = Text(vi="chỉ có trong B", en="only in B")
_MOST_NAMED = 8
_OTHER_CONTENT = Text(vi="nội dung khác", en="other content")


def tell_differences(one: Path, other: Path, *, as_json: bool, language: Language) -> int:
    """Print what differs between two manifests; return 0 where nothing does, else 10.

    Raises:
        ParamsError: One of the two, or both, is no manifest.
    """
    first, second = _read_both(one, other)
    changes = manifest_changes(first, second)
    if as_json:
        say(json.dumps(_record((one, first), (other, second), changes), ensure_ascii=False, indent=2))
    else:
        say(f"A: {one} ({_report_name(first)})")
        say(f"B: {other} ({_report_name(second)})")
        for part, there in groupby(changes, key=lambda change: change.part):
            say()
            say(style_of_output(_TITLES[part].in_language(language), None, bold=True))
            for line in _lines(part, [*there], language):
                say(f"  {line}")
        say()
        say(_summary(changes).in_language(language))
    return EXIT_DIFFERENT if changes else 0


def _read_both(one: Path, other: Path) -> tuple[Record, Record]:
    """Return both manifests, or tell what is wrong with both."""
    manifests: list[Record] = []
    problems: list[Problem] = []
    for path in (one, other):
        try:
            manifests.append(read_manifest(path))
        except ParamsError as error:
            problems += error.problems
    if problems:
        raise ParamsError(dict.fromkeys(problems))
    first, second = manifests
    return first, second


def _report_name(manifest: Record) -> str:
    parameters = manifest["parameters"]
    department = parameters.get("department")
    name = department.get("name") if isinstance(department, dict) else None
    return ", ".join(str(word) for word in (name, parameters.get("year"), parameters.get("edition")) if word)


def _summary(changes: Sequence[Change]) -> Text:
    if not changes:
        return _SAME
    return Text(vi=f"{len(changes)} điểm khác nhau.", en=f"{len(changes)} differences.")


def _lines(part: Part, changes: Sequence[Change], language: Language) -> Iterator[str]:
    """Yield the lines of one part. Of measures with the same figure, it is enough to say that their words differ."""
    worded = [change for change in changes if part == "measures" and _same_figure(change)]
    for change in changes:
        if change not in worded:
            yield from _LINES.get(part, _plain_lines)(change, language)
    if worded:
        yield Text(
            vi=f"{len(worded)} số liệu cùng giá trị, khác lời hoặc phạm vi (xem bằng --json)",
            en=f"{len(worded)} measures of the same value differ in words or population (see with --json)",
        ).in_language(language)


def _plain_lines(change: Change, _language: Language) -> Iterator[str]:
    yield f"{change.name}: {_pair(change.one, change.other)}"


def _pair(one: Any, other: Any) -> str:
    return " → ".join(excerpts(value_text(one), value_text(other)))


def _input_lines(change: Change, language: Language) -> Iterator[str]:
    state = _only(change, language)
    if not state:
        rows = [record.get("rows") for record in (change.one, change.other)]
        state = _OTHER_CONTENT.in_language(language)
        if rows[0] != rows[1]:
            numbers = " → ".join(vietnamese_integer(n) if isinstance(n, int) else str(n) for n in rows)
            state = f"{state}, {numbers} {Text(vi='dòng', en='rows').in_language(language)}"
    yield f"{change.name}: {state}"


def _same_figure(change: Change) -> bool:
    return not _only(change, "vi") and _figure(change.one) == _figure(change.other) and not _defined_anew(change)


def _defined_anew(change: Change) -> bool:
    return bool(change.one.get("definition") != change.other.get("definition"))


def _measure_lines(change: Change, language: Language) -> Iterator[str]:
    yield _figure_line(change, "label", _figure, language)
    if not _only(change, language) and _defined_anew(change):
        pair = _pair(change.one.get("definition", ABSENT), change.other.get("definition", ABSENT))
        yield f"    {Text(vi='định nghĩa', en='definition').in_language(language)}: {pair}"


def _score_lines(change: Change, language: Language) -> Iterator[str]:
    yield _figure_line(change, "title", _points, language)
    if not _only(change, language) and _points(change.one) == _points(change.other):
        differences = [*different_values(change.one, change.other, into_lists=False)]
        in_words = any(each.path == ("note",) for each in differences)
        for each in differences:
            if not (in_words and each.path and each.path[0] in _TOLD_BY_THE_NOTE):
                yield f"    {path_text(each.path)}: {_pair(each.one, each.other)}"


_TOLD_BY_THE_NOTE = frozenset({"numerator", "denominator", "value", "unrounded", "status"})


def _figure_line(change: Change, label: str, show: Callable[[Any], str], language: Language) -> str:
    """Return the figure on both sides, or on the only one that has it."""
    record = change.one if change.other is ABSENT else change.other
    only = _only(change, language)
    shown = f"{only}: {show(record)}" if only else " → ".join(dict.fromkeys([show(change.one), show(change.other)]))
    name = f" ({shortened(record[label])})" if isinstance(record, dict) and label in record else ""
    return f"{change.name}{name}: {shown}"


def _figure(record: Any) -> str:
    """Return a measure's figure as a report prints it; a share with what is divided by what."""
    match record:
        case {"numerator": int(numerator), "denominator": int(denominator)}:
            share = vietnamese_percentage(Fraction(numerator, denominator)) if denominator else NOTHING_TO_DIVIDE
            return f"{share} ({vietnamese_integer(numerator)}/{vietnamese_integer(denominator)})"
        case {"value": int(value), "unit": str(unit)}:
            return f"{vietnamese_integer(value)} {unit}"
        case {"value": None}:
            return NOT_AVAILABLE
    return shortened(value_text(record))


def _points(record: Any) -> str:
    match record:
        case {"points": str(points), "maximum": str(maximum)}:
            return f"{points}/{maximum}".replace(".", ",")
        case {"points": None, "status": str(status)}:
            return f"– ({status})"
        case {"id": str(name)}:
            return name
    return shortened(value_text(record))


def _finding_lines(change: Change, language: Language) -> Iterator[str]:
    only = _only(change, language)
    if only:
        record = change.other if change.one is ABSENT else change.one
        yield f"{change.name}: {only}: {_message(record, language)}"
        return
    yield f"{change.name}: {_message(change.other, language)}"
    for each in different_values(change.one, change.other):
        if each.path[0] not in {"rows", "message", "remedy"}:
            yield f"    {path_text(each.path)}: {_pair(each.one, each.other)}"
    if change.one.get("message") != change.other.get("message"):
        yield f"    A: {_message(change.one, language)}"
    before, now = _labels(change.one), _labels(change.other)
    for only_there, mine, theirs in ((_ONLY_ONE, before, now), (_ONLY_OTHER, now, before)):
        if rows := [label for label in mine if label not in theirs]:
            yield f"    {only_there.in_language(language)}: {_several(rows)}"


def _message(record: Any, language: Language) -> str:
    message = record.get("message")
    return str(message.get(language)) if isinstance(message, dict) else value_text(message)


def _labels(record: Record) -> list[str]:
    rows = record.get("rows")
    return [str(row.get("label")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _several(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return "; ".join(names[:_MOST_NAMED]) + (f" (+{more})" if more > 0 else "")


def _file_lines(change: Change, language: Language) -> Iterator[str]:
    yield f"{change.name}: {_only(change, language) or _OTHER_CONTENT.in_language(language)}"


def _only(change: Change, language: Language) -> str:
    """Return on which side alone it stands; nothing where on both."""
    if change.other is ABSENT:
        return _ONLY_ONE.in_language(language)
    return _ONLY_OTHER.in_language(language) if change.one is ABSENT else ""


_LINES: Mapping[Part, Callable[[Change, Language], Iterator[str]]] = {
    "inputs": _input_lines,
    "measures": _measure_lines,
    "scores": _score_lines,
    "findings": _finding_lines,
    "outputs": _file_lines,
}


def _record(one: tuple[Path, Record], other: tuple[Path, Record], changes: Sequence[Change]) -> dict[str, Any]:
    """Return the result for machines."""
    return {
        "schema": JSON_SCHEMA,
        "a": _side(*one),
        "b": _side(*other),
        "same": not changes,
        "differences": {part: [_change(change) for change in changes if change.part == part] for part in _TITLES},
    }


def _side(path: Path, manifest: Record) -> dict[str, Any]:
    parameters = manifest["parameters"]
    department = parameters.get("department")
    return {
        "path": str(path),
        "year": parameters.get("year"),
        "department": department.get("id") if isinstance(department, dict) else None,
        "edition": parameters.get("edition"),
    }


def _change(change: Change) -> dict[str, Any]:
    """Return one difference; a side that lacks the thing lacks the key."""
    sides = {"a": change.one, "b": change.other}
    return {"name": change.name} | {side: value for side, value in sides.items() if value is not ABSENT}
