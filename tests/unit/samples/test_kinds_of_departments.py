"""Each kind of department shows what it is there to show: counted from the files as they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_report.samples.kinds import KINDS
from cchc_report.samples.profiles import PROFILES

Dossiers = Callable[[str, int], list[dict[str, str]]]
Register = Callable[[str, int, str], list[dict[str, object]]]

YEARS = (2021, 2022)
END, DUE = "NgayKetThucXuLy", "NgayHenTra"


def ended_late(rows: list[dict[str, str]]) -> list[str]:
    return [row["MaHoSo"] for row in rows if row[END][:8] > row[DUE][:8]]


def explained(register: Register, department: str, year: int) -> list[object]:
    return [row["Mã hồ sơ"] for row in register(department, year, "Giải trình")]


def test_the_first_twelve_departments_are_of_all_kinds() -> None:
    assert [profile.kind for profile in PROFILES[:12]] == list(KINDS)
    assert len({profile.id for profile in PROFILES}) == len(PROFILES) == 20


def test_the_guide_lists_them(repository: Path) -> None:
    guide = (repository / "docs/commands.md").read_text(encoding="utf-8")
    _, _, table = guide.partition("| đơn vị | để xem gì |\n|---|---|\n")
    rows = [line.split("|")[1].strip(" `") for line in table.partition("\n\n")[0].splitlines()]
    assert rows == [profile.id for profile in PROFILES[:12]]


@pytest.mark.parametrize("year", YEARS)
def test_ordinary_departments_explain_all_that_is_late(dossiers: Dossiers, register: Register, year: int) -> None:
    late = ended_late(dossiers("sct", year))
    assert 2 + 2 <= len(late) <= 9 + 2  # core dossiers and notices
    assert sorted(map(str, explained(register, "sct", year))) == sorted(late)


@pytest.mark.parametrize("year", YEARS)
def test_none_late(dossiers: Dossiers, register: Register, year: int) -> None:
    assert ended_late(dossiers("sxd", year)) == explained(register, "sxd", year) == []


def test_many_late_and_open_overdue_ones(dossiers: Dossiers) -> None:
    assert all(30 <= len(ended_late(dossiers("stnmt", year))) <= 75 for year in YEARS)
    overdue = {row["MaHoSo"] for row in dossiers("stnmt", 2021) if not row[END] and row[DUE][:8] < "20211231"}
    assert overdue
    assert overdue <= set(ended_late(dossiers("stnmt", 2022)))


@pytest.mark.parametrize("year", YEARS)
def test_half_of_the_explanations_are_missing(dossiers: Dossiers, register: Register, year: int) -> None:
    late, found = ended_late(dossiers("sldtbxh", year)), explained(register, "sldtbxh", year)
    assert 12 <= len(late) <= 24
    assert len(found) == (len(late) + 1) // 2
    assert set(found) < set(late)


@pytest.mark.parametrize(
    ("department", "column", "value"), [("skhcn", "Cấp", "Cấp huyện"), ("stp", "Loại", "Một chiều")]
)
def test_kinds_of_procedures_that_a_catalogue_lacks(
    register: Register, department: str, column: str, value: str
) -> None:
    assert value not in {row[column] for row in register(department, 2021, "TTHC")}
    assert value in {row[column] for row in register("sct", 2021, "TTHC")}


def test_sizes(dossiers: Dossiers) -> None:
    received = {d: sum(row["NgayTiepNhan"] >= "2022" for row in dossiers(d, 2022)) for d in ("sngv", "syt", "sct")}
    assert 9 <= received["sngv"] <= 16
    assert 3600 <= received["syt"] <= 6600
    assert 270 <= received["sct"] <= 1650


def test_no_channel_column(dossiers: Dossiers) -> None:
    assert "KenhThucHien" not in dossiers("svhtt", 2021)[0]
    assert {row["KenhThucHien"] for row in dossiers("sct", 2021)} == {"Trực tiếp", "Trực tuyến", "Bưu chính công ích"}


def test_returned_and_withdrawn(dossiers: Dossiers) -> None:
    def share(department: str, status: str) -> float:
        rows = [row for row in dossiers(department, 2021) if row["DonViTiepNhan"].startswith("Trung tâm")]
        return sum(row["TrangThaiHoSo"] == status for row in rows) / len(rows)

    assert share("sgtvt", "Dừng xử lý") > 0.09 > share("sct", "Dừng xử lý")
    assert share("sgtvt", "Công dân yêu cầu rút hồ sơ") > 0.03 > share("sct", "Công dân yêu cầu rút hồ sơ")


def test_departments_that_come_and_go(province: Path, dossiers: Dossiers) -> None:
    there = {(year, d) for year in YEARS for d in ("sdl", "bdt") if (province / f"data/{year}/{d}").exists()}
    assert there == {(2022, "sdl"), (2021, "bdt")}
    assert there == {(y, d) for y in YEARS for d in ("sdl", "bdt") if (province / f"params/{y}/{d}.yaml").exists()}
    assert min(row["NgayTiepNhan"] for row in dossiers("sdl", 2022)) >= "2022"
    assert min(row["NgayTiepNhan"] for row in dossiers("bdt", 2021)) < "2021"
