"""The sample, scored: points worked out by hand, and what one missing handover record changes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from cchc_report.calendar import vietnam_calendar
from cchc_report.checks.catalogue import run_checks
from cchc_report.params.loading import load_parameters
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project, find_project
from cchc_report.registers.frames import Registers
from cchc_report.scoring import ScoreSheet, find_criteria, load_criteria, score_sheet
from cchc_report.sources.load import load_registers
from cchc_report.statistics import Statistics, compute_statistics
from support.registers import without_row

HANDOVER_RECORD = "TL-09"
CALENDAR = vietnam_calendar(range(2019, 2022))


@pytest.fixture(scope="module")
def project() -> Project:
    return find_project(Path(__file__).parent)


@pytest.fixture(scope="module")
def parameters(project: Project) -> ReportParameters:
    return load_parameters(project, 2020, "sct")


@pytest.fixture(scope="module")
def registers(project: Project, parameters: ReportParameters) -> Registers:
    return load_registers(project, parameters)


@pytest.fixture(scope="module")
def without_handover(registers: Registers) -> Registers:
    return without_row(registers, "evidence", registers.evidence.frame["id"] == HANDOVER_RECORD)


def statistics_of(registers: Registers, parameters: ReportParameters) -> Statistics:
    return compute_statistics(registers, parameters, CALENDAR)


def sheet_of(project: Project, parameters: ReportParameters, registers: Registers) -> ScoreSheet:
    criteria = load_criteria(project, parameters)
    assert criteria is not None
    return score_sheet(criteria, statistics_of(registers, parameters).measures, registers)


def test_points_of_the_sample(project: Project, parameters: ReportParameters, registers: Registers) -> None:
    sheet = sheet_of(project, parameters, registers)
    points = {row.code: row.points_text for row in sheet.rows if row.is_leaf}
    assert points == {
        "1.1.1": "10,00",  # 10 of 10 procedures reviewed
        "1.1.2": "3,00",  # the report 1450/BC-SCT is there
        "1.1.3": "2,00",  # no problem was found: full
        "1.2.1": "3,00",  # 5 − 2 late decisions × 1
        "1.2.2": "5,00",  # 7 working days, 10 allowed
        "1.2.3": "4,50",  # by hand
        "1.3.1": "5,00",
        "1.3.2": "5,00",
        "1.3.3": "2,00",
        "1.3.4": "6,00",
        "1.3.5": "2,00",
        "1.4.1": "20,00",  # 581 of 581 in fact
        "1.4.2": "5,00",  # none late in fact
        "1.4.3": "3,00",  # 3 of 3 late dossiers explained
        "1.4.4": "2,00",  # no apology is due: full
        "1.5.1": "3,99",  # 99/124 = 79,84%; ÷ 80% × 4 = 3,9919…
        "1.5.2": "3,62",  # 267/590 = 45,25%; ÷ 50% × 4 = 3,6203…
        "1.5.3": "2,00",  # 4.576/5.544 = 82,54%, above 80%
        "1.6": "5,00",  # 1 of 1 petitions
        "1.7": "5,00",  # by hand
    }
    assert [(row.code, row.points_text) for row in sheet.rows if row.level == "criterion"] == [
        ("1.1", "15,00"),
        ("1.2", "12,50"),
        ("1.3", "20,00"),
        ("1.4", "30,00"),
        ("1.5", "9,61"),
        ("1.6", "5,00"),
        ("1.7", "5,00"),
    ]
    assert sheet.total.points == Fraction("97.11")
    assert sheet.findings == ()
    assert sheet.to_explain == ()


def test_without_the_handover_record_the_dossier_is_late_again(
    parameters: ReportParameters, registers: Registers, without_handover: Registers
) -> None:
    before, after = (statistics_of(found, parameters) for found in (registers, without_handover))
    assert f"{before.measures['settlement.on_time_rate.actual']:n/d}" == "581/581"
    assert f"{after.measures['settlement.on_time_rate.actual']:n/d}" == "580/581"
    old, new = (run_checks(r, s, parameters, CALENDAR) for r, s in ((registers, before), (without_handover, after)))
    labels = {row.label for finding in new for row in finding.rows} - {row.label for f in old for row in f.rows}
    assert "000.00.02.H23-200922-0005" in labels


def test_without_the_handover_record_every_score_that_reads_it_changes(
    project: Project, parameters: ReportParameters, registers: Registers, without_handover: Registers
) -> None:
    before, after = (sheet_of(project, parameters, found) for found in (registers, without_handover))
    changed = {
        row.code: (row.points_text, after.row(row.code).points_text)
        for row in before.rows
        if row.self_assessed != after.row(row.code).self_assessed
    }
    assert changed == {
        "1": ("97,11", "94,08"),
        "1.4": ("30,00", "26,97"),
        "1.4.1": ("20,00", "19,97"),  # 580/581 × 20
        "1.4.2": ("5,00", "4,00"),  # one late in fact
        "1.4.4": ("2,00", "0,00"),  # and no apology letter
    }
    old, new = (statistics_of(found, parameters).measures for found in (registers, without_handover))
    moved = {id_ for id_, measure in old.items() if measure != new[id_]}
    readers = {row.code for row in before.rows if row.is_leaf and {*row.measures, *row.out_of} & moved}
    assert readers == {"1.4.1", "1.4.2", "1.4.4"}
    assert after.row("1.4.1").note == "580/581 × 20 = 19,97"
    assert HANDOVER_RECORD not in [citation.id for citation in after.row("1.4.1").evidence]


def test_without_the_handover_record_the_other_set_changes_where_it_reads_the_same_figures(
    project: Project, parameters: ReportParameters, registers: Registers, without_handover: Registers
) -> None:
    criteria = find_criteria(project, "qd-766-minh-hoa")
    before, after = (
        score_sheet(criteria, statistics_of(found, parameters).measures, found)
        for found in (registers, without_handover)
    )
    leaves = [row.code for row in before.rows if row.is_leaf]
    changed = {code for code in leaves if before.row(code).points_text != after.row(code).points_text}
    assert changed == {"2"}
    assert after.row("2").note == "580/624 × 20 = 18,59"  # 18,5897…


def test_without_any_document_of_a_criterion_there_is_a_finding_and_an_explanation(
    project: Project, parameters: ReportParameters, registers: Registers
) -> None:
    found = sheet_of(project, parameters, without_row(registers, "evidence", registers.evidence.frame["id"] == "TL-13"))
    (finding,) = found.findings
    assert (finding.rule, [row.label for row in finding.rows]) == ("scores.evidence-missing", ["1.6"])
    assert [row.code for row in found.to_explain] == ["1.6"]


def test_a_sheet_of_scores_that_is_absent_leaves_its_criteria_open(
    project: Project, parameters: ReportParameters, registers: Registers
) -> None:
    empty = type(registers.scores).empty(registers.scores.schema)
    found = sheet_of(project, parameters, replace(registers, scores=empty))
    assert [row.code for row in found.rows if row.status == "not_scored"] == ["1.2.3", "1.7"]
    assert found.total.sum.unscored == 10
    assert {finding.rule for finding in found.findings} == {"scores.manual-missing"}


def test_the_other_set_scores_the_same_registers(
    project: Project, parameters: ReportParameters, registers: Registers
) -> None:
    criteria = find_criteria(project, "qd-766-minh-hoa")
    found = score_sheet(criteria, statistics_of(registers, parameters).measures, registers)
    assert found.row("2").note == "581/624 × 20 = 18,62"  # 18,6217…
    assert found.row("6.2").status == "survey"
    assert found.total.sum.survey == 12
