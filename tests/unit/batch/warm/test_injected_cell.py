"""The id of the cell that papermill adds."""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode

from cchc_report.batch.warm.injected_cell import name_injected_cell


def test_only_the_injected_cell_gets_the_fixed_id() -> None:
    injected = nbformat.v4.new_code_cell("year = 2021", id="5f3a", metadata={"tags": ["injected-parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("year = 2020", id="cell-0"), injected])

    name_injected_cell(notebook)

    assert [cell.id for cell in notebook.cells] == ["cell-0", "injected-parameters"]
    nbformat.validate(notebook)


def test_a_notebook_without_ids_stays_without() -> None:
    cell = NotebookNode(cell_type="code", source="x", outputs=[], metadata={"tags": ["injected-parameters"]})
    notebook = NotebookNode(nbformat=4, nbformat_minor=4, metadata={}, cells=[cell])

    name_injected_cell(notebook)

    assert "id" not in notebook.cells[0]
