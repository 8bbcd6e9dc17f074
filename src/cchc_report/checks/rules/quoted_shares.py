"""Percentages that people wrote: is the share of the things that the sentence names, or of others?

The article's own example of the trap: 82,54% are notices filed online, not dossiers. A percentage with its unit
(`99,8% hồ sơ`, `tỷ lệ hồ sơ … đạt 99,8%`) is compared with the report's shares, printed at the same precision. Where
no share of that unit prints so and one of another unit does, the sentence divides the wrong things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from cchc_report.checks.finding import FindingRow, Material, Observation, Rows, Rule
from cchc_report.errors import Place, Text, shortened
from cchc_report.measures import Ratio, vietnamese_decimal
from cchc_report.registers.frames import Register

_NUMBER = r"(?P<value>\d{1,3}(?:[.,]\d{1,2})?)\s*%"
_UNIT = r"(?P<unit>hồ sơ|thông báo|TTHC|thủ tục(?: hành chính)?|phản ánh|kiến nghị|PAKN)"
_QUOTED = (
    re.compile(rf"{_NUMBER}\s+(?:(?:tổng\s+)?số\s+)?{_UNIT}", re.IGNORECASE),
    re.compile(rf"t[ỷỉ] lệ\s+{_UNIT}[^.;%\d]{{0,60}}{_NUMBER}", re.IGNORECASE),
)

_UNIT_OF_WORD: Mapping[str, str] = {
    "hồ sơ": "hồ sơ",
    "thông báo": "thông báo",
    "tthc": "TTHC",
    "thủ tục": "TTHC",
    "thủ tục hành chính": "TTHC",
    "phản ánh": "phản ánh, kiến nghị",
    "kiến nghị": "phản ánh, kiến nghị",
    "pakn": "phản ánh, kiến nghị",
}
_UNIT_OF_REGISTER: Mapping[str, str] = {
    "dossiers": "hồ sơ",
    "procedures": "TTHC",
    "reviews": "TTHC",
    "petitions": "phản ánh, kiến nghị",
}
_IN_ENGLISH: Mapping[str, str] = {
    "hồ sơ": "dossiers",
    "thông báo": "notices",
    "TTHC": "procedures",
    "phản ánh, kiến nghị": "petitions",
}

TEXT_COLUMNS = (
    ("decisions", "late_reason"),
    ("reviews", "problems"),
    ("explanations", "narrative"),
    ("evidence", "supports"),
    ("scores", "reason"),
)
"""Where people write sentences that may quote a share."""

_SAYS_NOTHING = frozenset({"0", "100"})
"""Shares that every unit may have."""


@dataclass(frozen=True, slots=True)
class QuotedShare:
    """A percentage in a sentence.

    Attributes:
        printed: As it is written, with a decimal comma: `82,54`.
        unit: What the sentence counts, in the words of the report.
    """

    printed: str
    unit: str


def quoted_shares(text: str) -> list[QuotedShare]:
    """Return the percentages of a text whose unit it names.

    Example:
        >>> quoted_shares("đạt 82,54% hồ sơ")
        [QuotedShare(printed='82,54', unit='hồ sơ')]
    """
    found = [match for pattern in _QUOTED for match in pattern.finditer(text)]
    return [
        QuotedShare(m["value"].replace(".", ","), _UNIT_OF_WORD[" ".join(m["unit"].lower().split())]) for m in found
    ]


def wrong_unit(material: Material) -> Iterator[Observation]:
    """Report sentences that give the share of one thing as that of another."""
    ratios = [m for m in material.statistics.measures.values() if isinstance(m, Ratio) and m.known]
    for row, text in _texts(material):
        for quoted in dict.fromkeys(quoted_shares(text)):
            other = _other(quoted, ratios)
            if other is not None:
                unit = _unit(other) or ""
                yield Observation(
                    Text(
                        f"“{quoted.printed}% {quoted.unit}” không ứng với tỷ lệ {quoted.unit} nào của báo cáo, mà với "
                        f"tỷ lệ tính theo {unit}: {other.label} ({other:n/d})",
                        f"“{quoted.printed}%” of {_IN_ENGLISH[quoted.unit]} is no such share of the report, but one of "
                        f"{_IN_ENGLISH[unit]}: {other.id} ({other:n/d})",
                    ),
                    Rows((row,), 1),
                    figures=(other.id,),
                )


def _other(quoted: QuotedShare, ratios: list[Ratio]) -> Ratio | None:
    """Return the share of another unit that prints as `quoted` does, where none of its own unit does."""
    if quoted.printed.split(",")[0] in _SAYS_NOTHING:
        return None
    decimals = len(quoted.printed.partition(",")[2])
    alike = [r for r in ratios if _unit(r) and vietnamese_decimal(r.value * 100, decimals) == quoted.printed]
    if any(_unit(ratio) == quoted.unit for ratio in alike):
        return None
    return next(iter(alike), None)


def _unit(ratio: Ratio) -> str | None:
    if ratio.members is None:
        return None
    return "thông báo" if ratio.id.startswith("notices.") else _UNIT_OF_REGISTER.get(ratio.members.register)


def _texts(material: Material) -> Iterator[tuple[FindingRow, str]]:
    for name, column in TEXT_COLUMNS:
        yield from _texts_of(material.registers[name], column)
    parameters = material.parameters
    file = f"params/{parameters.year}/{parameters.department.id}.yaml"
    for key in ("difficulties", "recommendations"):
        for number, line in enumerate(getattr(parameters.department_year, key), start=1):
            yield FindingRow(Place(file=file, key=key), f"{key} {number}"), line


def _texts_of(register: Register, column: str) -> Iterator[tuple[FindingRow, str]]:
    key = register.schema.key[0]
    for position, (label, text) in enumerate(zip(register.frame[key], register.frame[column], strict=True)):
        if not pd.isna(text):
            origin, row = register.place(position)
            header = origin.columns.get(column, register.schema.column(column).title)
            place = Place(origin.path, origin.sheet, row, header)
            yield FindingRow(place, shortened(label), register.schema.name), str(text)


RULES = (
    Rule(
        "ratios.wrong-unit",
        "warning",
        Text("Tỷ lệ tính trên sai đơn vị", "Percentage over the wrong unit"),
        Text(
            "Tỷ lệ hồ sơ, tỷ lệ thông báo và tỷ lệ thủ tục là ba số khác nhau, hay bị dùng lẫn trong lời văn",
            "Shares of dossiers, of notices and of procedures are different figures, and often confused in prose",
        ),
        Text("Sửa con số hoặc sửa đơn vị trong câu", "Correct the figure, or the unit that the sentence names"),
        wrong_unit,
    ),
)
