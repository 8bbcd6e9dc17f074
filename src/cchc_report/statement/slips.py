"""Slips of the pen and of the keyboard: how one number is mistaken for another."""

from __future__ import annotations

from typing import Literal

Slip = Literal["transposed", "zeros", "group", "digit_missing", "digit_extra", "one_digit"]

_GROUP = 3
_SHORTEST_NUMBER = 2
"""Digits below which one wrong digit explains everything and therefore nothing."""


def slip_between(written: int, meant: int) -> Slip | None:
    """Return the slip by which `meant` was written as `written`, or `None` where no single slip does that.

    Example:
        >>> slip_between(5814, 5841)
        'transposed'
    """
    if written == meant or written < 0 or meant < 0:
        return None
    short, long = sorted((str(written), str(meant)), key=len)
    if len(short) == len(long):
        return _same_length(short, long)
    if min(written, meant) > 0 and long.startswith(short) and not long[len(short) :].strip("0"):
        return "zeros"
    if len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
        return "digit_missing" if len(str(written)) < len(str(meant)) else "digit_extra"
    if len(long) == len(short) + _GROUP and short != "0" and long.startswith(short):
        return "group"
    return None


def _same_length(one: str, other: str) -> Slip | None:
    wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return "one_digit" if len(one) >= _SHORTEST_NUMBER else None
    first, last = wrong[0], wrong[-1]
    swapped = len(wrong) == 2 and last == first + 1 and one[first] == other[last] and one[last] == other[first]  # noqa: PLR2004 - two digits change places
    return "transposed" if swapped else None
