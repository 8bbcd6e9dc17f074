"""Provinces: the same options give the same bytes, and more departments or years change nothing of the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from cchc_report.errors import ParamsError
from cchc_report.params.loading import list_departments, load_parameters
from cchc_report.params.project import Project
from cchc_report.samples import exports
from cchc_report.samples.departments import make_departments
from cchc_report.samples.parameters import criteria_yaml, year_spans
from cchc_report.samples.work_years import work_year
from cchc_report.sources.load import load_registers

MakeProvince = Callable[..., Path]


def contents(folder: Path, below: str = "") -> dict[str, bytes]:
    files = sorted(path for path in (folder / below).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("format_", ["xlsx", "parquet", "csv"])
def test_the_same_seed_gives_the_same_bytes(make_province: MakeProvince, format_: str) -> None:
    one, other = (contents(make_province(name, format=format_)) for name in ("one", "other"))
    assert one == other
    assert f"data/2021/sct/dossiers.{format_}" in one


def test_another_seed_gives_other_dossiers(make_province: MakeProvince) -> None:
    one, other = (contents(make_province(str(seed), seed=seed), "data") for seed in (5, 6))
    assert one.keys() == other.keys()
    assert not [name for name in one if one[name] == other[name] and name.endswith(".csv")]


def test_more_departments_leave_the_others_as_they_are(make_province: MakeProvince) -> None:
    few, more = contents(make_province("few"), "data"), contents(make_province("more", departments=5), "data")
    assert len(few) == 2 * 2 * 2
    assert few.items() < more.items()


def test_a_year_is_the_same_with_and_without_its_neighbours(make_province: MakeProvince) -> None:
    alone = contents(make_province("alone", years=(2022,)), "data")
    assert alone == contents(make_province("both"), "data/2022")


@pytest.mark.parametrize("size", [1, 2, 37])
def test_as_many_dossiers_as_asked_for(make_province: MakeProvince, size: int) -> None:
    folder = make_province("sized", departments=12, dossiers=size)
    for file in folder.glob("data/2022/*/dossiers.csv"):
        _, *rows = file.read_text(encoding="utf-8").splitlines()
        assert sum("-22" in row.split(",")[0] for row in rows) == size, file


def test_every_format_holds_the_same(make_province: MakeProvince) -> None:
    frames = {}
    for format_ in ("xlsx", "parquet", "csv"):
        project = Project(make_province(format_, format=format_))
        frames[format_] = load_registers(project, load_parameters(project, 2022, "sct")).dossiers.frame
    assert len(frames["xlsx"]) > 60
    assert_frame_equal(frames["xlsx"], frames["parquet"])
    assert_frame_equal(frames["xlsx"], frames["csv"])


def test_an_export_that_no_worksheet_holds_is_refused(
    make_province: MakeProvince, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "_ROWS_OF_A_SHEET", 60)
    with pytest.raises(ParamsError, match=r"data/2021/sct/dossiers\.xlsx: .*một trang tính chỉ chứa được 60"):
        make_province("full", format="xlsx")
    make_province("text", format="csv")


def test_the_list_of_departments(make_province: MakeProvince) -> None:
    listed = list_departments(Project(make_province("province", departments=23, dossiers=1, years=(2020, 2021, 2022))))
    assert len({d.id for d in listed}) == len({d.name for d in listed}) == len({d.agency_codes for d in listed}) == 23
    existing = {d.id: [year for year in (2020, 2021, 2022) if d.exists_in(year)] for d in listed}
    assert existing.pop("sdl") == [2021, 2022]
    assert existing.pop("bdt") == [2020, 2021]
    assert existing.pop("sm23") == [2021, 2022]  # without a profile of its own, but with a kind in turn
    assert set(map(tuple, existing.values())) == {(2020, 2021, 2022)}


def test_a_single_year_has_every_department() -> None:
    assert all(department.exists_in(2020) for department in make_departments(12, (2020,)))


def test_the_district_level_ends() -> None:
    (department,) = make_departments(1, (2025, 2026))
    before, after = department.catalogue(2025), department.catalogue(2026)
    assert {p.level for p in before} == {"province", "district"}
    assert after == before[: len(after)]
    assert {p.level for p in after} == {"province"}


def test_years_as_a_command_takes_them() -> None:
    assert year_spans([2019, 2020, 2021, 2023]) == ["2019-2021", "2023"]


def test_a_shipped_set_of_another_form_is_noticed() -> None:
    with pytest.raises(ValueError, match="0 lines 'decision'"):
        criteria_yaml("# comment\n\nid: x\nvalid_years: {from: 2020}\n", work_year(2020))
