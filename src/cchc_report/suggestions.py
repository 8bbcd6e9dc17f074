"""*Did you mean*: the known name that a user most likely meant.

Nothing here knows about files or messages; whoever raises a problem puts the name into its own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from cchc_report.vietnamese_letters import without_signs

_LEAST_LIKENESS = 0.6
"""Share of equal characters below which a suggestion would confuse more than help."""

_WORD_BREAKS = re.compile(r"[\s_.\-]+")


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that is most like `name`, or `None` where none is near.

    Case, diacritics, Unicode form, spaces, hyphens and underscores do not count: they are what people mistype most.

    Args:
        name: What the user wrote; any text, however long.
        candidates: The names that would have been right, in the order in which ties are decided.

    Returns:
        One of `candidates`, as it is spelled there.

    Example:
        >>> nearest("Trang thai", ["Mã hồ sơ", "Trạng thái"])
        'Trạng thái'
    """
    spellings: dict[str, str] = {}
    for candidate in candidates:
        spellings.setdefault(_bare(candidate), candidate)
    bare = _bare(name)
    if bare in spellings:
        return spellings[bare]
    longest = max(map(len, spellings), default=0)
    near = get_close_matches(bare[: 2 * longest], spellings, n=1, cutoff=_LEAST_LIKENESS)
    return spellings[near[0]] if near else None


def _bare(name: str) -> str:
    return _WORD_BREAKS.sub(" ", without_signs(name.casefold())).strip()
