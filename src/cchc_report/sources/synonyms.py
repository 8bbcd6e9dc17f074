"""Spellings of headers and labels: the packaged lists, and what a project adds in `params/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, TypeAlias

from cchc_report.errors import ParamsError, Problem, Text, raise_all, shortened
from cchc_report.params.project import Project
from cchc_report.params.yaml_text import KeyPath, YamlText, read_yaml
from cchc_report.registers.schema import Kind
from cchc_report.registers.schemas import SCHEMAS
from cchc_report.sources.names import normal_form, quoted_list, suggestion

HEADERS_FILE = "headers.yaml"
LABELS_FILE = "labels.yaml"

Spellings: TypeAlias = Mapping[str, str]
"""Normal form of a spelling to the canonical name that it means."""

_Tree: TypeAlias = Mapping[str, Any]
"""The keys that a file may hold, nested as in the file; a leaf is the written title of what the spellings mean."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Every spelling that is understood.

    Attributes:
        headers: Register to spellings of its columns.
        labels: Register and column to spellings of its labels.
    """

    headers: Mapping[str, Spellings]
    labels: Mapping[tuple[str, str], Spellings]

    def knows_header(self, text: str) -> bool:
        """Return whether a text is a header of any register."""
        name = normal_form(text)
        return any(name in spellings for spellings in self.headers.values())


def load_synonyms(project: Project) -> Synonyms:
    """Return the packaged spellings with those of `params/headers.yaml` and `params/labels.yaml`, where they exist.

    Raises:
        ParamsError: With every problem of the project's two files.
    """
    problems: list[Problem] = []
    merged = []
    for name, tree in ((HEADERS_FILE, header_tree()), (LABELS_FILE, label_tree())):
        spellings = {path: dict(known) for path, known in _packaged(name).items()}
        path = project.params / name
        if path.is_file():
            source = read_yaml(path, project.relative(path))
            problems += _add(source, tree, spellings) if isinstance(source, YamlText) else source
        merged.append(spellings)
    raise_all(ParamsError, problems)
    headers, labels = merged
    return Synonyms({path[0]: known for path, known in headers.items()}, {(p[0], p[1]): k for p, k in labels.items()})


def header_tree() -> _Tree:
    """Return the keys of `headers.yaml`: register, column; each with the column's title."""
    return {schema.name: {column.name: column.title for column in schema.columns} for schema in SCHEMAS}


def label_tree() -> _Tree:
    """Return the keys of `labels.yaml`: register, column, label; each with the label that we write."""
    return {
        schema.name: {c.name: dict(c.labels) for c in schema.columns if c.kind is Kind.LABEL}
        for schema in SCHEMAS
        if any(c.kind is Kind.LABEL for c in schema.columns)
    }


@cache
def _packaged(name: str) -> Mapping[tuple[str, ...], Spellings]:
    """Return the spellings of a packaged file together with the titles and canonical names, by path of their group."""
    tree = header_tree() if name == HEADERS_FILE else label_tree()
    spellings: dict[tuple[str, ...], dict[str, str]] = {}
    for *group, canonical, title in _leaves(tree, ()):
        known = spellings.setdefault(tuple(group), {})
        known[normal_form(canonical)] = canonical
        known[normal_form(title)] = canonical
    with as_file(files("cchc_report.sources") / "data" / name) as path:
        source = read_yaml(path, name)
    raise_all(ParamsError, _add(source, tree, spellings) if isinstance(source, YamlText) else source)
    return spellings


def _leaves(tree: _Tree, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for key, below in tree.items():
        if isinstance(below, str):
            yield (*path, key, below)
        else:
            yield from _leaves(below, (*path, key))


def _add(source: YamlText, tree: _Tree, spellings: dict[tuple[str, ...], dict[str, str]]) -> list[Problem]:
    """Add a file's spellings to `spellings`, and return every problem of the file."""
    problems: list[Problem] = []
    for path, spelling in _entries(source, source.value, tree, (), problems):
        *group, canonical = (str(step) for step in path[:-1])
        known = spellings.setdefault(tuple(group), {})
        meant = known.setdefault(normal_form(spelling), canonical)
        if meant != canonical:
            problems.append(_taken(source, path, spelling, meant))
    return problems


def _entries(
    source: YamlText, value: Any, tree: _Tree | str, path: KeyPath, problems: list[Problem]
) -> Iterator[tuple[KeyPath, str]]:
    """Yield every spelling with its path (keys, then its position); add to `problems` what does not fit the tree."""
    if isinstance(tree, str):
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list):
            problems.append(_not_a_list(source, path))
            return
        for position, spelling in enumerate(listed):
            if isinstance(spelling, str) and normal_form(spelling):
                yield (*path, position), spelling
            else:
                problems.append(_not_a_text(source, (*path, position)))
    elif not isinstance(value, dict):
        problems.append(_not_a_mapping(source, path, tree))
    else:
        for key, below in value.items():
            if key in tree:
                yield from _entries(source, below, tree[key], (*path, key), problems)
            else:
                problems.append(_unknown_key(source, (*path, str(key)), tree))


def _unknown_key(source: YamlText, path: KeyPath, tree: _Tree) -> Problem:
    near = suggestion(str(path[-1]), {normal_form(key): key for key in tree})
    listed = ", ".join(tree)
    return Problem(
        "params.unknown-key",
        Text(vi=f'không có khóa "{shortened(path[-1])}"', en=f'unknown key "{shortened(path[-1])}"'),
        Text(vi=f"{near.vi}Các khóa ở đây: {listed}.", en=f"{near.en}Keys here: {listed}."),
        source.place(path),
    )


def _taken(source: YamlText, path: KeyPath, spelling: str, meant: str) -> Problem:
    shown = shortened(spelling)
    return Problem(
        "params.spelling-taken",
        Text(vi=f'"{shown}" đã có nghĩa là {meant}', en=f'"{shown}" already means {meant}'),
        Text(vi="Mỗi cách viết chỉ được có một nghĩa; bỏ một mục.", en="A spelling has one meaning; remove one entry."),
        source.place(path),
    )


def _not_a_mapping(source: YamlText, path: KeyPath, tree: _Tree) -> Problem:
    return Problem(
        "params.not-a-mapping",
        Text(vi="phải là các khóa và giá trị", en="keys and values are expected here"),
        Text(vi=f"Các khóa ở đây: {quoted_list(tree)}.", en=f"Keys here: {quoted_list(tree)}."),
        source.place(path),
    )


def _not_a_list(source: YamlText, path: KeyPath) -> Problem:
    return Problem(
        "params.not-a-list",
        Text(vi="phải là danh sách các cách viết", en="a list of spellings is expected here"),
        Text(vi="Ghi dạng [Cách viết 1, Cách viết 2].", en="Write it as [Spelling 1, Spelling 2]."),
        source.place(path),
    )


def _not_a_text(source: YamlText, path: KeyPath) -> Problem:
    return Problem(
        "params.not-a-text",
        Text(vi="cách viết phải là văn bản, không để trống", en="a spelling must be a text, and not blank"),
        Text(vi="Đặt cách viết trong dấu nháy kép.", en="Put the spelling in double quotes."),
        source.place(path),
    )
