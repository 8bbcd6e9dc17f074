"""Papermill engine `cchc-warm`: `papermill --engine cchc-warm in.ipynb out.ipynb -p year 2020 …`.

The notebook comes out as from papermill's own engine, but for the id of the injected cell, which is always the same.
Papermill loads this module while it is loaded itself: nobody else may be the first to import it.
"""

from __future__ import annotations

from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME
from nbformat import NotebookNode
from papermill.engines import NBClientEngine, NotebookExecutionManager

from cchc_report.batch.warm.injected_cell import name_injected_cell
from cchc_report.batch.warm.manager import WarmKernelManager


class WarmEngine(NBClientEngine):  # type: ignore[misc]  # papermill ships no types
    """Runs a notebook of this Python in a warm kernel; a notebook of another kernel as papermill does."""

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,
        output_path: str | None = None,
        progress_bar: bool | dict[str, Any] = True,
        log_output: bool = False,
        autosave_cell_every: int = 30,  # noqa: ARG003  # papermill's signature; there is one save
        **options: Any,
    ) -> NotebookNode:
        """Run `nb` and return it; saved once, at its end, whatever the end is."""
        name_injected_cell(nb)
        run = _SavedAtItsEnd(
            nb, output_path=output_path, progress_bar=progress_bar, log_output=log_output, autosave_cell_every=0
        )
        run.notebook_start()
        try:
            cls.execute_managed_notebook(run, kernel_name, log_output=log_output, **options)
        finally:
            run.cleanup_pbar()
            run.notebook_complete()
        executed: NotebookNode = run.nb
        return executed

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        """Run the notebook of `nb_man`."""
        if kernel_name == NATIVE_KERNEL_NAME:
            options.setdefault("kernel_manager_class", WarmKernelManager)
        super().execute_managed_notebook(nb_man, kernel_name, **options)


class _SavedAtItsEnd(NotebookExecutionManager):  # type: ignore[misc]  # papermill ships no types
    """Keeps papermill's record of a run, without a file that grows with every cell."""

    def save(self, **nb: NotebookNode) -> None:
        if self.end_time is not None:
            super().save(**nb)
