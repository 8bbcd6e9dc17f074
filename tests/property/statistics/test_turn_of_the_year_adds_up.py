"""Whatever two exports say, the difference between carried over and pending is explained dossier by dossier."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_report.params.models import Period
from cchc_report.registers.labels import STATUSES
from cchc_report.sources.previous import PreviousYear
from cchc_report.statistics.classify import STATUS_GROUPS, classify
from cchc_report.statistics.continuity import compare_years
from support.registers import CALENDAR, dossier, make_parameters, make_registers

days = st.none() | st.dates(date(2019, 11, 1), date(2020, 2, 28)).map(str)
exports = st.lists(
    st.builds(
        dossier,
        days,
        days,
        days,
        st.sampled_from(sorted(STATUSES)),
        procedure_code=st.sampled_from(["P1", "N1"]),
        code=st.sampled_from([f"H-{n}" for n in range(8)]),
    ),
    max_size=8,
    unique_by=lambda row: row["code"],
)
PARAMETERS = make_parameters()
BEFORE = PARAMETERS.model_copy(
    update={"year": 2019, "period": Period.model_validate({"from": "2019-01-01", "to": "2019-12-31"})}
)


@given(then=exports, now=exports)
@settings(max_examples=80, deadline=None)
def test_every_difference_has_a_name(then: list[Any], now: list[Any]) -> None:
    registers = make_registers(dossiers=now)
    classified = classify(registers, PARAMETERS, CALENDAR)
    previous = PreviousYear(BEFORE, make_registers(dossiers=then))
    turn = compare_years(previous, registers, classified, PARAMETERS, CALENDAR)
    assert turn is not None
    more = turn.appeared.sum() + turn.reopened.sum()
    fewer = turn.vanished.sum() + turn.closed.sum()
    assert turn.carried.sum() - turn.pending.sum() == more - fewer
    assert not (turn.appeared & turn.reopened).any()
    assert not (turn.vanished & turn.closed).any()
    assert not (turn.due_date_moved & ~turn.carried).any()


def says_when_it_ended(row: Any) -> bool:
    """Return whether a dossier that is concluded has an end: without one nobody knows in which year it was open."""
    return row["finished_at"] is not None or STATUS_GROUPS[row["status"]] in {"pending", "not_taken_in"}


@given(export=exports.map(lambda rows: [row for row in rows if says_when_it_ended(row)]))
@settings(max_examples=80, deadline=None)
def test_an_export_continues_itself(export: list[Any]) -> None:
    registers = make_registers(dossiers=export)
    classified = classify(registers, PARAMETERS, CALENDAR)
    turn = compare_years(PreviousYear(BEFORE, registers), registers, classified, PARAMETERS, CALENDAR)
    assert turn is not None
    assert (turn.carried == turn.pending).all(), export
