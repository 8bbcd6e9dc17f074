"""A printed percentage is read with its precision; a share prints so half up, on the exact fraction."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc_report.statement.percent_text import PercentText, read_percentage


@pytest.mark.parametrize(
    ("text", "value", "decimals", "qualifier"),
    [
        ("99,8%", "99.8", 1, "exact"),
        ("99.8 %", "99.8", 1, "exact"),
        ("99,80%", "99.8", 2, "exact"),
        ("100%", "100", 0, "exact"),
        ("40%", "40", 0, "exact"),
        ("1,25%", "1.25", 2, "exact"),
        ("99,8", "99.8", 1, "exact"),
        ("99,8 phần trăm", "99.8", 1, "exact"),
        ("đạt 99,8%", "99.8", 1, "exact"),
        ("580/581 hồ sơ (99,8%)", "99.8", 1, "exact"),
        ("102,5%", "102.5", 1, "exact"),
        ("1.234,5%", "1234.5", 1, "exact"),
        ("trên 99%", "99", 0, "above"),
        ("đạt trên 99%", "99", 0, "above"),
        ("hơn 99%", "99", 0, "above"),
        (">99%", "99", 0, "above"),
        ("≥ 99%", "99", 0, "at_least"),
        ("từ 99% trở lên", "99", 0, "at_least"),
        ("dưới 1%", "1", 0, "below"),
        ("không quá 1%", "1", 0, "at_most"),
        ("gần 100%", "100", 0, "nearly"),
        ("khoảng 99,8%", "99.8", 1, "about"),
        ("~ 40%", "40", 0, "about"),
    ],
)
def test_what_a_text_states(text: str, value: str, decimals: int, qualifier: str) -> None:
    assert read_percentage(text) == PercentText(Fraction(value), decimals, qualifier)  # type: ignore[arg-type]  # from the table


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "tất cả",
        "99-100%",
        "-5%",
        "98% và 99%",
        "580/581",
        "đạt 99,8",
        "9,9,8%",
        "99,1234567890%",
        "1" * 40 + "%",
    ],
)
def test_what_states_no_single_percentage(text: str) -> None:
    assert read_percentage(text) is None


@pytest.mark.parametrize(
    ("text", "numerator", "denominator", "prints_so"),
    [
        ("99,8%", 580, 581, True),
        ("99,8%", 579, 581, False),  # 99,66
        ("99,80%", 580, 581, False),  # 99,83
        ("99,83%", 580, 581, True),
        ("12,5%", 1, 8, True),
        ("13%", 1, 8, True),  # 12,5 goes up
        ("12%", 1, 8, False),
        ("2,5%", 49, 2000, True),  # 2,45 goes up
        ("2,4%", 49, 2000, False),
        ("100%", 581, 581, True),
        ("100%", 580, 581, True),  # 99,83
        ("100,0%", 580, 581, False),
        ("0%", 0, 5, True),
        ("50%", 1, 0, False),
        ("102,5%", 41, 40, True),
        ("trên 99%", 580, 581, True),
        ("trên 99%", 99, 100, False),
        ("ít nhất 99%", 99, 100, True),
        ("dưới 1%", 1, 100, False),
        ("dưới 1%", 1, 101, True),
        ("không quá 1%", 1, 100, True),
        ("gần 100%", 199, 200, True),
        ("gần 100%", 200, 200, False),
        ("gần 100%", 98, 100, False),
        ("khoảng 40%", 39, 100, True),
        ("khoảng 40%", 38, 100, False),
    ],
)
def test_which_shares_print_so(text: str, numerator: int, denominator: int, prints_so: bool) -> None:
    share = read_percentage(text)

    assert share is not None
    assert share.admits(numerator, denominator) is prints_so


def test_all_numerators_of_a_large_whole() -> None:
    share = read_percentage("48,6%")

    assert share is not None
    # 48,55% of 268763 is 130484,4 and 48,65% is 130753,2.
    assert share.numerators(268763) == range(130485, 130754)
