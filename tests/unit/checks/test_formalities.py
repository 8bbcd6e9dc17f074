"""Symbol and date of the report itself; an export that is another department's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cchc_report.checks import CATALOGUE
from cchc_report.checks.catalogue import run_checks
from cchc_report.checks.finding import Finding
from cchc_report.params.models import ReportParameters
from cchc_report.statistics import compute_statistics
from support.registers import CALENDAR, Row, dossier, make_parameters, make_registers


def found(group: str, parameters: ReportParameters, *dossiers: Row) -> list[Finding]:
    registers = make_registers(dossiers=dossiers)
    statistics = compute_statistics(registers, parameters, CALENDAR)
    findings = run_checks(registers, statistics, parameters, CALENDAR)
    return [finding for finding in findings if finding.rule.startswith(group)]


def with_document(**changes: Any) -> ReportParameters:
    parameters = make_parameters()
    document = parameters.department_year.document.model_copy(update=changes)
    return parameters.model_copy(
        update={"department_year": parameters.department_year.model_copy(update={"document": document})}
    )


@pytest.mark.parametrize("symbol", ["BC-SCT", "BC-SCT-VP", "BC/SCT", "bc-sct"])
def test_a_symbol_with_the_own_abbreviation_is_right(symbol: str) -> None:
    assert found("formalities", with_document(symbol=symbol)) == []


@pytest.mark.parametrize(
    ("abbreviation", "symbol"), [("SLĐ-TBXH", "BC-SLĐ-TBXH"), ("SGD&ĐT", "BC-SGDĐT"), ("SCT", "BC - SCT")]
)
def test_hyphens_and_signs_of_an_abbreviation_do_not_matter(abbreviation: str, symbol: str) -> None:
    parameters = with_document(symbol=symbol)
    department = parameters.department.model_copy(update={"abbreviation": abbreviation})
    assert found("formalities", parameters.model_copy(update={"department": department})) == []


@pytest.mark.parametrize("symbol", ["BC-SNV", "BC", "BC-SCTT"])
def test_a_symbol_without_it_is_told(symbol: str) -> None:
    (finding,) = found("formalities", with_document(symbol=symbol))
    assert (finding.rule, finding.severity) == ("formalities.symbol", "warning")
    assert finding.message.vi == f"ký hiệu {symbol} của báo cáo không có chữ viết tắt của đơn vị (SCT)"


@pytest.mark.parametrize(("dated", "told"), [("2020-03-15", True), ("2020-12-06", True), ("2020-12-07", False)])
def test_a_date_before_the_periods_last_day_is_told(dated: str, *, told: bool) -> None:
    findings = found("formalities", with_document(dated=date.fromisoformat(dated)))
    assert [finding.rule for finding in findings] == (["formalities.date"] if told else [])


OWN = dossier("2020-03-02", "2020-03-10", "2020-03-09", code="000.00.02.H23-200302-0001")
FOREIGN = [
    dossier("2020-03-02", "2020-03-10", "2020-03-09", code=f"000.00.10.H23-200302-{number:04}") for number in (1, 2)
]


def test_some_foreign_codes_are_a_warning_and_most_are_an_error() -> None:
    (some,) = found("dossiers", make_parameters(), OWN, FOREIGN[0])
    assert (some.rule, some.severity, some.row_count) == ("dossiers.code-agency", "warning", 1)
    assert some.message.vi.startswith("1/2 hồ sơ mang mã của cơ quan khác")

    (most,) = found("dossiers", make_parameters(), OWN, *FOREIGN)
    assert (most.rule, most.severity, most.row_count) == ("dossiers.export-of-another-agency", "error", 2)
    assert most.message.vi == (
        "2/3 hồ sơ mang mã của cơ quan khác (mã của đơn vị: 000.00.02.H23): có thể nhầm tệp của đơn vị khác"
    )


def test_codes_that_say_nothing_do_not_count() -> None:
    nothing = [dossier("2020-03-02", "2020-03-10", "2020-03-09", code=f"HS {number}") for number in range(5)]
    findings = {finding.rule for finding in found("dossiers", make_parameters(), FOREIGN[0], *nothing)}
    assert "dossiers.export-of-another-agency" in findings


def test_an_export_without_dossiers_is_nobodys() -> None:
    assert "dossiers.export-of-another-agency" in {rule.id for rule in CATALOGUE}
    assert found("dossiers", make_parameters()) == []
