"""What differs between two manifests, part by part: parameters, sources, measures, scores, findings, program, files.

Two reports of one department from two years, or one report before and after its data were put right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from cchc_report.batch.json_difference import ABSENT, different_values, path_text, same_value
from cchc_report.batch.manifest import MANIFEST_NAME, SCHEMA
from cchc_report.errors import ParamsError, Place, Problem, Text, raise_all, shortened, system_reason

Part: TypeAlias = Literal["parameters", "inputs", "measures", "scores", "findings", "document", "program", "outputs"]
Record: TypeAlias = Mapping[str, Any]

_OBJECTS = ("parameters", "document", "package", "environment")
_LISTS_OF_OBJECTS = ("inputs", "findings", "outputs")
"""What a manifest is made of, as far as it is read here (docs/manifest.md)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    Attributes:
        part: Part of the manifest.
        name: Which thing: a key path, a file, the id of a measure, the code of a criterion, the id of a rule.
        one: What the first manifest says of it, or `ABSENT`.
        other: What the second one says, or `ABSENT`.
    """

    part: Part
    name: str
    one: Any
    other: Any


def read_manifest(path: Path) -> dict[str, Any]:
    """Return the manifest at `path`: the file itself, or that of the report whose folder it is.

    Raises:
        ParamsError: There is none, or it is no manifest that this program understands.
    """
    file = path / MANIFEST_NAME if path.is_dir() else path
    place = Place(file=str(file))
    try:
        manifest = json.loads(file.read_bytes())
    except OSError as error:
        reason = system_reason(error)
        raise ParamsError(_problem(f"không đọc được: {reason.vi}", f"it cannot be read: {reason.en}", place)) from None
    except (ValueError, RecursionError):
        raise ParamsError(_problem("không phải tệp JSON", "it is no JSON file", place)) from None
    if not isinstance(manifest, dict) or "schema" not in manifest:
        raise ParamsError(_problem("không phải manifest.json của báo cáo", "it is no manifest of a report", place))
    schema = manifest["schema"]
    if schema != SCHEMA:
        shown = shortened(schema)
        vi = f'theo khuôn dạng "{shown}", chương trình này đọc "{SCHEMA}"'
        raise ParamsError(_problem(vi, f'its schema is "{shown}"; this program reads "{SCHEMA}"', place))
    raise_all(ParamsError, [*_wrong_parts(manifest, place)])
    return manifest


def _wrong_parts(manifest: Record, place: Place) -> Iterator[Problem]:
    measures, scores = manifest.get("measures"), manifest.get("scores", ABSENT)
    are_right = {
        **{key: isinstance(manifest.get(key), dict) for key in _OBJECTS},
        **{key: _are_objects(manifest.get(key)) for key in _LISTS_OF_OBJECTS},
        "measures": isinstance(measures, dict) and _are_objects([*measures.values()]),
        "scores": scores is None or (isinstance(scores, dict) and _are_objects(scores.get("rows"))),
    }
    for key, is_right in are_right.items():
        if not is_right:
            yield _problem(f'mục "{key}" thiếu hoặc sai kiểu', f'"{key}" is missing or of another kind', place)


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _problem(vi: str, en: str, place: Place) -> Problem:
    return Problem(
        "diff.no-manifest",
        Text(vi=vi, en=en),
        Text(
            vi="Chỉ ra thư mục của một báo cáo đã lập, hoặc tệp manifest.json trong đó.",
            en="Name the folder of a published report, or the manifest.json in it.",
        ),
        place,
    )


def manifest_changes(one: Record, other: Record) -> tuple[Change, ...]:
    """Return everything that differs between two manifests, in the order of `Part`; nothing where they say the same.

    Args:
        one: A manifest that `read_manifest` returned.
        other: Another one.
    """
    return tuple(
        change
        for part, compare in _PARTS.items()
        for change in compare(part, one, other)
        if not same_value(change.one, change.other)
    )


def _key_paths(part: Part, one: Record, other: Record) -> Iterator[Change]:
    for each in different_values(one[part], other[part]):
        yield Change(part, path_text(each.path), each.one, each.other)


def _program(part: Part, one: Record, other: Record) -> Iterator[Change]:
    """Compare versions and hashes; not those hashes that only follow from what is compared by itself."""
    read = {entry.get("path") for entry in [*one["inputs"], *other["inputs"]]}
    for key in ("package", "environment", "key"):
        for each in different_values(one.get(key, {}), other.get(key, {})):
            path = (key, *each.path)
            if path != ("key", "parameters") and not (path[:2] == ("key", "files") and path[-1] in read):
                yield Change(part, path_text(path), each.one, each.other)


def _named(name_of: Callable[[Record], str], key: str) -> Callable[[Part, Record, Record], Iterator[Change]]:
    """Return a comparison of two lists whose entries have names."""

    def compare(part: Part, one: Record, other: Record) -> Iterator[Change]:
        yield from _by_name(part, _entries(one[key], name_of), _entries(other[key], name_of))

    return compare


def _by_name(part: Part, one: Record, other: Record) -> Iterator[Change]:
    for name in dict.fromkeys([*one, *other]):
        yield Change(part, name, one.get(name, ABSENT), other.get(name, ABSENT))


def _entries(records: Iterable[Record], name_of: Callable[[Record], str]) -> dict[str, Record]:
    """Return entries by name; of a name that comes again, by name and number."""
    found: dict[str, Record] = {}
    for record in records:
        name = name_of(record)
        numbered = (f"{name} ({number})" for number in range(2, len(found) + 3))
        found[name if name not in found else next(n for n in numbered if n not in found)] = record
    return found


def _measures(part: Part, one: Record, other: Record) -> Iterator[Change]:
    yield from _by_name(part, one["measures"], other["measures"])


def _scores(part: Part, one: Record, other: Record) -> Iterator[Change]:
    """Compare the set, each criterion by its code, and the total."""
    before, now = (scores if isinstance(scores, dict) else {} for scores in (one["scores"], other["scores"]))
    yield Change(part, "criteria", before.get("criteria", ABSENT), now.get("criteria", ABSENT))
    rows = (_entries(scores.get("rows", ()), lambda row: str(row.get("code"))) for scores in (before, now))
    yield from _by_name(part, *rows)
    yield Change(part, "total", before.get("total", ABSENT), now.get("total", ABSENT))


def _findings(part: Part, one: Record, other: Record) -> Iterator[Change]:
    """Compare findings by rule: what both have is left out; a rule's only other finding is the same, changed."""
    before, now = [*one["findings"]], [*other["findings"]]
    both = [finding for finding in before if finding in now]
    for finding in both:
        if finding in now:
            before.remove(finding)
            now.remove(finding)
    for rule in dict.fromkeys(str(finding.get("rule")) for finding in [*before, *now]):
        gone, new = (
            [finding for finding in findings if str(finding.get("rule")) == rule] for findings in (before, now)
        )
        if len(gone) == len(new) == 1:
            yield Change(part, rule, gone[0], new[0])
            continue
        yield from (Change(part, rule, finding, ABSENT) for finding in gone)
        yield from (Change(part, rule, ABSENT, finding) for finding in new)


def _input_name(read: Record) -> str:
    sheet = read.get("sheet")
    return f"{read.get('path')}" + ("" if sheet is None else f"#{sheet}") + f" ({read.get('register')})"


_PARTS: Mapping[Part, Callable[[Part, Record, Record], Iterator[Change]]] = {
    "parameters": _key_paths,
    "inputs": _named(_input_name, "inputs"),
    "measures": _measures,
    "scores": _scores,
    "findings": _findings,
    "document": _key_paths,
    "program": _program,
    "outputs": _named(lambda output: str(output.get("path")), "outputs"),
}
