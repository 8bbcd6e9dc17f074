"""Years as a command line names them: `2020`, `2019-2023`, several times over."""

from __future__ import annotations

import re
from collections.abc import Iterable

_YEAR_OR_RANGE = re.compile(r"(?P<first>\d{4})(?:\s*[-–]\s*(?P<last>\d{4}))?")
_MOST_YEARS = 100
"""A range of more years than this is a slip of the finger."""


def years_of(words: Iterable[str]) -> tuple[int, ...]:
    """Return the years that `words` name, each once, in the order given.

    Args:
        words: Values of `--year`: a year, or a range of years with both ends included.

    Raises:
        ValueError: A word names no years; the error's only argument is the word.

    Example:
        >>> years_of(["2019-2021", "2020", "2023"])
        (2019, 2020, 2021, 2023)
    """
    years: dict[int, None] = {}
    for word in words:
        found = _YEAR_OR_RANGE.fullmatch(word.strip()) if word.isascii() or "–" in word else None
        if found is None:
            raise ValueError(word)
        first = int(found["first"])
        last = int(found["last"] or first)
        if not 0 <= last - first < _MOST_YEARS:
            raise ValueError(word)
        years |= dict.fromkeys(range(first, last + 1))
    return tuple(years)
