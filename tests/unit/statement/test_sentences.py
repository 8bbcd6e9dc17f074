"""What an appraiser reads: one line a finding, numbers the Vietnamese way, English beside it."""

from __future__ import annotations

import pytest

from cchc_report.errors import Language
from cchc_report.statement import ClaimedPercentage, Statement, assess
from cchc_report.statement.lines import lines_of
from cchc_report.statement.percent_text import read_percentage


def lines(counts: dict[str, int], *shares: tuple[str, str | None, str | None], language: Language = "vi") -> list[str]:
    percentages = []
    for text, claim, of in shares:
        share = read_percentage(text)
        assert share is not None
        percentages.append(ClaimedPercentage(text, share, claim, tuple(of.split("+")) if of else None))
    assessment = assess(Statement("Sở A", counts, tuple(percentages)))
    return [line.in_language(language).strip() for line in lines_of(assessment)]


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (
            {"total": 6776, "received": 6438, "carried_over": 338},
            "✓ tiếp nhận trong kỳ 6.438 + kỳ trước chuyển sang 338 = tổng số 6.776",
        ),
        (
            {"total": 624, "settled": 600, "pending": 14, "returned": 10},
            "✓ đã giải quyết 600 + đang giải quyết 14 + trả lại 10 = tổng số 624",
        ),
        (
            {"notices": 5, "notices_online": 9},
            "✗ thông báo một chiều trực tuyến 9, thừa 4 so với thông báo một chiều 5",
        ),
        (
            {"procedures": 124, "procedures_disclosed": 124},
            "✓ thủ tục hành chính được công khai 124 ≤ thủ tục hành chính 124",
        ),
        ({"total": 624, "settled": 581, "pending": 33}, "khớp nếu trả lại / rút hồ sơ (không nêu) là 10"),
        ({"total": 624, "settled": 581, "pending": 33, "stopped": 10}, "bằng đúng stopped (10): cộng thêm thì khớp"),
        (
            {"total": 624, "settled": 518, "pending": 43, "returned": 0},
            "có thể đã giải quyết 518 là 581 (đảo chữ số): sửa vậy thì khớp, không lệch chỗ khác",
        ),
        ({"total": 9}, "– tiếp nhận trong kỳ + kỳ trước chuyển sang = tổng số: chỉ nêu tổng số"),
    ],
)
def test_sums(counts: dict[str, int], line: str) -> None:
    assert line in lines(counts)


@pytest.mark.parametrize(
    ("counts", "claim", "line"),
    [
        ({}, "settled", "thiếu mẫu số: cần nêu thêm một trong các số tiếp nhận trong kỳ, tổng số"),
        ({}, "notices_online", "thiếu mẫu số: cần nêu thêm thông báo một chiều"),
        ({"settled": 0}, "early", "các số đã nêu không cho mẫu số nào để thử"),
    ],
)
def test_a_percentage_that_cannot_be_tested_says_what_is_missing(counts: dict[str, int], claim: str, line: str) -> None:
    assert line in lines(counts, ("99,8%", claim, None))


ELSEWHERE = "số khác in ra đúng như vậy (nhầm chỉ tiêu, hoặc ngẫu nhiên trùng): "
COUNTS = {"received": 1000, "carried_over": 100, "total": 1100, "settled": 950, "late": 20, "pending": 150}


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (("2,1%", "late", "settled"), ['✓ "2,1%" quá hạn trên đã giải quyết: 20/950 = 2,1% (quá hạn / đã giải quyết)']),
        (
            ("2%", "late", None),
            [
                '? "2%" quá hạn, không nêu mẫu số: nhiều cách hiểu',
                "20/950 = 2% (quá hạn / đã giải quyết)",
                "20/1.000 = 2% (quá hạn / tiếp nhận trong kỳ)",
                "20/1.100 = 2% (quá hạn / tổng số)",
            ],
        ),
        (
            ("3,3%", "late", "settled"),
            [
                '✗ "3,3%" quá hạn trên đã giải quyết: không thể có từ các số đã nêu',
                (
                    "gần nhất: 20/950 = 2,1% (quá hạn / đã giải quyết); "
                    "20/1.000 = 2,0% (quá hạn / tiếp nhận trong kỳ); "
                    "20/1.100 = 1,8% (quá hạn / tổng số)"
                ),
                (
                    "muốn in ra như vậy phải là: 31/950 = 3,3% (trên đã giải quyết); "
                    "33/1.000 = 3,3% (trên tiếp nhận trong kỳ); 36/1.100 = 3,3% (trên tổng số)"
                ),
            ],
        ),
        (
            ("2,0%", "late", "settled"),
            [
                '✗ "2,0%" quá hạn trên đã giải quyết: 20/1.000 = 2,0% (quá hạn / tiếp nhận trong kỳ)',
                "không khớp với mẫu số đã ghi, nhưng khớp với mẫu số khác",
            ],
        ),
        (
            ("3,3%", "late", "due"),
            [
                '– "3,3%" quá hạn trên đến hạn trong kỳ: chưa kiểm tra được',
                "mẫu số đến hạn trong kỳ không nêu trong số liệu",
            ],
        ),
        (
            ("trên 97%", "early_or_on_time", "settled"),
            [
                (
                    '✓ "trên 97%" trước hạn và đúng hạn trên đã giải quyết: 930/950 = 97,89% '
                    "(trước hạn và đúng hạn [= đã giải quyết − quá hạn] / đã giải quyết)"
                )
            ],
        ),
        (
            ("90%", "early", "settled"),
            [
                '? "90%" trước hạn trên đã giải quyết: nhiều cách hiểu',
                "9 tử số, từ 851 đến 859, trên 950 (đã giải quyết)",
            ],
        ),
        (
            ("99,8%", "early", "settled"),
            ["mâu thuẫn với quá hạn 20: (950 − 20)/950 chỉ là 97,9% (xét trên đã giải quyết)"],
        ),
        (
            ("86,4%", "late", "total"),
            [f"{ELSEWHERE}950/1.100 = 86,4% (đã giải quyết / tổng số)"],
        ),
    ],
)
def test_percentages(share: tuple[str, str | None, str | None], expected: list[str]) -> None:
    found = lines(COUNTS, share)

    assert [line for line in found if line in expected] == expected


def test_more_is_settled_than_can_be() -> None:
    found = lines({"settled": 581, "total": 624}, ("94,6%", "early", "total"))

    assert "mâu thuẫn với đã giải quyết 581: nhiều nhất là 581/624 = 93,1% (xét trên tổng số)" in found


def test_english_numbers() -> None:
    found = lines({"total": 6776, "received": 6438, "carried_over": 339}, ("1,3%", "late", None), language="en")

    assert "✗ received in the period 6,438 + carried over 339 = 6,777, 1 too many against total 6,776" in found
    assert '? "1,3%" late, whole not stated: ambiguous' in found


def test_no_line_is_empty_or_forgotten_in_one_language() -> None:
    shares = (("2%", "late", None), ("3,3%", "late", "settled"), ("99,8%", "early", "settled"), ("50%", None, "due"))
    vietnamese, english = lines(COUNTS, *shares), lines(COUNTS, *shares, language="en")

    assert len(vietnamese) == len(english)
    assert all(vietnamese)
    assert all(english)
