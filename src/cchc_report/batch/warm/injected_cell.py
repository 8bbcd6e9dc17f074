"""The cell with the parameters, which papermill puts into a notebook under a random id."""

from __future__ import annotations

from nbformat import NotebookNode

from cchc_report.batch.published_notebook import INJECTED_CELL_ID


def name_injected_cell(notebook: NotebookNode) -> None:
    """Give the cell that papermill added the same id in every run; a notebook of an old format has no ids."""
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()) and "id" in cell:
            cell["id"] = INJECTED_CELL_ID
