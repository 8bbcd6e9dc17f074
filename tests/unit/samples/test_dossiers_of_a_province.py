"""The rows of synthetic exports: real days, rising numbers, invented people, and one year after the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from cchc_report.samples.province import ProvinceOptions, write_province

Dossiers = Callable[[str, int], list[dict[str, str]]]

ALL = ("sct", "sxd", "stnmt", "sldtbxh", "skhcn", "stp", "sngv", "syt", "svhtt", "sgtvt")
NOTEBOOKS = ("self_assessment.ipynb", "explore.ipynb")
MOMENTS = ("NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy")
OPEN = {"Được tiếp nhận", "Đang xử lý", "Yêu cầu bổ sung giấy tờ"}


@pytest.mark.parametrize("department", ALL)
def test_what_one_year_leaves_open_the_next_carries_over(dossiers: Dossiers, department: str) -> None:
    def seen(rows: list[dict[str, str]]) -> dict[str, tuple[str, ...]]:
        return {r["MaHoSo"]: (r["NgayTiepNhan"], r["NgayHenTra"], r["MaTTHC"], r["ChuHoSo"]) for r in rows}

    left_open = seen([row for row in dossiers(department, 2021) if not row["NgayKetThucXuLy"]])
    carried_over = seen([row for row in dossiers(department, 2022) if row["NgayTiepNhan"] < "2022"])
    assert left_open == carried_over
    assert left_open or department == "sngv"


@pytest.mark.parametrize("department", ALL)
def test_status_and_dates_agree_at_the_end_of_the_year(dossiers: Dossiers, department: str) -> None:
    for row in dossiers(department, 2021):
        assert (row["TrangThaiHoSo"] in OPEN) == (not row["NgayKetThucXuLy"])
        assert (row["TrangThaiHoSo"] == "Đã trả kết quả") == bool(row["NgayTra"])
        assert max(row[name] for name in MOMENTS if name != "NgayHenTra") < "2022"
        moments = [row[name] for name in ("NgayTiepNhan", "NgayKetThucXuLy", "NgayTra") if row[name]]
        assert moments == sorted(moments)


def test_only_working_days_and_hours(dossiers: Dossiers) -> None:
    off = {"20210101", "20210430", "20210503", "20210902", "20210903", "20220101", "20220103"}
    off |= {f"202102{day}" for day in range(10, 17)}  # Tết
    for row in dossiers("syt", 2021):
        for moment in (datetime.strptime(row[name], "%Y%m%d%H%M%S") for name in MOMENTS if row[name]):  # noqa: DTZ007
            assert moment.weekday() < 5
            assert moment.strftime("%Y%m%d") not in off
            assert "07:30" <= moment.strftime("%H:%M") <= "17:00"


def test_codes_follow_day_and_order_of_reception(dossiers: Dossiers) -> None:
    by_day: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in dossiers("syt", 2022):
        agency, day, sequence = row["MaHoSo"].split("-")
        assert (agency, f"20{day}") == ("000.00.08.H99", row["NgayTiepNhan"][:8])
        assert re.fullmatch(r"\d{4}", sequence)
        by_day[day].append((row["NgayTiepNhan"], int(sequence)))
    for day, numbered in by_day.items():
        sequences = [sequence for _, sequence in sorted(numbered)]
        assert sequences == sorted(set(sequences))
        if day.startswith("22"):  # of the year before only what was still open is in the export
            assert sequences == list(range(1, len(sequences) + 1))


def test_no_year_repeats_another(dossiers: Dossiers) -> None:
    def procedures(year: int) -> list[str]:
        return [row["MaTTHC"] for row in dossiers("syt", year) if row["NgayTiepNhan"][:4] == str(year)]

    assert len(procedures(2021)) != len(procedures(2022))
    assert procedures(2021)[:100] != procedures(2022)[:100]


def test_nobody_is_real(dossiers: Dossiers) -> None:
    assert all(re.search(r" Mẫu \d+$", row["ChuHoSo"]) for row in dossiers("syt", 2021))


def test_procedures_are_filed_online_only_where_that_is_offered(
    dossiers: Dossiers, register: Callable[[str, int, str], list[dict[str, object]]]
) -> None:
    catalogue = {row["Mã TTHC"]: row for row in register("stnmt", 2021, "TTHC")}
    online = [row["MaTTHC"] for row in dossiers("stnmt", 2021) if row["KenhThucHien"] == "Trực tuyến"]
    assert {catalogue[code]["Mức độ trực tuyến"] for code in online} == {"Mức độ 3", "Mức độ 4"}
    assert {row["Mức độ trực tuyến"] for row in register("stnmt", 2022, "TTHC")} == {
        "Toàn trình",
        "Một phần",
        "Cung cấp thông tin trực tuyến",
    }
    assert all(catalogue[row["MaTTHC"]]["Tên TTHC"] == row["TenTTHC"] for row in dossiers("stnmt", 2021))


def test_every_text_says_that_it_is_synthetic(province: Path, repository: Path) -> None:
    texts = [*province.glob("params/**/*.yaml"), province / "README.md"]
    assert len(texts) == 2 * 1 + 22 + 1 + 1 + 1  # years, department-years, departments, criteria, the page
    assert all("giả lập" in text.read_text(encoding="utf-8").lower() for text in texts)
    for name in NOTEBOOKS:
        there, shipped = ((folder / "notebooks" / name).read_text("utf-8") for folder in (province, repository))
        assert there.count('"year = 2022\\n"') == 1
        assert there.replace("year = 2022", "year = 2020") == shipped


def test_notebooks_of_a_province_with_the_shipped_year_are_the_shipped_ones(tmp_path: Path, repository: Path) -> None:
    write_province(tmp_path, repository, ProvinceOptions((2020, 2021), 1, seed=1, dossiers=5))
    for name in NOTEBOOKS:
        assert (tmp_path / "notebooks" / name).read_bytes() == (repository / "notebooks" / name).read_bytes()
