"""Exporter `cchc-pdf`: the report on A4 paper, as an archive (PDF/A-3a) and a screen reader (PDF/UA-1) want it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from cchc_report.errors import MissingToolError, Problem, Text
from cchc_report.export.attachments import attached_files
from cchc_report.export.paper import render_paper
from cchc_report.export.pdf_finishing import finish
from cchc_report.export.record import read_report_record
from cchc_report.garbage_collection import collector_resting

_PANGO_MISSING = Problem(
    code="machine.no-pango",
    what=Text(
        vi="máy chưa có thư viện Pango, cần để tạo PDF", en="the machine lacks the Pango library, needed for PDF"
    ),
    remedy=Text(
        vi="cài gói libpango-1.0-0 và libpangoft2-1.0-0 (Debian, Ubuntu) hoặc pango (conda)",
        en="install libpango-1.0-0 and libpangoft2-1.0-0 (Debian, Ubuntu) or pango (conda)",
    ),
)


@collector_resting()
def export_pdf(notebook: NotebookNode) -> bytes:
    """Return the executed `notebook` as a PDF: deterministic bytes for the same notebook and fonts.

    Raises:
        NotebookError: The notebook was not run.
        MissingToolError: Pango is not installed.
    """
    record, paper = read_report_record(notebook), render_paper(notebook)
    try:
        import weasyprint  # noqa: PLC0415  # loads Pango, which may be missing; only the PDF needs it

        from cchc_report.export.typesetter import PaperDocument  # noqa: PLC0415  # the same
    except OSError as error:
        raise MissingToolError(_PANGO_MISSING) from error
    as_of = datetime.fromisoformat(record["parameters"]["period"]["to"])
    attachments = [
        weasyprint.Attachment(
            string=file.content,
            name=file.name,
            description=file.description,
            relationship=file.relationship,
            created=as_of,
            modified=as_of,
        )
        for file in attached_files(record)
    ]

    def finisher(_: Any, pdf: Any) -> None:
        finish(pdf, link_texts=paper.link_texts)

    document = PaperDocument(paper.html)
    return bytes(document.write_pdf(pdf_variant="pdf/a-3a", attachments=attachments, finisher=finisher))


class CchcPdfExporter(Exporter):
    """nbconvert's door to `export_pdf`."""

    export_from_notebook = "Báo cáo CCHC (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's base is typed as if it returned a notebook
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return export_pdf(notebook), resources
