"""The notebook of a report as the analyst wrote it: whether there is one that can be run with parameters."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from cchc_report.batch.notebook_problems import notebook_missing, notebook_unreadable, parameters_cell_missing


def read_notebook(path: Path, shown: str) -> NotebookNode:
    """Return the notebook at `path`.

    Args:
        path: The notebook.
        shown: Its path as messages name it.

    Raises:
        NotebookError: It is not there, is no notebook, or has no cell of parameters.
    """
    try:
        text = path.read_text(encoding="utf-8")
        notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]  # nbformat's gap
        nbformat.validate(notebook)
    except FileNotFoundError:
        raise notebook_missing(shown) from None
    except (OSError, ValueError, TypeError, AttributeError, KeyError, nbformat.ValidationError) as error:
        raise notebook_unreadable(shown) from error
    if not any("parameters" in cell.metadata.get("tags", ()) for cell in notebook.cells):
        raise parameters_cell_missing(shown)
    return notebook
