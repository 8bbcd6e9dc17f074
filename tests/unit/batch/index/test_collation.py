"""Names stand in the order of the Vietnamese alphabet, and are found without diacritics."""

from __future__ import annotations

import unicodedata

import pytest

from cchc_report.batch.index.collation import vietnamese_sort_key, without_diacritics


@pytest.mark.parametrize(
    "in_order",
    [
        # The alphabet.
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        # The tones: none, huyền, hỏi, ngã, sắc, nặng.
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["ơ", "ờ", "ở", "ỡ", "ớ", "ợ"],
        # A letter weighs more than any tone before it.
        ["bà con", "ba hoa", "bá quyền"],
        ["Dân", "Đan", "Em"],
        ["Sở Tài chính", "Sở Tài nguyên và Môi trường", "Sở Tư pháp", "Sở Văn hóa", "Sở Xây dựng", "Sở Y tế"],
        ["Ban Dân tộc", "Công an tỉnh", "Đài Phát thanh", "Sở Công Thương", "Thanh tra tỉnh", "Ủy ban", "Văn phòng"],
        # Words before longer words, numbers before letters.
        ["Sở", "Sở A", "Sở B", "Sởi"],
        ["Khu 1", "Khu 2", "Khu A"],
        # Foreign letters where Latin puts them; other scripts last.
        ["e", "f", "g", "i", "j", "k", "v", "w", "x", "y", "z", "я"],
        # Small before capital where nothing else differs.
        ["sở", "Sở", "SỞ"],
    ],
)
def test_order(in_order: list[str]) -> None:
    backwards = in_order[::-1]

    assert sorted(backwards, key=vietnamese_sort_key) == in_order
    assert sorted(in_order[1::2] + in_order[::2], key=vietnamese_sort_key) == in_order


def test_spelling_in_bytes_does_not_matter() -> None:
    composed = unicodedata.normalize("NFC", "Sở Y tế")
    decomposed = unicodedata.normalize("NFD", "Sở Y tế")

    assert vietnamese_sort_key(composed)[:3] == vietnamese_sort_key(decomposed)[:3]
    assert vietnamese_sort_key("Sở  Y tế ")[:3] == vietnamese_sort_key("Sở Y tế")[:3]


def test_without_diacritics() -> None:
    assert without_diacritics("Sở Công Thương") == "so cong thuong"
    assert without_diacritics(" ĐẶNG  Ưu-Đãi ") == "dang uu-dai"
    assert without_diacritics(unicodedata.normalize("NFD", "Sở Y tế")) == "so y te"
