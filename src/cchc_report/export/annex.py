"""Exporter `cchc-xlsx`: the Excel annex that an executed notebook carries."""

from __future__ import annotations

import base64
from copy import deepcopy
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from cchc_report.errors import NotebookError, Problem, Text
from cchc_report.presentation.workbook import WORKBOOK_MIME_TYPE


def export_annex(notebook: NotebookNode) -> bytes:
    """Return the Excel annex of the executed `notebook`.

    Raises:
        NotebookError: The notebook was not run, has no cell that shows `report.annex()`, or is a published one, from
            which the annex was taken out.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            carried = output.get("data", {}).get(WORKBOOK_MIME_TYPE)
            if carried is not None:
                return base64.b64decode(carried)
    raise NotebookError(
        Problem(
            code="notebook.no-annex",
            what=Text(
                vi="sổ tay chưa được chạy trọn, hoặc không có ô report.annex() tạo phụ lục Excel",
                en="the notebook was not run to its end, or has no cell with report.annex()",
            ),
            remedy=Text(
                vi="thêm show(report.annex()) vào ô cuối, chạy sổ tay từ đầu đến cuối rồi xuất lại; "
                "sổ tay đã lưu trong outputs/ có annex.xlsx ở bên cạnh",
                en="add show(report.annex()) to the last cell, run the notebook from top to bottom, then export again; "
                "a published notebook in outputs/ has annex.xlsx beside it",
            ),
        )
    )


def without_annex(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of `notebook` that no longer carries the annex, which stands beside it as a file."""
    copy = deepcopy(notebook)
    for cell in copy.cells:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(WORKBOOK_MIME_TYPE, None)
    return copy


class CchcAnnexExporter(Exporter):
    """nbconvert's door to `export_annex`."""

    export_from_notebook = "Phụ lục số liệu CCHC (Excel)"
    output_mimetype = WORKBOOK_MIME_TYPE

    def _file_extension_default(self) -> str:
        return ".xlsx"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's base is typed as if it returned a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the workbook and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return export_annex(notebook), resources
