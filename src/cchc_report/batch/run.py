"""One report, asked for by name: plan it, read its data, make it, publish it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from cchc_report.batch.make import Making, make_report, notebook_bytes
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import NOTEBOOK_NAME, make_plan
from cchc_report.batch.publish import publish_folder, staging_folder, write_files
from cchc_report.batch.published_notebook import publishable
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import Progress, stage
from cchc_report.batch.tools import require_pdf_tools
from cchc_report.batch.worker import KERNEL_LOG, registers_read
from cchc_report.errors import Language, Text, message_language
from cchc_report.params.loading import ParameterFiles
from cchc_report.params.project import Project
from cchc_report.sources.load import load_registers


@dataclass(frozen=True, slots=True)
class Published:
    """A published report.

    Attributes:
        folder: Where it stands: `<output>/<year>/<department>/<edition>`.
        was_fresh: Whether it was up to date already, so that nothing was done.
    """

    folder: Path
    was_fresh: bool = False


def run_report(  # noqa: PLR0913  # which report, where it goes, how it is made, and who is told
    project: Project,
    request: ReportRequest,
    *,
    output: Path | None = None,
    force: bool = False,
    timeout_seconds: float | None = None,
    progress: Progress,
    language: Language | None = None,
) -> Published:
    """Make and publish one report, unless it is up to date.

    Parameters and data are read here first, so that whatever is wrong with them is told before a kernel starts. What
    stood under the final name stays as it was, byte for byte, unless every step succeeded.

    Args:
        project: The project folder.
        request: Which report.
        output: Folder of all published reports; `outputs/` of the project by default.
        force: Whether to make it even if it is up to date.
        timeout_seconds: How long the notebook may take; `None` for as long as it takes.
        progress: Told of each stage as it starts and ends.
        language: Language of the messages that the notebook may raise; the one chosen by the user by default.

    Raises:
        ParamsError: A parameter is wrong.
        SourceError: An export or a register cannot be read with one meaning.
        MissingToolError: The machine lacks what the PDF needs.
        NotebookError: The notebook failed for another reason than its data.
        PublishError: The output folder cannot be written.
    """
    root = project.outputs if output is None else output
    outputs = OutputFolder(root, project.relative(root))
    plan = make_plan(ParameterFiles(project), [request], outputs, force=force)
    for refused in plan.refused:
        raise refused.error
    (planned,) = plan.planned
    if planned.is_fresh:
        return Published(outputs.report_folder(request), was_fresh=True)
    with stage("validate", progress) as tell:
        registers = load_registers(project, planned.parameters)
        tell(registers_read(len(registers.dossiers.frame), len(registers.procedures.frame)))
    require_pdf_tools()
    making = Making(request, planned.key, language or message_language(), timeout_seconds)
    with staging_folder(outputs) as staging:
        keep = _keep_failed(outputs, request.name.replace("/", "-"))
        files = make_report(project, making, progress=progress, keep=keep)
        with stage("publish", progress) as tell:
            finished, final = staging / "report", outputs.report_folder(request)
            write_files(outputs, finished, files)
            publish_folder(outputs, finished, final)
            tell(Text(vi=f"{len(files)} tệp", en=f"{len(files)} files"))
    return Published(final)


def _keep_failed(outputs: OutputFolder, report: str) -> Callable[[NotebookNode, str], str | None]:
    """Return the function that keeps a failed notebook, and what its kernel wrote, in a folder of this run."""

    def keep(notebook: NotebookNode, kernel_output: str) -> str | None:
        # The error that is being told matters more than keeping its notebook.
        with suppress(OSError):
            folder = outputs.new_run_folder(report)
            path = folder / NOTEBOOK_NAME
            path.write_bytes(notebook_bytes(publishable(notebook)))
            if kernel_output:
                (folder / KERNEL_LOG).write_text(kernel_output, encoding="utf-8")
            return outputs.show(path)
        return None

    return keep
