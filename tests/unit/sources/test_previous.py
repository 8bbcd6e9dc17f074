"""The year before: there, not there, or there and broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_report.params.loading import load_parameters
from cchc_report.params.project import Project
from cchc_report.sources.previous import PreviousYear, UnreadableYear, load_previous


@pytest.fixture
def project(sample_project: Path) -> Project:
    """Return the sample with a year before: the sample itself, moved back by a year."""
    params = sample_project / "params"
    listed = params / "departments.yaml"
    listed.write_text(listed.read_text("utf-8").replace("valid_from: 2020-01-01", "valid_from: 2015-01-01"), "utf-8")
    shutil.copytree(params / "2020", params / "2019")
    year = params / "2019" / "year.yaml"
    text = year.read_text("utf-8").replace("from: 2020-01-01", "from: 2019-01-01")
    year.write_text(text.replace("to: 2020-12-07", "to: 2019-12-31"), "utf-8")
    shutil.copytree(sample_project / "data" / "2020", sample_project / "data" / "2019")
    return Project(sample_project)


def test_year_before_is_read_with_its_own_parameters(project: Project) -> None:
    previous = load_previous(project, load_parameters(project, 2020, "sct"))
    assert isinstance(previous, PreviousYear)
    assert previous.parameters.year == 2019
    assert str(previous.parameters.period.end) == "2019-12-31"
    assert [origin.path for origin in previous.registers.dossiers.origins] == ["data/2019/sct/dossiers.xlsx"]


@pytest.mark.parametrize("missing", ["params/2019/year.yaml", "params/2019/sct.yaml", "data/2019/sct"])
def test_year_before_that_is_not_there(project: Project, missing: str) -> None:
    path = project.root / missing
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert load_previous(project, load_parameters(project, 2020, "sct")) is None


def _no_workbook(root: Path) -> None:
    (root / "data/2019/sct/registers.xlsx").unlink()


def _broken_export(root: Path) -> None:
    (root / "data/2019/sct/dossiers.xlsx").write_bytes(b"not a workbook")


def _wrong_parameter(root: Path) -> None:
    path = root / "params/2019/sct.yaml"
    path.write_text(path.read_text("utf-8") + "\nsigned: yes\n", "utf-8")


@pytest.mark.parametrize("spoil", [_no_workbook, _broken_export, _wrong_parameter])
def test_broken_year_before_is_no_error_of_this_year(project: Project, spoil: Callable[[Path], None]) -> None:
    spoil(project.root)
    previous = load_previous(project, load_parameters(project, 2020, "sct"))
    assert isinstance(previous, UnreadableYear)
    assert previous.year == 2019
    assert previous.problems
