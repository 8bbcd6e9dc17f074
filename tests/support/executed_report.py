"""The notebook of a report, run as the product runs it."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode

from cchc_report.batch.execute import execute_report_notebook

NOTEBOOK = "notebooks/self_assessment.ipynb"


def executed_report(project: Path, year: int, department: str, edition: str = "internal") -> NotebookNode:
    """Return the executed notebook of one report of `project`."""
    parameters = {"year": year, "department": department, "edition": edition, "project": "."}
    return execute_report_notebook(
        project / NOTEBOOK, NOTEBOOK, parameters, folder=project, language="vi", keep=lambda *_: None
    )
