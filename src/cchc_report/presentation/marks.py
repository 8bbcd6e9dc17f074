"""What a number in a sentence is, carried through an f-string: a figure, a link to what explains it, or stated text.

Marks are noncharacters of Unicode (U+FDD0…U+FDD4), kept for a program's own use. Text from exports cannot forge one:
the readers drop noncharacters, and so does `without_noncharacters`, which every text that becomes HTML passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["figure", "link", "stated", "plain"]

_KINDS: dict[str, Kind] = {"\ufdd0": "figure", "\ufdd3": "link", "\ufdd4": "stated"}
_SIGNS = {kind: sign for sign, kind in _KINDS.items()}
_MIDDLE, _CLOSE = "\ufdd1", "\ufdd2"
_MARK = re.compile(f"([{''.join(_KINDS)}])([^{_MIDDLE}{_CLOSE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
_NONCHARACTER = re.compile("[\ufdd0-\ufdef]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence.

    Attributes:
        kind: What it is; `plain` for what stands between marks.
        text: What it says, not escaped.
        target: Id of the measure of a figure, anchor of a link, else empty.
    """

    kind: Kind
    text: str
    target: str = ""


class Stated(str):
    """Text that people wrote, in registers or parameters: its numbers are theirs, and no figures of the report.

    In an f-string and in a sum it keeps a mark; in everything else it is the text.
    """

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """Format as text does, between marks."""
        return _marked("stated", str.__format__(self, spec))

    def __add__(self, other: str) -> str:
        return format(self) + format(other)

    def __radd__(self, other: str) -> str:
        return format(other) + format(self)


def stated(text: str) -> Stated:
    """Return text that people wrote as such, for use in prose: its numbers are no figures of the report.

    Example:
        >>> pieces(f"Đề nghị: {stated('bố trí 02 công chức')}")[1].kind
        'stated'
    """
    return Stated(text)


def linked(text: str, anchor: str) -> str:
    """Return text that leads to the element `anchor`, where its numbers are explained."""
    return _marked("link", text, anchor)


def marked_figure(measure_id: str, text: str) -> str:
    """Return `text`, a print of a measure, with the measure's id."""
    return _marked("figure", text, measure_id)


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the parts of a marked text in order; no part holds a mark."""
    return tuple(_pieces(text))


def without_marks(text: str) -> str:
    """Return what a marked text says."""
    return "".join(piece.text for piece in _pieces(format(text)))


def without_noncharacters(text: str) -> str:
    """Return text without the characters that marks are made of."""
    return _NONCHARACTER.sub("", text)


def _marked(kind: Kind, text: str, target: str = "") -> str:
    return f"{_SIGNS[kind]}{target}{_MIDDLE}{without_marks(str(text))}{_CLOSE}"


def _pieces(text: str) -> Iterator[Piece]:
    end = 0
    for mark in _MARK.finditer(text):
        if mark.start() > end:
            yield Piece("plain", without_noncharacters(text[end : mark.start()]))
        sign, target, shown = mark.groups()
        yield Piece(_KINDS[sign], without_noncharacters(shown), target)
        end = mark.end()
    if end < len(text):
        yield Piece("plain", without_noncharacters(text[end:]))
