"""A small synthetic province with a notebook that makes a true report in a moment, and can be held up on the way."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import nbformat

from cchc_report.params.project import Project
from cchc_report.samples.province import ProvinceOptions, write_province

REPOSITORY = Path(__file__).resolve().parents[2]
NOTES = "CCHC_TEST_NOTES"
"""Environment variable: the folder in which the notebook notes where it runs, and waits for the file `go`."""

LONGEST_WAIT_SECONDS = 30

PARAMETERS_CELL = 'year = 2020\ndepartment = "sct"\nedition = "internal"\nproject = "."'
NOTES_CELL = f"""
import os, time
from pathlib import Path
if "{NOTES}" in os.environ:
    notes = Path(os.environ["{NOTES}"])
    with (notes / f"{{year}}-{{department}}").open("a") as file:
        file.write(f"{{os.getpid()}} {{os.getcwd()}}\\n")
    while not (notes / "go").exists():
        time.sleep(0.02)
"""
REPORT_CELL = """
from cchc_report import load_report, paragraph, show
report = load_report(year, department, edition=edition, project=project)
show(report.header(), paragraph(f"Tiếp nhận {report.cite('settlement').received_in_period} hồ sơ."), report.annex())
"""
COMMAND = [sys.executable, "-c", "import sys; from cchc_report.cli import main; sys.exit(main())"]


def quick_province(folder: Path, *, years: tuple[int, ...] = (2020, 2021), departments: int = 2) -> Project:
    """Return a project with hardly any data and a quick notebook."""
    folder.mkdir(parents=True)
    write_province(folder, REPOSITORY, ProvinceOptions(years, departments, seed=1, dossiers=20))
    write_notebook(folder, NOTES_CELL, REPORT_CELL)
    return Project(folder)


def write_notebook(folder: Path, *cells: str) -> None:
    """Write the report's notebook of the project in `folder`."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (PARAMETERS_CELL, *cells)])
    notebook.cells[0].metadata["tags"] = ["parameters"]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    nbformat.write(notebook, folder / "notebooks" / "self_assessment.ipynb")


def start_batch(project: Project, *options: str | Path) -> subprocess.Popen[str]:
    """Start `cchc-report run` for a project."""
    return subprocess.Popen(
        [*COMMAND, "run", "--project", str(project.root), *map(str, options)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def published(outputs: Path) -> dict[str, bytes]:
    """Return the bytes of all published reports, by path."""
    return {
        path.relative_to(outputs).as_posix(): path.read_bytes()
        for path in sorted(outputs.glob("[0-9]*/*/*/*"))
        if path.is_file()
    }


def notes_of(folder: Path, name: str) -> list[tuple[int, Path]]:
    """Return process id and working folder of each run of a report that has begun, as soon as they are noted."""
    note = folder / name
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not note.read_text().endswith("\n"):
        assert time.monotonic() < end, f"nothing is noted in {name}"
        time.sleep(0.02)
    return runs_of(note)


def runs_of(note: Path) -> list[tuple[int, Path]]:
    """Return process id and working folder of each run that a note tells of."""
    lines = (line.split(" ", 1) for line in note.read_text().splitlines())
    return [(int(pid), Path(folder)) for pid, folder in lines]
