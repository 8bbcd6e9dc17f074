"""The nearest explanation of a gap, and that it would break nothing else."""

from __future__ import annotations

import pytest

from cchc_report.statement import ClaimedPercentage, Statement, assess
from cchc_report.statement.explanations import Explanation
from cchc_report.statement.percent_text import read_percentage
from cchc_report.statement.slips import slip_between


def explanations(counts: dict[str, int]) -> tuple[Explanation, ...]:
    (found,) = [each.explanations for each in assess(Statement("x", counts)).identities if each.explanations]
    return found


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [
        (5814, 5841, "transposed"),
        (581, 518, "transposed"),
        (158, 581, None),
        (185, 581, None),
        (58, 581, "digit_missing"),
        (5811, 581, "digit_extra"),
        (5810, 581, "zeros"),
        (5, 5000, "zeros"),
        (581000, 581, "zeros"),
        (5, 5544, "group"),
        (581, 591, "one_digit"),
        (5, 6, None),
        (581, 581, None),
        (581, -1, None),
        (0, 10, "digit_missing"),
    ],
)
def test_slips(written: int, meant: int, slip: str | None) -> None:
    assert slip_between(written, meant) == slip


@pytest.mark.parametrize(
    ("counts", "kind", "keys"),
    [
        # Returned dossiers stand in `settled` already.
        ({"total": 614, "settled": 581, "pending": 33, "returned": 10}, "counted_twice", ("returned",)),
        # A count of the report's own is as large as what is missing.
        ({"total": 624, "settled": 581, "pending": 33, "returned": 0, "stopped": 10}, "left_out", ("stopped",)),
        # What was carried over stands in `received` already.
        ({"received": 100, "carried_over": 7, "total": 100, "rejected": 7}, "counted_twice", ("carried_over",)),
        ({"total": 624, "settled": 581, "pending": 33}, "not_given", ("returned", "withdrawn")),
        ({"received": 590, "settled": 581, "pending": 43}, "not_given", ("carried_over",)),
        ({"received": 590, "received_online": 400, "received_direct": 180}, "not_given", ("received_postal",)),
        ({"settled": 581, "early_or_on_time": 580, "late": 5000}, "unnamed_overlap", ()),
        ({"settled": 99581, "early_or_on_time": 580, "late": 77}, "unnamed", ()),
        # Returned and withdrawn dossiers together are what is missing; one of them alone is not.
        (
            {"settled": 650, "early_or_on_time": 630, "late": 10, "returned": 7, "withdrawn": 3},
            "left_out",
            ("returned", "withdrawn"),
        ),
        (
            {"total": 61, "settled": 50, "pending": 11, "returned": 7, "withdrawn": 3},
            "counted_twice",
            ("returned", "withdrawn"),
        ),
    ],
)
def test_the_nearest_explanation(counts: dict[str, int], kind: str, keys: tuple[str, ...]) -> None:
    nearest = explanations(counts)[0]

    assert (nearest.kind, nearest.keys) == (kind, keys)


def test_a_transposed_number_is_found_and_corrected() -> None:
    nearest = explanations({"received": 509, "carried_over": 34, "total": 624, "settled": 581, "pending": 43})[0]

    assert (nearest.kind, nearest.keys, nearest.slip) == ("slip", ("received",), "transposed")
    assert (nearest.written, nearest.meant) == (509, 590)


def test_one_wrong_digit_is_said_only_where_nothing_better_is_and_never_alone() -> None:
    """A gap of 10 is one digit of 630, 10 or 650: such a slip explains everything, and so hardly anything."""
    found = explanations({"settled": 650, "early_or_on_time": 630, "late": 10})
    assert [(each.kind, each.slip) for each in found] == [
        ("slip", "one_digit"),
        ("slip", "one_digit"),
        ("unnamed", None),
    ]
    better = explanations({"settled": 650, "early_or_on_time": 630, "late": 10, "stopped": 10})
    assert [(each.kind, each.keys) for each in better] == [("left_out", ("stopped",))]


def test_one_number_that_closes_two_gaps_comes_first() -> None:
    """Both sums are 1.137, so the total is wrong, whatever slip made 1.000 of it."""
    counts = {"received": 1100, "carried_over": 37, "total": 1000, "settled": 1077, "pending": 60}
    for each in assess(Statement("x", counts)).identities:
        if each.identity.status == "broken":
            nearest = each.explanations[0]
            assert (nearest.kind, nearest.keys, nearest.slip) == ("one_number", ("total",), None)
            assert (nearest.written, nearest.meant) == (1000, 1137)


def test_one_number_comes_before_a_count_that_happens_to_be_as_large() -> None:
    counts = {"received": 1000, "carried_over": 50, "total": 1000, "settled": 990, "pending": 60}
    kinds = [[found.kind for found in each.explanations] for each in assess(Statement("x", counts)).identities[:3]]
    assert kinds == [["one_number", "counted_twice"], [], ["one_number", "included_elsewhere"]]


def test_nobody_writes_digits_for_a_zero() -> None:
    """30 too many: the 30 returned dossiers stand in `settled` already; that 30 was meant to be 0 is no explanation."""
    found = explanations({"total": 850, "settled": 800, "pending": 50, "returned": 30})
    assert [(each.kind, each.keys) for each in found] == [("counted_twice", ("returned",))]


def test_a_slip_that_would_break_another_identity_is_no_explanation() -> None:
    # 642 for 624 would mend the intake, but the total is right elsewhere.
    found = explanations({"received": 608, "carried_over": 34, "total": 624, "settled": 591, "pending": 33})

    assert not [each for each in found if each.keys == ("total",)]


def test_a_slip_that_would_break_a_percentage_is_no_explanation() -> None:
    counts = {"settled": 100, "early_or_on_time": 59, "late": 5}
    corrected = [each for each in explanations(counts) if each.keys == ("early_or_on_time",)]
    assert [each.meant for each in corrected] == [95]

    share = read_percentage("59%")
    assert share is not None
    statement = Statement("x", counts, (ClaimedPercentage("59%", share, "early_or_on_time", ("settled",)),))
    (found,) = [each.explanations for each in assess(statement).identities if each.explanations]
    assert not [each for each in found if each.keys == ("early_or_on_time",)]


def test_what_holds_needs_no_explanation() -> None:
    assessment = assess(Statement("x", {"settled": 2, "early_or_on_time": 1, "late": 1}))

    assert [each.explanations for each in assessment.identities] == [()] * len(assessment.identities)
