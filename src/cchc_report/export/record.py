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
    raise NotebookError(
        Problem(
            code="notebook.no-record",
            what=Text(
                vi="sổ tay chưa được chạy trọn, hoặc không có ô report.header() in phần đầu văn bản",
                en="the notebook was not run to its end, or has no cell with report.header()",
            ),
            remedy=Text(
                vi="chạy sổ tay từ đầu đến cuối (Run All Cells) rồi xuất lại; thiếu ô đó thì thêm "
                "show(report.header()) vào sau ô load_report(…)",
                en="run the notebook from top to bottom (Run All Cells), then export again; where that cell is "
                "missing, add show(report.header()) after the cell with load_report(…)",
            ),
        )
    )
