"""Numbers are given out in the order of mention, none is left out, and a name keeps its own."""

from __future__ import annotations

from cchc_report.presentation.numbering import Numbering, roman_numeral


def test_a_name_gets_the_next_number_and_keeps_it() -> None:
    tables = Numbering()
    assert [tables[name] for name in ("form", "late", "form", "scores", "late")] == [1, 2, 1, 3, 2]


def test_annexes_bear_roman_numerals() -> None:
    annexes = Numbering()
    assert [annexes.roman(name) for name in ("a", "b", "a", "c")] == ["I", "II", "I", "III"]


def test_roman_numerals_as_everybody_writes_them() -> None:
    written = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
    assert " ".join(map(roman_numeral, range(1, 22))) == written
