from __future__ import annotations

from typing import Any

import pytest

from cchc_report.params.models import DepartmentPublication, PublicationRules, ReportParameters
from cchc_report.params.publication import published_parameters
from cchc_report.public_text import HIDDEN_CODE
from support.registers import AGENCY, make_parameters

CODE = f"{AGENCY}-200922-0005"


def parameters(*, edition: str = "public", own: dict[str, Any] | None = None, **rules: Any) -> ReportParameters:
    base = make_parameters()
    sources = base.department_year.sources.model_copy(update={"dossiers": (f"{CODE}.xlsx",)})
    of_department = {
        "difficulties": (f"Hồ sơ {CODE} chậm",),
        "sources": sources,
        "publication": DepartmentPublication(**(own or {})),
    }
    return base.model_copy(
        update={
            "edition": edition,
            "department_year": base.department_year.model_copy(update=of_department),
            "year_parameters": base.year_parameters.model_copy(update={"publication": PublicationRules(**rules)}),
        }
    )


def test_codes_are_hidden_and_cells_below_five_are_small_unless_somebody_says_otherwise() -> None:
    assert parameters().publication == PublicationRules(dossier_codes="hide", smallest_cell=5)


@pytest.mark.parametrize(
    ("rules", "own", "result"),
    [
        ({"smallest_cell": 10}, {}, ("hide", 10)),
        ({"smallest_cell": 10}, {"smallest_cell": 3}, ("hide", 3)),
        ({"dossier_codes": "show", "smallest_cell": 10}, {"dossier_codes": "hide"}, ("hide", 10)),
        ({}, {"dossier_codes": "show"}, ("show", 5)),
    ],
)
def test_a_department_may_decide_otherwise_than_its_province(
    rules: dict[str, Any], own: dict[str, Any], result: tuple[str, int]
) -> None:
    found = parameters(own=own, **rules).publication
    assert (found.dossier_codes, found.smallest_cell) == result


@pytest.mark.parametrize(
    ("edition", "rules", "shown"),
    [("public", {}, HIDDEN_CODE), ("public", {"dossier_codes": "show"}, CODE), ("internal", {}, CODE)],
)
def test_codes_in_texts_follow_edition_and_parameter(edition: str, rules: dict[str, Any], shown: str) -> None:
    published = published_parameters(parameters(edition=edition, **rules))
    assert published.department_year.difficulties == (f"Hồ sơ {shown} chậm",)
    # A file is found by its name, whatever it says.
    assert published.department_year.sources.dossiers == (f"{CODE}.xlsx",)


def test_a_public_record_does_not_say_how_files_are_called() -> None:
    assert "sources" not in parameters().as_record()["department_year"]
    assert "sources" in parameters(edition="internal").as_record()["department_year"]
    assert CODE not in str(published_parameters(parameters()).as_record())
