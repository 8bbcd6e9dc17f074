"""What each rule finds, and that it is silent where all is well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from cchc_report.checks import CATALOGUE, SEVERITIES, Finding, run_checks
from cchc_report.checks.looked_at import looked_at
from cchc_report.checks.rows import MOST_ROWS_NAMED, finding_rows, joined
from cchc_report.errors import Text
from cchc_report.measures import Measures
from cchc_report.registers.frames import Registers
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, PROCEDURES, dossier, make_parameters, make_registers

DONE = {"disclosed_at_centre": True, "disclosed_on_site": True, "internal_process_approved": True}
CLEAN_PROCEDURES = [dict(row) | DONE for row in PROCEDURES]
GOOD = dossier("2020-03-02", "2020-03-10", "2020-03-09")


def findings_of(registers: Registers, **counting: str) -> tuple[Finding, ...]:
    parameters = make_parameters(**counting)
    return run_checks(registers, compute_statistics(registers, parameters, CALENDAR), parameters, CALENDAR)


def check(absent: Sequence[str] = (), counting: Mapping[str, str] | None = None, **rows: Any) -> dict[str, list[str]]:
    """Return what is found: rule id to the labels of its rows."""
    registers = make_registers(absent=absent, **{"procedures": CLEAN_PROCEDURES} | rows)
    found: dict[str, list[str]] = {}
    for finding in findings_of(registers, **counting or {}):
        assert {row.register for row in finding.rows} <= set(looked_at(finding.rule).registers)
        found.setdefault(finding.rule, []).extend(row.label for row in finding.rows)
    return found


def test_clean_registers_have_no_findings() -> None:
    assert check(dossiers=[GOOD, dossier("2020-12-01", "2020-12-21", None, "processing")]) == {}
    late = dossier("2020-03-02", "2020-03-10", "2020-03-11", code="000.00.02.H23-200302-0009")
    assert (
        check(
            dossiers=[GOOD, late],
            explanations=[PROOF],
            evidence=[{"id": "TL-01", "number": "1691/XN-SCT", "dated": "2020-03-10", "title": "Xác nhận"}],
            decisions=[
                {"number": "1016/QĐ-UBND", "promulgated_on": "2020-04-23", "summary": "Công bố"},
                {"number": "1359/QĐ-UBND", "promulgated_on": "2020-05-27", "summary": "Công bố"},
            ],
            reviews=[
                {
                    "plan_number": "325/QĐ-UBND",
                    "plan_date": "2020-02-03",
                    "planned": 10,
                    "reviewed": 10,
                    "problems_found": 0,
                }
            ],
            petitions=[{"id": "1", "received_on": "2020-06-01", "resolved_on": "2020-06-09", "summary": "x"}],
        )
        == {}
    )


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("dossiers.code-malformed", GOOD | {"code": "1.010708.000.00.00.H56"}),
        ("dossiers.code-date", GOOD | {"code": "000.00.02.H23-200303-0001"}),
        ("dossiers.code-agency", GOOD | {"code": "000.00.03.H23-200302-0001"}),
        ("dossiers.end-before-reception", dossier("2020-03-02", "2020-03-10", "2020-03-01")),
        ("dossiers.due-on-day-off", dossier("2020-03-02", "2020-03-14", "2020-03-09")),
        ("dossiers.due-before-reception", dossier("2020-03-02", "2020-02-28", "2020-03-02", "stopped")),
        ("dossiers.ended-but-pending", dossier("2020-12-01", "2020-12-21", "2020-12-02", "processing")),
        ("dossiers.no-channel", GOOD | {"channel": None}),
        ("dossiers.no-reception-date", dossier(None, "2020-03-10", "2020-03-09")),
        ("dossiers.unknown-procedure", GOOD | {"procedure_code": "X9"}),
        ("dossiers.pending-overdue", dossier("2020-03-02", "2020-03-10", None, "processing")),
        ("dossiers.outside-period", dossier("2020-12-08", "2020-12-21", None, "received")),
        ("dossiers.outside-period", dossier("2020-03-02", None, None, "not_accepted")),
        ("dossiers.ended-after-period", dossier("2020-12-01", "2020-12-21", "2020-12-08")),
        ("dossiers.no-due-date", dossier("2020-03-02", None, "2020-03-09")),
        ("dossiers.no-due-date", dossier("2020-03-02", None, None, "processing")),
        ("dossiers.no-end-date", dossier("2020-03-02", "2020-03-10", None)),
        ("lateness.unexplained", dossier("2020-03-02", "2020-03-10", "2020-03-11")),
        ("lateness.no-apology", dossier("2020-03-02", "2020-03-10", "2020-03-11")),
    ],
)
def test_dossier_at_fault_is_named_and_no_other(rule: str, row: Mapping[str, Any]) -> None:
    row = {
        "code": "000.00.02.H23-" + (pd.Timestamp(row["received_at"] or "2020-03-02").strftime("%y%m%d")) + "-0042"
    } | dict(row)
    found = check(dossiers=[GOOD, row])
    assert found[rule] == [row["code"]]
    neighbours = {  # what the same row rightly sets off as well
        "dossiers.no-channel": {"identities.form-received"},
        "dossiers.no-due-date": {"identities.form-settled", "identities.form-pending"},
        "dossiers.no-end-date": {"identities.form-settled"},
        "lateness.unexplained": {"lateness.no-apology"},
        "lateness.no-apology": {"lateness.unexplained"},
    }
    assert set(found) - {rule} <= neighbours.get(rule, set())


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(dossier("2020-03-02", "2020-03-10", "2020-03-02"), id="ended on the day of reception"),
        pytest.param(dossier("2020-03-02", "2020-03-02", "2020-03-02"), id="due on the day of reception"),
        pytest.param(dossier("2020-03-02", "2020-03-13", "2020-03-09"), id="due on a Friday"),
        pytest.param(dossier("2020-11-23", "2020-12-07", None, "processing"), id="due on the last day of the period"),
        pytest.param(dossier("2020-12-07", "2020-12-21", None, "received"), id="received on the last day"),
        pytest.param(dossier("2020-11-30", "2020-12-07", "2020-12-07"), id="ended on the last day"),
        pytest.param(dossier("2019-12-30", "2020-01-03", "2020-01-02"), id="carried over, ended in the period"),
        pytest.param(dossier("2020-03-02", None, "2020-03-09", "stopped"), id="returned, without a due date"),
        pytest.param(dossier("2020-03-02", None, "2020-03-09", "withdrawn"), id="withdrawn, without a due date"),
        pytest.param(
            dossier("2020-03-02", "2020-03-10", "2020-03-09", code="000.00.02.H23-200302-000042"), id="six digits"
        ),
    ],
)
def test_the_nearest_dossier_that_is_in_order(row: Mapping[str, Any]) -> None:
    assert check(dossiers=[GOOD, row]) == {}


@pytest.mark.parametrize("day", ["2020-01-01", "2020-12-07"])
def test_a_decision_of_the_first_or_last_day_is_inside_the_period(day: str) -> None:
    assert check(decisions=[{"number": "1/QĐ-UBND", "promulgated_on": day, "summary": "x"}]) == {}


def test_a_petition_resolved_on_the_day_it_came_and_one_of_the_last_day() -> None:
    day = {"id": "K1", "received_on": "2020-06-01", "resolved_on": "2020-06-01", "summary": "x"}
    last = {"id": "K2", "received_on": "2020-11-30", "resolved_on": "2020-12-07", "summary": "x"}
    late = {"id": "K3", "received_on": "2020-11-30", "resolved_on": "2020-12-08", "summary": "x"}
    assert check(petitions=[day, last]) == {}
    assert check(petitions=[day, last, late]) == {"petitions.unresolved": ["K3"]}


def test_one_way_notices_need_no_due_date() -> None:
    assert check(dossiers=[dossier("2020-03-02", None, "2020-03-02", procedure_code="N1")]) == {}


def test_ambiguous_procedure_name_is_reported_apart() -> None:
    twin = PROCEDURES[0] | {"code": "N2", "kind": "one_way"} | DONE
    registers = make_registers(
        procedures=[*CLEAN_PROCEDURES, twin],
        dossiers=[GOOD | {"procedure_code": None, "procedure_name": "Cấp phép kinh doanh"}],
    )
    (finding,) = [f for f in findings_of(registers) if f.rule.startswith("dossiers.")]
    assert finding.rule == "dossiers.unknown-procedure"
    assert "nhiều thủ tục" in finding.message.vi


def test_export_without_channels_is_named_as_a_file() -> None:
    found = check(dossiers=[GOOD | {"channel": None}], absent=["dossiers.channel"])
    assert found == {"dossiers.no-channel-column": ["data/2020/sct/dossiers.csv"]}


def test_duplicates_are_named_by_their_rows() -> None:
    registers = make_registers(dossiers=[GOOD], procedures=CLEAN_PROCEDURES)
    (finding,) = findings_of(replace(registers, dossiers=replace(registers.dossiers, duplicates=((0, 7), (0, 9)))))
    assert finding.rule == "registers.duplicate-rows"
    assert [row.place.row for row in finding.rows] == [7, 9]


LATE = dossier("2020-03-02", "2020-03-10", "2020-03-11", code="000.00.02.H23-200302-0009")
NOTICE = LATE | {"procedure_code": "N1"}
PROOF = {
    "dossier_code": "000.00.02.H23-200302-0009",
    "cause": "system_entry",
    "ended_in_fact_on": "2020-03-10",
    "proof": "TL-01",
    "no_apology_reason": "Không trễ trên thực tế",
}


@pytest.mark.parametrize(
    ("late", "changes", "rules"),
    [
        (LATE, {}, set()),
        (LATE, {"proof": None}, {"lateness.unsupported", "lateness.no-apology"}),
        (LATE, {"ended_in_fact_on": "2020-03-11"}, {"lateness.unsupported", "lateness.no-apology"}),
        (LATE, {"ended_in_fact_on": None}, {"lateness.unsupported", "lateness.no-apology"}),
        (LATE, {"ended_in_fact_on": "2020-03-01"}, {"lateness.unsupported", "lateness.no-apology"}),
        (LATE, {"proof": "TL-01;TL-02"}, {"lateness.unknown-proof", "lateness.no-apology"}),
        (LATE, {"cause": "late_in_fact"}, {"lateness.no-apology"}),
        (LATE, {"cause": "late_in_fact", "apology_number": "12/SCT-VP", "apology_date": "2020-03-12"}, set()),
        (LATE, {"cause": "late_in_fact", "apology_number": "12/SCT-VP"}, {"lateness.apology-incomplete"}),
        (
            LATE,
            {"cause": "late_in_fact", "apology_date": "2020-03-12"},
            {"lateness.apology-incomplete", "lateness.no-apology"},
        ),
        (
            LATE,  # on the due day nothing was late yet
            {"cause": "late_in_fact", "apology_number": "12/SCT-VP", "apology_date": "2020-03-10"},
            {"lateness.apology-incomplete"},
        ),
        (LATE, {"no_apology_reason": None}, {"lateness.no-apology-reason"}),
        (LATE, {"ended_in_fact_on": "2020-03-09"}, {"lateness.proof-dated-later"}),
        (LATE, {"cause": "one_way_procedure"}, {"lateness.wrong-cause"}),
        (NOTICE, {"cause": "one_way_procedure", "proof": None, "ended_in_fact_on": None}, set()),
        (NOTICE, {"cause": "late_in_fact"}, {"lateness.wrong-cause", "lateness.no-apology"}),
        (GOOD, {}, {"lateness.orphan-explanation"}),
        (GOOD, {"proof": "TL-02"}, {"lateness.orphan-explanation", "lateness.unknown-proof"}),
    ],
)
def test_explanations(late: Mapping[str, Any], changes: Mapping[str, Any], rules: set[str]) -> None:
    evidence = [{"id": "TL-01", "dated": "2020-03-10", "title": "Sổ bàn giao", "location": "trang 3"}]
    found = check(
        dossiers=[GOOD | {"code": "000.00.02.H23-200302-0001"}, late], explanations=[PROOF | changes], evidence=evidence
    )
    assert set(found) == rules


def test_explanation_of_a_pending_overdue_dossier_is_no_orphan() -> None:
    row = LATE | {"status": "processing", "finished_at": None}
    evidence = [{"id": "TL-01", "dated": "2020-03-10", "title": "Sổ bàn giao", "location": "trang 3"}]
    assert set(check(dossiers=[row], explanations=[PROOF], evidence=evidence)) == {"dossiers.pending-overdue"}


def gaps(registers: Registers, **counting: str) -> dict[str, int | None]:
    return {f.rule: f.gap for f in findings_of(registers, **counting) if f.rule.startswith("identities.")}


def test_gaps_of_the_form_are_signed() -> None:
    registers = make_registers(
        procedures=CLEAN_PROCEDURES,
        dossiers=[
            GOOD,
            GOOD | {"channel": None},
            GOOD | {"channel": None, "procedure_code": "P2"},
            dossier("2020-03-02", None, "2020-03-09"),
            dossier("2020-03-02", None, None, "processing"),
            dossier("2020-03-02", "2020-03-10", "2020-03-09", "stopped"),
        ],
    )
    expected = {"identities.form-received": 2, "identities.form-settled": 1, "identities.form-pending": 1}
    assert gaps(registers) == expected
    assert gaps(registers, returned_and_withdrawn="on_time") == expected
    (received,) = [f for f in findings_of(registers) if f.rule == "identities.form-received"]
    columns = ("received_total", "received_online", "received_direct", "carried_over")
    assert received.figures == tuple(f"form.total.{column}" for column in columns)
    assert "Lưu thông hàng hóa (+1), Xúc tiến thương mại (+1)" in received.message.vi


@pytest.mark.parametrize(
    ("id_", "rule", "gap"),
    [
        ("settlement.settled", "identities.intake", -1),
        ("settlement.carried_over", "identities.intake", 1),
        ("settlement.carried_over", "identities.total", -1),
        ("settlement.total", "identities.total", 1),
        ("settlement.returned", "identities.form-balance", -1),
    ],
)
def test_figures_that_do_not_add_up_are_reported(id_: str, rule: str, gap: int) -> None:
    """The identities hold by construction, so a figure is falsified to see the check at work."""
    registers, parameters = make_registers(procedures=CLEAN_PROCEDURES, dossiers=[GOOD]), make_parameters()
    statistics = compute_statistics(registers, parameters, CALENDAR)
    false = Measures(
        replace(m, value=m.value + 1, members=None) if m.id == id_ else m for m in statistics.measures.values()
    )
    found = run_checks(registers, replace(statistics, measures=false), parameters, CALENDAR)
    (finding,) = [f for f in found if f.rule == rule]
    assert finding.gap == gap
    assert id_ in finding.figures
    assert set(finding.figures) <= set(statistics.measures)


@pytest.mark.parametrize(
    ("documents", "flagged"),
    [
        ([("1016/QĐ-UBND", "2020-04-23"), ("1359/QĐ-UBND", "2020-05-27")], []),
        ([("1359/QĐ-UBND", "2020-04-23"), ("1016/QĐ-UBND", "2020-05-27")], ["1359/QĐ-UBND", "1016/QĐ-UBND"]),
        ([("2000/QĐ-UBND", "2019-12-30"), ("10/QĐ-UBND", "2020-01-04")], []),  # numbers start again each year
        ([("2000/QĐ-UBND", "2020-01-30"), ("10/QĐ-BCT", "2020-02-04")], []),  # another series
        ([("11/QĐ-UBND", "2020-02-04"), ("10/QĐ-UBND", "2020-02-04")], []),  # of one day, in any order
        ([("10/QĐ-UBND", "2020-02-04"), ("10/QĐUBND", "2020-02-05")], ["10/QĐ-UBND", "10/QĐUBND"]),
    ],
)
def test_decision_numbers_rise_with_their_dates(documents: list[tuple[str, str]], flagged: list[str]) -> None:
    rows = [{"number": number, "promulgated_on": day, "summary": "x"} for number, day in documents]
    assert check(decisions=rows).get("documents.number-order", []) == flagged


def test_document_numbers_that_cannot_be_read_or_lost_a_hyphen() -> None:
    rows = [
        {"number": "1016/QĐUBND", "promulgated_on": "2020-04-23", "summary": "x"},
        {"number": "một nghìn", "promulgated_on": "2020-05-23", "summary": "x"},
    ]
    evidence = [
        {"id": "TL-01", "number": "không số", "dated": "2020-03-10", "title": "x"},
        {"id": "TL-02", "title": "x", "location": "trang 1"},
    ]
    found = check(decisions=rows, evidence=evidence)
    assert found == {"documents.number-unreadable": ["một nghìn", "1016/QĐUBND", "không số"]}


def test_decision_outside_the_period() -> None:
    rows = [{"number": "1/QĐ-UBND", "promulgated_on": "2020-12-08", "summary": "x"}]
    assert check(decisions=rows) == {"documents.decision-outside-period": ["1/QĐ-UBND"]}


def test_duties_that_are_not_fulfilled() -> None:
    procedures = [*CLEAN_PROCEDURES, CLEAN_PROCEDURES[0] | {"code": "P3", "name": "Khác", "disclosed_on_site": False}]
    review = {
        "plan_number": "325/QĐ-UBND",
        "plan_date": "2020-02-03",
        "planned": 10,
        "reviewed": 7,
        "problems_found": 0,
    }
    petitions = [
        {"id": "K1", "received_on": "2020-06-01", "summary": "x"},
        {"id": "K2", "received_on": "2020-06-01", "resolved_on": "2020-05-01", "summary": "x"},
    ]
    registers = make_registers(procedures=procedures, reviews=[review], petitions=petitions)
    assert [(f.rule, f.gap, [row.label for row in f.rows]) for f in findings_of(registers)] == [
        ("disclosure.incomplete", -1, ["P3"]),
        ("petitions.resolved-before-received", None, ["K2"]),
        ("petitions.unresolved", None, ["K1"]),
        ("review.below-plan", -3, ["325/QĐ-UBND"]),
    ]


def test_findings_are_sorted_by_severity_then_rule() -> None:
    rows = [GOOD | {"code": "x"}, dossier("2020-03-02", "2020-03-10", "2020-03-11"), dossier("2020-12-21", None, None)]
    found = [(SEVERITIES.index(f.severity), f.rule) for f in findings_of(make_registers(dossiers=rows))]
    assert found == sorted(found)
    assert {severity for severity, _ in found} == {0, 1, 2}


def test_row_says_file_row_and_the_header_of_the_file() -> None:
    registers = make_registers(procedures=CLEAN_PROCEDURES, dossiers=[GOOD, GOOD | {"channel": None}])
    finding = next(f for f in findings_of(registers) if f.rule == "dossiers.no-channel")
    assert finding.as_record() == {
        "rule": "dossiers.no-channel",
        "severity": "warning",
        "message": {
            "vi": "1 hồ sơ tiếp nhận trong kỳ không ghi kênh thực hiện; "
            "không tính là trực tuyến cũng không tính là trực tiếp",
            "en": "1 dossiers received in the period state no channel; they count neither as online nor as direct",
        },
        "remedy": {"vi": "Bổ sung kênh thực hiện cho các hồ sơ này", "en": "Add the channel of these dossiers"},
        "gap": None,
        "row_count": 1,
        "rows": [
            {
                "file": "data/2020/sct/dossiers.csv",
                "row": 3,
                "column": "Kênh thực hiện",
                "label": "000.00.02.H23-200302-0002",
            }
        ],
    }


def test_no_finding_names_a_person() -> None:
    person = {"submitter": "Nguyễn Văn A", "owner": "Trần Thị B", "address": "12 Phố C", "phone": "0912345678"}
    bad = [
        GOOD | person | {"code": "x", "procedure_code": "X9", "channel": None},
        dossier("2020-03-02", "2020-03-10", "2020-03-11") | person,
        dossier("2020-03-02", None, "2020-03-01") | person,
    ]
    found = findings_of(
        make_registers(dossiers=bad, petitions=[{"id": "1", "received_on": "2020-02-03", "sender": "Lê D"}])
    )
    assert found
    assert not any(word in repr(found) for word in [*person.values(), "Lê D"])


def test_rows_beyond_the_first_are_counted_and_not_named() -> None:
    rows = [GOOD | {"code": f"x{n}"} for n in range(MOST_ROWS_NAMED + 3)]
    finding = next(f for f in findings_of(make_registers(dossiers=rows)) if f.rule == "dossiers.code-malformed")
    assert (len(finding.rows), finding.row_count, finding.omitted) == (5_000, 5_003, 3)
    assert finding.as_record()["row_count"] == 5_003
    assert len(finding.as_record()["rows"]) == 200
    assert finding.message.vi.startswith("5.003 mã hồ sơ")


def test_rows_of_several_registers_are_cut_together() -> None:
    register = make_registers(dossiers=[GOOD | {"code": f"x{n}"} for n in range(2_600)]).dossiers
    rows = joined([finding_rows(register, [True] * 2_600)] * 2)
    assert (len(rows.named), rows.count) == (5_000, 5_200)


def test_personal_column_cannot_label_a_row() -> None:
    with pytest.raises(ValueError, match="may name a person"):
        finding_rows(make_registers(dossiers=[GOOD]).dossiers, [True], label="submitter")


def test_catalogue_has_distinct_ids_and_speaks_both_languages() -> None:
    ids = [rule.id for rule in CATALOGUE]
    assert len(ids) == len(set(ids))
    for rule in CATALOGUE:
        for text in (rule.title, rule.why, rule.remedy):
            assert isinstance(text, Text)
            assert text.vi
            assert text.en
            assert text.vi != text.en
