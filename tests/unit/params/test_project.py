"""A project is found from any folder inside it, and its absence is said in one clear message."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc_report.errors import ParamsError
from cchc_report.params.project import Project, find_project


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("params", "notebooks", "data/2020/sct"):
        (tmp_path / "dự án" / name).mkdir(parents=True)
    return tmp_path / "dự án"


@pytest.mark.parametrize("start", [".", "notebooks", "data/2020/sct"])
def test_found_from_anywhere_inside(root: Path, start: str) -> None:
    assert find_project(root / start) == Project(root.resolve())


def test_found_from_a_relative_path(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "notebooks")
    assert find_project(Path()).root == root.resolve()
    assert find_project(Path(os.pardir)).root == root.resolve()


def test_the_nearest_project_wins(root: Path) -> None:
    inner = root / "data" / "inner"
    for name in ("params", "notebooks"):
        (inner / name).mkdir(parents=True)
    assert find_project(inner).root == inner.resolve()


def test_params_alone_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "params").mkdir()
    with pytest.raises(ParamsError, match="cchc-report init") as error:
        find_project(tmp_path)
    assert [p.code for p in error.value.problems] == ["params.no-project"]


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="không có thư mục") as error:
        find_project(tmp_path / "nowhere")
    assert error.value.exit_code == 3


def test_paths(root: Path) -> None:
    project = Project(root)
    assert project.data_folder(2020, "sct") == root / "data" / "2020" / "sct"
    assert project.relative(root / "params" / "2020" / "year.yaml") == "params/2020/year.yaml"
    assert project.relative(project.outputs) == "outputs"
    assert project.relative(Path("elsewhere/file.xlsx")) == "elsewhere/file.xlsx"
    assert project.relative(Path(os.fsdecode(b"data/B\xe1o.xlsx"))) == r"data/B\xe1o.xlsx"
