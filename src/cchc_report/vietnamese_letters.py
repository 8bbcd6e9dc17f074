"""Vietnamese letters without their signs: ids, anchors and comparisons of what people spell in several ways."""

from __future__ import annotations

import unicodedata

_BARRED_D = str.maketrans({"đ": "d", "Đ": "D"})
"""The one letter whose sign Unicode does not take apart."""


def without_signs(text: str) -> str:
    """Return `text` with plain letters; everything else stays.

    Example:
        >>> without_signs("Nguyễn Văn Đường, số 12")
        'Nguyen Van Duong, so 12'
    """
    decomposed = unicodedata.normalize("NFD", text.translate(_BARRED_D))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
