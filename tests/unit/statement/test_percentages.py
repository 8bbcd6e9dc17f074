"""Which pairs print as a percentage: the stated one first, then the same count elsewhere, then any number."""

from __future__ import annotations

import pytest

from cchc_report.statement import ClaimedPercentage
from cchc_report.statement.assessment import percentage_sums
from cchc_report.statement.percent_text import read_percentage
from cchc_report.statement.percentages import PercentageResult, assess_percentage

COUNTS = {"received": 1000, "carried_over": 100, "total": 1100, "settled": 950, "late": 20, "pending": 150}


def claimed(text: str, claim: str | None, of: str | None) -> ClaimedPercentage:
    share = read_percentage(text)
    assert share is not None
    return ClaimedPercentage(text, share, claim, tuple(of.split("+")) if of else None)


def result(text: str, claim: str | None, of: str | None, **more: int) -> PercentageResult:
    return assess_percentage(claimed(text, claim, of), {**COUNTS, **more})


@pytest.mark.parametrize(
    ("text", "claim", "of", "verdict", "as_stated", "pairs"),
    [
        # The stated pair.
        ("2,1%", "late", "settled", "identified", True, [(20, 950)]),
        ("97,9%", "early_or_on_time", "settled", "identified", True, [(930, 950)]),
        ("86,4%", "settled", "total", "identified", True, [(950, 1100)]),
        ("1,8%", "late", "settled+pending", "identified", True, [(20, 1100)]),
        # No whole stated: one fits, or several.
        ("2,0%", "late", None, "identified", None, [(20, 1000)]),
        ("2%", "late", None, "ambiguous", None, [(20, 950), (20, 1000), (20, 1100)]),
        # Another whole than the stated one.
        ("1,8%", "late", "settled", "identified", False, [(20, 1100)]),
        # A stated whole that is not given.
        ("1,8%", "late", "due", "identified", None, [(20, 1100)]),
        ("7,7%", "late", "due", "untestable", None, []),
        ("50%", "petitions_resolved", "petitions_received", "untestable", None, []),
        # None.
        ("3,3%", "late", "settled", "impossible", False, []),
        ("3,3%", "late", None, "impossible", None, []),
    ],
)
def test_verdicts(
    text: str, claim: str, of: str | None, verdict: str, as_stated: bool | None, pairs: list[tuple[int, int]]
) -> None:
    found = result(text, claim, of)

    assert (found.verdict, found.as_stated) == (verdict, as_stated)
    assert [(pair.numerator, pair.denominator) for pair in found.candidates] == pairs


@pytest.mark.parametrize(
    ("claim", "of", "counts", "needed"),
    [
        ("late", None, {}, ("settled", "due", "received", "total")),
        ("late", None, {"late": 3}, ("settled", "due", "received", "total")),
        ("notices_online", None, {"total": 9}, ("notices",)),
        (None, None, {}, ("settled", "due", "received", "total")),
        # The whole that the report names is what is missing.
        ("late", "due", {}, ()),
        # There is a whole, and it is nothing.
        ("late", None, {"settled": 0}, ()),
    ],
)
def test_a_percentage_without_a_whole_says_what_would_help(
    claim: str | None, of: str | None, counts: dict[str, int], needed: tuple[str, ...]
) -> None:
    found = assess_percentage(claimed("3,3%", claim, of), counts)

    assert (found.verdict, found.needed) == ("untestable", needed)


def test_an_impossible_percentage_names_the_nearest_pairs() -> None:
    found = result("3,3%", "late", "settled")

    assert [(pair.numerator, pair.denominator) for pair in found.nearest] == [(20, 950), (20, 1000), (20, 1100)]
    # 3,25% to 3,35% of 950 is 30,9 to 31,8; of 1000 32,5 to 33,5; of 1100 35,75 to 36,85.
    assert [(pair.numerator, pair.last, pair.denominator) for pair in found.would_need] == [
        (31, 31, 950),
        (33, 33, 1000),
        (36, 36, 1100),
    ]
    assert not found.fits


@pytest.mark.parametrize(
    ("text", "claim", "of", "clue"),
    [
        ("1,8%", "late", "settled", "other_whole"),
        ("97,8%", "early_or_on_time", "settled", "truncated"),  # 97,89
        ("97,9%", "late", "settled", "complement"),
    ],
)
def test_clues(text: str, claim: str, of: str, clue: str) -> None:
    assert result(text, claim, of).clues == (clue,)


def test_all_by_rounding_is_not_all() -> None:
    found = result("100%", "early_or_on_time", "settled", late=1)

    assert (found.verdict, found.clues) == ("identified", ("rounded",))
    assert result("100%", "early_or_on_time", "settled", late=0).clues == ()


def test_early_may_mean_all_that_were_not_late() -> None:
    found = result("97,9%", "early", "settled")
    assert (found.verdict, found.clues, found.as_stated) == ("identified", ("other_count",), None)
    assert found.fits

    found = result("97,9%", "early", "settled", early=500, on_due_date=430)
    assert (found.verdict, found.clues, found.as_stated) == ("identified", ("other_count",), False)
    assert not found.fits


def test_where_the_count_is_not_given_every_number_is_tried() -> None:
    counts = {"settled": 257141}
    found = assess_percentage(claimed("48,6%", "early", "settled"), counts)
    (run,) = found.candidates

    # 48,55% of 257141 is 124841,96 and 48,65% is 125099,1.
    assert (found.verdict, run.numerator, run.last, run.denominator) == ("ambiguous", 124842, 125099, 257141)
    assert found.fits
    assert assess_percentage(claimed("99,8%", "early", "settled"), {"settled": 581}).verdict == "identified"
    assert assess_percentage(claimed("99,8%", "early", "settled"), {"settled": 50}).verdict == "impossible"


def test_a_given_count_leaves_no_room() -> None:
    counts = {"settled": 581, "late": 3}
    (contradiction,) = assess_percentage(claimed("99,8%", "early", "settled"), counts).contradictions
    assert (contradiction.count, contradiction.whole.name, contradiction.prints) == ("late", "settled", "99,5%")

    assert assess_percentage(claimed("90,0%", "early", "settled"), counts).contradictions == ()
    assert assess_percentage(claimed("99,8%", "early", "settled"), {"settled": 581, "late": 1}).contradictions == ()


def test_no_part_is_more_than_its_whole() -> None:
    # 250% of 581 would be 1.450 to 1.455 late ones; of 624 in all there is no room for them either.
    found = assess_percentage(claimed("250%", "late", "settled"), {"settled": 581})
    (contradiction,) = found.contradictions
    assert (contradiction.count, contradiction.value, contradiction.prints) == ("settled", 581, "100%")
    assert not found.fits
    assert not assess_percentage(claimed("120%", "received_online", "received"), {"received": 590}).fits
    assert not assess_percentage(claimed("101,0%", "pending_overdue", "total"), {"total": 100}).fits


def test_what_is_no_part_may_be_more() -> None:
    # Dossiers of the year before are settled too: 120 settled of 100 received is no contradiction.
    assert assess_percentage(claimed("120%", "settled", "received"), {"received": 100}).fits
    assert assess_percentage(claimed("100%", "late", "settled"), {"settled": 5}).fits


def test_no_more_can_be_in_time_than_were_settled() -> None:
    # 94,6% of 624 is 590 or 591, and 3 late ones would fit beside them; but only 581 were settled.
    counts = {"settled": 581, "total": 624, "late": 3}
    (contradiction,) = assess_percentage(claimed("94,6%", "early", "total"), counts).contradictions
    assert (contradiction.count, contradiction.value, contradiction.prints) == ("early_or_on_time", 578, "92,6%")

    (contradiction,) = assess_percentage(
        claimed("94,6%", "early", "total"), {"settled": 581, "total": 624}
    ).contradictions
    assert (contradiction.count, contradiction.value) == ("settled", 581)

    assert assess_percentage(claimed("92,6%", "early", "total"), {"settled": 581, "total": 624}).contradictions == ()


def test_wholes_of_one_size_are_one_pair() -> None:
    found = assess_percentage(claimed("2%", "late", None), {"received": 100, "total": 100, "late": 2})

    assert found.verdict == "identified"
    assert [whole.name for whole in found.candidates[0].denominator_is] == ["received", "total"]


def test_without_a_claim_all_counts_are_tried() -> None:
    found = result("13,6%", None, None)

    assert (found.verdict, [(p.numerator, p.denominator) for p in found.candidates]) == ("identified", [(150, 1100)])
    assert result("33,3%", None, None).verdict == "impossible"


def test_a_count_of_the_reports_own_is_a_share_of_what_its_name_begins_with() -> None:
    found = result("50%", "settled_online", None, settled_online=475)

    assert [(p.numerator, p.denominator) for p in found.candidates] == [(475, 950)]


def test_nothing_is_divided_by_zero() -> None:
    found = assess_percentage(claimed("100%", "late", "settled"), {"settled": 0, "late": 0})

    assert found.verdict == "untestable"


@pytest.mark.parametrize(
    ("shares", "gap"),
    [
        ([("99,8%", "early_or_on_time"), ("0,2%", "late")], "0"),
        ([("99,8%", "early_or_on_time"), ("0,3%", "late")], "0"),  # rounding
        ([("99,8%", "early_or_on_time"), ("0,5%", "late")], "0.3"),
        ([("48,6%", "early"), ("40%", "on_due_date"), ("7,7%", "late")], "-3.7"),
    ],
)
def test_shares_of_one_whole_add_up_to_all_of_it(shares: list[tuple[str, str]], gap: str) -> None:
    (added,) = percentage_sums([claimed(text, claim, "settled") for text, claim in shares])

    assert float(added.gap) == float(gap)


@pytest.mark.parametrize(
    "shares",
    [
        [("99,8%", "early_or_on_time", "settled"), ("0,5%", "late", "total")],
        [("99,8%", "early_or_on_time", "total"), ("0,5%", "late", "total")],
        [("99,8%", "early_or_on_time", "settled")],
        [("trên 99%", "early_or_on_time", "settled"), ("0,5%", "late", "settled")],
    ],
)
def test_shares_that_need_not_add_up(shares: list[tuple[str, str, str]]) -> None:
    assert percentage_sums([claimed(*each) for each in shares]) == ()
