"""Where a long name in capitals breaks: in few lines that fit, between words rather than inside them.

Vietnamese writes the syllables of a word apart, and no list here knows the words. What is known: some syllables begin
a part of a name, commas and hyphens end one, and most words have two syllables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from cchc_report.vietnamese_letters import without_signs

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_THOUSANDTHS: Final = (
    *(722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944),
    *(722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667),
)
"""Widths of Times New Roman's bold capitals, in thousandths of the size; marks above and below add nothing."""
_CAPITALS: Final[Mapping[str, int]] = dict(zip(_LETTERS, _THOUSANDTHS, strict=True))
_SMALL_LETTER: Final = 470
_FIGURE: Final = 500
_SPACE: Final = 250

_BEGIN_A_PART: Final = frozenset({"VÀ", "CÁC", "ỦY", "UỶ", "TỈNH", "THÀNH", "HUYỆN", "QUẬN", "THỊ", "PHƯỜNG"})
"""Syllables before which a name is best parted: they join two things, or begin the name of a place or a committee."""
_KINDS_OF_AGENCY: Final = frozenset({"SỞ", "BAN", "CỤC"})
"""Words of one syllable with which a name begins."""
_END_A_PART: Final = (",", "-", "–")

_A_LINE: Final = 2.0
_A_BREAK_INSIDE_A_PART: Final = 3.0
_A_BREAK_INSIDE_A_WORD: Final = 0.5
"""What a way to part a name costs: a line, a break where nothing in the name asks for one, and one after an odd number
of syllables. Beside these counts how unequal the lines are, each line at most 1."""


def in_lines(name: str, widest: float) -> tuple[str, ...]:
    """Return a name in capitals in lines that fit, parted where it reads best; a word that fits no line stands alone.

    Args:
        name: The name.
        widest: How wide a line may be, in sizes of the type.

    Example:
        >>> in_lines("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", widest=14.5)
        ('SỞ NÔNG NGHIỆP', 'VÀ PHÁT TRIỂN NÔNG THÔN')
    """
    words = name.split()
    breaks = _costs_of_breaks(words)
    # The best way to part the words up to each place: its cost, and where its last line begins.
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        ways: list[tuple[float, int]] = []
        for start in range(end - 1, -1, -1):
            share = width_of_text(" ".join(words[start:end])) / widest
            if share > 1 and start < end - 1:
                break
            ways.append((best[start][0] + breaks[start] + _A_LINE + share**2, start))
        best.append(min(ways))
    return tuple(" ".join(words[start:end]) for start, end in _from_the_end(best))


def width_of_text(text: str) -> float:
    """Return about how wide a text is in Times New Roman, capitals bold, in sizes of its type; rather more than less.

    Example:
        >>> width_of_text("SỞ Y TẾ")
        3.89
    """
    return sum(map(_width, without_signs(text))) / 1000


def _width(sign: str) -> int:
    if sign in _CAPITALS:
        return _CAPITALS[sign]
    return _SMALL_LETTER if sign.isalpha() else _FIGURE if sign.isdigit() else _SPACE


def _costs_of_breaks(words: Sequence[str]) -> list[float]:
    """Return what a break before each word costs; before the first there is none."""
    costs = [0.0]
    syllables = 0 if words and words[0] in _KINDS_OF_AGENCY else 1
    for before, word in pairwise(words):
        if word in _BEGIN_A_PART or before.endswith(_END_A_PART):
            costs.append(0.0)
            syllables = 0 if word in _BEGIN_A_PART else 1
        else:
            costs.append(_A_BREAK_INSIDE_A_PART + _A_BREAK_INSIDE_A_WORD * (syllables % 2))
            syllables += 1
    return costs


def _from_the_end(best: Sequence[tuple[float, int]]) -> list[tuple[int, int]]:
    """Return where each line of the best way begins and ends."""
    lines: list[tuple[int, int]] = []
    end = len(best) - 1
    while end > 0:
        start = best[end][1]
        lines.append((start, end))
        end = start
    return lines[::-1]
