"""Every identity that the counts allow is tested, with its signed gap; the others say what they lack."""

from __future__ import annotations

import pytest

from cchc_report.statement.identities import Identity, broken, identities_of


def one(counts: dict[str, int], id_: str) -> Identity:
    return next(identity for identity in identities_of(counts) if identity.id == id_)


@pytest.mark.parametrize(
    ("id_", "counts", "gap"),
    [
        ("intake", {"received": 590, "carried_over": 34, "total": 624}, 0),
        ("intake", {"received": 590, "carried_over": 35, "total": 624}, 1),
        ("intake", {"received_online": 300, "received_direct": 290, "carried_over": 34, "total": 624}, 0),
        ("channels", {"received": 590, "received_online": 300, "received_direct": 280}, -10),
        ("channels", {"received": 590, "received_online": 300, "received_direct": 280, "received_postal": 10}, 0),
        ("outcome", {"total": 624, "settled": 581, "pending": 33}, -10),
        ("outcome", {"total": 624, "settled": 581, "pending": 33, "returned": 8, "withdrawn": 2}, 0),
        ("outcome", {"total": 624, "settled": 581, "pending_in_time": 30, "pending_overdue": 3, "returned": 10}, 0),
        ("outcome", {"received": 590, "carried_over": 34, "settled": 581, "pending": 33, "returned": 10}, 0),
        ("outcome", {"received": 590, "settled": 581, "pending": 10}, 1),
        ("timeliness", {"settled": 581, "early_or_on_time": 580, "late": 1}, 0),
        ("timeliness", {"settled": 581, "early_or_on_time": 580, "late": 3}, 2),
        ("timeliness_by_day", {"settled": 581, "early": 500, "on_due_date": 80, "late": 1}, 0),
        ("on_time", {"early_or_on_time": 580, "early": 500, "on_due_date": 79}, -1),
        ("pending", {"pending": 33, "pending_in_time": 33, "pending_overdue": 0}, 0),
        ("notices", {"notices": 5544, "notices_online": 4576, "notices_direct": 968}, 0),
        # Parts without all their fellows must still not exceed the whole.
        ("notices", {"notices": 5544, "notices_online": 5545}, 1),
        ("timeliness_by_day", {"settled": 5, "late": 6}, 1),
        ("part.settled_online", {"settled": 5, "settled_online": 6}, 1),
        ("part.procedures_disclosed", {"procedures": 124, "procedures_disclosed": 124}, 0),
        ("part.petitions_resolved", {"petitions_received": 1, "petitions_resolved": 2}, 1),
        ("part.due", {"total": 10, "due": 9}, 0),
    ],
)
def test_a_tested_identity(id_: str, counts: dict[str, int], gap: int) -> None:
    identity = one(counts, id_)

    assert identity.gap == gap
    assert identity.status == ("holds" if gap == 0 else "broken")
    assert broken(counts) == ({id_} if gap else frozenset())


@pytest.mark.parametrize(
    ("id_", "counts", "missing", "implied"),
    [
        ("intake", {"total": 624}, ("received", "carried_over"), None),
        ("intake", {"total": 624, "received": 590}, ("carried_over",), 34),
        ("intake", {"received": 590, "carried_over": 34}, ("total",), 624),
        ("outcome", {"total": 624, "settled": 581}, ("pending",), 43),
        ("timeliness", {"settled": 581, "early_or_on_time": 580}, ("late",), 1),
        ("timeliness", {"early_or_on_time": 580, "late": 1}, ("settled",), 581),
        ("timeliness_by_day", {"settled": 581, "late": 3}, ("early", "on_due_date"), 578),
        ("pending", {"pending": 33}, ("pending_in_time", "pending_overdue"), None),
    ],
)
def test_an_identity_that_lacks_a_count(
    id_: str, counts: dict[str, int], missing: tuple[str, ...], implied: int | None
) -> None:
    identity = one(counts, id_)

    assert (identity.status, identity.missing, identity.implied, identity.gap) == ("untestable", missing, implied, None)


def test_what_counts_as_none_is_named() -> None:
    counts = {"received": 590, "settled": 581, "pending": 9}

    assert one(counts, "outcome").assumed_absent == ("carried_over", "returned", "withdrawn")


def test_one_way_to_divide_the_settled_is_told_not_two() -> None:
    ids = {each.id for each in identities_of({"settled": 9, "early": 4, "on_due_date": 4, "late": 1})}
    assert {"timeliness_by_day"} == ids & {"timeliness", "timeliness_by_day", "on_time"}

    together = {"settled": 9, "early": 4, "on_due_date": 4, "early_or_on_time": 8, "late": 1}
    ids = {each.id for each in identities_of(together)}
    assert {"timeliness", "on_time"} == ids & {"timeliness", "timeliness_by_day", "on_time"}


def test_no_counts_no_identities() -> None:
    assert identities_of({}) == ()
