"""Populations that mix, procedures listed twice, shares above the whole or over the wrong unit, late decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from cchc_report.checks import Finding, run_checks
from cchc_report.checks.rules.quoted_shares import QuotedShare, quoted_shares
from cchc_report.measures import Measures
from cchc_report.params.models import CheckRules
from cchc_report.registers.frames import Registers
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, PROCEDURES, dossier, make_parameters, make_registers

DONE = {"disclosed_at_centre": True, "disclosed_on_site": True, "internal_process_approved": True}
CLEAN = [dict(row) | DONE for row in PROCEDURES]
GOOD = dossier("2020-03-02", "2020-03-10", "2020-03-09")


def findings(registers: Registers, limit: int | None = None, lines: Sequence[str] = ()) -> tuple[Finding, ...]:
    parameters = make_parameters()
    year = parameters.year_parameters.model_copy(update={"checks": CheckRules(promulgation_limit_working_days=limit)})
    own = parameters.department_year.model_copy(update={"difficulties": tuple(lines)})
    parameters = parameters.model_copy(update={"year_parameters": year, "department_year": own})
    return run_checks(registers, compute_statistics(registers, parameters, CALENDAR), parameters, CALENDAR)


def told(found: Sequence[Finding], *rules: str) -> list[tuple[str, int | None, list[str]]]:
    return [(f.rule, f.gap, [row.label for row in f.rows]) for f in found if f.rule in rules]


def mixed(*rows: Mapping[str, Any]) -> list[tuple[str, int | None, list[str]]]:
    registers = make_registers(procedures=CLEAN, dossiers=[row | {"code": f"H-{n}"} for n, row in enumerate(rows)])
    return told(findings(registers), "dossiers.one-way-in-core", "dossiers.core-in-one-way")


ONE_WAY, CORE = "dossiers.one-way-in-core", "dossiers.core-in-one-way"


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("P1", "Cấp phép kinh doanh", []),
        ("P1", "thông báo  KHUYẾN MẠI", [(ONE_WAY, 1, ["H-0"])]),  # the name of N1, which is one-way
        ("P1", "Thông báo tổ chức hội nghị", []),  # not every notice is one-way: the catalogue has spoken
        ("X9", "Thông báo tổ chức hội nghị", [(ONE_WAY, 1, ["H-0"])]),  # the catalogue has not
        ("X9", "Thông báo khuyến mại", [(ONE_WAY, 1, ["H-0"])]),
        ("X9", "Cấp phép gì đó", []),
        ("N1", "Thông báo khuyến mại", []),
        ("N1", "Đăng ký khuyến mại", [(CORE, -1, ["H-0"])]),
        (None, "Thông báo khuyến mại", []),  # matched by its name
    ],
)
def test_code_and_name_that_mean_different_kinds(
    code: str | None, name: str, expected: list[tuple[str, int | None, list[str]]]
) -> None:
    assert mixed(GOOD | {"procedure_code": code, "procedure_name": name}) == expected


def test_procedure_that_never_has_a_due_date_looks_one_way() -> None:
    undated = GOOD | {"due_at": None}
    assert mixed(undated, undated, undated) == [(ONE_WAY, 3, ["P1"])]
    assert mixed(undated, undated) == []
    assert mixed(undated, undated, undated, GOOD) == []


def test_procedures_listed_twice() -> None:
    twin = CLEAN[0] | {"code": "P3", "name": "cấp phép KINH DOANH"}
    district = CLEAN[0] | {"code": "P4", "level": "district"}
    found = findings(make_registers(procedures=[*CLEAN, twin, district], dossiers=[GOOD]))
    assert told(found, "procedures.repeated") == [("procedures.repeated", 1, ["P1", "P3"])]


@pytest.mark.parametrize(
    ("id_", "change", "expected"),
    [
        ("disclosure.site.province", {"numerator": 4}, {"disclosure.above-catalogue": 1, "ratios.part-above-whole": 1}),
        ("disclosure.site.province", {"numerator": 3, "denominator": 5}, {"disclosure.above-catalogue": 2}),
        ("settlement.online_rate", {"numerator": 3}, {"ratios.part-above-whole": 2}),
    ],
)
def test_more_than_there_is(id_: str, change: Mapping[str, int], expected: dict[str, int]) -> None:
    """Figures are falsified: those that the rows give cannot be above the whole."""
    registers, parameters = make_registers(procedures=CLEAN, dossiers=[GOOD]), make_parameters()
    statistics = compute_statistics(registers, parameters, CALENDAR)
    false = Measures(replace(m, **change) if m.id == id_ else m for m in statistics.measures.values())
    found = run_checks(registers, replace(statistics, measures=false), parameters, CALENDAR)
    assert {f.rule: f.gap for f in found} == expected
    assert all(id_ in f.figures for f in found)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("đạt 99,8% hồ sơ đúng hạn", [("99,8", "hồ sơ")]),
        ("82.54 % số thông báo", [("82,54", "thông báo")]),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt 82,54%", [("82,54", "hồ sơ")]),
        ("tỉ lệ TTHC công khai là 90%; tỷ lệ hồ sơ là 80%", [("90", "TTHC"), ("80", "hồ sơ")]),
        ("75% thủ tục hành chính", [("75", "TTHC")]),
        ("đạt 82,54%", []),
        ("tăng 12% so với năm 2019", []),
    ],
)
def test_percentages_are_read_with_their_unit(text: str, shares: list[tuple[str, str]]) -> None:
    assert quoted_shares(text) == [QuotedShare(*share) for share in shares]


HALF_ONLINE = [GOOD, GOOD, *[GOOD | {"channel": "online"}] * 2]
"""Of core dossiers 50% are online; of notices 75%; of procedures two in three are disclosed on the site."""
NOTICES = [GOOD | {"procedure_code": "N1", "channel": channel} for channel in ("online", "online", "online", "direct")]
ONE_HIDDEN = [*CLEAN[:2], CLEAN[2] | {"disclosed_on_site": False}]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("50% hồ sơ nộp trực tuyến", False),
        ("75% thông báo nộp trực tuyến", False),
        ("75% hồ sơ nộp trực tuyến", True),
        ("50% thông báo nộp trực tuyến", True),
        ("66,67% hồ sơ được công khai", True),
        ("66,7% TTHC được công khai", False),
        ("66,6% hồ sơ được công khai", False),  # two in three never prints so
        ("12,5% hồ sơ", False),  # no share at all prints so: nothing is known against it
        ("100% thông báo", False),
    ],
)
def test_share_of_one_thing_given_as_that_of_another(sentence: str, found: bool) -> None:  # a column of the table
    registers = make_registers(procedures=ONE_HIDDEN, dossiers=[*HALF_ONLINE, *NOTICES])
    seen = [f for f in findings(registers, lines=["Không có gì.", sentence]) if f.rule == "ratios.wrong-unit"]
    assert [row.label for f in seen for row in f.rows] == (["difficulties 2"] if found else [])
    assert all(f.rows[0].place.file == "params/2020/sct.yaml" for f in seen)


def test_sentences_of_the_registers_are_read_as_well() -> None:
    evidence = [{"id": "TL-01", "number": "1/BC-SCT", "dated": "2020-05-05", "title": "x", "supports": "75% hồ sơ"}]
    registers = make_registers(procedures=CLEAN, dossiers=[*HALF_ONLINE, *NOTICES], evidence=evidence)
    (finding,) = [f for f in findings(registers) if f.rule == "ratios.wrong-unit"]
    assert "(3/4)" in finding.message.vi
    assert finding.figures == ("notices.online_rate",)
    assert [(row.label, row.place.row, row.place.column) for row in finding.rows] == [
        ("TL-01", 2, "Nội dung kiểm chứng")
    ]


def decision(number: str, published: str | None, promulgated: str, reason: str | None = None) -> dict[str, Any]:
    return {
        "number": number,
        "national_database_on": published,
        "promulgated_on": promulgated,
        "summary": "x",
        "late_reason": reason,
    }


LATE, SILENT = "promulgation.late", "promulgation.late-without-reason"


@pytest.mark.parametrize(
    ("limit", "row", "expected"),
    [
        (7, decision("1/QĐ-UBND", "2020-04-14", "2020-04-23"), []),  # seven working days
        (
            6,
            decision("1/QĐ-UBND", "2020-04-14", "2020-04-23"),
            [(LATE, 1, ["1/QĐ-UBND"]), (SILENT, None, ["1/QĐ-UBND"])],
        ),
        (6, decision("1/QĐ-UBND", "2020-04-14", "2020-04-23", "Bộ đăng muộn"), [(LATE, 1, ["1/QĐ-UBND"])]),
        (1, decision("1/QĐ-UBND", None, "2020-04-23"), []),
        (1, decision("1/QĐ-UBND", "2020-04-24", "2020-04-23"), []),  # before the ministry's
        (None, decision("1/QĐ-UBND", "2020-01-14", "2020-04-23"), []),  # no limit, nothing to say
    ],
)
def test_decisions_against_the_limit(
    limit: int | None, row: Mapping[str, Any], expected: list[tuple[str, int | None, list[str]]]
) -> None:
    found = findings(make_registers(procedures=CLEAN, dossiers=[GOOD], decisions=[row]), limit)
    assert told(found, LATE, SILENT) == expected


def documents(**rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, int | None, list[str]]]:
    found = findings(make_registers(procedures=CLEAN, dossiers=[GOOD], **rows))
    return told(found, "documents.number-order", "documents.number-year")


def evidence(number: str, dated: str, issuer: str | None = None, id_: str = "TL-01") -> dict[str, Any]:
    return {"id": id_, "number": number, "dated": dated, "issuer": issuer, "title": "x"}


ORDER = "documents.number-order"


@pytest.mark.parametrize(
    ("proof", "expected"),
    [
        (evidence("1016/QĐ-UBND", "2020-04-23"), []),  # the same document, named in two registers
        (evidence("1016/QĐ-UBND", "2020-04-24"), [(ORDER, None, ["1016/QĐ-UBND", "1016/QĐ-UBND"])]),
        (
            evidence("900/QĐ-UBND", "2020-06-01", "Chủ tịch UBND tỉnh Hải Dương"),
            [(ORDER, None, ["1016/QĐ-UBND", "900/QĐ-UBND"])],
        ),
        (evidence("900/QĐ-UBND", "2020-06-01", "UBND huyện Gia Lộc"), []),  # a series of its own
        (evidence("900/BC-SCT", "2020-06-01"), []),
        (evidence("900/QĐ-UBND", "2019-06-01"), []),
        (evidence("61/2018/NĐ-CP", "2018-04-23"), []),
        (evidence("61/2018/NĐ-CP", "2019-04-23"), [("documents.number-year", None, ["61/2018/NĐ-CP"])]),
    ],
)
def test_numbers_rise_across_registers(
    proof: Mapping[str, Any], expected: list[tuple[str, int | None, list[str]]]
) -> None:
    assert documents(decisions=[decision("1016/QĐ-UBND", None, "2020-04-23")], evidence=[proof]) == expected


def test_numbers_of_the_department_itself_rise_across_reviews_and_apologies() -> None:
    review = {
        "plan_number": "325/QĐ-UBND",
        "plan_date": "2020-02-03",
        "planned": 1,
        "reviewed": 1,
        "problems_found": 0,
        "report_number": "1450/SCT-VP",
        "report_date": "2020-08-14",
    }
    apology = {
        "dossier_code": "H-9",
        "cause": "late_in_fact",
        "apology_number": "1400/SCT-VP",
        "apology_date": "2020-09-01",
    }
    assert documents(reviews=[review], explanations=[apology]) == [(ORDER, None, ["1450/SCT-VP", "1400/SCT-VP"])]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"id": "TL-01", "dated": "2020-05-05", "title": "Sổ"}, True),
        ({"id": "TL-01", "dated": "2020-05-05", "title": "Sổ", "location": "trang 3"}, False),
        ({"id": "TL-01", "dated": "2020-05-05", "title": "Báo cáo", "number": "1/BC-SCT"}, False),
    ],
)
def test_evidence_that_cannot_be_found(row: Mapping[str, Any], found: bool) -> None:  # a column of the table
    seen = findings(make_registers(procedures=CLEAN, dossiers=[GOOD], evidence=[row]))
    assert ("documents.evidence-without-location" in {f.rule for f in seen}) == found
