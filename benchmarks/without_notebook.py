"""The limit: the same report by the same library calls in one warm process, with no notebook, kernel or batch.

`python benchmarks/without_notebook.py PROJECT REPORT…` makes the first reports (`2020/sct`) once to warm up, then all
of them, and prints the seconds of that. The code is that of the notebook's cells, run by this process itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

import matplotlib as mpl
import nbformat
from nbformat import NotebookNode

from cchc_report.export.annex import export_annex, without_annex
from cchc_report.export.html import export_html
from cchc_report.export.pdf import export_pdf
from cchc_report.garbage_collection import look_for_garbage_less_often
from cchc_report.presentation import fragment

WARMING_UP = 2
"""Reports after which everything is loaded that ever will be."""


def shown_by_cells(notebook: NotebookNode, project: Path, year: int, department: str) -> NotebookNode:
    """Return the notebook with what its cells show, run here one after the other."""
    names: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        shown: list[Any] = []
        if "parameters" in cell.metadata.get("tags", ()):
            names |= {"year": year, "department": department, "edition": "internal", "project": str(project)}
        else:
            with patch.object(fragment, "display", shown.append):  # IPython's wants a kernel
                exec(cell.source, names)  # noqa: S102  # our own notebook
        cell.outputs = [output_of(each) for each in shown]
    return notebook


def output_of(shown: Any) -> NotebookNode:
    """Return what a cell that shows `shown` leaves in the notebook."""
    bundle = shown._repr_mimebundle_()  # as IPython calls it
    output: NotebookNode = nbformat.v4.new_output("display_data", data=bundle)  # type: ignore[no-untyped-call]  # a gap
    return output


def make(project: Path, report: str) -> int:
    """Make the files of one report; return how many bytes they have."""
    year, department = report.split("/")
    path = project / "notebooks" / "self_assessment.ipynb"
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # the same
    executed = shown_by_cells(notebook, project, int(year), department)
    annex, published = export_annex(executed), without_annex(executed)
    return len(annex) + len(export_html(published)) + len(export_pdf(published))


def main(arguments: list[str]) -> int:
    """Time the reports, made by a process that is warm."""
    mpl.use("agg")
    project, reports = Path(arguments[0]), arguments[1:]
    for report in reports[:WARMING_UP]:
        make(project, report)
    look_for_garbage_less_often()  # as the workers of a batch do
    start = perf_counter()
    for report in reports:
        make(project, report)
    print(perf_counter() - start)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
