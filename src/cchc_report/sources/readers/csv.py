"""Read delimited text. The delimiter is the one under which a row shows the most known headers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np

from cchc_report.errors import Text
from cchc_report.sources.detection import decode
from cchc_report.sources.faults import Fault, UnreadableError
from cchc_report.sources.tables import Grid

DELIMITERS = ",;\t|"

_HEADER_WITHIN = 40
_SAMPLE = 1 << 18
"""Characters that are looked at to find the delimiter."""
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)

BROKEN_QUOTES = Fault(
    "broken-quotes",
    Text(
        vi="dấu nháy kép mở mà không đóng, hoặc đứng sai chỗ",
        en="a double quote is never closed, or stands in the wrong place",
    ),
    Text(
        vi="Kết xuất lại; dấu nháy bên trong một ô phải được viết đôi.",
        en="Export again; a quote inside a cell must be doubled.",
    ),
)


def read_csv(content: bytes, knows_header: Callable[[str], bool]) -> tuple[Grid, ...]:
    """Return the text as one grid; rows are numbered as records, as a spreadsheet shows them.

    Args:
        content: The file's bytes.
        knows_header: Whether a text is a header of some register.

    Raises:
        UnreadableError: The text is not UTF-8 (or UTF-16 with its mark), or its quotes are broken.
    """
    text = decode(content)
    first_row = 1
    if separator := _SEPARATOR_LINE.match(text):
        # A spreadsheet's own directive; it counts as a line, not as data.
        delimiter, first_row, text = separator[1], 2, text[separator.end() :]
    else:
        delimiter = max(DELIMITERS, key=lambda candidate: _fitness(text[:_SAMPLE], candidate, knows_header))
    rows = list(_records(text, delimiter, first_row))
    numbers = np.arange(first_row, first_row + len(rows), dtype=np.int64)
    return (Grid(None, rows, numbers, ragged_refused=True),)


def _fitness(text: str, delimiter: str, knows_header: Callable[[str], bool]) -> tuple[int, int]:
    """Return how many known headers the best of the first rows has, and how many cells the widest one."""
    known = widest = 0
    try:
        for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _HEADER_WITHIN):
            known = max(known, sum(map(knows_header, row)))
            widest = max(widest, len(row))
    except csv.Error:
        pass  # told with its row by the reading that follows
    return known, widest


def _records(text: str, delimiter: str, first_row: int) -> Iterator[list[str]]:
    number = first_row
    try:
        for number, record in enumerate(  # noqa: B007 - the number is used where reading stops
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), start=first_row
        ):
            yield record
    except csv.Error:
        raise UnreadableError(BROKEN_QUOTES, row=number + 1) from None
