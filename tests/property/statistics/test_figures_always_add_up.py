"""Whatever an export says, the figures of a report add up, and every gap of form II.06a is a finding."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_report.checks import run_checks
from cchc_report.measures import Count
from cchc_report.registers.labels import CHANNELS, STATUSES
from cchc_report.statistics import FieldRow, compute_statistics
from support.registers import CALENDAR, dossier, make_parameters, make_registers

days = st.none() | st.dates(date(2019, 11, 1), date(2021, 1, 31)).map(str)
dossiers = st.lists(
    st.builds(
        dossier,
        days,
        days,
        days,
        st.sampled_from(sorted(STATUSES)),
        procedure_code=st.sampled_from(["P1", "P2", "N1", "X9", None]),
        channel=st.none() | st.sampled_from(sorted(CHANNELS)),
    ),
    max_size=12,
)
policies = st.fixed_dictionaries(
    {
        "no_due_date": st.sampled_from(["exclude", "on_time"]),
        "returned_and_withdrawn": st.sampled_from(["own_group", "on_time"]),
    }
)


@given(rows=dossiers, policy=policies)
@settings(max_examples=60, deadline=None)
def test_figures_add_up(rows: list[Any], policy: dict[str, str]) -> None:
    registers, parameters = make_registers(dossiers=rows), make_parameters(**policy)
    statistics = compute_statistics(registers, parameters, CALENDAR)

    def n(id_: str) -> int:
        return statistics.measures.count(f"settlement.{id_}").value

    aside = n("returned") + n("withdrawn") if policy["returned_and_withdrawn"] == "own_group" else 0
    assert n("received_in_period") + n("carried_over") == n("total") == n("settled") + n("pending") + aside
    assert n("settled") == n("settled_early") + n("settled_on_due_date") + n("settled_late.system") + n(
        "settled_undated"
    )
    assert n("pending") == n("pending_in_time") + n("pending_overdue") + n("pending_undated")
    assert n("settled_late.actual") <= n("settled_late.system")
    core = int((statistics.classified["population"] == "core").sum())
    assert n("total") + n("outside_period") == core

    rate = statistics.measures.ratio("settlement.on_time_rate.system")
    assert rate.numerator == n("settled_early") + n("settled_on_due_date")
    assert rate.denominator == rate.numerator + n("settled_late.system")

    *fields, total = statistics.fields
    for column, of_total in zip(zip(*(values(row) for row in fields), strict=True), values(total), strict=False):
        assert sum(column) == of_total
    gaps = {f.rule for f in run_checks(registers, statistics, parameters, CALENDAR) if f.rule.startswith("identities.")}
    assert ("identities.form-settled" in gaps) == (n("settled_undated") > 0)
    assert ("identities.form-pending" in gaps) == (n("pending_undated") > 0)
    assert not gaps & {"identities.intake", "identities.form-balance"}


def values(row: FieldRow) -> list[int]:
    return [m.value if isinstance(m, Count) else 0 for m in row.measures]
