"""Old encodings are recognised; proper Vietnamese, foreign names and plain ASCII are left alone."""

from __future__ import annotations

import unicodedata

import pytest

from cchc_report.sources.cells.legacy_text import is_syllable, legacy_values

TCVN3 = ["C«ng ty Cæ phÇn Th­¬ng m¹i", "§¬n vÞ qu¶n lý", "QuyÕt ®Þnh cña Ñy ban"]
VNI = ["Coâng ty Coå phaàn Thöông maïi", "Sôû Coâng Thöông", "Quyeát ñònh cuûa Uyû ban"]


@pytest.mark.parametrize("texts", [TCVN3, VNI])
def test_legacy_columns_are_recognised(texts: list[str]) -> None:
    assert legacy_values(texts) == [0, 1, 2]


def test_legacy_values_among_proper_ones_are_found() -> None:
    assert legacy_values(["Công ty Cổ phần Thương mại", TCVN3[0]]) == [1]


@pytest.mark.parametrize(
    "texts",
    [
        ["Công ty", "Sở Công Thương", "Hà Nội", "Cà Mau", "Phú Thọ", "Đơn vị quản lý"],
        ["Công ty TNHH Schäffler", "Société Générale", "Citroën", "Noël", "François", "Größe", "São Paulo", "El Niño"],
        ["«Hội chợ Xuân»", "© 2020", "5 × 3", "25 °C", "§ 5", "½ giá", "± 3%"],
        ["plain ASCII", "khuyen mai", "50%"],
        ["Việt Nam ®", "Bảo hiểm Prévoir®"],
        [unicodedata.normalize("NFD", "Công ty Cổ phần Thương mại")],
        ["C«ng"],
    ],
)
def test_others_are_left_alone(texts: list[str]) -> None:
    assert legacy_values(texts) == []


@pytest.mark.parametrize("word", ["nguyễn", "nghiêng", "khuyến", "trường", "uỷ", "ủy", "giếng", "quốc", "đường"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["c«ng", "coâng", "sch", "noël", "thöông", "niño"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
