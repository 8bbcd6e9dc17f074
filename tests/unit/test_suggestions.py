"""The nearest known name is found whatever the user's keyboard did to it."""

from __future__ import annotations

import unicodedata

import pytest

from cchc_report.suggestions import nearest

NAMES = ["working_days", "legal_bases", "Trạng thái", "Đã trả kết quả", "sct"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("working_day", "working_days"),
        ("Working-Days", "working_days"),
        ("legal_base", "legal_bases"),
        ("trang thai", "Trạng thái"),
        (unicodedata.normalize("NFD", "Trạng thái"), "Trạng thái"),
        ("Da tra ket qua", "Đã trả kết quả"),
        ("stc", "sct"),
        ("quite something else", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_nearest_name(written: str, meant: str | None) -> None:
    assert nearest(written, NAMES) == meant


def test_no_candidates() -> None:
    assert nearest("anything", []) is None


def test_the_spelling_without_diacritics_wins_over_a_similar_name() -> None:
    assert nearest("ma ho so", ["Mã hồ sơ cũ", "Mã hồ sơ"]) == "Mã hồ sơ"
