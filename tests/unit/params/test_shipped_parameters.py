"""The parameters that come with the project say what the published article says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_report.params.loading import EDITIONS, list_departments, list_years, load_parameters
from cchc_report.params.project import find_project

PROJECT = find_project(Path(__file__).parent)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_published_facts(edition: str) -> None:
    parameters = load_parameters(PROJECT, 2020, "sct", edition)
    assert (parameters.period.start, parameters.period.end) == (date(2020, 1, 1), date(2020, 12, 7))
    assert parameters.department.agency_codes == ("000.00.02.H23",)
    assert "3069/QĐ-UBND ngày 09 tháng 10 năm 2020" in parameters.year_parameters.assessment_decision
    bases = "\n".join(parameters.year_parameters.legal_bases)
    for number in ("61/2018/NĐ-CP ngày 23 tháng 4 năm 2018", "3069/QĐ-UBND", "325/QĐ-UBND ngày 03 tháng 02 năm 2020"):
        assert number in bases


def test_what_the_article_does_not_state_is_left_to_be_written_by_hand() -> None:
    document = load_parameters(PROJECT, 2020, "sct").department_year.document
    assert (document.number, document.dated, document.signer.name) == (None, None, None)


@pytest.mark.parametrize("year", list_years(PROJECT))
def test_every_shipped_department_year_loads(year: int) -> None:
    files = {path.stem for path in (PROJECT.params / str(year)).glob("*.yaml")} - {"year"}
    assert files <= {department.id for department in list_departments(PROJECT)}
    for department in files:
        assert load_parameters(PROJECT, year, department).year == year
