"""Numbers of tables, charts and annexes, in the order in which the report first speaks of them."""

from __future__ import annotations

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Numbering(dict[str, int]):
    """Gives each name the next number when it is first asked for: no number is left out where a part is not shown.

    A cell that is run again gets its numbers again.

    Example:
        >>> tables = Numbering()
        >>> tables["form"], tables["late"], tables["form"]
        (1, 2, 1)
    """

    def __missing__(self, name: str) -> int:
        self[name] = len(self) + 1
        return self[name]

    def roman(self, name: str) -> str:
        """Return the number of `name` in Roman numerals, as annexes bear them."""
        return roman_numeral(self[name])


def roman_numeral(number: int) -> str:
    """Return a positive number in Roman numerals.

    Example:
        >>> roman_numeral(4), roman_numeral(19)
        ('IV', 'XIX')
    """
    written = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        written += numeral * count
    return written
