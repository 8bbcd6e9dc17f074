"""The Vietnamese alphabet: order of names, and names as people type them in a hurry, without diacritics."""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền, hỏi, ngã, sắc, nặng; a letter without a tone mark comes first."""

_SEPARATOR, _DIGIT, _LETTER, _OTHER = range(4)

SortKey = tuple[tuple[tuple[int, str], ...], tuple[int, ...], tuple[bool, ...], str]


def vietnamese_sort_key(text: str) -> SortKey:
    """Return the key that sorts texts by the Vietnamese alphabet: letters first, then tones, then small before capital.

    `ă â đ ê ô ơ ư` are letters of their own, after `a d e o u`. Tones decide only between texts of the same letters,
    in the order huyền, hỏi, ngã, sắc, nặng. Source: Unicode CLDR, collation `vi`.

    Args:
        text: A name, composed or decomposed.

    Example:
        >>> sorted(["Sở Y tế", "Đài", "Sở Xây dựng", "Ban Dân tộc", "Dân"], key=vietnamese_sort_key)
        ['Ban Dân tộc', 'Dân', 'Đài', 'Sở Xây dựng', 'Sở Y tế']
    """
    letters: list[tuple[int, str]] = []
    tones: list[int] = []
    capitals: list[bool] = []
    for character in " ".join(unicodedata.normalize("NFC", text).split()):
        letter, tone = _apart(character)
        letters.append(_place(letter.lower()))
        tones.append(tone)
        capitals.append(letter != letter.lower())
    return tuple(letters), tuple(tones), tuple(capitals), text


def without_diacritics(text: str) -> str:
    """Return a text in small letters and without diacritics, as people type it in a hurry: `so cong thuong`."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _apart(character: str) -> tuple[str, int]:
    """Return a composed character without its tone mark, and the tone's place."""
    tone, rest = 0, []
    for part in unicodedata.normalize("NFD", character):
        if part in _TONES:
            tone = _TONES[part]
        else:
            rest.append(part)
    return unicodedata.normalize("NFC", "".join(rest)), tone


def _place(letter: str) -> tuple[int, str]:
    if letter in _LETTERS and letter:
        return _LETTER, chr(_LETTERS.index(letter))
    if letter.isdigit():
        return _DIGIT, letter
    if letter.isalpha():
        return _OTHER, letter
    return _SEPARATOR, letter
