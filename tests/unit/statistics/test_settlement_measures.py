"""Ten dossiers with every outcome, and the figures that follow from them by hand."""

from __future__ import annotations

from typing import Any

import pytest

from cchc_report.measures import Measures, Ratio, Unavailable
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

DOSSIERS = (
    dossier("2020-03-02", "2020-03-10", "2020-03-09", channel="online"),  # 0 early
    dossier("2019-12-20", "2020-01-10", "2020-01-09"),  # 1 early, carried over
    dossier("2020-03-02", "2020-03-10", "2020-03-10", channel="postal"),  # 2 on the due day
    dossier("2020-03-02", "2020-03-10", "2020-03-12", code="LATE"),  # 3 late
    dossier("2020-03-02", None, "2020-03-12"),  # 4 undated
    dossier("2020-12-01", "2020-12-20", None, "processing", channel="online"),  # 5 pending in time
    dossier("2019-12-01", "2020-02-03", None, "processing"),  # 6 pending overdue, carried over
    dossier("2020-12-01", None, None, "supplement_requested", channel=None),  # 7 pending undated
    dossier("2020-03-02", "2020-03-10", "2020-03-12", "stopped"),  # 8 returned
    dossier("2020-03-02", "2020-03-10", "2020-03-03", "withdrawn"),  # 9 withdrawn
    dossier("2020-12-20", "2020-12-30", None, "processing"),  # 10 after the period
    dossier("2020-03-02", "2020-03-10", "2020-03-09", procedure_code="N1", channel="online"),  # 11 notice
    dossier("2020-03-02", None, "2020-03-09", procedure_code="N1"),  # 12 notice
)

FIGURES = {
    "received_in_period": 8,
    "carried_over": 2,
    "total": 10,
    "outside_period": 1,
    "received_online": 2,
    "received_direct": 5,
    "received_without_channel": 1,
    "settled": 5,
    "settled_early": 2,
    "settled_on_due_date": 1,
    "settled_late.system": 1,
    "settled_late.actual": 1,
    "settled_undated": 1,
    "settled_early_in_fact": 2,
    "settled_on_due_date_in_fact": 1,
    "pending": 3,
    "pending_in_time": 1,
    "pending_overdue": 1,
    "pending_undated": 1,
    "returned": 1,
    "withdrawn": 1,
    "online_rate": "2/8",
    "on_time_rate.system": "3/4",
    "on_time_rate.actual": "3/4",
}


def figures(section: str = "settlement", *, registers: Any = None, **counting: str) -> dict[str, Any]:
    measures = measured(registers or make_registers(dossiers=DOSSIERS), **counting)
    return {
        m.id.removeprefix(f"{section}."): f"{m:n/d}"
        if isinstance(m, Ratio)
        else None
        if isinstance(m, Unavailable)
        else m.value
        for m in measures.under(section)
    }


def measured(registers: Any, **counting: str) -> Measures:
    return compute_statistics(registers, make_parameters(**counting), CALENDAR).measures


def test_figures_under_the_default_policies() -> None:
    assert figures() == FIGURES


@pytest.mark.parametrize(
    ("policy", "changed"),
    [
        (
            {"no_due_date": "on_time"},
            {
                "settled_on_due_date": 2,
                "settled_on_due_date_in_fact": 2,
                "settled_undated": 0,
                "on_time_rate.system": "4/5",
                "on_time_rate.actual": "4/5",
            },
        ),
        (
            {"returned_and_withdrawn": "on_time"},
            {
                "settled": 7,
                "settled_on_due_date": 3,
                "settled_on_due_date_in_fact": 3,
                "on_time_rate.system": "5/6",
                "on_time_rate.actual": "5/6",
            },
        ),
    ],
)
def test_figures_under_other_policies(policy: dict[str, str], changed: dict[str, Any]) -> None:
    assert figures(**policy) == FIGURES | changed


@pytest.mark.parametrize(
    ("ended_in_fact_on", "early", "on_due_date"), [("2020-03-09", 3, 1), ("2020-03-10", 2, 2), ("2020-03-11", 2, 1)]
)
def test_accepted_explanation_moves_a_dossier_by_its_proven_end(
    ended_in_fact_on: str, early: int, on_due_date: int
) -> None:
    proof = {"dossier_code": "LATE", "cause": "system_entry", "ended_in_fact_on": ended_in_fact_on, "proof": "TL-01"}
    evidence = [{"id": "TL-01", "dated": "2020-03-10", "title": "Sổ bàn giao"}]
    found = figures(registers=make_registers(dossiers=DOSSIERS, explanations=[proof], evidence=evidence))
    accepted = early + on_due_date == 4
    assert found == FIGURES | {
        "settled_early_in_fact": early,
        "settled_on_due_date_in_fact": on_due_date,
        "settled_late.actual": 0 if accepted else 1,
        "on_time_rate.actual": "4/4" if accepted else "3/4",
    }


def test_rate_names_its_rows_its_rules_and_its_population() -> None:
    rate = measured(make_registers(dossiers=DOSSIERS)).ratio("settlement.on_time_rate.system")
    assert rate.members is not None
    assert rate.missing is not None
    assert rate.members.rows.tolist() == [0, 1, 2]
    assert rate.missing.rows.tolist() == [3]
    assert "trước hạn hoặc đúng ngày hẹn trả chia cho" in rate.definition
    assert "không có ngày hẹn trả không đưa vào mẫu số" in rate.definition
    assert "trả lại hoặc rút là nhóm riêng" in rate.definition
    assert "01/01/2020 - 07/12/2020" in rate.population
    assert rate.view == "system"


def test_definition_follows_the_policies_in_force() -> None:
    policies = {
        "no_due_date": "on_time",
        "returned_and_withdrawn": "on_time",
        "supplement_waiting": "extend_due_date",
    }
    definition = measured(make_registers(), **policies).ratio("settlement.on_time_rate.actual").definition
    assert "không có ngày hẹn trả tính là đúng hạn" in definition
    assert "trả lại hoặc rút tính là giải quyết đúng hạn" in definition
    assert "cộng thêm số ngày làm việc chờ bổ sung" in definition
    assert "ngày trả thực tế" in definition


def test_notices_stand_apart() -> None:
    assert figures("notices") == {
        "received": 2,
        "online": 1,
        "direct": 1,
        "online_rate": "1/2",
        "late.system": 0,
        "late.actual": 0,
        "pending_overdue": 0,
    }


CHANNEL_FIGURES = ("online_rate", "received_online", "received_direct", "received_without_channel")


def test_without_a_channel_column_online_figures_are_unavailable_never_zero() -> None:
    rows = [dict(row) | {"channel": None} for row in DOSSIERS]
    found = measured(make_registers(dossiers=rows, absent=["dossiers.channel"]))
    for id_ in (*(f"settlement.{name}" for name in CHANNEL_FIGURES), "notices.online", "notices.online_rate"):
        measure = found[id_]
        assert isinstance(measure, Unavailable), id_
        assert "không có cột kênh" in measure.reason
    assert found.count("settlement.received_in_period").value == 8


def test_channel_column_without_any_value_is_unavailable_too() -> None:
    rows = [dict(row) | {"channel": None} for row in DOSSIERS]
    assert not measured(make_registers(dossiers=rows))["settlement.online_rate"].known


def test_nothing_received_is_zero_of_nothing() -> None:
    found = figures(registers=make_registers())
    assert {found.pop(name) for name in ("online_rate", "on_time_rate.system", "on_time_rate.actual")} == {"0/0"}
    assert set(found.values()) == {0}
