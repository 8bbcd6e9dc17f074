"""The annex leaves the notebook as a file, byte for byte, and the published notebook is light."""

from __future__ import annotations

import base64

import nbformat
import pytest
from nbformat import NotebookNode

from cchc_report.errors import NotebookError
from cchc_report.export.annex import CchcAnnexExporter, export_annex, without_annex
from cchc_report.presentation.workbook import WORKBOOK_MIME_TYPE

CONTENT = b"PK\x03\x04 workbook \x00\xff"


def executed() -> NotebookNode:
    cell = nbformat.v4.new_code_cell("show(report.annex())", id="cell-01")
    data = {"text/html": "<p>Kèm theo</p>", WORKBOOK_MIME_TYPE: base64.b64encode(CONTENT).decode()}
    cell.outputs = [nbformat.v4.new_output("display_data", data=data)]
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# I"), cell])
    return notebook


def test_the_annex_is_what_the_kernel_wrote() -> None:
    assert export_annex(executed()) == CONTENT
    exported, resources = CchcAnnexExporter().from_notebook_node(executed())
    assert exported == CONTENT
    assert resources["output_extension"] == ".xlsx"


def test_taking_it_out_leaves_the_rest_and_the_original() -> None:
    notebook = executed()
    light = without_annex(notebook)
    assert light.cells[1].outputs[0].data == {"text/html": "<p>Kèm theo</p>"}
    assert export_annex(notebook) == CONTENT
    nbformat.validate(light)


def test_a_notebook_without_annex_says_what_to_do() -> None:
    with pytest.raises(NotebookError) as caught:
        export_annex(without_annex(executed()))
    (problem,) = caught.value.problems
    assert problem.code == "notebook.no-annex"
    assert "report.annex()" in problem.what.vi
    assert "annex.xlsx" in problem.remedy.vi
