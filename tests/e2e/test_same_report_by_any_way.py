"""The command line, plain papermill with nbconvert, and make: the same figures, whichever way an analyst takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

from cchc_report.export.record import read_report_record
from support.commands import RunCommand
from support.tools import absent

REPORT = "2020/sct/internal"
PARAMETERS = ("-p", "year", "2020", "-p", "department", "sct")
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


def manifest_of(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def published_figures(measures: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:
    keys = ("value", "numerator", "denominator")
    return {id_: {key: measures[id_][key] for key in keys if key in measures[id_]} for id_ in PUBLISHED}


def pdf_text(pdf: Path, run_command: RunCommand, pdftotext: str) -> str:
    return run_command(pdftotext, "-layout", pdf, "-", cwd=pdf.parent).stdout


def same_record(notebook: Path, manifest: dict[str, Any]) -> bool:
    record = read_report_record(nbformat.read(notebook, as_version=4))
    return all(record[part] == manifest[part] for part in ("measures", "findings", "inputs", "parameters"))


def test_command_line_publishes_the_articles_figures(sample_report: Path) -> None:
    assert {file.name for file in sample_report.iterdir()} == FILES
    assert published_figures(manifest_of(sample_report)["measures"]) == PUBLISHED


def test_papermill_gives_the_same_record_from_the_root(
    sample_report: Path, sample_project: Path, run_command: RunCommand
) -> None:
    run_command("papermill", "notebooks/self_assessment.ipynb", "out.ipynb", *PARAMETERS, cwd=sample_project)
    assert same_record(sample_project / "out.ipynb", manifest_of(sample_report))


def test_papermill_and_nbconvert_give_the_same_report(
    sample_report: Path, sample_project: Path, run_command: RunCommand, require_tool: Callable[[str], str]
) -> None:
    pdftotext = require_tool("pdftotext")
    folder = sample_project / "notebooks"
    run_command("papermill", "self_assessment.ipynb", "out.ipynb", *PARAMETERS, cwd=folder)
    run_command("jupyter", "nbconvert", "--to", "cchc-html", "out.ipynb", cwd=folder)
    run_command("jupyter", "nbconvert", "--to", "cchc-pdf", "out.ipynb", cwd=folder)
    run_command("jupyter", "nbconvert", "--to", "cchc-xlsx", "out.ipynb", cwd=folder)

    assert same_record(folder / "out.ipynb", manifest_of(sample_report))
    ours = pdf_text(folder / "out.pdf", run_command, pdftotext)
    assert ours == pdf_text(sample_report / "report.pdf", run_command, pdftotext)
    assert re.search(r"(?<!\d)581(?!\d)", ours)
    assert (folder / "out.pdf").read_bytes() == (sample_report / "report.pdf").read_bytes()
    assert (folder / "out.xlsx").read_bytes() == (sample_report / "annex.xlsx").read_bytes()
    assert (folder / "out.html").read_text(encoding="utf-8") == (sample_report / "report.html").read_text(
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
