"""The sample's annex, made once for the tests of this folder."""

from __future__ import annotations

import pytest

from cchc_report.presentation.workbook import AnnexSource, annex_sheets
from cchc_report.presentation.workbook.sheet import Sheet
from cchc_report.report import Report, load_report


@pytest.fixture(scope="package")
def report() -> Report:
    return load_report(2020, "sct")


@pytest.fixture(scope="package")
def sheets(report: Report) -> dict[str, Sheet]:
    source = AnnexSource(report.parameters, report.registers, report.statistics, report.findings, report.scores)
    return {sheet.name: sheet for sheet in annex_sheets(source)}
