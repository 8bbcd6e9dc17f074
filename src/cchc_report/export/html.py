"""Exporter `cchc-html`: the report as one HTML file that opens from disk, with no request to any host."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from cchc_report.export.page import render_page


def export_html(notebook: NotebookNode) -> str:
    """Return the executed `notebook` as an HTML page.

    Raises:
        NotebookError: The notebook was not run.
    """
    return render_page(notebook)


class CchcHtmlExporter(Exporter):
    """nbconvert's door to `export_html`."""

    export_from_notebook = "Báo cáo CCHC (HTML)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's base is typed as if it returned a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return export_html(notebook), resources
