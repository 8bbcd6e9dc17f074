"""Promulgation, disclosure, review, petitions."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_report.measures import Measures, Ratio, Unavailable
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, make_parameters, make_registers


def measured(**rows: Any) -> Measures:
    return compute_statistics(make_registers(**rows), make_parameters(), CALENDAR).measures


def values(measures: Measures, section: str) -> dict[str, Any]:
    return {
        m.id.removeprefix(f"{section}."): f"{m:n/d}" if isinstance(m, Ratio) else m.value
        for m in measures.under(section)
    }


def test_decisions_of_the_period_count_edges_included() -> None:
    days = ("2019-12-31", "2020-01-01", "2020-05-27", "2020-12-07", "2020-12-08")
    rows = [
        {
            "number": f"{n}/QĐ-UBND",
            "promulgated_on": day,
            "summary": "Công bố",
            "late_reason": "muộn" if n > 1 else None,
        }
        for n, day in enumerate(days)
    ]
    measures = measured(decisions=rows)
    assert [measures.count(f"promulgation.{name}").value for name in ("decisions", "late")] == [3, 2]


def procedure(code: str, level: str, centre: bool | None, site: bool | None, process: bool | None) -> dict[str, Any]:
    return {
        "code": code,
        "name": code,
        "field": "Điện",
        "level": level,
        "kind": "settled",
        "disclosed_at_centre": centre,
        "disclosed_on_site": site,
        "internal_process_approved": process,
        "new_in_year": code == "a",
    }


CATALOGUE = (
    procedure("a", "province", True, True, True),
    procedure("b", "province", None, False, True),
    procedure("c", "province", False, True, None),
    procedure("d", "district", None, True, None),
    procedure("e", "district", None, None, None),
)


def test_disclosure_divides_by_every_procedure_of_the_level() -> None:
    found = values(measured(procedures=CATALOGUE), "disclosure")
    assert found == {
        "centre.province": "1/3",
        "centre.district": "0/0",  # all blank: district procedures are not handled at the provincial centre
        "centre.commune": "0/0",
        "site.province": "2/3",
        "site.district": "1/2",
        "site.commune": "0/0",
        "internal_process.province": "2/3",
        "internal_process.district": "0/2",  # blank is not done
        "internal_process.commune": "0/0",
        "procedures.province": 3,
        "procedures.district": 2,
        "procedures.commune": 0,
        "procedures.total": 5,
        "new_procedures": 1,
    }


def test_disclosure_names_the_procedures_that_are_missing() -> None:
    missing = measured(procedures=CATALOGUE).ratio("disclosure.centre.province").missing
    assert missing is not None
    assert (missing.register, missing.rows.tolist()) == ("procedures", [1, 2])


def test_new_procedures_are_unknown_without_their_column() -> None:
    found = measured(procedures=CATALOGUE, absent=["procedures.new_in_year"])["disclosure.new_procedures"]
    assert isinstance(found, Unavailable)


@pytest.mark.parametrize(
    ("plans", "completion", "planned", "reviewed"),
    [
        ([], "0/0", 0, 0),
        ([(10, 10)], "10/10", 10, 10),
        ([(10, 7)], "7/10", 10, 7),
        ([(10, 7), (5, 9)], "12/15", 15, 16),  # the surplus of one plan does not fill the other
    ],
)
def test_review_completion(plans: list[tuple[int, int]], completion: str, planned: int, reviewed: int) -> None:
    rows = [
        {"plan_number": f"{n}/QĐ-UBND", "plan_date": "2020-02-03", "planned": p, "reviewed": r, "problems_found": 2}
        for n, (p, r) in enumerate(plans)
    ]
    assert values(measured(reviews=rows), "review") == {
        "plans": len(plans),
        "planned": planned,
        "reviewed": reviewed,
        "problems_found": 2 * len(plans),
        "completion": completion,
    }


def test_petitions_at_the_end_of_the_period() -> None:
    dates = [
        ("2019-11-01", "2019-12-31"),  # resolved before the period
        ("2019-11-01", "2020-01-01"),  # carried over, resolved
        ("2019-11-01", None),  # carried over, pending
        ("2020-01-01", "2020-12-07"),  # resolved on the last day
        ("2020-12-07", "2020-12-08"),  # resolved after the period: pending at its end
        ("2020-12-08", None),  # after the period
    ]
    rows = [{"id": str(n), "received_on": r, "resolved_on": s, "summary": "x"} for n, (r, s) in enumerate(dates)]
    assert values(measured(petitions=rows), "petitions") == {
        "received": 2,
        "carried_over": 2,
        "resolved": 2,
        "pending": 2,
    }
