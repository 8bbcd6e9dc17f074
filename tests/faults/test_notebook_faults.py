"""A notebook that does not come through: what the user is told, and what is kept. Real kernels, real papermill."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from cchc_report.batch import kernel
from cchc_report.batch.execute import execute_report_notebook
from cchc_report.batch.published_notebook import publishable
from cchc_report.errors import Language, NotebookError, SourceError, UserError

MEASURED = True

SHOWN = "notebooks/report.ipynb"
KEPT = "outputs/runs/1/report.ipynb"

RAISE_SOURCE_ERROR = """
from cchc_report.errors import Place, Problem, SourceError, Text
raise SourceError([
    Problem("one", Text("thiếu cột", "column missing"), Text("thêm cột", "add it"), Place(file="data/a.xlsx", row=3)),
    Problem("two", Text("ngày sai", "bad date"), Text("sửa ngày", "mend it")),
])
"""

Run = Callable[..., NotebookNode]


class Keeper:
    """Remembers what was to be kept."""

    def __init__(self) -> None:
        self.notebook: NotebookNode | None = None
        self.kernel_output = ""

    def __call__(self, notebook: NotebookNode, kernel_output: str) -> str:
        self.notebook, self.kernel_output = notebook, kernel_output
        return KEPT


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def run(tmp_path: Path, keeper: Keeper) -> Run:
    # Braces in a path are no placeholders, whatever papermill makes of them.
    folder = tmp_path / "dự án {year}"
    folder.mkdir()

    def run_cells(*sources: str, language: Language = "vi") -> NotebookNode:
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
        notebook.cells[0].metadata["tags"] = ["parameters"]
        path = folder / "report.ipynb"
        nbformat.write(notebook, path)
        before = path.read_bytes()
        try:
            return execute_report_notebook(path, SHOWN, {"year": 2021}, folder=folder, language=language, keep=keeper)
        finally:
            assert path.read_bytes() == before
            assert [item.name for item in folder.iterdir()] == ["report.ipynb"]

    return run_cells


def printed(notebook: NotebookNode) -> str:
    return "".join(output.text for cell in notebook.cells for output in cell.get("outputs", ()))


def test_a_good_notebook_runs_in_its_folder_with_its_parameters(run: Run, keeper: Keeper) -> None:
    here, variables = Path.cwd(), dict(os.environ)

    notebook = run(
        "year = 2020",
        "import os; from pathlib import Path",
        "print(year, Path.cwd().name, os.environ['CCHC_REPORT_LANG'], os.environ['PYTHONHASHSEED'])",
        language="en",
    )

    assert printed(notebook) == "2021 dự án {year} en 0\n"
    assert keeper.notebook is None
    assert (Path.cwd(), dict(os.environ)) == (here, variables)


def test_the_kernel_is_this_python_whatever_kernels_are_installed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "jupyter" / "kernels" / "python3"
    other.mkdir(parents=True)
    (other / "kernel.json").write_text('{"argv": ["false"], "display_name": "other", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))

    assert printed(run("year = 2020", "import sys; print(sys.executable)")) == f"{sys.executable}\n"


def test_nothing_is_logged_or_printed(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    run("year = 2020", "import os; os.write(2, b'noise')")

    assert capfd.readouterr() == ("", "")


def test_a_cell_that_raises_is_named(run: Run, keeper: Keeper) -> None:
    with pytest.raises(NotebookError) as caught:
        run("year = 2020", "x = 0", "# a comment\nshare = 1 / x\nprint(share)")

    assert caught.value.exit_code == 6
    assert caught.value.lines("vi") == [
        f'{SHOWN}: ô thứ 3, dòng 2 ("share = 1 / x") gây lỗi ZeroDivisionError: division by zero',
        f"  → sửa ô này rồi chạy lại; sổ tay đã chạy dở: {KEPT}",
    ]
    assert keeper.notebook is not None
    assert "ZeroDivisionError" in nbformat.writes(publishable(keeper.notebook))


def test_a_cell_that_is_no_python_is_named_with_its_line(run: Run) -> None:
    with pytest.raises(NotebookError) as caught:
        run("year = 2020", "x = 0\ny = (1,\nz = 2")

    assert caught.value.lines("vi")[0].startswith(f'{SHOWN}: ô thứ 2, dòng 2 ("x = 0") gây lỗi SyntaxError: ')
    assert ".py" not in caught.value.lines("vi")[0]


def test_a_sentence_with_a_typed_number_is_told_with_its_cell(run: Run) -> None:
    with pytest.raises(NotebookError) as caught:
        run("year = 2020", "from cchc_report import paragraph\nparagraph('Có 12 hồ sơ.')")

    assert caught.value.lines("vi")[0].startswith(
        f'{SHOWN}: ô thứ 2 ("from cchc_report import paragraph"): câu "Có 12 hồ sơ." có số gõ tay (12): '
    )


def test_the_first_cell_that_raises_is_the_last_that_runs(run: Run, keeper: Keeper) -> None:
    with pytest.raises(NotebookError, match="ô thứ 2"):
        run("year = 2020", "1 / 0", "print('never')")
    assert keeper.notebook is not None
    assert "never\n" not in printed_lines(keeper.notebook)


def printed_lines(notebook: NotebookNode) -> list[str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [output.text for output in outputs if output.output_type == "stream"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("vi", ["data/a.xlsx, dòng 3: thiếu cột", "  → thêm cột", "ngày sai", "  → sửa ngày"]),
        ("en", ["data/a.xlsx, row 3: column missing", "  → add it", "bad date", "  → mend it"]),
    ],
)
def test_a_user_error_comes_out_of_the_notebook_as_it_went_in(
    run: Run, keeper: Keeper, language: Language, lines: list[str]
) -> None:
    with pytest.raises(SourceError) as caught:
        run("year = 2020", RAISE_SOURCE_ERROR, language=language)

    assert caught.value.lines(language) == lines
    assert caught.value.exit_code == 4
    assert keeper.notebook is not None
    assert "raise SourceError" in nbformat.writes(keeper.notebook)


def test_an_error_that_only_borrows_the_name_is_the_cells_own(run: Run) -> None:
    with pytest.raises(NotebookError, match="gây lỗi SourceError: of another library"):
        run("year = 2020", "class SourceError(Exception): ...\nraise SourceError('of another library')")


def test_a_kernel_that_dies_is_told_and_its_last_words_are_kept(run: Run, keeper: Keeper) -> None:
    with pytest.raises(NotebookError) as caught:
        run("year = 2020", "import os", "os.write(2, b'last words'); os._exit(3)")

    what, remedy = caught.value.lines("vi")
    assert what.startswith(f"{SHOWN}: tiến trình Python chạy sổ tay đã dừng đột ngột tại ô thứ 3 (")
    assert remedy.endswith(f"; sổ tay đã chạy dở: {KEPT}")
    assert keeper.kernel_output == "last words"


def test_a_kernel_that_does_not_start_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {**os.environ, "PYTHONHASHSEED": "no number"}
    monkeypatch.setattr("cchc_report.batch.execute.kernel_environment", lambda _: broken)

    with pytest.raises(NotebookError, match="không khởi động được tiến trình Python"):
        run("year = 2020")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "notebook.missing"),
        ("", "notebook.unreadable"),
        ("[]", "notebook.unreadable"),
        (
            '{"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "odd"}], "metadata": {}}',
            "notebook.unreadable",
        ),
        ('{"nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": {}}', "notebook.no-parameters-cell"),
    ],
)
def test_a_file_that_is_no_report_notebook_is_refused(
    tmp_path: Path, keeper: Keeper, text: str | None, code: str
) -> None:
    path = tmp_path / "report.ipynb"
    if text is not None:
        path.write_text(text)

    with pytest.raises(UserError) as caught:
        execute_report_notebook(path, SHOWN, {}, folder=tmp_path, language="vi", keep=keeper)

    assert [(problem.code, problem.place.file) for problem in caught.value.problems] == [(code, SHOWN)]
    assert caught.value.exit_code == 6


def test_no_kernel_outlives_its_notebook(run: Run, tmp_path: Path) -> None:
    with pytest.raises(NotebookError):
        run(
            "year = 2020",
            f"import os, pathlib; pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n1/0",
        )

    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_the_environment_of_the_kernel_keeps_what_the_user_set() -> None:
    environment = kernel.kernel_environment("en", {"HTTPS_PROXY": "kept", "PYTHONHASHSEED": "random"})

    assert environment["HTTPS_PROXY"] == "kept"
    assert environment["PYTHONHASHSEED"] == "0"
    assert environment["CCHC_REPORT_LANG"] == "en"
