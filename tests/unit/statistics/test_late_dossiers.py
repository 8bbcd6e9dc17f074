"""When an explanation is accepted: received 22/9/2020, due 01/10/2020, ended 05/10/2020 on the system."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cchc_report.statistics import LateDossier, Verdict, assess_late_dossiers, classify, compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

EVIDENCE = (
    {"id": "TL-01", "number": "1691/XN-SCT", "dated": "2020-09-30", "title": "Xác nhận", "location": "trang 1"},
    {"id": "TL-02", "dated": "2020-09-30", "title": "Sổ bàn giao"},
)


def explanation(code: str, **others: Any) -> dict[str, Any]:
    return {
        "dossier_code": code,
        "cause": "system_entry",
        "ended_in_fact_on": "2020-09-30",
        "proof": "TL-01; TL-02",
    } | others


def late_dossiers(procedure: str = "P1", **changes: Any) -> tuple[LateDossier, ...]:
    registers = make_registers(
        dossiers=[dossier("2020-09-22", "2020-10-01", "2020-10-05", code="A", procedure_code=procedure)],
        explanations=[explanation("A", **changes)],
        evidence=EVIDENCE,
    )
    return assess_late_dossiers(classify(registers, make_parameters(), CALENDAR), registers)


@pytest.mark.parametrize(
    ("procedure", "changes", "verdict"),
    [
        ("P1", {}, Verdict.PROVEN),
        ("P1", {"ended_in_fact_on": "2020-10-01"}, Verdict.PROVEN),
        ("P1", {"ended_in_fact_on": "2020-09-22"}, Verdict.PROVEN),
        ("P1", {"ended_in_fact_on": "2020-10-02"}, Verdict.END_AFTER_DUE),
        ("P1", {"ended_in_fact_on": "2020-09-21"}, Verdict.END_BEFORE_RECEPTION),
        ("P1", {"ended_in_fact_on": None}, Verdict.NO_END_IN_FACT),
        ("P1", {"proof": None}, Verdict.NO_PROOF),
        ("P1", {"proof": " ; "}, Verdict.NO_PROOF),
        ("P1", {"proof": "TL-01; TL-09"}, Verdict.UNKNOWN_PROOF),
        ("P1", {"cause": "late_in_fact"}, Verdict.LATE_IN_FACT),
        ("P1", {"cause": "one_way_procedure", "ended_in_fact_on": None, "proof": None}, Verdict.NO_PROOF),
        ("N1", {"cause": "one_way_procedure", "ended_in_fact_on": None, "proof": None}, Verdict.ONE_WAY),
        ("N1", {"proof": "TL-01"}, Verdict.ONE_WAY),
        ("N1", {"proof": "TL-09"}, Verdict.UNKNOWN_PROOF),
        ("N1", {"cause": "late_in_fact"}, Verdict.LATE_IN_FACT),
    ],
)
def test_verdict(procedure: str, changes: dict[str, Any], verdict: Verdict) -> None:
    (found,) = late_dossiers(procedure, **changes)
    assert found.verdict is verdict
    assert found.accepted is (verdict in {Verdict.ONE_WAY, Verdict.PROVEN})
    assert found.reason is verdict.value


def test_late_dossier_carries_what_a_reviewer_ticks_off() -> None:
    (found,) = late_dossiers()
    assert (found.code, found.position, found.population, found.procedure) == ("A", 0, "core", "Cấp phép kinh doanh")
    assert (found.received_on, found.due_on, found.ended_on) == (
        date(2020, 9, 22),
        date(2020, 10, 1),
        date(2020, 10, 5),
    )
    assert found.days_late == 2  # Friday and Monday
    assert found.explanation is not None
    assert [(e.id, e.number, e.dated, e.location) for e in found.explanation.evidence] == [
        ("TL-01", "1691/XN-SCT", date(2020, 9, 30), "trang 1"),
        ("TL-02", None, date(2020, 9, 30), None),
    ]


def test_proof_that_is_not_in_the_register_is_named() -> None:
    (found,) = late_dossiers(proof="TL-01;TL-09;TL-01")
    assert found.explanation is not None
    assert found.explanation.proof == ("TL-01", "TL-09")
    assert found.explanation.unknown_proof == ("TL-09",)


def test_only_late_dossiers_are_assessed_core_first_then_by_reception() -> None:
    registers = make_registers(
        dossiers=[
            dossier("2020-03-02", "2020-03-10", "2020-03-11", code="N", procedure_code="N1"),
            dossier("2020-05-04", "2020-05-11", "2020-05-12", code="B", procedure_code="X9", procedure_name="Lạ"),
            dossier("2020-04-06", "2020-04-13", "2020-04-14", code="A"),
            dossier("2020-04-06", "2020-04-13", "2020-04-13", code="C"),
            dossier("2020-04-06", "2020-04-13", None, "processing", code="D"),
        ],
        explanations=[explanation("C")],
    )
    found = assess_late_dossiers(classify(registers, make_parameters(), CALENDAR), registers)
    assert [(d.code, d.verdict, d.procedure) for d in found] == [
        ("A", Verdict.NO_EXPLANATION, "Cấp phép kinh doanh"),
        ("B", Verdict.NO_EXPLANATION, "Lạ"),
        ("N", Verdict.NO_EXPLANATION, "Thông báo khuyến mại"),
    ]


def test_lateness_counts_both_populations_and_the_letters_of_apology() -> None:
    registers = make_registers(
        dossiers=[
            dossier("2020-09-22", "2020-10-01", "2020-10-05", code="proven"),
            dossier("2020-09-22", "2020-10-01", "2020-10-05", code="admitted"),
            dossier("2020-09-22", "2020-10-01", "2020-10-05", code="silent"),
            dossier("2020-09-22", "2020-10-01", "2020-10-05", code="notice", procedure_code="N1"),
        ],
        explanations=[
            explanation("proven"),
            explanation("admitted", cause="late_in_fact", apology_number="12/SCT-VP", apology_date="2020-10-06"),
            explanation("notice", cause="one_way_procedure", proof=None),
        ],
        evidence=EVIDENCE,
    )
    measures = compute_statistics(registers, make_parameters(), CALENDAR).measures
    assert {m.id.removeprefix("lateness."): int(m) for m in measures.under("lateness")} == {
        "total": 4,
        "explained": 3,
        "accepted": 2,
        "in_fact": 2,
        "apologies": 1,
        "apologies_missing": 1,
    }
    assert measures.count("notices.late.system").value == 1
    assert measures.count("notices.late.actual").value == 0
    assert measures.count("settlement.settled_late.system").value == 3
    assert measures.count("settlement.settled_late.actual").value == 2
    members = measures.count("settlement.settled_late.actual").members
    assert members is not None
    assert members.rows.tolist() == [1, 2]
