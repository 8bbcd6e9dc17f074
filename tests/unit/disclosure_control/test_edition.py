from __future__ import annotations

from typing import Any, Literal

import pytest

from cchc_report.checks import run_checks
from cchc_report.disclosure_control.edition import (
    NOT_LISTED,
    UNKNOWN_PROCEDURE,
    UNNAMED_PROCEDURE,
    public_evaluation,
)
from cchc_report.errors import Place
from cchc_report.measures import Count, Ratio, Suppressed
from cchc_report.params.models import DepartmentPublication, ReportParameters
from cchc_report.public_text import WITHHELD
from cchc_report.registers.published import published_registers
from cchc_report.scoring.evaluation import Evaluation
from cchc_report.sources.previous import PreviousYear
from cchc_report.statistics import compute_statistics
from support.registers import AGENCY, CALENDAR, dossier, make_parameters, make_registers

FIRST, SECOND, NOTICE, STRANGE = (f"{AGENCY}-200922-{number:04}" for number in (1, 2, 3, 4))
LATE = ("2020-09-22", "2020-10-01", "2020-10-06")
DOSSIERS = [
    dossier(*LATE, code=SECOND, procedure_code="P2", procedure_name="Nguyễn Văn An"),
    dossier(*LATE, code=FIRST),
    dossier(*LATE, code=NOTICE, procedure_code="N1"),
    dossier(*LATE, code=STRANGE, procedure_code=None, procedure_name="Đơn của Nguyễn Văn An"),
    *(dossier("2020-03-02", "2020-03-12", "2020-03-10", procedure_code=p) for p in ("P1", "P2") for _ in range(20)),
    dossier("2020-06-01", None, "2020-06-05", code=f"{AGENCY}-200601-0900"),
]
PETITIONS = [{"id": "PAKN-1", "received_on": "2020-02-01"}]
EXPLANATIONS = [
    {"dossier_code": FIRST, "cause": "data_sync", "ended_in_fact_on": "2020-09-30", "narrative": "…", "proof": "TL-9"},
    {"dossier_code": "LẠ-1", "cause": "other"},
]


def parameters(codes: Literal["hide", "show"] = "hide", smallest: int = 5) -> ReportParameters:
    of_department = make_parameters().department_year.model_copy(
        update={"publication": DepartmentPublication(dossier_codes=codes, smallest_cell=smallest)}
    )
    return make_parameters().model_copy(update={"edition": "public", "department_year": of_department})


def evaluated(**options: Any) -> Evaluation:
    chosen = parameters(**options)
    registers = published_registers(
        make_registers(dossiers=DOSSIERS, petitions=PETITIONS, explanations=EXPLANATIONS),
        hide_codes=chosen.publication.dossier_codes == "hide",
    )
    statistics = compute_statistics(registers, chosen, CALENDAR)
    findings = run_checks(registers, statistics, chosen, CALENDAR)
    complete = Evaluation(CALENDAR, registers, PreviousYear(chosen, registers), statistics, None, findings)
    return public_evaluation(complete, chosen)


@pytest.fixture(scope="module")
def hidden() -> Evaluation:
    return evaluated()


def test_late_dossiers_are_named_by_numbers_in_their_order(hidden: Evaluation) -> None:
    late = hidden.statistics.late
    assert [(each.code, each.title, each.position) for each in late] == [
        (f"Hồ sơ {number}", f"Hồ sơ {number}", -1) for number in (1, 2, 3, 4)
    ]
    assert late[0].explanation is not None
    assert (late[0].explanation.dossier_code, late[0].explanation.narrative) == ("Hồ sơ 1", WITHHELD)


def test_shown_codes_stay() -> None:
    late = evaluated(codes="show").statistics.late
    assert [each.code for each in late] == [FIRST, SECOND, STRANGE, NOTICE]
    assert late[0].title == f"Hồ sơ {FIRST}"


def test_a_procedure_is_named_only_where_the_number_of_late_dossiers_of_its_field_is_shown() -> None:
    few, many = (evaluated(smallest=smallest).statistics.late for smallest in (5, 1))
    assert [each.procedure for each in few] == [UNNAMED_PROCEDURE] * 3 + ["Thông báo khuyến mại"]
    assert {each.field for each in few[:3]} == {WITHHELD}
    names = [each.procedure for each in many]
    # What the catalogue does not have may be called anything.
    assert names == ["Cấp phép kinh doanh", "Đăng ký khuyến mại", UNNAMED_PROCEDURE, "Thông báo khuyến mại"]


def test_no_row_of_dossiers_explanations_or_petitions_is_left(hidden: Evaluation) -> None:
    for registers in (hidden.registers, hidden.previous.registers):  # type: ignore[union-attr]  # it could be read
        assert [name for name in NOT_LISTED if len(registers[name].frame)] == []
        assert registers.dossiers.origins
    assert len(hidden.statistics.classified) == 0
    assert len(hidden.registers.procedures.frame) == 3


def test_no_measure_names_a_row_of_them(hidden: Evaluation) -> None:
    sides = [
        side
        for measure in hidden.statistics.measures.values()
        for side in ([measure.members] if isinstance(measure, Count) else [])
        + ([measure.members, measure.missing] if isinstance(measure, Ratio) else [])
        if side is not None
    ]
    assert [side for side in sides if side.register in NOT_LISTED and len(side.rows)] == []
    assert any(side.register == "procedures" and len(side.rows) for side in sides)


def test_findings_keep_what_they_say_and_name_no_case(hidden: Evaluation) -> None:
    by_rule = {finding.rule: finding for finding in hidden.findings}
    unexplained = by_rule["lateness.unexplained"]
    # In the order of the file; where they stand in it is not told.
    assert [row.label for row in unexplained.rows] == ["Hồ sơ 2", "Hồ sơ 4", "Hồ sơ 3"]
    assert {row.place for row in unexplained.rows} == {Place()}
    undated = by_rule["dossiers.no-due-date"]
    assert (undated.rows, undated.row_count) == ((), 1)
    assert (by_rule["petitions.unresolved"].rows, by_rule["petitions.unresolved"].row_count) == ((), 1)
    orphan = by_rule["lateness.orphan-explanation"]
    assert (orphan.rows, orphan.row_count) == ((), 1)


def test_findings_name_dossiers_where_codes_are_shown() -> None:
    by_rule = {finding.rule: finding for finding in evaluated(codes="show").findings}
    assert {row.label for row in by_rule["dossiers.no-due-date"].rows} == {f"{AGENCY}-200601-0900"}
    assert by_rule["petitions.unresolved"].rows == ()


def test_no_message_names_a_field_with_its_gap() -> None:
    rows = [*DOSSIERS, dossier("2020-03-02", "2020-03-12", "2020-03-10", channel=None, code=f"{AGENCY}-200302-0999")]
    registers = make_registers(dossiers=rows)
    for edition, named in (("internal", True), ("public", False)):
        chosen = parameters().model_copy(update={"edition": edition})
        findings = run_checks(registers, compute_statistics(registers, chosen, CALENDAR), chosen, CALENDAR)
        (message,) = (f.message for f in findings if f.rule == "identities.form-received")
        assert ("Lưu thông hàng hóa" in message.vi, "Lưu thông hàng hóa" in message.en) == (named, named)


def test_counts_of_findings_and_figures_of_the_department_stay(hidden: Evaluation) -> None:
    registers = make_registers(dossiers=DOSSIERS, petitions=PETITIONS, explanations=EXPLANATIONS)
    internal = make_parameters()
    statistics = compute_statistics(registers, internal, CALENDAR)
    for id_, measure in statistics.measures.items():
        if not id_.startswith(("form.", "monthly.")):
            assert hidden.statistics.measures[id_].as_record() == measure.as_record()
    complete = [f for f in run_checks(registers, statistics, internal, CALENDAR) if f.rule != UNKNOWN_PROCEDURE]
    assert [(f.rule, f.row_count, f.gap) for f in hidden.findings] == [(f.rule, f.row_count, f.gap) for f in complete]


@pytest.mark.parametrize(("smallest", "told"), [(5, False), (1, True)])
def test_a_finding_does_not_count_what_the_form_hides(smallest: int, told: bool) -> None:
    unknown = [dossier("2020-03-02", "2020-03-12", "2020-03-10", procedure_code="KHÔNG-CÓ") for _ in range(2)]
    chosen = parameters(smallest=smallest)
    registers = make_registers(dossiers=[*DOSSIERS, *unknown])
    statistics = compute_statistics(registers, chosen, CALENDAR)
    findings = run_checks(registers, statistics, chosen, CALENDAR)
    assert [f.row_count for f in findings if f.rule == UNKNOWN_PROCEDURE] == [3]  # and the strange one
    complete = Evaluation(CALENDAR, registers, PreviousYear(chosen, registers), statistics, None, findings)

    shown = public_evaluation(complete, chosen)

    (outside,) = (row for row in shown.statistics.fields if row.field == "Ngoài danh mục")
    assert isinstance(outside.received_total, Suppressed) is not told
    assert (UNKNOWN_PROCEDURE in {finding.rule for finding in shown.findings}) is told
