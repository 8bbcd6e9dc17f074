"""A percentage as a report prints it, and which exact shares print so.

Precision is what stands there: "99,8%" has one decimal, "99,80%" two. A share prints so where half-up rounding of the
exact fraction to that many decimals gives the same number. Words before the number widen or bound it: "trên 99%",
"gần 99%", "khoảng 99%".
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from cchc_report.measures import vietnamese_percentage
from cchc_report.sources.names import normal_form

Qualifier = Literal["exact", "above", "at_least", "below", "at_most", "nearly", "about"]

_MOST_DECIMALS = 9
_HUNDRED = 100

_NUMBER = re.compile(
    r"(?<![\w.,+−–-])(?P<whole>\d{1,3}(?:\.\d{3})+(?=,)|\d{1,9})(?:[.,](?P<decimals>\d+))?(?![\d.,]*\d)"
)
_SIGN = re.compile(r"\s*(?:%|phần\s+trăm|percent)", re.IGNORECASE)

_BEFORE: tuple[tuple[str, Qualifier], ...] = (
    (r"(?:≥|>=|ít nhất|tối thiểu|không dưới|không thấp hơn|at least)", "at_least"),
    (r"(?:≤|<=|nhiều nhất|tối đa|không quá|không vượt quá|at most)", "at_most"),
    (r"(?:>|trên|hơn|vượt|over|above|more than)", "above"),
    (r"(?:<|dưới|thấp hơn|below|under|less than)", "below"),
    (r"(?:gần|ngót|nearly|almost)", "nearly"),
    (r"(?:≈|~|khoảng|xấp xỉ|chừng|about|approximately|around)", "about"),
)
_AFTER: tuple[tuple[str, Qualifier], ...] = ((r"trở lên", "at_least"), (r"trở xuống", "at_most"))


@dataclass(frozen=True, slots=True)
class PercentText:
    """A printed percentage.

    Attributes:
        value: The number before the sign: `499/5` for "99,8%".
        decimals: How many decimals are printed.
        qualifier: How the words around it bound the share.
    """

    value: Fraction
    decimals: int
    qualifier: Qualifier = "exact"

    @property
    def unit(self) -> Fraction:
        """One unit of the last printed digit, in percentage points."""
        return Fraction(1, 10**self.decimals)

    def admits(self, numerator: int, denominator: int) -> bool:
        """Return whether the share `numerator / denominator` prints so; nothing does where nothing is divided by.

        Example:
            >>> PercentText(Fraction(998, 10), 1).admits(580, 581)
            True
        """
        return denominator > 0 and numerator in self.numerators(denominator)

    def numerators(self, denominator: int) -> range:
        """Return the numerators over `denominator` that print so; none above it, unless more than 100% is printed."""
        lowest, highest = self._bounds(denominator)
        largest = highest if self.value > _HUNDRED else min(highest, denominator)
        return range(max(lowest, 0), largest + 1)

    def prints(self, numerator: int, denominator: int) -> str:
        """Return how a share prints at this precision, in Vietnamese."""
        return vietnamese_percentage(Fraction(numerator, denominator), self.decimals)

    def _bounds(self, denominator: int) -> tuple[int, int]:
        """Return the smallest and the largest whole numerator within the bounds that the text sets."""
        per_point = Fraction(denominator, _HUNDRED)
        least, exactly, most = ((self.value + margin) * per_point for margin in self._margins())
        unbounded = max(denominator, math.ceil(exactly)) + denominator
        match self.qualifier:
            case "exact" | "nearly":
                bounds = math.ceil(least), math.ceil(most) - 1
            case "about":
                bounds = math.ceil(least), math.floor(most)
            case "above":
                bounds = math.floor(exactly) + 1, unbounded
            case "at_least":
                bounds = math.ceil(exactly), unbounded
            case "below":
                bounds = 0, math.ceil(exactly) - 1
            case "at_most":
                bounds = 0, math.floor(exactly)
        return bounds

    def _margins(self) -> tuple[Fraction, Fraction, Fraction]:
        """Return how far the share may lie below and above the printed number, in percentage points."""
        none = Fraction(0)
        match self.qualifier:
            case "nearly":
                return -self.unit, none, none
            case "about":
                return -self.unit, none, self.unit
            case _:
                return -self.unit / 2, none, self.unit / 2


def read_percentage(text: str) -> PercentText | None:
    """Return the one percentage that a text states, or `None` where it states none, or several.

    Args:
        text: Such as "99,8%", "99.8 %", "đạt trên 99%"; in Unicode NFC.

    Example:
        >>> read_percentage("99,80 %").decimals
        2
    """
    numbers = list(_NUMBER.finditer(text))
    signed = [number for number in numbers if _SIGN.match(text, number.end())]
    candidates = signed or (numbers if len(numbers) == 1 and not normal_form(_without(text, numbers[0])) else [])
    if len(candidates) != 1:
        return None
    number = candidates[0]
    decimals = number["decimals"] or ""
    if len(decimals) > _MOST_DECIMALS:
        return None
    value = Fraction(int(number["whole"].replace(".", "") + decimals), 10 ** len(decimals))
    return PercentText(value, len(decimals), _qualifier(text[: number.start()], text[number.end() :]))


def _without(text: str, number: re.Match[str]) -> str:
    """Return what stands around a number, without words that bound it."""
    before = text[: number.start()]
    for pattern, _ in _BEFORE:
        before = re.sub(pattern, "", before, flags=re.IGNORECASE)
    return before + text[number.end() :]


def _qualifier(before: str, after: str) -> Qualifier:
    """Return how the words next to the number bound it."""
    rest = _SIGN.sub("", after, count=1)
    for pattern, qualifier in _AFTER:
        if re.match(rf"\s*{pattern}", rest, re.IGNORECASE):
            return qualifier
    for pattern, qualifier in _BEFORE:
        if re.search(rf"(?:^|[\s(]){pattern}\s*$", before, re.IGNORECASE):
            return qualifier
    return "exact"
