"""One normal form for headers, labels and sheet names, and *did you mean* over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from cchc_report.errors import Text, shortened
from cchc_report.suggestions import nearest
from cchc_report.vietnamese_letters import without_signs

_MOST_LISTED = 30


@lru_cache(maxsize=4096)
def normal_form(text: str) -> str:
    """Return the form under which two spellings of a name are one: no case, diacritics, blanks or punctuation.

    Example:
        >>> normal_form("Mã hồ sơ") == normal_form("MaHoSo") == normal_form("ma_ho_so")
        True
    """
    return "".join(character for character in without_signs(text.casefold()) if character.isalnum())


def suggestion(wrong: str, choices: Mapping[str, str]) -> Text:
    """Return the question *did you mean* with a blank after it, or an empty text where nothing is near.

    Args:
        wrong: What was written.
        choices: Normal form of each accepted spelling to the name to be shown for it.
    """
    near = nearest(normal_form(wrong), choices)
    if near is None:
        return Text(vi="", en="")
    return Text(vi=f'Có phải ý bạn là "{choices[near]}"? ', en=f'Did you mean "{choices[near]}"? ')


def quoted_list(names: Iterable[str]) -> str:
    """Return names in quotation marks, separated by commas; after thirty of them an ellipsis."""
    shown = [f'"{shortened(name)}"' for name in names]
    return ", ".join(shown[:_MOST_LISTED]) + (", …" if len(shown) > _MOST_LISTED else "")
