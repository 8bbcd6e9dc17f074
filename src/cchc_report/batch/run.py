"""One report, from its parameters to its published folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from cchc_report.batch.execute import execute_report_notebook
from cchc_report.batch.manifest import MANIFEST_NAME, build_manifest, describe_environment, manifest_bytes
from cchc_report.batch.notebook_problems import other_report
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.publish import publish_folder, staging_folder, write_files
from cchc_report.batch.published_notebook import INJECTED_CELL_ID, publishable
from cchc_report.batch.stages import Progress, stage
from cchc_report.batch.tools import require_pdf_tools
from cchc_report.errors import Language, Text, message_language
from cchc_report.export.annex import export_annex, without_annex
from cchc_report.export.html import export_html
from cchc_report.export.pdf import export_pdf
from cchc_report.export.record import read_report_record
from cchc_report.measures import vietnamese_integer
from cchc_report.params.loading import load_parameters
from cchc_report.params.models import Edition, ReportParameters
from cchc_report.params.project import Project
from cchc_report.presentation.workbook import ANNEX_NAME
from cchc_report.sources.load import load_registers

NOTEBOOK_NAME = "self_assessment.ipynb"
HTML_NAME = "report.html"
PDF_NAME = "report.pdf"
PUBLISHED_NOTEBOOK_NAME = "report.ipynb"


def run_report(  # noqa: PLR0913  # the four that name a report, where it goes, and who is told
    project: Project,
    year: int,
    department: str,
    edition: Edition,
    *,
    output: Path | None = None,
    progress: Progress,
    language: Language | None = None,
) -> Path:
    """Validate, run, export and publish one report.

    Parameters and data are read here first, so that whatever is wrong with them is told before a kernel starts. What
    stood under the final name stays as it was, byte for byte, unless every step succeeded.

    Args:
        project: The project folder.
        year: Reporting year.
        department: Id of the department.
        edition: `internal` or `public`.
        output: Folder of all published reports; `outputs/` of the project by default.
        progress: Told of each stage as it starts and ends.
        language: Language of the messages that the notebook may raise; the one chosen by the user by default.

    Returns:
        The published folder, `<output>/<year>/<department>/<edition>`.

    Raises:
        ParamsError: A parameter is wrong.
        SourceError: An export or a register cannot be read with one meaning.
        MissingToolError: The machine lacks what the PDF needs.
        NotebookError: The notebook failed for another reason than its data.
        PublishError: The output folder cannot be written.
    """
    with stage("validate", progress) as tell:
        parameters = load_parameters(project, year, department, edition)
        registers = load_registers(project, parameters)
        tell(_registers_read(len(registers.dossiers.frame), len(registers.procedures.frame)))
    require_pdf_tools()
    root = project.outputs if output is None else output
    outputs = OutputFolder(root, project.relative(root))
    with staging_folder(outputs) as staging:
        files = _produce(project, parameters, outputs, progress, language or message_language())
        with stage("publish", progress) as tell:
            finished, final = staging / "report", outputs.report_folder(year, department, edition)
            write_files(outputs, finished, files)
            publish_folder(outputs, finished, final)
            tell(Text(vi=f"{len(files)} tệp", en=f"{len(files)} files"))
    return final


def _produce(
    project: Project, parameters: ReportParameters, outputs: OutputFolder, progress: Progress, language: Language
) -> dict[str, bytes]:
    """Return the content of the report's files, by name."""
    with stage("execute", progress) as tell:
        executed = publishable(_execute(project, parameters, outputs, language))
        record = read_report_record(executed)
        _require_the_asked_report(project, parameters, record)
        annex, notebook = export_annex(executed), without_annex(executed)
        tell(_cells_run(notebook))
    with stage("html", progress) as tell:
        html = export_html(notebook).encode()
        tell(_size(html))
    with stage("pdf", progress) as tell:
        pdf = export_pdf(notebook)
        tell(_size(pdf))
    files = {HTML_NAME: html, PDF_NAME: pdf, ANNEX_NAME: annex, PUBLISHED_NOTEBOOK_NAME: _notebook_bytes(notebook)}
    return files | {MANIFEST_NAME: manifest_bytes(build_manifest(record, files, describe_environment()))}


def _execute(project: Project, parameters: ReportParameters, outputs: OutputFolder, language: Language) -> NotebookNode:
    path = project.notebooks / NOTEBOOK_NAME
    return execute_report_notebook(
        path,
        project.relative(path),
        {**_asked(parameters), "project": "."},
        folder=project.root,
        language=language,
        keep=_keep_failed(outputs, "-".join(str(value) for value in _asked(parameters).values())),
    )


def _keep_failed(outputs: OutputFolder, report: str) -> Callable[[NotebookNode, str], str | None]:
    """Return the function that keeps a failed notebook, and what its kernel wrote, in a folder of this run."""

    def keep(notebook: NotebookNode, kernel_output: str) -> str | None:
        # The error that is being told matters more than keeping its notebook.
        with suppress(OSError):
            folder = outputs.new_run_folder(report)
            path = folder / NOTEBOOK_NAME
            path.write_bytes(_notebook_bytes(publishable(notebook)))
            if kernel_output:
                (folder / "kernel.log").write_text(kernel_output, encoding="utf-8")
            return outputs.show(path)
        return None

    return keep


def _asked(parameters: ReportParameters) -> dict[str, str | int]:
    return {"year": parameters.year, "department": parameters.department.id, "edition": parameters.edition}


def _require_the_asked_report(project: Project, parameters: ReportParameters, record: Mapping[str, Any]) -> None:
    made = record["parameters"]
    names = {"year": made["year"], "department": made["department"]["id"], "edition": made["edition"]}
    if names != _asked(parameters):
        shown = project.relative(project.notebooks / NOTEBOOK_NAME)
        asked = "/".join(str(value) for value in _asked(parameters).values())
        raise other_report(shown, asked, "/".join(str(value) for value in names.values()))


def _notebook_bytes(notebook: NotebookNode) -> bytes:
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]  # nbformat's gap
    return f"{text.rstrip()}\n".encode()


def _registers_read(dossiers: int, procedures: int) -> Text:
    return Text(
        vi=f"{vietnamese_integer(dossiers)} hồ sơ, {vietnamese_integer(procedures)} TTHC",
        en=f"{dossiers:,} dossiers, {procedures:,} procedures",
    )


def _cells_run(notebook: NotebookNode) -> Text:
    number = sum(cell.cell_type == "code" and cell["id"] != INJECTED_CELL_ID for cell in notebook.cells)
    return Text(vi=f"{number} ô lệnh", en=f"{number} code cells")


def _size(content: bytes) -> Text:
    kilobytes = -(-len(content) // 1000)
    return Text(vi=f"{vietnamese_integer(kilobytes)} kB", en=f"{kilobytes:,} kB")
