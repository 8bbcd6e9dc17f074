"""CSV files that people open in a spreadsheet program and programs read as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheet programs take for the start of a formula, full-width forms included."""


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file: RFC 4180 (commas, CRLF, doubled quotes), UTF-8 with a byte-order mark for Excel.

    A text that a spreadsheet program would run as a formula gets an apostrophe in front. Nothing is the empty field;
    floats have as many digits as tell them apart from their neighbours.
    """
    safe = cache(harmless)  # the same texts stand in row after row
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula: `=cmd` becomes `'=cmd`."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
