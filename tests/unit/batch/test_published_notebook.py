"""What is published of an executed notebook: its contents, not its circumstances."""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode

from cchc_report.batch.published_notebook import publishable


def executed(time: str, cell_id: str, path: str) -> NotebookNode:
    """Return a notebook as papermill leaves it after a run at `time`."""
    injected = nbformat.v4.new_code_cell("year = 2020", id=cell_id, metadata={"tags": ["injected-parameters"]})
    asked = nbformat.v4.new_code_cell("print(year)", id="cell-02", execution_count=2, metadata={"tags": []})
    asked.outputs = [nbformat.v4.new_output("stream", text="2020\n")]
    for cell in (injected, asked):
        cell.metadata["papermill"] = {"start_time": time, "duration": 0.1, "status": "completed"}
        cell.metadata["execution"] = {"iopub.status.busy": time}
    notebook: NotebookNode = nbformat.v4.new_notebook(cells=[injected, asked])
    notebook.metadata["papermill"] = {
        "parameters": {"year": 2020},
        "start_time": time,
        "input_path": path,
        "output_path": path,
        "version": "2.7.0",
    }
    return notebook


def test_two_runs_that_computed_the_same_are_published_the_same() -> None:
    one = publishable(executed("2026-01-01T00:00:00", "aaaa", "/home/one/a.ipynb"))
    other = publishable(executed("2026-02-02T11:11:11", "bbbb", "/srv/two/a.ipynb"))

    assert nbformat.writes(one) == nbformat.writes(other)
    nbformat.validate(one)


def test_what_an_editor_notes_for_itself_is_not_published() -> None:
    plain, edited = (executed("2026-01-01T00:00:00", "aaaa", "/home/one/a.ipynb") for _ in range(2))
    edited.metadata["kernelspec"] = {"name": "my-venv", "display_name": "my venv"}
    edited.metadata["toc"] = {"base_numbering": 1}
    edited.cells[1].metadata |= {"collapsed": True, "jupyter": {"source_hidden": True}, "scrolled": False}

    assert nbformat.writes(publishable(edited)) == nbformat.writes(publishable(plain))


def test_what_was_computed_stays() -> None:
    notebook = publishable(executed("2026-01-01T00:00:00", "aaaa", "/home/one/a.ipynb"))

    assert notebook.metadata["papermill"] == {"parameters": {"year": 2020}}
    assert [cell.id for cell in notebook.cells] == ["injected-parameters", "cell-02"]
    assert [dict(cell.metadata) for cell in notebook.cells] == [{"tags": ["injected-parameters"]}, {}]
    assert notebook.cells[1].outputs[0].text == "2020\n"
    assert notebook.cells[1].execution_count == 2


def test_the_executed_notebook_itself_is_left_alone() -> None:
    notebook = executed("2026-01-01T00:00:00", "aaaa", "/home/one/a.ipynb")
    before = nbformat.writes(notebook)

    publishable(notebook)

    assert nbformat.writes(notebook) == before
