"""The notebook of a report, run as the product runs it."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from cchc_report.batch.execute import execute_report_notebook
from cchc_report.presentation.document import RECORD_MIME_TYPE
from cchc_report.presentation.fragment import Fragment

NOTEBOOK = "notebooks/self_assessment.ipynb"


def executed_report(project: Path, year: int, department: str, edition: str = "internal") -> NotebookNode:
    """Return the executed notebook of one report of `project`."""
    parameters = {"year": year, "department": department, "edition": edition, "project": "."}
    return execute_report_notebook(
        project / NOTEBOOK, NOTEBOOK, parameters, folder=project, language="vi", keep=lambda *_: None
    )


def report_of(executed: NotebookNode, *shown: Fragment) -> NotebookNode:
    """Return a notebook with the header of an executed report, and its record, that shows these pieces alone."""
    header = next(cell for cell in executed.cells if any(_carries_record(output) for output in cell.get("outputs", ())))
    cell = nbformat.v4.new_code_cell("show(…)", id="pieces")
    data = [piece._repr_mimebundle_() for piece in shown]
    cell.outputs = [nbformat.v4.new_output("display_data", data=each) for each in data]
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=[deepcopy(header), cell])
    return notebook


def _carries_record(output: NotebookNode) -> bool:
    return RECORD_MIME_TYPE in output.get("data", {})
