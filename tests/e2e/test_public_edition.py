"""What the public edition gives away: a word in every cell that takes text, looked for in every published byte.

The internal edition of the same data is searched as well: words that it must show prove that the search finds them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support.browser import OpenPage
from support.byte_streams import texts_of_folder
from support.pdf_files import files_inside
from support.planted import AGENCY, LATE_CODES, marker, text_columns
from support.verapdf import validate

OFFICIAL = {
    ("procedures", "code"),
    ("procedures", "name"),
    ("procedures", "field"),
    ("decisions", "summary"),
    ("reviews", "plan_issuer"),
    ("reviews", "plan_title"),
    ("evidence", "issuer"),
    ("evidence", "number"),
}
"""Official acts and catalogues: shown in both editions."""

INTERNAL = {
    ("dossiers", "code"),
    ("dossiers", "procedure_code"),
    ("dossiers", "procedure_name"),
    ("decisions", "number"),
    ("decisions", "late_reason"),
    ("reviews", "plan_number"),
    ("reviews", "report_number"),
    ("reviews", "problems"),
    ("petitions", "id"),
    ("petitions", "summary"),
    ("petitions", "report_number"),
    ("explanations", "dossier_code"),
    ("explanations", "proof"),
    ("explanations", "narrative"),
    ("explanations", "apology_number"),
    ("explanations", "no_apology_reason"),
    ("evidence", "id"),
    ("evidence", "title"),
    ("evidence", "location"),
    ("evidence", "criteria"),
    ("scores", "criterion"),
    ("scores", "reason"),
    ("scores", "evidence"),
}
"""What only the internal edition shows."""

NOWHERE = {
    ("dossiers", "receiving_agency"),
    ("dossiers", "submitter"),
    ("dossiers", "owner"),
    ("dossiers", "address"),
    ("dossiers", "phone"),
    ("dossiers", "identity_number"),
    ("petitions", "sender"),
    ("evidence", "supports"),
}
"""What no edition shows."""

Texts = Mapping[str, str]


@pytest.fixture(scope="module")
def internal(planted_reports: Path, require_tool: Callable[[str], str]) -> Texts:
    require_tool("pdftotext")
    return texts_of_folder(planted_reports / "internal")


@pytest.fixture(scope="module")
def public(planted_reports: Path, require_tool: Callable[[str], str]) -> Texts:
    require_tool("pdftotext")
    return texts_of_folder(planted_reports / "public")


def places(texts: Texts, word: str) -> list[str]:
    return [place for place, text in texts.items() if word.casefold() in text]


def test_somebody_decided_about_every_column() -> None:
    assert set(text_columns()) == OFFICIAL | INTERNAL | NOWHERE


def test_the_data_hold_every_word(planted_project: Path) -> None:
    data = texts_of_folder(planted_project / "data" / "2020")
    assert [name for name in text_columns() if not places(data, marker(*name))] == []


def test_the_internal_edition_shows_what_it_should(internal: Texts) -> None:
    assert [name for name in OFFICIAL | INTERNAL if not places(internal, marker(*name))] == []
    assert [name for name in NOWHERE if places(internal, marker(*name))] == []
    assert all(places(internal, code) for code in LATE_CODES)


def test_the_public_edition_shows_official_acts_and_no_other_word(public: Texts) -> None:
    assert [name for name in OFFICIAL if not places(public, marker(*name))] == []
    assert {name: found for name in INTERNAL | NOWHERE if (found := places(public, marker(*name)))} == {}


def test_files_sheets_headers_and_the_year_before_give_nothing_away(internal: Texts, public: Texts) -> None:
    words = ["zqfilenameqz", "zqsheetnameqz", "zqheaderqz", "zqotherfileqz", "zqwrongcellqz"]
    assert [word for word in words if not places(internal, word)] == []
    assert {word: found for word in words if (found := places(public, word))} == {}
    assert places(public, "zqcontentqz") == []


def test_no_dossier_code_is_in_the_public_edition(internal: Texts, public: Texts) -> None:
    for code in (*LATE_CODES, "200701-0801"):
        assert places(internal, code)
        assert places(public, code) == []
    assert places(public, f"{AGENCY}-") == []


def test_the_public_pdf_meets_both_standards_and_holds_no_list(
    planted_reports: Path, require_tool: Callable[[str], str]
) -> None:
    pdf = planted_reports / "public" / "report.pdf"
    results = validate(pdf, require_tool)
    assert [failure for result in results for failure in result.failures] == []
    assert [result.failed_checks for result in results] == [0, 0]
    assert [file.name for file in files_inside(pdf.read_bytes())] == ["manifest.json", "measures.csv"]


def test_late_dossiers_have_the_same_number_wherever_they_are_named(public: Texts) -> None:
    for name in ("report.html", "annex.xlsx", "report.pdf", "report.ipynb"):
        assert any(place.startswith(name) for place in places(public, "hồsơ1")), name
    # What was cleared stands there, its code replaced.
    assert places(public, "zqclearedqz")
    assert places(public, "sổbàngiaohồsơ(mãkhôngnêu)zqclearedqz")


def test_small_cells_are_in_no_measure_of_the_public_manifest(planted_reports: Path) -> None:
    measures = json.loads((planted_reports / "public" / "manifest.json").read_bytes())["measures"]
    cells = {id_: m for id_, m in measures.items() if id_.startswith(("form.", "monthly.")) and ".total." not in id_}
    assert [id_ for id_, measure in cells.items() if measure["value"] is not None and 0 < measure["value"] < 5] == []
    assert [id_ for id_, measure in cells.items() if measure.get("suppressed")]


def test_figures_of_the_whole_department_are_the_same_in_both_editions(planted_reports: Path) -> None:
    editions = [planted_reports / "internal", planted_reports / "public"]
    manifests = [json.loads((edition / "manifest.json").read_bytes()) for edition in editions]
    whole = [
        {id_: m for id_, m in manifest["measures"].items() if not id_.startswith(("form.", "monthly.", "edition."))}
        for manifest in manifests
    ]
    assert whole[0] == whole[1]
    assert "edition.withheld_texts" in manifests[1]["measures"].keys() - manifests[0]["measures"].keys()
    totals = [manifest["scores"]["total"] for manifest in manifests]
    assert totals[0] == totals[1]
    internal, public = (
        {f["rule"]: (f["severity"], f["gap"], f["row_count"]) for f in manifest["findings"]} for manifest in manifests
    )
    assert internal.keys() == public.keys()
    # What counts some dossiers would count those of a hidden cell too.
    about_some = {rule for rule in public if rule.startswith("dossiers.")}
    assert len(about_some) >= 2
    assert {rule: public[rule] for rule in about_some} == {r: (internal[r][0], None, None) for r in about_some}
    assert {r: public[r] for r in public.keys() - about_some} == {r: internal[r] for r in public.keys() - about_some}


def test_a_figure_that_is_not_shown_says_why(planted_reports: Path, open_page: OpenPage) -> None:
    page = open_page(planted_reports / "public" / "report.html").page
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.locator("a.figure", has_text=re.compile(r"^\*$")).first.click()
    terms = dict(zip(*(page.locator(f".panel {tag}").all_inner_texts() for tag in ("dt", "dd")), strict=True))
    assert terms["Không nêu"] == "Số nhỏ, hoặc số mà từ đó suy ra được số nhỏ."
