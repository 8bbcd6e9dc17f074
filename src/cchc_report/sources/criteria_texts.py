"""The texts of a criteria set, which the score table prints: titles, notes, remarks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cchc_report.errors import Place
from cchc_report.params.yaml_text import KeyPath, YamlText, read_yaml
from cchc_report.typed_text import clean_text


def criteria_texts(path: Path, file: str) -> Iterator[tuple[Place, str]]:
    """Yield every text of the criteria set in a file as it is printed, and where it stands.

    What is no criteria set is told when it is loaded.

    Args:
        path: The file.
        file: Its name for messages, relative to the project.
    """
    source = read_yaml(path, file)
    if isinstance(source, YamlText):
        for key, text in _texts(source.value, ()):
            yield source.place(key), clean_text(text)


def _texts(value: Any, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    match value:
        case str():
            yield at, value
        case dict():
            for key, inside in value.items():
                yield from _texts(inside, (*at, str(key)))
        case list():
            for number, inside in enumerate(value):
                yield from _texts(inside, (*at, number))
