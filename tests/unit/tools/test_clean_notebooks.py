"""What the cleaner takes out of a notebook, what it leaves, and when it complains."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def script(repository: Path) -> dict[str, Any]:
    return runpy.run_path(str(repository / "tools/clean_notebooks.py"))


def notebook(**cell: Any) -> dict[str, Any]:
    code = {"cell_type": "code", "execution_count": None, "id": "a", "metadata": {}, "outputs": [], "source": ["1"]}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": [{**code, **cell}], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


@pytest.mark.parametrize(
    "trace",
    [
        {"execution_count": 3},
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": ["Nguyễn Văn A"]}]},
        {"metadata": {"execution": {"iopub.execute_input": "2026-01-01T00:00:00Z"}}},
        {"metadata": {"papermill": {"duration": 1.0}}},
    ],
    ids=["counter", "output", "times", "papermill"],
)
def test_a_trace_of_a_run_is_taken_out(script: dict[str, Any], trace: dict[str, Any]) -> None:
    assert script["cleaned"](notebook(**trace)) == notebook()


def test_a_trace_of_a_machine_is_taken_out(script: dict[str, Any]) -> None:
    used = notebook()
    used["metadata"] = {
        "kernelspec": {"display_name": "my env", "language": "python", "name": "my-env"},
        "language_info": {"name": "python", "version": "3.12.4"},
        "papermill": {"input_path": "somewhere"},
    }
    assert script["cleaned"](used) == notebook()


def test_tags_of_the_author_stay(script: dict[str, Any]) -> None:
    tagged = notebook(metadata={"tags": ["parameters"]})
    assert script["cleaned"](tagged) == tagged


def test_text_cells_get_no_outputs(script: dict[str, Any]) -> None:
    text = notebook()
    text["cells"] = [{"cell_type": "markdown", "id": "b", "metadata": {}, "source": ["# Báo cáo"]}]
    assert script["cleaned"](text) == text


@pytest.fixture
def dirty_file(tmp_path: Path, script: dict[str, Any]) -> Path:
    file = tmp_path / "a.ipynb"
    file.write_text(script["as_text"](notebook(execution_count=1)), encoding="utf-8")
    return file


def test_check_complains_and_changes_nothing(
    script: dict[str, Any], dirty_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dirty_file.read_bytes()
    main: Callable[[list[str]], int] = script["main"]
    assert main(["--check", str(dirty_file)]) == 1
    assert "a.ipynb: not clean" in capsys.readouterr().out
    assert dirty_file.read_bytes() == before


def test_cleaning_is_once_and_for_all(script: dict[str, Any], dirty_file: Path) -> None:
    main: Callable[[list[str]], int] = script["main"]
    assert main([str(dirty_file)]) == 0
    assert json.loads(dirty_file.read_text(encoding="utf-8")) == notebook()
    assert main(["--check", str(dirty_file)]) == 0
