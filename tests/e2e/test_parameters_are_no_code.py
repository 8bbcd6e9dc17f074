"""Values of parameters reach the notebook as values, whatever they hold; those that name nothing are refused."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from support.commands import RunCommand

CODE = "__import__('pathlib').Path('ran').touch()"
HOSTILE = (
    f'x"; {CODE}; "',
    f"x'; {CODE}; '",
    f'x"""\n{CODE}\n"""',
    f"x\n{CODE}",
    f"x\r{CODE}",
    f"x\u2028{CODE}\u2029",
    f"x\\\n{CODE}",
    "x\\",
    f'\\"; {CODE} #',
    f"{{{CODE}}}",
    "%system touch ran\n!touch ran",
    "x\0y",
    "Sở Công Thương 😀",
)


def test_papermill_hands_over_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"value_{number}" for number in range(len(HOSTILE))]
    given = new_code_cell("\n".join(f"{name} = ''" for name in names), metadata={"tags": ["parameters"]})
    told = new_code_cell(f"import json\nprint(json.dumps([{', '.join(names)}]))")
    notebook = new_notebook(cells=[given, told])
    notebook.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    ran = papermill.execute_notebook(notebook, None, dict(zip(names, HOSTILE, strict=True)), progress_bar=False)
    assert json.loads(ran.cells[-1].outputs[0]["text"]) == list(HOSTILE)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("value", [HOSTILE[0], HOSTILE[3], "../sct", "sct/../sct", "/etc", "SCT", "sct\n", " sct", ""])
def test_the_command_line_refuses_what_names_no_department(
    value: str, sample_project: Path, run_command: RunCommand
) -> None:
    done = run_command("cchc-report", "run", "--year", "2020", "--department", value, cwd=sample_project, status=3)
    assert "Traceback" not in done.stderr
    assert "→" in done.stderr
    assert not (sample_project / "ran").exists()
    assert not (sample_project / "outputs" / "2020").exists()


@pytest.mark.parametrize("option", ["--year", "--edition"])
def test_the_command_line_refuses_other_values_too(option: str, sample_project: Path, run_command: RunCommand) -> None:
    others = {"--year": "2020", "--department": "sct", "--edition": "internal"} | {option: HOSTILE[0]}
    words = [word for pair in others.items() for word in pair]
    done = run_command("cchc-report", "run", *words, cwd=sample_project, status=2)
    assert "Traceback" not in done.stderr
    assert not (sample_project / "ran").exists()


@pytest.mark.parametrize("name", ["department", "edition", "project"])
def test_the_report_notebook_refuses_them_without_running_them(
    name: str, sample_project: Path, run_command: RunCommand
) -> None:
    notebook, ran = sample_project / "notebooks" / "self_assessment.ipynb", sample_project / "ran.ipynb"
    done = run_command("papermill", notebook, ran, "-r", name, HOSTILE[0], cwd=sample_project, status=1)
    assert "→" in done.stderr
    assert not (sample_project / "ran").exists()
    executed = nbformat.read(ran, as_version=4)
    (injected,) = (cell for cell in executed.cells if "injected-parameters" in cell.metadata.get("tags", ()))
    assert len(injected.source.splitlines()) == 2
