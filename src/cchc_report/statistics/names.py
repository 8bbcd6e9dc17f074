"""Names as people type them, made comparable: tone marks set either way, letter case, spaces; and slugs for ids."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable, Sequence

from cchc_report.vietnamese_letters import without_signs

TONES = frozenset(
    "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}"
    "\N{COMBINING HOOK ABOVE}\N{COMBINING DOT BELOW}"
)
"""The five tone marks of Vietnamese; circumflex, breve and horn are part of the letter, not tones."""


_LONGEST_SHOWN = 300
_LONGEST_SLUG = 60


def in_short(name: str) -> str:
    """Return a name as tables and definitions carry it: of one that fills a page, what names it, and an ellipsis."""
    return name if len(name) <= _LONGEST_SHOWN else f"{name[: _LONGEST_SHOWN - 1].rstrip()}…"


def comparison_key(name: str) -> str:
    """Return `name` without the differences that do not matter: letter case, spaces, where a tone mark stands.

    `hoà` and `hòa` are two spellings of one word, so each word's tone is moved behind its letters.

    Example:
        >>> comparison_key("Hóa  chất") == comparison_key("hoá chất")
        True
    """
    words = unicodedata.normalize("NFD", name.casefold()).split()
    return " ".join(_tone_last(word) for word in words)


def _tone_last(word: str) -> str:
    letters = "".join(c for c in word if c not in TONES)
    return letters + "".join(sorted(c for c in word if c in TONES))


def slug(name: str) -> str:
    """Return `name` as one word of an id: lower case, no diacritics, other characters as `_`.

    Example:
        >>> slug("Lưu thông hàng hóa trong nước")
        'luu_thong_hang_hoa_trong_nuoc'
    """
    word = re.sub(r"[^a-z0-9]+", "_", without_signs(name.lower())).strip("_")
    # An id is also an attribute path in a notebook: a digit or a Python keyword cannot stand there.
    word = word[:_LONGEST_SLUG].rstrip("_")
    return word if word and word[0].isalpha() and not keyword.iskeyword(word) else f"linh_vuc_{word}".rstrip("_")


def distinct_slugs(names: Iterable[str], reserved: Sequence[str] = ()) -> tuple[str, ...]:
    """Return a slug for each name, none twice and none in `reserved`: later ones get `_2`, `_3`."""
    taken = set(reserved)
    slugs = []
    for name in names:
        base = slug(name)
        candidate, number = base, 2
        while candidate in taken:
            candidate, number = f"{base}_{number}", number + 1
        taken.add(candidate)
        slugs.append(candidate)
    return tuple(slugs)
