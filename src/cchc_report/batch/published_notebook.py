"""The executed notebook as it is published: what it computed, without when and where it was computed."""

from __future__ import annotations

from copy import deepcopy

from nbformat import NotebookNode

INJECTED_CELL_ID = "injected-parameters"
"""papermill gives the cell that it adds a random id; two runs would differ in nothing else."""

_KEPT_ABOUT_THE_RUN = ("parameters",)
_VARYING_CELL_METADATA = ("papermill", "execution")


def publishable(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of the executed `notebook` with the same bytes for every run over the same inputs.

    Times, durations, paths and random ids go; sources, outputs, tags, execution counts and the parameters stay.
    """
    copy = deepcopy(notebook)
    run = copy.metadata.pop("papermill", {})
    copy.metadata["papermill"] = {key: run[key] for key in _KEPT_ABOUT_THE_RUN if key in run}
    for cell in copy.cells:
        for key in _VARYING_CELL_METADATA:
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags", ["kept"]):
            del cell.metadata["tags"]  # papermill adds empty ones
        if INJECTED_CELL_ID in cell.metadata.get("tags", ()):
            cell["id"] = INJECTED_CELL_ID
    return copy
