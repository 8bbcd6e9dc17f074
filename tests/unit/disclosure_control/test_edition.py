from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Literal

import pytest

from cchc_report.checks import Finding, FindingRow, run_checks
from cchc_report.disclosure_control.edition import NOT_LISTED, public_evaluation
from cchc_report.disclosure_control.late_dossiers import UNNAMED_PROCEDURE
from cchc_report.errors import Place, Text
from cchc_report.measures import Count, Ratio
from cchc_report.params.models import DepartmentPublication, ReportParameters
from cchc_report.public_text import WITHHELD
from cchc_report.registers.published import published_registers
from cchc_report.scoring.evaluation import Evaluation
from cchc_report.sources.previous import PreviousYear
from cchc_report.statistics import LateDossier, compute_statistics
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
    # So many that neither their months nor those of the late ones cover the one of June.
    *(dossier("2020-09-22", "2020-10-01", "2020-10-01") for _ in range(80)),
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
    assert (by_rule["petitions.unresolved"].rows, by_rule["petitions.unresolved"].row_count) == ((), 1)
    orphan = by_rule["lateness.orphan-explanation"]
    assert (orphan.rows, orphan.row_count) == ((), 1)


def test_findings_name_late_dossiers_alone_where_codes_are_shown() -> None:
    by_rule = {finding.rule: finding for finding in evaluated(codes="show").findings}
    assert {row.label for row in by_rule["lateness.unexplained"].rows} == {SECOND, STRANGE, NOTICE}
    assert by_rule["dossiers.no-due-date"].rows == ()
    assert by_rule["petitions.unresolved"].rows == ()


def test_late_dossiers_that_were_carried_over_are_counted_and_not_named() -> None:
    """Their days may be hidden, and the year before would tell them."""
    for codes in ("hide", "show"):
        chosen = parameters(codes=codes)
        whole = complete(chosen, DOSSIERS)
        late = whole.statistics.late[0].code
        row = FindingRow(Place(), late, "dossiers")
        text = Text("1 hồ sơ", "1 dossier")
        moved = Finding("continuity.due-date-moved", "warning", text, text, rows=(row,))
        told = Finding("lateness.no-apology", "warning", text, text, rows=(row,))
        found = public_evaluation(replace(whole, findings=(moved, told)), chosen).findings
        assert [(f.rule, len(f.rows), f.row_count) for f in found] == [(moved.rule, 0, 1), (told.rule, 1, 1)]


def test_no_message_names_a_field_with_its_gap() -> None:
    rows = [*DOSSIERS, dossier("2020-03-02", "2020-03-12", "2020-03-10", channel=None, code=f"{AGENCY}-200302-0999")]
    registers = make_registers(dossiers=rows)
    for edition, named in (("internal", True), ("public", False)):
        chosen = parameters().model_copy(update={"edition": edition})
        findings = run_checks(registers, compute_statistics(registers, chosen, CALENDAR), chosen, CALENDAR)
        (message,) = (f.message for f in findings if f.rule == "identities.form-received")
        assert ("Lưu thông hàng hóa" in message.vi, "Lưu thông hàng hóa" in message.en) == (named, named)


def complete(chosen: ReportParameters, dossiers: list[dict[str, Any]]) -> Evaluation:
    """Return everything that is computed, before it is asked what may be shown."""
    registers = make_registers(dossiers=dossiers, petitions=PETITIONS, explanations=EXPLANATIONS)
    statistics = compute_statistics(registers, chosen, CALENDAR)
    findings = run_checks(registers, statistics, chosen, CALENDAR)
    return Evaluation(CALENDAR, registers, PreviousYear(chosen, registers), statistics, None, findings)


def test_figures_of_the_department_stay(hidden: Evaluation) -> None:
    for id_, measure in complete(make_parameters(), DOSSIERS).statistics.measures.items():
        if not id_.startswith(("form.", "monthly.")):
            assert hidden.statistics.measures[id_].as_record() == measure.as_record()


def test_findings_about_some_dossiers_say_no_number_and_the_others_do(hidden: Evaluation) -> None:
    found = complete(make_parameters(), DOSSIERS).findings
    assert {f.rule for f in hidden.findings} == {f.rule for f in found}
    about_some = [f for f in hidden.findings if f.rule.startswith("dossiers.")]
    assert len(about_some) >= 2
    assert {(f.row_count, f.gap) for f in about_some} == {(None, None)}
    assert not any(digit in f.message.vi + f.message.en for f in about_some for digit in "0123456789")
    assert [(f.rule, f.row_count, f.gap) for f in hidden.findings if f not in about_some] == [
        (f.rule, f.row_count, f.gap) for f in found if not f.rule.startswith("dossiers.")
    ]


def test_findings_count_where_small_numbers_are_shown() -> None:
    counts = {f.rule: f.row_count for f in evaluated(smallest=1).findings}
    assert counts["dossiers.unknown-procedure"] == 1
    assert counts["dossiers.no-due-date"] == 1


def late_of(dossiers: list[dict[str, Any]], **options: Any) -> tuple[LateDossier, ...]:
    """Return the late dossiers as the public edition tells them."""
    chosen = parameters(**options)
    return public_evaluation(complete(chosen, dossiers), chosen).statistics.late


def days(dossiers: list[dict[str, Any]], **options: Any) -> list[tuple[date | None, date | None, date | None]]:
    """Return what the public edition tells of the days of the late dossiers."""
    return [(each.received_on, each.due_on, each.ended_on) for each in late_of(dossiers, **options)]


def test_a_day_is_not_told_where_it_would_tell_of_a_hidden_month() -> None:
    # September has one dossier received, October one settled; other months hide with them.
    few = [
        dossier("2020-09-22", "2020-10-01", "2020-10-06", code=FIRST),
        *(dossier("2020-03-02", "2020-03-12", "2020-03-10") for _ in range(30)),
        *(dossier("2020-05-04", "2020-05-14", "2020-05-12") for _ in range(20)),
    ]
    assert days(few) == [(None, None, None)]
    told = [(date(2020, 9, 22), date(2020, 10, 1), date(2020, 10, 6))]
    assert days(few, smallest=1) == told
    many = [*few, *(dossier("2020-09-22", "2020-10-01", "2020-10-01") for _ in range(30))]
    assert days(many) == told


def test_dossiers_without_days_stand_last_and_bear_no_code() -> None:
    # March and its cover are hidden; the dossiers of September and October are not.
    rows = [
        dossier("2020-03-02", "2020-03-12", "2020-03-16", code=f"{AGENCY}-200302-0001"),
        dossier("2020-09-22", "2020-10-01", "2020-10-06", code=FIRST),
        *(dossier("2020-05-04", "2020-05-14", "2020-05-12") for _ in range(20)),
        *(dossier("2020-09-22", "2020-10-01", "2020-10-01") for _ in range(40)),
    ]
    first, last = late_of(rows, codes="show")
    assert (first.code, first.due_on) == (FIRST, date(2020, 10, 1))
    assert (last.code, last.title, last.due_on, last.days_late) == ("Hồ sơ 2", "Hồ sơ 2", None, None)


def test_a_dossier_that_the_export_holds_twice_is_told_twice() -> None:
    twice = [dossier(*LATE, code=FIRST, channel=channel) for channel in ("online", "direct")]
    assert len(late_of([*DOSSIERS[4:], *twice])) == 2


def test_of_several_files_it_is_not_told_how_many_dossiers_each_has() -> None:
    chosen = parameters()
    one = complete(chosen, DOSSIERS)
    (origin,) = one.registers.dossiers.origins
    both = replace(one.registers, dossiers=replace(one.registers.dossiers, origins=(origin, origin)))
    shown = public_evaluation(replace(one, registers=both), chosen).registers
    assert [each.rows for each in shown.dossiers.origins] == [None, None]
    (alone,) = public_evaluation(one, chosen).registers.dossiers.origins
    assert alone.rows == origin.rows
