"""Cells that name several documents or criteria."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

_BETWEEN = re.compile(r"[;\n]|,(?!\d)|(?<!\d),")


def ids_in(cell: Any) -> tuple[str, ...]:
    """Return the ids of a cell in their order, each once; nothing for a blank one.

    They stand between semicolons, as the guide asks; people type commas and line breaks as well. A comma between two
    digits may be a decimal one and parts nothing.

    Example:
        >>> ids_in("TL-08; TL-09, TL-08")
        ('TL-08', 'TL-09')
    """
    if pd.isna(cell):
        return ()
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(str(cell)) if part.strip()))
