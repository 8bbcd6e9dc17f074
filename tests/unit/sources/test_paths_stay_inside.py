"""Files named by the parameters stay in the data folder, whatever leads out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report.errors import ParamsError
from cchc_report.params.models import ReportParameters, Sources
from support.registers import make_parameters
from support.source_files import DataFolder


def with_sources(**named: object) -> ReportParameters:
    parameters = make_parameters()
    of_department = parameters.department_year.model_copy(update={"sources": Sources.model_validate(named)})
    return parameters.model_copy(update={"department_year": of_department})


@pytest.fixture
def outside(data: DataFolder, tmp_path: Path) -> Path:
    """Return a good export that lies elsewhere."""
    target = tmp_path / "elsewhere.xlsx"
    (data.folder / "dossiers.xlsx").rename(target)
    return target


def refused(data: DataFolder, parameters: ReportParameters) -> list[tuple[str | None, str | None]]:
    with pytest.raises(ParamsError) as error:
        data.load(parameters)
    return [(problem.place.file, problem.place.key) for problem in error.value.problems]


def test_a_link_to_a_file_outside_is_refused(data: DataFolder, outside: Path) -> None:
    (data.folder / "dossiers.xlsx").symlink_to(outside)
    parameters = with_sources(dossiers=["dossiers.xlsx"])
    assert refused(data, parameters) == [("params/2020/sct.yaml", "sources.dossiers[1]")]


def test_a_link_to_a_folder_outside_is_refused(data: DataFolder, outside: Path) -> None:
    (data.folder / "more").symlink_to(outside.parent)
    parameters = with_sources(dossiers=["more/elsewhere.xlsx"], registers="more/elsewhere.xlsx")
    keys = ["sources.dossiers[1]", "sources.registers"]
    assert refused(data, parameters) == [("params/2020/sct.yaml", key) for key in keys]


def test_a_link_that_is_found_by_its_name_is_refused_too(data: DataFolder, outside: Path) -> None:
    (data.folder / "dossiers.xlsx").symlink_to(outside)
    assert refused(data, make_parameters()) == [("params/2020/sct.yaml", "sources.dossiers")]


def test_links_that_lead_to_each_other_are_refused(data: DataFolder) -> None:
    (data.folder / "a.xlsx").symlink_to(data.folder / "b.xlsx")
    (data.folder / "b.xlsx").symlink_to(data.folder / "a.xlsx")
    assert refused(data, with_sources(dossiers=["a.xlsx"])) == [("params/2020/sct.yaml", "sources.dossiers[1]")]


def test_links_inside_the_folder_and_a_folder_that_is_a_link_are_fine(data: DataFolder, tmp_path: Path) -> None:
    (data.folder / "latest.xlsx").symlink_to(data.folder / "dossiers.xlsx")
    real = tmp_path / "share"
    data.folder.rename(real)
    data.folder.symlink_to(real)
    assert len(data.load(with_sources(dossiers=["latest.xlsx"])).dossiers.frame) == 2
