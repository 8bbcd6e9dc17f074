"""One report from its parameters to the bytes of its files. Nothing is published here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from cchc_report.batch.execute import KeepFailed, execute_report_notebook
from cchc_report.batch.key import ReportKey
from cchc_report.batch.manifest import MANIFEST_NAME, build_manifest, describe_environment, manifest_bytes
from cchc_report.batch.notebook_problems import other_report
from cchc_report.batch.plan import NOTEBOOK_NAME
from cchc_report.batch.published_notebook import INJECTED_CELL_ID, publishable
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import Progress, stage
from cchc_report.errors import Language, Place, Problem, SourceError, Text, raise_all
from cchc_report.export.annex import export_annex, without_annex
from cchc_report.export.html import export_html
from cchc_report.export.pdf import export_pdf
from cchc_report.export.record import read_report_record
from cchc_report.measures import vietnamese_integer
from cchc_report.params.project import Project
from cchc_report.presentation.workbook import ANNEX_NAME

HTML_NAME = "report.html"
PDF_NAME = "report.pdf"
PUBLISHED_NOTEBOOK_NAME = "report.ipynb"


@dataclass(frozen=True, slots=True)
class Making:
    """What one report is made with.

    Attributes:
        request: Which report.
        key: Its key, as it was when it was planned.
        language: Language of the messages that the notebook may raise.
        timeout_seconds: How long the report may take, its notebook first of all; `None` for as long as it takes.
    """

    request: ReportRequest
    key: ReportKey
    language: Language
    timeout_seconds: float | None = None


def make_report(project: Project, making: Making, *, progress: Progress, keep: KeepFailed) -> dict[str, bytes]:
    """Run the notebook once and return the report's files by name, the manifest among them.

    Args:
        project: The project folder.
        making: Which report, and with what.
        progress: Told of each stage as it starts and ends.
        keep: Keeps a notebook that failed, or of which no report could be made.

    Raises:
        SourceError: An export or a register cannot be read with one meaning, or changed meanwhile.
        NotebookError: The notebook failed for another reason than its data.
        MissingToolError: The machine lacks what the PDF needs.
    """
    with stage("execute", progress) as tell:
        executed = _execute(project, making, keep)
        with _kept_where_it_fails(executed, keep):
            record = _record_of_the_asked_report(project, making, executed)
            annex, notebook = export_annex(executed), without_annex(publishable(executed))
        tell(_cells_run(notebook))
    with _kept_where_it_fails(executed, keep):
        html, pdf = _exported(notebook, progress)
        files = {HTML_NAME: html, PDF_NAME: pdf, ANNEX_NAME: annex, PUBLISHED_NOTEBOOK_NAME: notebook_bytes(notebook)}
        manifest = build_manifest(record, files, describe_environment(), making.key.as_record())
        return files | {MANIFEST_NAME: manifest_bytes(manifest)}


@contextmanager
def _kept_where_it_fails(executed: NotebookNode, keep: KeepFailed) -> Iterator[None]:
    try:
        yield
    except Exception:
        keep(executed, "")
        raise


def _exported(notebook: NotebookNode, progress: Progress) -> tuple[bytes, bytes]:
    """Return the notebook as HTML and as PDF."""
    with stage("html", progress) as tell:
        html = export_html(notebook).encode()
        tell(_size(html))
    with stage("pdf", progress) as tell:
        pdf = export_pdf(notebook)
        tell(_size(pdf))
    return html, pdf


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as it is written: with one newline at its end."""
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]  # nbformat's gap
    return f"{text.rstrip()}\n".encode()


def _execute(project: Project, making: Making, keep: KeepFailed) -> NotebookNode:
    path, request = project.notebooks / NOTEBOOK_NAME, making.request
    return execute_report_notebook(
        path,
        project.relative(path),
        {"year": request.year, "department": request.department, "edition": request.edition, "project": "."},
        folder=project.root,
        language=making.language,
        keep=keep,
        timeout_seconds=making.timeout_seconds,
    )


def _record_of_the_asked_report(project: Project, making: Making, executed: NotebookNode) -> Mapping[str, Any]:
    """Return the record that the notebook carries.

    Raises:
        NotebookError: It has none, or that of another report.
        SourceError: A file is not as it was when the report was planned.
    """
    record = read_report_record(executed)
    made = record["parameters"]
    name = ReportRequest(made["year"], made["department"]["id"], made["edition"]).name
    if name != making.request.name:
        raise other_report(project.relative(project.notebooks / NOTEBOOK_NAME), making.request.name, name)
    raise_all(SourceError, _changed_meanwhile(making.key, record))
    return record


def _changed_meanwhile(key: ReportKey, record: Mapping[str, Any]) -> list[Problem]:
    """Return the files that are not as they were when the report was planned: its key would speak of other figures."""
    planned = key.printed_files
    changed = {read["path"]: read["sha256"] for read in record["inputs"] if planned.get(read["path"]) != read["sha256"]}
    return [changed_meanwhile(path) for path in changed]


def changed_meanwhile(path: str) -> Problem:
    """Return the problem that the file at `path`, relative to the project, is not as it was when all was planned."""
    return Problem(
        "sources.changed-meanwhile",
        Text(vi="tệp bị sửa trong lúc lập báo cáo", en="the file was changed while the report was made"),
        Text(
            vi="Lưu và đóng tệp ở chương trình khác rồi chạy lại.",
            en="Save and close it elsewhere, then run again.",
        ),
        Place(file=path),
    )


def _cells_run(notebook: NotebookNode) -> Text:
    number = sum(cell.cell_type == "code" and cell["id"] != INJECTED_CELL_ID for cell in notebook.cells)
    return Text(vi=f"{number} ô lệnh", en=f"{number} code cells")


def _size(content: bytes) -> Text:
    kilobytes = -(-len(content) // 1000)
    return Text(vi=f"{vietnamese_integer(kilobytes)} kB", en=f"{kilobytes:,} kB")
