"""The executed notebook as it is published: what it computed, without when and where it was computed."""

from __future__ import annotations

from copy import deepcopy

import nbformat
from nbformat import NotebookNode

INJECTED_CELL_ID = "injected-parameters"
"""papermill gives the cell that it adds a random id; two runs would differ in nothing else."""

_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
"""What every report runs with, whatever kernel an editor wrote down last."""


def publishable(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of the executed `notebook` with the same bytes for every run over the same inputs.

    Times, durations, paths, random ids and what an editor notes for itself go; sources, outputs, tags, execution counts
    and the parameters stay.
    """
    copy = deepcopy(notebook)
    parameters = copy.metadata.get("papermill", {}).get("parameters")
    copy.metadata = nbformat.from_dict(  # type: ignore[no-untyped-call]  # nbformat's gap
        {
            "kernelspec": _KERNEL,
            "language_info": copy.metadata.get("language_info", {"name": "python"}),
            "papermill": {} if parameters is None else {"parameters": parameters},
        }
    )
    for cell in copy.cells:
        tags = cell.metadata.get("tags")  # papermill adds empty ones
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})  # type: ignore[no-untyped-call]  # the same
        if INJECTED_CELL_ID in (tags or ()):
            cell["id"] = INJECTED_CELL_ID
    return copy
