"""What the public edition gives away: a word in every cell that takes text, looked for in every published byte.

The internal edition of the same data is searched as well: words that it must show prove that the search finds them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support.browser import OpenPage
from support.byte_streams import texts_of_folder
from support.planted import AGENCY, LATE_CODES, marker, plant, text_columns

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
def project(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "project"
    for name in ("params", "data", "notebooks"):
        shutil.copytree(repository / name, folder / name)
    plant(folder)
    return folder


@pytest.fixture(scope="module")
def published(project: Path, require_tool: Callable[[str], str]) -> Path:
    require_tool("pdftotext")
    command = [Path(sys.executable).with_name("cchc-report"), "run", "--year", "2020", "--department", "sct"]
    editions = ["--edition", "internal", "--edition", "public", "--jobs", "1"]
    done = subprocess.run(
        [*command, *editions, "--project", project],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "outputs" / "2020" / "sct"


@pytest.fixture(scope="module")
def internal(published: Path) -> Texts:
    return texts_of_folder(published / "internal")


@pytest.fixture(scope="module")
def public(published: Path) -> Texts:
    return texts_of_folder(published / "public")


def places(texts: Texts, word: str) -> list[str]:
    return [place for place, text in texts.items() if word.casefold() in text]


def test_somebody_decided_about_every_column() -> None:
    assert set(text_columns()) == OFFICIAL | INTERNAL | NOWHERE


def test_the_data_hold_every_word(project: Path) -> None:
    data = texts_of_folder(project / "data" / "2020")
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


def test_late_dossiers_have_the_same_number_wherever_they_are_named(public: Texts) -> None:
    for name in ("report.html", "annex.xlsx", "report.pdf", "report.ipynb", "manifest.json"):
        assert any(place.startswith(name) for place in places(public, "hồsơ1")), name
    # What was cleared stands there, its code replaced.
    assert places(public, "zqclearedqz")
    assert places(public, "sổbàngiaohồsơ(mãkhôngnêu)zqclearedqz")


def test_small_cells_are_in_no_measure_of_the_public_manifest(published: Path) -> None:
    measures = json.loads((published / "public" / "manifest.json").read_bytes())["measures"]
    cells = {id_: m for id_, m in measures.items() if id_.startswith(("form.", "monthly.")) and ".total." not in id_}
    assert [id_ for id_, measure in cells.items() if measure["value"] is not None and 0 < measure["value"] < 5] == []
    assert [id_ for id_, measure in cells.items() if measure.get("suppressed")]


def test_figures_of_the_whole_department_are_the_same_in_both_editions(published: Path) -> None:
    manifests = [json.loads((published / edition / "manifest.json").read_bytes()) for edition in ("internal", "public")]
    whole = [
        {id_: m for id_, m in manifest["measures"].items() if not id_.startswith(("form.", "monthly."))}
        for manifest in manifests
    ]
    assert whole[0] == whole[1]
    totals = [manifest["scores"]["total"] for manifest in manifests]
    assert totals[0] == totals[1]
    found = [
        [(f["rule"], f["severity"], f["gap"], f["row_count"]) for f in manifest["findings"]] for manifest in manifests
    ]
    # The form hides how many dossiers stand outside the catalogue, so this finding does not count them either.
    assert manifests[1]["measures"]["form.ngoai_danh_muc.received_total"]["suppressed"]
    assert [each for each in found[0] if each[0] != "dossiers.unknown-procedure"] == found[1]
    assert len(found[0]) == len(found[1]) + 1


def test_a_figure_that_is_not_shown_says_why(published: Path, open_page: OpenPage) -> None:
    page = open_page(published / "public" / "report.html").page
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.locator("a.figure", has_text=re.compile(r"^\*$")).first.click()
    terms = dict(zip(*(page.locator(f".panel {tag}").all_inner_texts() for tag in ("dt", "dd")), strict=True))
    assert terms["Không nêu"] == "Số nhỏ, hoặc số mà từ đó suy ra được số nhỏ."
