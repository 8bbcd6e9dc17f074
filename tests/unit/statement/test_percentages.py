"""Which pairs print as a percentage: the stated one first, then the same count elsewhere, then any number."""

from __future__ import annotations

from dataclasses import replace

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


def test_on_time_alone_may_mean_early_or_on_time_and_that_is_no_misfit() -> None:
    counts = {"settled": 12_400, "early": 8_000, "on_due_date": 4_380, "late": 20}
    word = replace(claimed("99,8%", "on_due_date", "settled"), is_loose=True)
    found = assess_percentage(word, counts)
    assert (found.verdict, found.clues, found.as_stated, found.fits) == ("identified", ("other_count",), None, True)
    # "Vào đúng ngày hẹn" means just that.
    assert not assess_percentage(replace(word, is_loose=False), counts).fits


def test_pending_dossiers_in_time_may_be_counted_as_on_time() -> None:
    """4.455 settled in time and 480 pending in time of 5.000 are 98,7%; the settled ones alone are 89,1%."""
    counts = {"total": 5000, "settled": 4500, "early_or_on_time": 4455, "pending_in_time": 480, "pending_overdue": 20}
    found = assess_percentage(claimed("98,7%", "early_or_on_time", "total"), counts)
    assert [(pair.numerator, pair.denominator) for pair in found.candidates] == [(4935, 5000)]
    assert [each.name for each in found.candidates[0].numerator_is] == ["early_or_on_time+pending_in_time"]
    assert (found.clues, found.as_stated) == (("other_count",), False)


def test_a_rate_that_is_all_less_the_late_ones_is_recognised() -> None:
    """(500 − 4)/500 is 99,2%, but of the 470 settled ones 466 were in time, which is 99,1%."""
    counts = {"received": 500, "settled": 470, "late": 4}
    found = assess_percentage(claimed("99,2%", "early_or_on_time", None), counts)
    assert [(pair.numerator, pair.denominator) for pair in found.candidates] == [(496, 500)]
    assert (found.clues, found.as_stated, found.fits) == (("not_late",), False, False)
    # Where nobody says how many were settled, nothing speaks against it.
    found = assess_percentage(claimed("99,2%", "early_or_on_time", None), {"received": 500, "late": 4})
    assert (found.verdict, found.clues, found.fits) == ("identified", ("not_late",), True)
    # The rest of one whole is no part of another: 496 of 1.000 is a number like others.
    found = assess_percentage(claimed("49,6%", "early", None), {"received": 500, "total": 1000, "late": 4})
    assert ([(pair.numerator, pair.denominator) for pair in found.candidates], found.clues) == (
        [(248, 500), (496, 1000)],
        (),
    )
    # Where it does not fit either, only the pairs of the count itself are told.
    found = assess_percentage(claimed("50,0%", "early_or_on_time", None), counts)
    assert [(pair.numerator, pair.denominator) for pair in found.nearest] == [(466, 500), (466, 470)]
    # The late ones themselves are no rest of anything.
    assert assess_percentage(claimed("99,2%", "late", None), counts).verdict == "impossible"
    # More late ones than there are dossiers leave no rest.
    assert assess_percentage(claimed("99,2%", "early", None), {"received": 3, "late": 4}).verdict == "impossible"


def test_of_what_fell_due_the_rest_was_in_time() -> None:
    counts = {"total": 900, "due": 800, "settled": 810, "late": 8}
    found = assess_percentage(claimed("99,0%", "early_or_on_time", "due"), counts)
    assert [(pair.numerator, pair.denominator) for pair in found.candidates] == [(792, 800)]
    assert (found.as_stated, found.fits) == (True, True)
    # Of a total it was not: 890 of 900 are 98,9%, and the report counts the pending ones as in time.
    found = assess_percentage(claimed("98,9%", "early_or_on_time", "total"), counts | {"late": 10})
    assert (found.clues, found.as_stated, found.fits) == (("not_late",), False, False)


def test_wholes_of_one_size_are_one_rest() -> None:
    found = assess_percentage(claimed("99,2%", "early", None), {"received": 500, "total": 500, "late": 4})
    assert [(pair.numerator, pair.denominator) for pair in found.candidates] == [(496, 500)]


def test_the_share_of_another_unit_is_pointed_out() -> None:
    """4.576 of 5.544 notices were filed online; said of 590 dossiers, 82,54% would be 487 of them."""
    counts = {"received": 590, "notices": 5544, "notices_online": 4576}
    found = assess_percentage(claimed("82,54%", "received_online", None), counts)
    assert [(pair.numerator, pair.denominator) for pair in found.candidates] == [(487, 590)]
    assert [(pair.numerator, pair.denominator) for pair in found.elsewhere] == [(4576, 5544)]
    # Without decimals every second pair prints so.
    assert assess_percentage(claimed("83%", "received_online", None), counts).elsewhere == ()
    # Over its own whole it is no other unit.
    assert result("95,0%", "received_online", None).elsewhere == ()


def test_more_than_all_is_not_told_as_a_pair_that_was_rejected() -> None:
    found = assess_percentage(claimed("98,5%", None, None), {"received": 590, "settled": 581})
    assert [(pair.numerator, pair.denominator) for pair in found.candidates] == [(581, 590)]
    assert found.nearest == ()


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
