"""Numbers of official documents: `1016/QĐ-UBND`, number, kind of document, issuer."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?:số\s*:?\s*)?(?P<number>\d+)(?:/(?P<year>\d{4}))?\s*/\s*(?P<symbol>[^\W\d_][\w.&]*(?:\s*[-–]\s*[\w.&]+)*)",
    re.IGNORECASE,
)

_LOST_HYPHEN = re.compile(
    r"(?P<kind>NQ|QĐ|NĐ|CT|TB|HD|KH|ĐA|BC|TTr|GXN|XN|CV|TTLT|TT)"
    r"(?P<issuer>UBND|HĐND|CP|VPCP|TTg|[SB][A-ZĐ]{2,})"
)
"""A kind of document run into its issuer: a people's committee or council, the government, a ministry (B…) or
department (S…). Other issuers are left alone: an official letter's symbol is its issuer only, and may begin like a
kind."""


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document's number taken apart.

    Attributes:
        number: The running number.
        year: Year between number and symbol, as legal documents have it.
        symbol: Kind and issuer joined by hyphens: `QĐ-UBND`; `UBND` alone for official letters.
        hyphen_lost: Whether the hyphen behind the kind was missing (`QĐUBND`) and was put back.
    """

    number: int
    year: int | None
    symbol: str
    hyphen_lost: bool = False

    def __str__(self) -> str:
        year = f"/{self.year}" if self.year else ""
        return f"{self.number:02}{year}/{self.symbol}"


def parse_document_number(text: str) -> DocumentNumber | None:
    """Return `text` as a document number, or `None` where it is none. A lost hyphen is put back and flagged.

    Example:
        >>> str(parse_document_number("1016/QĐUBND"))
        '1016/QĐ-UBND'
    """
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return None
    symbol = re.sub(r"\s*[-–]\s*", "-", match["symbol"])
    lost = _LOST_HYPHEN.fullmatch(symbol)
    year = int(match["year"]) if match["year"] else None
    mended = f"{lost['kind']}-{lost['issuer']}" if lost else symbol
    return DocumentNumber(int(match["number"]), year, mended, hyphen_lost=lost is not None)
