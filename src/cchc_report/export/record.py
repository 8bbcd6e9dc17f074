"""The record that an executed notebook carries with the header of its document."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode

from cchc_report.errors import NotebookError, Problem, Text
from cchc_report.presentation.document import RECORD_MIME_TYPE


def read_report_record(notebook: NotebookNode) -> dict[str, Any]:
    """Return what the report was made from: `parameters`, `inputs`, `measures`, `findings`, `document`.

    Raises:
        NotebookError: The notebook was not run, or does not print the document's header.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            record = output.get("data", {}).get(RECORD_MIME_TYPE)
            if record is not None:
                return dict(record)
    raise NotebookError(_NO_HEADER if was_run(notebook) else NOT_RUN)


def was_run(notebook: NotebookNode) -> bool:
    """Return whether any cell of a notebook was run."""
    return any(cell.get("execution_count") or cell.get("outputs") for cell in notebook.cells)


NOT_RUN = Problem(
    code="notebook.not-run",
    what=Text(vi="sổ tay chưa được chạy", en="the notebook was not run"),
    remedy=Text(
        vi="chạy sổ tay từ đầu đến cuối (papermill hoặc Run All Cells) rồi xuất lại",
        en="run the notebook from top to bottom (papermill or Run All Cells), then export again",
    ),
)
_NO_HEADER = Problem(
    code="notebook.no-header",
    what=Text(
        vi="sổ tay không có ô report.header() in phần đầu văn bản",
        en="the notebook has no cell with report.header() that prints the document's header",
    ),
    remedy=Text(
        vi="thêm show(report.header()) vào sau ô load_report(…) của sổ tay, rồi chạy lại từ đầu đến cuối",
        en="add show(report.header()) after the cell with load_report(…), then run the notebook from top to bottom",
    ),
)
