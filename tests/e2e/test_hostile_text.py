"""What people type into fields is text: in the page, on paper, in the workbook, in the notebook, in the index.

Every text cell of the data and every text of the parameters holds code, links, marks of other formats, ten thousand
letters. A real browser shows that nothing of it runs and that all of it can be read.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import openpyxl
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Page

from support.browser import OpenPage, Visit
from support.commands import RunCommand
from support.hostile import FORMULAS, LONG, MARKUP, NO_SHAPE, QUITE_LONG, RUN, SEEN, TEXT_MARKS, make_hostile
from support.jupyterlab import Lab, outputs, run_and_save
from support.readable_streams import readable_texts
from support.verapdf import validate

UNSEEN_SIGNS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff]"
)
"""Control characters, signs that turn the direction of writing, and noncharacters: no text of a report holds one."""
OWN_LINKS = ("#", "2020/", "data:", "catalogue")
"""How the addresses begin to which pages of ours lead."""
STREAMS = ("report.html", "report.pdf", "report.ipynb", "annex.xlsx › xl/sharedStrings.xml")
"""Where texts of the registers stand."""


@pytest.fixture(scope="module")
def hostile(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("hostile") / "project"
    for name in ("params", "data", "notebooks"):
        shutil.copytree(repository / name, project / name)
    make_hostile(project)
    return project


@pytest.fixture(scope="module")
def reports(hostile: Path) -> Path:
    command = [Path(sys.executable).with_name("cchc-report"), "run", "--year", "2020", "--department", "sct"]
    editions = ["--edition", "internal", "--edition", "public"]
    done = subprocess.run([*command, *editions, "--project", hostile], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return hostile / "outputs" / "2020" / "sct"


@pytest.fixture(scope="module")
def report(reports: Path) -> Path:
    """Return the folder of the internal report, which shows everything."""
    return reports / "internal"


@pytest.fixture(scope="module", params=["internal", "public"])
def edition(request: pytest.FixtureRequest, reports: Path) -> Path:
    """Return the folder of the report in each edition; the public one shows what stands in parameters."""
    return reports / str(request.param)


@pytest.fixture(scope="module")
def texts(edition: Path, require_tool: Callable[[str], str]) -> dict[str, str]:
    """Return what people read in the files of that folder, by where it stands."""
    require_tool("pdftotext")
    return readable_texts(edition)


@pytest.fixture
def sample_project(hostile: Path, tmp_path: Path) -> Path:
    """Return the project that the JupyterLab of these tests opens."""
    shutil.copytree(hostile, tmp_path / "project", ignore=shutil.ignore_patterns("outputs"))
    return tmp_path / "project"


def nothing_ran(visit: Visit) -> None:
    assert visit.page.evaluate("window.ran") is None
    assert (visit.dialogs, visit.errors, visit.complaints) == ([], [], [])
    assert visit.foreign_requests == []


def attributes(page: Page, script: str) -> list[str]:
    found: list[str] = page.evaluate(f"[...document.querySelectorAll('main *, body *')].flatMap(e => {script})")
    return found


def nothing_could_run(page: Page) -> None:
    """Look for what runs later: handlers, links, frames, forms that somebody typed."""
    assert (
        attributes(page, "[...e.attributes].filter(a => a.name.startsWith('on')).map(a => e.outerHTML.slice(0, 80))")
        == []
    )
    links = attributes(page, "['href', 'src', 'action', 'srcdoc'].map(n => e.getAttribute(n)).filter(v => v !== null)")
    assert [link for link in links if not link.startswith(OWN_LINKS)] == []
    assert page.locator("iframe, form[action], base, object, embed, svg[onload]").count() == 0
    assert [text for text in page.locator("script").all_text_contents() if RUN in text] == []


def shown(page: Page) -> str:
    return squeezed(page.locator("body").inner_text())


def squeezed(text: str) -> str:
    """Return text without blanks and without the places where a long word may be parted."""
    return re.sub(r"[\s\u200b]+", "", text)


def is_missing(text: str, parts: tuple[str, ...]) -> list[str]:
    return [part for part in parts if squeezed(part) not in text]


def test_the_page_shows_everything_and_runs_nothing(report: Path, open_page: OpenPage) -> None:
    visit = open_page(report / "report.html")
    nothing_ran(visit)
    nothing_could_run(visit.page)
    text = shown(visit.page)
    formulas = (formula.strip() for formula in FORMULAS)
    assert is_missing(text, (*MARKUP, *TEXT_MARKS, NO_SHAPE, *formulas, SEEN, LONG, QUITE_LONG)) == []
    # The sign of a figure cannot be forged, nor the direction of writing be turned.
    assert visit.page.locator("a", has_text="settlement.settled99").count() == 0
    visit.page.emulate_media(media="print")
    nothing_ran(visit)


def test_the_public_page_shows_the_parameters_and_runs_nothing(reports: Path, open_page: OpenPage) -> None:
    visit = open_page(reports / "public" / "report.html")
    nothing_ran(visit)
    nothing_could_run(visit.page)
    assert is_missing(shown(visit.page), (*MARKUP, *TEXT_MARKS, SEEN, LONG, QUITE_LONG)) == []


def test_no_stream_holds_a_sign_that_nobody_sees(edition: Path, texts: dict[str, str]) -> None:
    inside = ("manifest.json", "measures.csv", *(["late_dossiers.csv"] if edition.name == "internal" else []))
    assert {f"report.pdf › {name}" for name in inside} <= texts.keys()
    assert any(SEEN in text for place, text in texts.items() if place == "report.html")
    found = {place: sign[0] for place, text in texts.items() if (sign := UNSEEN_SIGNS.search(text))}
    assert found == {}


@pytest.mark.parametrize(
    ("long", "syllable", "streams"),
    # The manifest holds the parameters, and no text of the registers.
    [(LONG, "Nguyễn", (*STREAMS, "manifest.json")), (QUITE_LONG, "Hương", STREAMS)],
    ids=["ten thousand letters", "quite long words"],
)
def test_long_words_are_whole_in_every_stream(
    texts: dict[str, str], long: str, syllable: str, streams: tuple[str, ...]
) -> None:
    words = len(long) // len(syllable)
    counted = {place: squeezed(text).count(syllable) for place, text in texts.items()}
    places = {place: count for place, count in counted.items() if count}
    for name in streams:
        assert places[name] >= 2 * words, name
    # A page may end inside the word: the number of the next page then stands in it.
    at_page_ends = {"report.pdf": 60}
    assert [place for place, count in places.items() if -count % words > at_page_ends.get(place, 0)] == []


def test_ten_thousand_letters_do_not_widen_the_page(edition: Path, open_page: OpenPage) -> None:
    visit = open_page(edition / "report.html", width=1280)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_index_shows_everything_and_runs_nothing(report: Path, open_page: OpenPage) -> None:
    visit = open_page(report.parents[2] / "index.html")
    nothing_ran(visit)
    nothing_could_run(visit.page)
    # It shows the beginning of a name.
    assert is_missing(shown(visit.page), MARKUP[:4]) == []


def test_the_published_notebook_as_a_page_runs_nothing(report: Path, open_page: OpenPage, tmp_path: Path) -> None:
    notebook = nbformat.read(report / "report.ipynb", as_version=4)
    # The plain template: the others load their scripts from the network.
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    path = tmp_path / "notebook.html"
    path.write_text(f'<!DOCTYPE html><meta charset="utf-8"><body>{page}</body>', "utf-8")
    visit = open_page(path)
    nothing_ran(visit)
    assert attributes(visit.page, "[...e.attributes].filter(a => a.name.startsWith('on')).map(a => a.name)") == []
    assert is_missing(shown(visit.page), (*MARKUP, *TEXT_MARKS)) == []


def test_jupyterlab_runs_nothing_but_the_notebook(lab: Lab, open_page: OpenPage) -> None:
    visit = open_page(lab.page("self_assessment.ipynb"), width=1440)
    ran = run_and_save(visit.page, lab.project / "notebooks" / "self_assessment.ipynb")
    assert [output for output in outputs(ran) if output["output_type"] == "error"] == []
    written = ""
    panel = visit.page.locator(".jp-WindowedPanel-outer")
    # JupyterLab holds only the cells in view.
    for place in range(0, panel.evaluate("e => e.scrollHeight"), 600):
        panel.evaluate("(e, y) => e.scrollTo(0, y)", place)
        visit.page.wait_for_timeout(100)
        written += squeezed(" ".join(visit.page.locator(".jp-OutputArea").all_inner_texts()))
        # Nobody's dollar signs are mathematics.
        assert visit.page.locator(".jp-OutputArea mjx-container").count() == 0
    assert is_missing(written, (*MARKUP, *TEXT_MARKS)) == []
    assert visit.page.evaluate("window.ran") is None
    assert (visit.dialogs, visit.foreign_requests) == ([], [])


def test_on_paper_it_is_text(edition: Path, require_tool: Callable[[str], str], run_command: RunCommand) -> None:
    require_tool("pdftotext")
    pdf = edition / "report.pdf"
    text = squeezed(run_command("pdftotext", "-raw", pdf, "-", cwd=edition).stdout)
    assert is_missing(text, (*MARKUP[:2], TEXT_MARKS[2], SEEN, "[U+E000")) == []
    assert NO_SHAPE[0] not in text
    assert LONG[:600] in text
    assert b"/JavaScript" not in pdf.read_bytes()
    results = validate(pdf, require_tool)
    assert [failure for result in results for failure in result.failures] == []
    assert [result.failed_checks for result in results] == [0, 0]


def test_in_the_public_workbook_nothing_is_a_link_or_a_formula_of_theirs(reports: Path) -> None:
    book = openpyxl.load_workbook(reports / "public" / "annex.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells if RUN in cell.value} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    assert not any(RUN in cell.value or "tracker" in cell.value for cell in cells if cell.data_type == "f")


def test_in_the_workbook_it_is_text(report: Path) -> None:
    book = openpyxl.load_workbook(report / "annex.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    typed = [cell for cell in cells if RUN in cell.value]
    assert {cell.data_type for cell in typed} == {"s"}
    for formula in (mark for mark in FORMULAS if mark.strip() == mark):
        begun = [cell for cell in typed if cell.value.startswith(formula)]
        assert begun, formula
        # Excel's quote mark: the text stays one when somebody edits the cell.
        assert all(cell.quotePrefix or not formula.startswith(("=", "+", "-", "@")) for cell in begun)
    assert all(cell.hyperlink is None for cell in cells)
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert formulas
    assert not any("HYPERLINK" in formula or RUN in formula for formula in formulas)


def test_the_manifest_is_one_json_value(edition: Path) -> None:
    manifest = json.loads((edition / "manifest.json").read_bytes())
    assert manifest["parameters"]["department"]["website"] == f"javascript:{RUN}"
