"""The command line, plain papermill with nbconvert, and make: the same figures, whichever way an analyst takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from cchc_report.export.record import read_report_record
from support.commands import RunCommand
from support.tools import absent

REPORT = "2020/sct/internal"
FILES = {"report.html", "report.pdf", "annex.xlsx", "report.ipynb", "manifest.json"}
PUBLISHED = {
    "settlement.received_in_period": {"value": 590},
    "settlement.carried_over": {"value": 34},
    "settlement.total": {"value": 624},
    "settlement.settled": {"value": 581},
    "settlement.settled_early": {"value": 580},
    "settlement.settled_late.system": {"value": 1},
    "settlement.settled_late.actual": {"value": 0},
    "settlement.pending_in_time": {"value": 33},
    "settlement.returned": {"value": 10},
    "settlement.on_time_rate.system": {"numerator": 580, "denominator": 581},
    "settlement.on_time_rate.actual": {"numerator": 581, "denominator": 581},
    "notices.received": {"value": 5544},
    "notices.online": {"value": 4576},
    "notices.late.system": {"value": 2},
    "promulgation.decisions": {"value": 4},
    "disclosure.centre.province": {"numerator": 124, "denominator": 124},
    "disclosure.site.district": {"numerator": 13, "denominator": 13},
    "review.completion": {"numerator": 10, "denominator": 10},
    "petitions.received": {"value": 1},
    "petitions.resolved": {"value": 1},
}
"""Figures of the article that the sample retells."""


@pytest.fixture
def by_command_line(sample_project: Path, run_command: RunCommand) -> Path:
    """Return the folder that `cchc-report run` published."""
    run_command("cchc-report", "run", "--year", "2020", "--department", "sct", cwd=sample_project)
    return sample_project / "outputs" / REPORT


def manifest_of(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def published_figures(measures: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:
    keys = ("value", "numerator", "denominator")
    return {id_: {key: measures[id_][key] for key in keys if key in measures[id_]} for id_ in PUBLISHED}


def pdf_text(pdf: Path, run_command: RunCommand, pdftotext: str) -> str:
    return run_command(pdftotext, "-layout", pdf, "-", cwd=pdf.parent).stdout


def test_command_line_publishes_the_articles_figures(by_command_line: Path) -> None:
    assert {file.name for file in by_command_line.iterdir()} == FILES
    assert published_figures(manifest_of(by_command_line)["measures"]) == PUBLISHED


@pytest.mark.parametrize("start", ["", "notebooks"], ids=["from the root", "from notebooks/"])
def test_papermill_and_nbconvert_give_the_same_report(
    by_command_line: Path, sample_project: Path, run_command: RunCommand, require_tool: Callable[[str], str], start: str
) -> None:
    pdftotext = require_tool("pdftotext")
    folder = sample_project / start
    notebook = Path("self_assessment.ipynb") if start else Path("notebooks/self_assessment.ipynb")
    run_command("papermill", notebook, "out.ipynb", "-p", "year", "2020", "-p", "department", "sct", cwd=folder)
    run_command("jupyter", "nbconvert", "--to", "cchc-html", "out.ipynb", cwd=folder)
    run_command("jupyter", "nbconvert", "--to", "cchc-pdf", "out.ipynb", cwd=folder)
    run_command("jupyter", "nbconvert", "--to", "cchc-xlsx", "out.ipynb", cwd=folder)

    record = read_report_record(nbformat.read(folder / "out.ipynb", as_version=4))
    manifest = manifest_of(by_command_line)
    for part in ("measures", "findings", "inputs", "parameters"):
        assert record[part] == manifest[part], part
    ours = pdf_text(folder / "out.pdf", run_command, pdftotext)
    assert ours == pdf_text(by_command_line / "report.pdf", run_command, pdftotext)
    assert re.search(r"(?<!\d)581(?!\d)", ours)
    assert (folder / "out.pdf").read_bytes() == (by_command_line / "report.pdf").read_bytes()
    assert (folder / "out.xlsx").read_bytes() == (by_command_line / "annex.xlsx").read_bytes()
    assert (folder / "out.html").read_text(encoding="utf-8") == (by_command_line / "report.html").read_text(
        encoding="utf-8"
    )


def test_make_report_publishes_where_it_is_told(
    repository: Path, tmp_path: Path, run_command: RunCommand, require_tool: Callable[[str], str]
) -> None:
    make = require_tool("make")
    # Take the environment as it is (-o): the tests run in it, and must not install anything.
    environment = ".venv/.runtime-installed"
    if not (repository / environment).exists():
        absent("this checkout was not installed by make")
    done = run_command(make, "-o", environment, "report", f"OUTPUT={tmp_path / 'reports'}", cwd=repository)
    folder = tmp_path / "reports" / REPORT
    assert {file.name for file in folder.iterdir()} == FILES
    assert published_figures(manifest_of(folder)["measures"]) == PUBLISHED
    assert "\x1b" not in done.stdout
    assert done.stderr == ""
