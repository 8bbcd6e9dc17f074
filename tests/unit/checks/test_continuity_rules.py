"""The turn of the year: what the year before left pending is what this year carries over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from cchc_report.checks import Finding, run_checks
from cchc_report.errors import Place, Problem, Text
from cchc_report.params.models import Period, ReportParameters
from cchc_report.sources.previous import PreviousYear, UnreadableYear
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, PROCEDURES, dossier, make_parameters, make_registers

Rows = Sequence[Mapping[str, Any]]

SETTLED_NOW = dossier("2019-12-20", "2020-01-10", "2020-01-09", code="H-1")
PENDING_THEN = dossier("2019-12-20", "2020-01-10", None, "processing", code="H-1")


def parameters_of_2019(end: str = "2019-12-31") -> ReportParameters:
    return make_parameters().model_copy(
        update={"year": 2019, "period": Period.model_validate({"from": "2019-01-01", "to": end})}
    )


def findings(then: Rows, now: Rows, *, end: str = "2019-12-31", procedures: Rows = PROCEDURES) -> list[Finding]:
    previous = PreviousYear(parameters_of_2019(end), make_registers(dossiers=then, procedures=procedures))
    registers, parameters = make_registers(dossiers=now), make_parameters()
    statistics = compute_statistics(registers, parameters, CALENDAR)
    found = run_checks(registers, statistics, parameters, CALENDAR, previous)
    return [finding for finding in found if finding.rule.startswith("continuity.")]


def told(found: list[Finding]) -> dict[str, tuple[int | None, list[str]]]:
    return {f.rule.removeprefix("continuity."): (f.gap, [row.label for row in f.rows]) for f in found}


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ([PENDING_THEN], [SETTLED_NOW], {}),
        ([PENDING_THEN], [PENDING_THEN], {}),
        ([], [], {}),
        # received this year: no matter of the year before
        ([], [dossier("2020-01-02", "2020-01-10", None, "processing")], {}),
        ([], [SETTLED_NOW], {"carried-over": (1, []), "appeared": (None, ["H-1"])}),
        ([PENDING_THEN], [], {"carried-over": (-1, []), "vanished": (None, ["H-1"])}),
        # one vanishes and one appears: the numbers agree, the dossiers do not
        (
            [PENDING_THEN],
            [SETTLED_NOW | {"code": "H-2"}],
            {"appeared": (None, ["H-2"]), "vanished": (None, ["H-1"])},
        ),
        # concluded last year, open again this year
        (
            [dossier("2019-12-20", "2020-01-10", "2019-12-30", code="H-1")],
            [PENDING_THEN],
            {"carried-over": (1, []), "status-changed": (None, ["H-1"])},
        ),
        # pending last year, now said to have ended in it
        (
            [PENDING_THEN],
            [dossier("2019-12-20", "2020-01-10", "2019-12-30", code="H-1")],
            {"carried-over": (-1, []), "status-changed": (None, ["H-1"])},
        ),
        # pending last year, now said to have been received this year
        (
            [PENDING_THEN],
            [dossier("2020-01-02", "2020-01-10", None, "processing", code="H-1")],
            {"carried-over": (-1, []), "status-changed": (None, ["H-1"])},
        ),
        # settled after the turn of the year, as a late export of last year knows as well
        ([SETTLED_NOW], [SETTLED_NOW], {}),
        ([PENDING_THEN], [SETTLED_NOW | {"due_at": "2020-01-13"}], {"due-date-moved": (None, ["H-1"])}),
        ([PENDING_THEN | {"due_at": None}], [SETTLED_NOW | {"due_at": None}], {}),
        ([PENDING_THEN | {"due_at": None}], [SETTLED_NOW], {"due-date-moved": (None, ["H-1"])}),
        # one-way notices are no part of it
        ([PENDING_THEN | {"procedure_code": "N1"}], [], {}),
    ],
)
def test_dossiers_at_the_turn_of_the_year(
    then: Rows, now: Rows, expected: dict[str, tuple[int | None, list[str]]]
) -> None:
    assert told(findings(then, now)) == expected


def test_rows_of_vanished_dossiers_are_those_of_the_year_before() -> None:
    dated = dossier("2019-11-20", "2019-12-10", "2019-12-09", code="H-0")
    (vanished,) = [f for f in findings([dated, PENDING_THEN], []) if f.rule == "continuity.vanished"]
    assert [(row.label, row.place.row) for row in vanished.rows] == [("H-1", 3)]


def test_days_between_the_periods_are_no_accusation() -> None:
    """What was received between the periods has not appeared, and what ended there has not vanished."""
    between = dossier("2019-12-20", "2020-01-10", None, "processing", code="H-2")
    unknown = dossier("2019-11-20", "2020-01-10", None, "processing", code="H-3")
    open_then = dossier("2019-11-20", "2020-01-10", None, "processing", code="H-1")
    found = told(findings([open_then], [between, unknown], end="2019-12-07"))
    assert found == {"period-gap": (24, []), "appeared": (None, ["H-3"])}


def test_overlapping_periods_are_compared_on_the_eve() -> None:
    early = dossier("2019-12-20", "2020-01-10", "2020-01-09", code="H-1")
    assert told(findings([early], [SETTLED_NOW], end="2020-01-14")) == {"period-gap": (-14, [])}


def test_procedures_that_changed_their_kind() -> None:
    before = [row | ({"kind": "one_way"} if row["code"] == "P2" else {}) for row in PROCEDURES]
    assert told(findings([], [], procedures=before)) == {"kind-changed": (None, ["P2"])}


def test_unreadable_year_is_a_note_with_its_problems() -> None:
    problem = Problem(
        "sources.missing-file", Text("không có tệp này", "there is no such file"), Text("a", "b"), Place(file="x.csv")
    )
    registers, parameters = make_registers(), make_parameters()
    statistics = compute_statistics(registers, parameters, CALENDAR)
    found = run_checks(registers, statistics, parameters, CALENDAR, UnreadableYear(2019, (problem, problem)))
    (note,) = [f for f in found if f.rule.startswith("continuity.")]
    assert (note.rule, note.severity, note.row_count) == ("continuity.not-compared", "note", 2)
    assert note.rows[0].place.file == "x.csv"
    assert "2019" in note.message.vi
    assert "không có tệp này" in note.message.vi


def test_without_a_year_before_there_is_nothing_to_say() -> None:
    registers, parameters = make_registers(dossiers=[SETTLED_NOW]), make_parameters()
    found = run_checks(registers, compute_statistics(registers, parameters, CALENDAR), parameters, CALENDAR)
    assert not [f for f in found if f.rule.startswith("continuity.")]
