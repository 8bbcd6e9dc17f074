"""What a statement says, once its names and numbers are read with one meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cchc_report.errors import NOWHERE, Place, Text
from cchc_report.statement.percent_text import PercentText


@dataclass(frozen=True, slots=True)
class ClaimedPercentage:
    """A percentage that a report prints.

    Attributes:
        text: The percentage as it is printed.
        share: The same, read.
        claim: Key of the count that it is a share of the whole with; `None` where the report does not say.
        of: Keys of the counts whose sum is the whole; `None` where the report does not say.
        is_loose: Whether the report's word for the claim has more than one meaning: "đúng hạn".
    """

    text: str
    share: PercentText
    claim: str | None = None
    of: tuple[str, ...] | None = None
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """The figures of one published report.

    Attributes:
        source: Who published them, and where.
        counts: Key of each count that is given, to its value.
        percentages: The percentages, in the order of the statement.
        start: First day of the period, where it is given.
        end: Last day of the period, where it is given.
        notes: How names with more than one meaning were read, and what was left out.
        place: The file, and within a workbook sheet and row.
    """

    source: str
    counts: Mapping[str, int]
    percentages: tuple[ClaimedPercentage, ...] = ()
    start: date | None = None
    end: date | None = None
    notes: tuple[Text, ...] = ()
    place: Place = field(default=NOWHERE)
