"""Where two trees of JSON values differ: the key paths, and what stands there on each side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final, TypeAlias


class Absent:
    """What stands at a key path that one of the trees does not have."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = Absent()

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys of objects and places in lists, from the outside in."""


@dataclass(frozen=True, slots=True)
class ValueDifference:
    """Two values that differ.

    Attributes:
        path: Where they stand.
        one: Value of the first tree, or `ABSENT`.
        other: Value of the second tree, or `ABSENT`.
    """

    path: KeyPath
    one: Any
    other: Any


def different_values(one: Any, other: Any, *, into_lists: bool = True, path: KeyPath = ()) -> Iterator[ValueDifference]:
    """Yield where two trees differ, as deep as both go on; keys of objects in alphabetical order.

    Args:
        one: A tree of JSON values.
        other: Another one.
        into_lists: Whether lists are compared place by place; if not, each is one value.
        path: Where the two stand.

    Example:
        >>> [(d.path, d.one, d.other) for d in different_values({"a": [1, 2], "b": 3}, {"a": [1, 5]})]
        [(('a', 1), 2, 5), (('b',), 3, ABSENT)]
    """
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted({*one, *other}):
            pair = one.get(key, ABSENT), other.get(key, ABSENT)
            yield from different_values(*pair, into_lists=into_lists, path=(*path, key))
    elif into_lists and isinstance(one, list) and isinstance(other, list):
        for place, pair in enumerate(zip_longest(one, other, fillvalue=ABSENT)):
            yield from different_values(*pair, path=(*path, place))
    elif not same_value(one, other):
        yield ValueDifference(path, one, other)


def same_value(one: Any, other: Any) -> bool:
    """Return whether two JSON values are written alike: `1`, `1.0` and `true` are three values."""
    return one is other or (one == other and repr(one) == repr(other))


def path_text(path: KeyPath) -> str:
    """Return a key path as one word: `inputs[2].sha256`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).removeprefix(".")


def value_text(value: Any) -> str:
    """Return a value as JSON writes it; `–` for what is absent."""
    return "–" if value is ABSENT else json.dumps(value, ensure_ascii=False)
