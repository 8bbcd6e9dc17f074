"""Small synthetic provinces, and their files as plain rows, read without the package's help."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc_report.samples.province import ProvinceOptions, write_province

Row = dict[str, str]
MakeProvince = Callable[..., Path]


@pytest.fixture
def make_province(tmp_path: Path, repository: Path) -> MakeProvince:
    """Return a function that writes a province with the given options and returns its folder."""

    def make(name: str, **options: object) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        given = {"years": (2021, 2022), "departments": 2, "seed": 5, "dossiers": 60, "format": "csv", **options}
        write_province(folder, repository, ProvinceOptions(**given))  # type: ignore[arg-type]  # as the test says
        return folder

    return make


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Return a province with a department of each kind, in two years, with as many dossiers as they have by default."""
    folder = tmp_path_factory.mktemp("province")
    write_province(folder, repository, ProvinceOptions((2021, 2022), 12, seed=5, format="csv"))
    return folder


@pytest.fixture(scope="module")
def dossiers(province: Path) -> Callable[[str, int], list[Row]]:
    """Return a function that gives the export of a department-year as it stands in the file."""

    def read(department: str, year: int) -> list[Row]:
        with (province / f"data/{year}/{department}/dossiers.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="module")
def register(province: Path) -> Callable[[str, int, str], list[dict[str, object]]]:
    """Return a function that gives a sheet of a department-year's registers as it stands in the file."""

    def read(department: str, year: int, sheet: str) -> list[dict[str, object]]:
        workbook = load_workbook(province / f"data/{year}/{department}/registers.xlsx", read_only=True)
        header, *rows = workbook[sheet].iter_rows(values_only=True)
        workbook.close()
        return [dict(zip(map(str, header), row, strict=True)) for row in rows]

    return read
