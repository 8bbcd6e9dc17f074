"""The same inputs give the same bytes: in another folder, with other workers, and whatever surrounds the run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("cchc-report")
PROVINCE = ["samples", "--years", "2020-2021", "--departments", "4", "--dossiers", "40"]
CHOSEN = ["--year", "2021", "--department", "sldtbxh", "--edition", "internal", "--edition", "public"]
REPORTS = ("2021/sldtbxh/internal", "2021/sldtbxh/public")
FILES = {
    *(f"{report}/{name}" for report in REPORTS for name in ("report.html", "report.pdf", "annex.xlsx", "report.ipynb")),
    *(f"{report}/manifest.json" for report in REPORTS),
    *("index.html", "catalogue.csv", "catalogue.parquet"),
}
"""Both editions of a department with findings; the year before is there, so that continuity is checked."""


def command(*words: str | Path, cwd: Path, variables: Mapping[str, str], umask: int = -1) -> None:
    done = subprocess.run(
        [PROGRAM, *words],
        cwd=cwd,
        env=os.environ | variables,
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def hashes(outputs: Path) -> dict[str, str]:
    """Return the sha256 of everything published: not of the log, nor of what the program keeps for itself."""
    files = (path for path in outputs.rglob("*") if path.is_file())
    names = {path: path.relative_to(outputs) for path in files}
    kept = {path: name for path, name in names.items() if name.parts[0] not in {"runs", ".index", ".staging"}}
    return {name.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path, name in kept.items()}


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project folder that no test may change."""
    folder = tmp_path_factory.mktemp("made")
    command(*PROVINCE, "--output", "province", cwd=folder, variables={})
    return folder / "province"


@pytest.fixture(scope="module")
def first_run(province: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what was published by one worker, as any user would call it."""
    project = copy_of(province, tmp_path_factory.mktemp("first") / "p")
    command("run", *CHOSEN, "--jobs", "1", cwd=project, variables={})
    published = hashes(project / "outputs")
    assert published.keys() == FILES
    return published


def copy_of(project: Path, target: Path) -> Path:
    """Copy a project as a clone does: files get the time of now, and come into their folders in another order."""
    for path in sorted(project.rglob("*"), reverse=True):
        if path.is_file():
            copy = target / path.relative_to(project)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return target


def test_in_another_clone_by_two_workers(
    province: Path, first_run: dict[str, str], repository: Path, tmp_path: Path
) -> None:
    """A clone has its own copy of the program too, beside its parameters, data and notebooks."""
    project = copy_of(province, tmp_path / "một thư mục khác" / "sâu hơn" / "tỉnh-Mẫu & bản 2")
    shutil.copytree(repository / "src", project / "src", ignore=shutil.ignore_patterns("__pycache__"))
    variables = {"PYTHONPATH": str(project / "src")}
    where = "import cchc_report; print(cchc_report.__file__)"
    loaded = subprocess.run(
        [sys.executable, "-c", where], env=os.environ | variables, capture_output=True, text=True, check=True
    )
    assert Path(loaded.stdout.strip()).is_relative_to(project)

    command("run", *CHOSEN, "--jobs", "2", cwd=project, variables=variables)

    assert hashes(project / "outputs") == first_run


def test_whatever_surrounds_the_run(province: Path, first_run: dict[str, str], tmp_path: Path) -> None:
    project = copy_of(province, tmp_path / "p")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    # A file here that is named like a library must not take its place.
    (elsewhere / "pandas.py").write_text("raise RuntimeError\n", encoding="utf-8")
    command(
        *("run", *CHOSEN, "--jobs", "2", "--project", project, "--lang", "en"),
        cwd=elsewhere,
        umask=0o077,
        variables={
            "HOME": str(home_with_habits(tmp_path / "home")),
            "TZ": "Pacific/Kiritimati",
            "LANG": "tr_TR.UTF-8",
            "LC_ALL": "C",
            "PYTHONHASHSEED": "4711",
            "SOURCE_DATE_EPOCH": "1",
            "MPLBACKEND": "pdf",
            "COLUMNS": "40",
            "NO_COLOR": "1",
        },
    )
    assert hashes(project / "outputs") == first_run


def home_with_habits(home: Path) -> Path:
    """Make the home of somebody who draws in red, and whose notebooks begin with settings of their own."""
    habits = {
        ".config/matplotlib/matplotlibrc": "axes.edgecolor: red\nfont.size: 30\nsvg.fonttype: none\n",
        ".ipython/profile_default/startup/habits.py": "import pandas\npandas.options.display.max_rows = 1\n",
        ".ipython/profile_default/ipython_config.py": 'c.InlineBackend.figure_formats = {"png"}\n',
        ".jupyter/jupyter_config.py": "c.Application.log_level = 10\n",
    }
    for name, text in habits.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return home
