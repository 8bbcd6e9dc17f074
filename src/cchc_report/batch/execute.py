"""Run a report's notebook with papermill, and say in plain words what went wrong where it does not come through."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from cchc_report.batch.kernel import kernel_environment
from cchc_report.batch.kernel_manager import KERNEL_NAME, report_kernel_manager
from cchc_report.batch.notebook_problems import (
    Cell,
    cell_failed,
    failed_line,
    kernel_died,
    kernel_not_started,
    took_too_long,
    user_error_of,
)
from cchc_report.batch.notebook_source import read_notebook
from cchc_report.batch.temporary import using_temporary_files
from cchc_report.batch.warm import ENGINE_NAME
from cchc_report.errors import Language

KeepFailed = Callable[[NotebookNode, str], "str | None"]
"""Takes a notebook that failed and what its kernel wrote; keeps them and returns where, as the user may read it."""

_LEAST_SECONDS = 0.01
LONGEST_KERNEL_START = 120
"""Seconds; a cold disk and an antivirus make the first start of a kernel slow."""


@dataclass(slots=True)
class _Watch:
    """What nbclient tells while it runs. Papermill hands the notebook back only where all goes well."""

    notebook: NotebookNode | None = None
    cell: int | None = None
    injected: int | None = None

    def notebook_started(self, notebook: NotebookNode) -> None:
        self.notebook = notebook
        tags = [cell.metadata.get("tags", ()) for cell in notebook.cells]
        self.injected = next((index for index, names in enumerate(tags) if "injected-parameters" in names), None)

    def cell_started(self, cell: NotebookNode, cell_index: int) -> None:  # noqa: ARG002  # nbclient names the arguments
        self.cell = cell_index

    def number(self, index: int) -> int:
        """Return the number, from 1, that a cell has in the notebook as the analyst sees it: without our own cell."""
        return index + 1 - (self.injected is not None and self.injected < index)

    def running_cell(self, shown: str) -> Cell | None:
        """Return the cell that was started last, if any."""
        if self.notebook is None or self.cell is None:
            return None
        return Cell(shown, self.number(self.cell), self.notebook.cells[self.cell].source)


def execute_report_notebook(  # noqa: PLR0913  # the notebook, its parameters, and how to run it
    path: Path,
    shown: str,
    parameters: Mapping[str, str | int],
    *,
    folder: Path,
    language: Language,
    keep: KeepFailed,
    timeout_seconds: float | None = None,
) -> NotebookNode:
    """Run the notebook at `path` in a fresh kernel and return it executed. Nothing is written beside it.

    Args:
        path: The notebook.
        shown: Its path as messages name it.
        parameters: Values for its parameters cell.
        folder: Working directory of the kernel; that of this process does not change.
        language: Language of the messages that the notebook may raise.
        keep: Keeps a notebook that failed.
        timeout_seconds: How long all its cells together may take; `None` for as long as they take.

    Raises:
        UserError: Of the kind that the notebook itself raised.
        NotebookError: A cell failed otherwise, the kernel died, time ran out, or there is no such notebook.
    """
    source = read_notebook(path, shown)
    watch = _Watch()
    with (
        using_temporary_files(),
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output,
        _no_logging(),
    ):
        manager = report_kernel_manager(kernel_environment(language), output)

        def kept() -> str | None:
            output.seek(0)
            return None if watch.notebook is None else keep(watch.notebook, output.read())

        try:
            executed: NotebookNode = papermill.execute_notebook(
                source, None, dict(parameters), **_options(manager, watch, folder), **_time_limit(timeout_seconds)
            )
        except PapermillExecutionError as error:
            kept_at = kept()
            cell = Cell(shown, watch.number(error.cell_index), error.source, failed_line(error.traceback))
            raised = user_error_of(error.ename, error.evalue, cell)
            if raised:
                raise raised from None
            raise cell_failed(cell, error.ename, error.evalue, kept_at) from None
        except CellTimeoutError:
            raise took_too_long(shown, watch.running_cell(shown), timeout_seconds or 0, kept()) from None
        except DeadKernelError:
            raise kernel_died(shown, watch.running_cell(shown), kept()) from None
        except RuntimeError as error:
            # jupyter_client says in no other way that the kernel did not come up.
            if watch.notebook is not None:
                raise
            output.seek(0)
            raise kernel_not_started(output.read()) from error
        else:
            return executed


def _options(manager: type, watch: _Watch, folder: Path) -> dict[str, Any]:
    return {
        "kernel_name": KERNEL_NAME,
        "language": "python",
        "engine_name": ENGINE_NAME,
        "progress_bar": False,
        "request_save_on_cell_execute": False,
        "start_timeout": LONGEST_KERNEL_START,
        # From here on: for nbclient.
        "kernel_manager_class": manager,
        "resources": {"metadata": {"path": str(folder)}},
        "record_timing": False,
        "on_notebook_start": watch.notebook_started,
        "on_cell_start": watch.cell_started,
    }


def _time_limit(seconds: float | None) -> dict[str, Any]:
    """Return nbclient's limit of one cell: what is left for all of them."""
    if seconds is None:
        return {}
    end = monotonic() + seconds
    return {"timeout_func": lambda _: max(end - monotonic(), _LEAST_SECONDS)}


@contextmanager
def _no_logging() -> Iterator[None]:
    """Keep papermill from writing on a terminal what our own messages say; a log that somebody set up still gets it."""
    logger = logging.getLogger("papermill")
    handler = logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
