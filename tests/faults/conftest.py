"""A project that is quick to run, and another notebook for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_report.params.project import Project
from support.notebooks import PARAMETERS_CELL, write_notebook_in
from support.small_project import write_small_project

WriteNotebook = Callable[..., None]


@pytest.fixture
def small_project(tmp_path: Path) -> Project:
    """Return a project of the sample's department with hardly any data."""
    return write_small_project(tmp_path / "dự án")


@pytest.fixture
def write_notebook(small_project: Project) -> WriteNotebook:
    """Return a function that gives the small project another notebook, of the parameters cell and these cells."""
    return lambda *cells: write_notebook_in(small_project.root, PARAMETERS_CELL, *cells)
