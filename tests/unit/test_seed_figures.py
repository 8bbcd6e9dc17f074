"""The sample of 2020 gives every published figure, and every figure follows when its rows change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cchc_report.calendar import WorkingCalendar, vietnam_calendar
from cchc_report.checks import Finding, run_checks
from cchc_report.measures import Measures, Ratio
from cchc_report.params.loading import load_parameters
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import find_project
from cchc_report.registers.frames import Registers
from cchc_report.sources.load import load_registers
from cchc_report.statistics import Statistics, compute_statistics
from support.registers import with_frame, without_row

PUBLISHED: Mapping[str, int | str] = {
    "settlement.received_in_period": 590,
    "settlement.carried_over": 34,
    "settlement.total": 624,
    "settlement.settled": 581,
    "settlement.settled_late.system": 1,
    "settlement.settled_late.actual": 0,
    "settlement.settled_undated": 0,
    "settlement.pending": 33,
    "settlement.pending_in_time": 33,
    "settlement.pending_overdue": 0,
    "settlement.returned": 10,
    "settlement.withdrawn": 0,
    "settlement.on_time_rate.system": "580/581",
    "settlement.on_time_rate.actual": "581/581",
    "notices.received": 5544,
    "notices.online": 4576,
    "notices.online_rate": "4576/5544",
    "notices.late.system": 2,
    "notices.late.actual": 0,
    "lateness.total": 3,
    "lateness.accepted": 3,
    "lateness.in_fact": 0,
    "lateness.apologies_missing": 0,
    "promulgation.decisions": 4,
    "disclosure.centre.province": "124/124",
    "disclosure.site.province": "124/124",
    "disclosure.site.district": "13/13",
    "disclosure.internal_process.province": "124/124",
    "disclosure.internal_process.district": "13/13",
    "disclosure.new_procedures": 0,
    "review.completion": "10/10",
    "review.problems_found": 0,
    "petitions.received": 1,
    "petitions.resolved": 1,
    "petitions.pending": 0,
    "form.total.received_total": 624,
    "form.total.carried_over": 34,
    "form.total.settled_total": 581,
    "form.total.settled_late": 1,
    "form.total.pending_total": 33,
    "form.total.pending_in_time": 33,
    "form.total.pending_overdue": 0,
}
"""What the report published for 01/01/2020 - 07/12/2020 states or entails."""

LATE_CODE = "000.00.02.H23-200922-0005"
LATE_NOTICES = ("000.00.02.H23-201126-0029", "000.00.02.H23-201125-0032")


class Sample:
    """The sample as it is loaded, with figures of it and of changed copies."""

    def __init__(self) -> None:
        project = find_project(Path(__file__).parent)
        self.parameters: ReportParameters = load_parameters(project, 2020, "sct")
        self.registers: Registers = load_registers(project, self.parameters)
        self.calendar: WorkingCalendar = vietnam_calendar([2020])
        self.statistics: Statistics = self.statistics_of(self.registers)

    def statistics_of(self, registers: Registers) -> Statistics:
        return compute_statistics(registers, self.parameters, self.calendar)

    def findings_of(self, registers: Registers) -> tuple[Finding, ...]:
        return run_checks(registers, self.statistics_of(registers), self.parameters, self.calendar)

    def first(self, *, n: int = 1, **values: str) -> pd.Series:
        """Return a mask of the first `n` dossiers whose classified columns have these values."""
        classified = self.statistics.classified
        mask = pd.Series(True, index=classified.index)
        for column, value in values.items():
            mask &= classified[column] == value
        assert mask.sum() >= n, values
        return mask & (mask.cumsum() <= n)

    def having(self, name: str, column: str, *values: str) -> pd.Series:
        mask = self.registers[name].frame[column].isin(values)
        assert mask.any(), (name, column, values)
        return mask

    def changed(self, name: str, mask: pd.Series, column: str, value: Any) -> Registers:
        frame = self.registers[name].frame.copy()
        frame.loc[mask, column] = value
        return with_frame(self.registers, name, frame)


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample()


def figures(measures: Measures) -> dict[str, int | str]:
    found: dict[str, int | str] = {}
    for id_ in PUBLISHED:
        measure = measures[id_]
        found[id_] = f"{measure.numerator}/{measure.denominator}" if isinstance(measure, Ratio) else int(measure)
    return found


def test_every_published_figure(sample: Sample) -> None:
    assert figures(sample.statistics.measures) == PUBLISHED


def test_early_and_on_the_due_day_together_are_580(sample: Sample) -> None:
    """The report says 'before the due date' of 99,8%, which is early or on the due day."""
    count = sample.statistics.measures.count
    assert count("settlement.settled_early").value + count("settlement.settled_on_due_date").value == 580
    assert f"{sample.statistics.measures['settlement.on_time_rate.system']:.1%}" == "99,8%"
    assert f"{sample.statistics.measures['notices.online_rate']:.2%}" == "82,54%"


def test_form_balances(sample: Sample) -> None:
    for row in sample.statistics.fields:
        received, online, direct, carried, settled, early, due, late, pending, in_time, overdue = map(int, row.measures)
        assert received == online + direct + carried
        assert settled == early + due + late
        assert pending == in_time + overdue
        assert received >= settled + pending


def test_months_hold_every_dossier(sample: Sample) -> None:
    assert len(sample.statistics.months) == 12
    assert sum(row.received.value for row in sample.statistics.months) == 590
    assert sum(row.settled.value for row in sample.statistics.months) == 581


def test_three_late_dossiers_with_their_dates_and_proof(sample: Sample) -> None:
    late = {d.code: d for d in sample.statistics.late}
    assert set(late) == {LATE_CODE, *LATE_NOTICES}
    core = late[LATE_CODE]
    assert (str(core.received_on), str(core.due_on), core.population) == ("2020-09-22", "2020-10-01", "core")
    assert core.explanation is not None
    assert str(core.explanation.ended_in_fact_on) == "2020-09-30"
    assert any(e.number == "1691/XN-SCT" for e in core.explanation.evidence)
    assert {late[code].population for code in LATE_NOTICES} == {"one_way"}


def test_sample_has_no_error_and_no_warning(sample: Sample) -> None:
    found = run_checks(sample.registers, sample.statistics, sample.parameters, sample.calendar)
    assert [f.rule for f in found if f.severity != "note"] == []


def drop(name: str, choose: Callable[[Sample], pd.Series]) -> Callable[[Sample], Registers]:
    return lambda sample: without_row(sample.registers, name, choose(sample))


def change(name: str, choose: Callable[[Sample], pd.Series], column: str, value: Any) -> Callable[[Sample], Registers]:
    return lambda sample: sample.changed(name, choose(sample), column, value)


def core(outcome: str, intake: str = "received", n: int = 1) -> Callable[[Sample], pd.Series]:
    return lambda sample: sample.first(population="core", outcome=outcome, intake=intake, n=n)


def notices(channel: str, n: int) -> Callable[[Sample], pd.Series]:
    return lambda sample: sample.first(population="one_way", channel=channel, outcome="early", n=n)


def having(name: str, column: str, *values: str) -> Callable[[Sample], pd.Series]:
    return lambda sample: sample.having(name, column, *values)


def first_procedure(level: str) -> Callable[[Sample], pd.Series]:
    def choose(sample: Sample) -> pd.Series:
        mask = sample.having("procedures", "level", level)
        return mask & (mask.cumsum() == 1)

    return choose


def handover_record(sample: Sample) -> pd.Series:
    core = next(d for d in sample.statistics.late if d.code == LATE_CODE)
    assert core.explanation is not None
    records = [e.id for e in core.explanation.evidence if e.number is None]
    assert records, "the handover book is a record without a number"
    return sample.having("evidence", "id", *records)


CHANGES: Mapping[str, tuple[Callable[[Sample], Registers], Mapping[str, int | str]]] = {
    "an early dossier deleted": (
        drop("dossiers", core("early")),
        {
            "settlement.received_in_period": 589,
            "settlement.total": 623,
            "settlement.settled": 580,
            "settlement.on_time_rate.system": "579/580",
            "settlement.on_time_rate.actual": "580/580",
            "form.total.received_total": 623,
            "form.total.settled_total": 580,
        },
    ),
    "four carried over deleted": (
        drop("dossiers", core("early", "carried_over", n=4)),
        {
            "settlement.carried_over": 30,
            "settlement.total": 620,
            "settlement.settled": 577,
            "settlement.on_time_rate.system": "576/577",
            "settlement.on_time_rate.actual": "577/577",
            "form.total.received_total": 620,
            "form.total.carried_over": 30,
            "form.total.settled_total": 577,
        },
    ),
    "three pending deleted": (
        drop("dossiers", core("pending_in_time", n=3)),
        {
            "settlement.received_in_period": 587,
            "settlement.total": 621,
            "settlement.pending": 30,
            "settlement.pending_in_time": 30,
            "form.total.received_total": 621,
            "form.total.pending_total": 30,
            "form.total.pending_in_time": 30,
        },
    ),
    "a pending dossier overdue": (
        change("dossiers", core("pending_in_time"), "due_at", pd.Timestamp("2020-12-04")),
        {
            "settlement.pending_in_time": 32,
            "settlement.pending_overdue": 1,
            "form.total.pending_in_time": 32,
            "form.total.pending_overdue": 1,
        },
    ),
    "a returned dossier withdrawn": (
        change("dossiers", core("returned"), "status", "withdrawn"),
        {"settlement.returned": 9, "settlement.withdrawn": 1},
    ),
    "the late dossier deleted": (
        drop("dossiers", having("dossiers", "code", LATE_CODE)),
        {
            "settlement.received_in_period": 589,
            "settlement.total": 623,
            "settlement.settled": 580,
            "settlement.settled_late.system": 0,
            "settlement.on_time_rate.system": "580/580",
            "settlement.on_time_rate.actual": "580/580",
            "lateness.total": 2,
            "lateness.accepted": 2,
            "form.total.received_total": 623,
            "form.total.settled_total": 580,
            "form.total.settled_late": 0,
        },
    ),
    "an early dossier ended late": (
        change("dossiers", core("early"), "finished_at", pd.Timestamp("2020-12-07 16:00:00")),
        {
            "settlement.settled_late.system": 2,
            "settlement.settled_late.actual": 1,
            "settlement.on_time_rate.system": "579/581",
            "settlement.on_time_rate.actual": "580/581",
            "lateness.total": 4,
            "lateness.in_fact": 1,
            "lateness.apologies_missing": 1,
            "form.total.settled_late": 2,
        },
    ),
    "a settled dossier without a due date": (
        change("dossiers", core("early"), "due_at", pd.NaT),
        {
            "settlement.settled_undated": 1,
            "settlement.on_time_rate.system": "579/580",
            "settlement.on_time_rate.actual": "580/580",
        },
    ),
    "the handover record deleted": (
        drop("evidence", handover_record),
        {
            "settlement.settled_late.actual": 1,
            "settlement.on_time_rate.actual": "580/581",
            "lateness.accepted": 2,
            "lateness.in_fact": 1,
            "lateness.apologies_missing": 1,
        },
    ),
    "a notice's explanation deleted": (
        drop("explanations", having("explanations", "dossier_code", LATE_NOTICES[0])),
        {"notices.late.actual": 1, "lateness.accepted": 2, "lateness.in_fact": 1, "lateness.apologies_missing": 1},
    ),
    "forty-four online notices deleted": (
        drop("dossiers", notices("online", 44)),
        {"notices.received": 5500, "notices.online": 4532, "notices.online_rate": "4532/5500"},
    ),
    "six online notices handed in directly": (
        change("dossiers", notices("online", 6), "channel", "direct"),
        {"notices.online": 4570, "notices.online_rate": "4570/5544"},
    ),
    "a decision deleted": (
        drop("decisions", having("decisions", "number", "1359/QĐ-UBND")),
        {"promulgation.decisions": 3},
    ),
    "a provincial procedure undisclosed at the centre": (
        change("procedures", first_procedure("province"), "disclosed_at_centre", value=False),
        {"disclosure.centre.province": "123/124"},
    ),
    "a district procedure deleted": (
        drop("procedures", first_procedure("district")),
        {"disclosure.site.district": "12/12", "disclosure.internal_process.district": "12/12"},
    ),
    "a district procedure without a process": (
        change("procedures", first_procedure("district"), "internal_process_approved", value=False),
        {"disclosure.internal_process.district": "12/13"},
    ),
    "a review short of the plan": (
        change("reviews", having("reviews", "plan_number", "325/QĐ-UBND"), "reviewed", 9),
        {"review.completion": "9/10"},
    ),
    "the petition unresolved": (
        lambda sample: with_frame(
            sample.registers, "petitions", sample.registers.petitions.frame.assign(resolved_on=pd.NaT)
        ),
        {"petitions.resolved": 0, "petitions.pending": 1},
    ),
    "no petition": (
        lambda sample: with_frame(sample.registers, "petitions", sample.registers.petitions.frame.iloc[:0]),
        {"petitions.received": 0, "petitions.resolved": 0},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_figures_follow_their_rows(sample: Sample, name: str) -> None:
    make, follows = CHANGES[name]
    registers = make(sample)
    assert figures(sample.statistics_of(registers).measures) == {**PUBLISHED, **follows}


def test_every_published_figure_follows_some_change() -> None:
    moved = {id_ for _, follows in CHANGES.values() for id_ in follows}
    zero_by_nature = {"disclosure.new_procedures", "review.problems_found"}
    shares_of_site = {"disclosure.site.province", "disclosure.internal_process.province", "notices.late.system"}
    assert set(PUBLISHED) - moved <= zero_by_nature | shares_of_site


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("the handover record deleted", "lateness.unknown-proof"),
        ("a notice's explanation deleted", "lateness.unexplained"),
        ("the late dossier deleted", "lateness.orphan-explanation"),
        ("a pending dossier overdue", "dossiers.pending-overdue"),
        ("a review short of the plan", "review.below-plan"),
        ("a settled dossier without a due date", "identities.form-settled"),
    ],
)
def test_changes_that_contradict_something_are_found(sample: Sample, name: str, rule: str) -> None:
    assert rule in {f.rule for f in sample.findings_of(CHANGES[name][0](sample))}
