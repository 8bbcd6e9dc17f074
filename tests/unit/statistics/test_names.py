from __future__ import annotations

import unicodedata

import pytest

from cchc_report.statistics.names import comparison_key, distinct_slugs, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoá chất", "Hóa chất"),
        ("Thuỷ sản", "Thủy sản"),
        ("  Điện  lực ", "điện lực"),
        ("Xúc tiến thương mại", unicodedata.normalize("NFD", "Xúc tiến thương mại")),
    ],
)
def test_spellings_of_one_name_compare_equal(one: str, other: str) -> None:
    assert comparison_key(one) == comparison_key(other)


@pytest.mark.parametrize(("one", "other"), [("Đăng ký khuyến mại", "Thông báo khuyến mại"), ("má", "mà"), ("mơ", "mo")])
def test_different_names_compare_different(one: str, other: str) -> None:
    assert comparison_key(one) != comparison_key(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lưu thông hàng hóa trong nước", "luu_thong_hang_hoa_trong_nuoc"),
        ("Điện, năng lượng (mới)", "dien_nang_luong_moi"),
        ("In", "linh_vuc_in"),
        ("5S", "linh_vuc_5s"),
        ("???", "linh_vuc"),
    ],
)
def test_slug_is_a_word_that_an_attribute_path_can_hold(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_slugs_are_distinct_and_keep_off_reserved_words() -> None:
    assert distinct_slugs(["Dầu", "Đậu", "Total"], reserved=("total",)) == ("dau", "dau_2", "total_2")
