"""Notebooks that make a true report in a few cells."""

from __future__ import annotations

from pathlib import Path

import nbformat

PARAMETERS_CELL = 'year = 2020\ndepartment = "sct"\nedition = "internal"\nproject = "."'
LOAD_CELL = """
from cchc_report import load_report, paragraph, show
report = load_report(year, department, edition=edition, project=project)
"""
SHOW_CELL = """
show(report.header(), paragraph(f"Tiếp nhận {report.cite('settlement').received_in_period} hồ sơ."), report.annex())
"""


def write_notebook_in(root: Path, *cells: str) -> None:
    """Write the report's notebook of the project in `root`; the first cell holds its parameters."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.cells[0].metadata["tags"] = ["parameters"]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    (root / "notebooks").mkdir(exist_ok=True)
    nbformat.write(notebook, root / "notebooks" / "self_assessment.ipynb")
