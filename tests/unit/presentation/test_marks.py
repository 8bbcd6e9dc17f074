"""Marks: what a number in a sentence is survives f-strings and sums, and nothing from outside can claim to be it."""

from __future__ import annotations

import pytest

from cchc_report.presentation.marks import linked, marked_figure, pieces, stated, without_marks

WRITTEN = stated("bố trí 02 công chức")


@pytest.mark.parametrize(
    "sentence",
    [
        f"Đề nghị {WRITTEN}.",
        f"Đề nghị {WRITTEN!s:s}.".replace(str(WRITTEN), format(WRITTEN)),
        "Đề nghị " + WRITTEN + ".",
        f"{'Đề nghị ' + WRITTEN}" + ".",
    ],
)
def test_stated_text_stays_apart_in_a_sentence(sentence: str) -> None:
    assert [(piece.kind, piece.text) for piece in pieces(sentence)] == [
        ("plain", "Đề nghị "),
        ("stated", "bố trí 02 công chức"),
        ("plain", "."),
    ]
    assert without_marks(sentence) == "Đề nghị bố trí 02 công chức."


def test_stated_text_is_text_everywhere_else() -> None:
    assert WRITTEN == "bố trí 02 công chức"
    assert {WRITTEN: 1}["bố trí 02 công chức"] == 1
    assert WRITTEN.split()[1] == "trí"
    assert f"{WRITTEN:>20}".count("\u0020") > 4
    assert without_marks(WRITTEN) == WRITTEN


def test_a_link_and_a_figure_carry_where_they_lead() -> None:
    sentence = f"{marked_figure('a.b', '581')} hồ sơ, {linked('97,11/100', 'diem-tong')} điểm"
    assert [(piece.kind, piece.text, piece.target) for piece in pieces(sentence)] == [
        ("figure", "581", "a.b"),
        ("plain", " hồ sơ, ", ""),
        ("link", "97,11/100", "diem-tong"),
        ("plain", " điểm", ""),
    ]


def test_a_mark_inside_a_mark_is_only_text() -> None:
    assert [piece.text for piece in pieces(stated(f"xem {linked('Bảng 1', 'bang-1')}") + "!")] == ["xem Bảng 1", "!"]


@pytest.mark.parametrize("sign", ["\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4", "\ufdef"])
def test_no_character_of_a_mark_reaches_a_reader(sign: str) -> None:
    for text in (f"a{sign}b", f"{stated(f'a{sign}b')}", f"{linked(f'a{sign}b', 'x')}"):
        assert "".join(piece.text for piece in pieces(text)) == "ab"
