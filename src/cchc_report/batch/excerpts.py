"""Two long texts that differ, cut down to where they do: what a line of a terminal can show."""

from __future__ import annotations

_SHOWN = 60
"""Characters of an excerpt."""
_BEFORE = 20
"""Of these, how many stand before the first that differs."""


def excerpts(one: str, other: str) -> tuple[str, str]:
    """Return both texts on one line each; of long ones, a few words from a little before the first difference.

    Example:
        >>> excerpts("kỳ báo cáo " * 9 + "2020", "kỳ báo cáo " * 9 + "2021")
        ('…o kỳ báo cáo 2020', '…o kỳ báo cáo 2021')
    """
    first = same_beginning(one, other)
    whole = max(len(one), len(other)) <= _SHOWN
    start = 0 if whole else max(0, first - _BEFORE)
    return _excerpt(one, start), _excerpt(other, start)


def same_beginning(one: str | bytes, other: str | bytes) -> int:
    """Return how many characters, or bytes, the two have in common before they differ or one of them ends."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _excerpt(text: str, start: int) -> str:
    shown = " ".join("".join(c if c.isprintable() else " " for c in text[start : start + _SHOWN]).split())
    return ("…" if start else "") + shown + ("…" if start + _SHOWN < len(text) else "")
