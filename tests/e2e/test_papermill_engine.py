"""`papermill --engine cchc-warm`: the same notebook as from plain papermill, in a kernel that was loaded before."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest

from cchc_report.batch.published_notebook import publishable
from cchc_report.batch.warm.launch import WARM_KERNELS
from support.commands import RunCommand

ENGINE = ("--engine", "cchc-warm")
PAPERMILL_DEAD_KERNEL = 138

FACTS = """
import json, locale, os, signal, sys, threading, time, warnings, multiprocessing, logging
def started_with(options): return [o for o in options if not o.endswith(".json")]
print(json.dumps({
    "folder": os.getcwd(), "arguments": started_with(sys.argv), "path": sys.path, "flags": str(sys.flags),
    "python": sys.executable, "locale": locale.getlocale(), "encoding": sys.stdout.encoding, "zone": time.tzname,
    "variables": {k: v for k, v in os.environ.items() if k != "JPY_PARENT_PID"}, "names": sorted(globals()),
    "signals": {s.name: str(signal.getsignal(s)) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)},
    "threads": len(threading.enumerate()), "pools": multiprocessing.get_start_method(),
    "daemon": multiprocessing.current_process().daemon, "logging": [str(logging.root.handlers), logging.root.level],
    "own group": os.getpgid(0) == os.getpid(), "hash": hash("hồ sơ"),
}, sort_keys=True))
"""
PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2]); print({k: str(v) for k, v in plt.rcParams.items()})"
OUTPUT_IS_THERE = "import os; print(os.path.exists('out.ipynb'))"
LOADED_BEFORE = "import sys; before = set(sys.modules)"
LOADED_SINCE = "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
FORKSERVER = "import os; print(*os.listdir(f'/proc/{os.getppid()}/task'))"


def write(path: Path, *sources: str) -> None:
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(("year = 2019", *sources))]
    cells[0].metadata["tags"] = ["parameters"]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def run(run_command: RunCommand, folder: Path, *words: str, status: int = 0) -> Any:
    run_command("papermill", "in.ipynb", "out.ipynb", *words, "-p", "year", "2020", cwd=folder, status=status)
    notebook = nbformat.read(folder / "out.ipynb", as_version=4)
    (folder / "out.ipynb").unlink()
    return notebook


def printed(cell: Any) -> str:
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


@pytest.fixture(autouse=True)
def _fixed_hashes(command_environment: dict[str, str]) -> None:
    command_environment["PYTHONHASHSEED"] = "0"


def test_a_warm_kernel_cannot_be_told_from_an_ordinary_one(run_command: RunCommand, tmp_path: Path) -> None:
    write(tmp_path / "in.ipynb", FACTS, PLOT)
    ordinary, warm = run(run_command, tmp_path), run(run_command, tmp_path, *ENGINE)

    assert json.loads(printed(warm.cells[2])) == json.loads(printed(ordinary.cells[2]))
    assert [output.output_type for output in warm.cells[3].outputs] == ["stream", "display_data"]
    assert nbformat.writes(publishable(warm)) == nbformat.writes(publishable(ordinary))


def test_the_report_is_the_same_to_the_byte(run_command: RunCommand, sample_project: Path) -> None:
    (sample_project / "notebooks" / "self_assessment.ipynb").rename(sample_project / "in.ipynb")
    ordinary, warm = run(run_command, sample_project), run(run_command, sample_project, *ENGINE)

    assert nbformat.writes(publishable(warm)) == nbformat.writes(publishable(ordinary))


@pytest.mark.parametrize("engine", [(), ENGINE], ids=["papermill's engine", "cchc-warm"])
def test_a_cell_that_raises_fails_the_command_and_stands_in_the_output(
    run_command: RunCommand, tmp_path: Path, engine: tuple[str, ...]
) -> None:
    write(tmp_path / "in.ipynb", "1 / 0", "print('never')")
    notebook = run(run_command, tmp_path, *engine, status=1)

    errors = [output.ename for cell in notebook.cells for output in cell.get("outputs", ()) if "ename" in output]
    assert errors == ["ZeroDivisionError"]
    assert "never\n" not in "".join(printed(cell) for cell in notebook.cells if cell.cell_type == "code")


def test_the_output_is_written_once_even_of_a_kernel_that_died(run_command: RunCommand, tmp_path: Path) -> None:
    write(tmp_path / "in.ipynb", OUTPUT_IS_THERE, "os._exit(1)")
    notebook = run(run_command, tmp_path, *ENGINE, status=PAPERMILL_DEAD_KERNEL)

    assert printed(notebook.cells[2]) == "False\n"
    assert [cell.id for cell in notebook.cells] == ["cell-0", "injected-parameters", "cell-1", "cell-2"]


def test_what_a_cell_leaves_for_the_end_is_done_at_the_end(run_command: RunCommand, tmp_path: Path) -> None:
    write(tmp_path / "in.ipynb", "import atexit, pathlib; _ = atexit.register(pathlib.Path('ended').touch)")
    run(run_command, tmp_path, *ENGINE)

    assert (tmp_path / "ended").exists()


@pytest.mark.skipif(not WARM_KERNELS, reason="no forkserver on this system")
def test_a_report_finds_its_libraries_loaded_by_a_process_without_threads(
    run_command: RunCommand, sample_project: Path
) -> None:
    notebook = nbformat.read(sample_project / "notebooks" / "self_assessment.ipynb", as_version=4)
    code = nbformat.v4.new_code_cell
    notebook.cells[2:2] = [code(LOADED_BEFORE)]
    notebook.cells += [code(LOADED_SINCE), code(FORKSERVER)]
    nbformat.write(notebook, sample_project / "in.ipynb")
    loaded, threads = run(run_command, sample_project, *ENGINE).cells[-2:]

    ours = {"IPython", "cchc_report", "debugpy", "holidays", "ipykernel", "matplotlib", "numpy", "pandas", "pydantic"}
    assert not set(printed(loaded).split()) & {*ours, "lxml", "python_calamine", "xlsxwriter", "yaml"}
    assert len(printed(threads).split()) == 1
    assert str(os.getpid()) not in printed(threads).split()
