"""The sample's files realise every published figure, counted from the workbooks without the package's help."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "2020" / "sct"
START, END = "20200101", "20201207"
OPEN = {"Được tiếp nhận", "Đang xử lý", "Yêu cầu bổ sung giấy tờ"}
SETTLED = {"Đã trả kết quả", "Đã xử lý xong"}
LATE_CODES = ["000.00.02.H23-200922-0005", "000.00.02.H23-201125-0032", "000.00.02.H23-201126-0029"]
DAYS_OFF = {
    "20200101",
    *(f"202001{day}" for day in range(23, 30)),
    "20200402",
    "20200430",
    "20200501",
    "20200902",
    "20210101",
}

Row = Mapping[str, Any]


def rows_of(file: str, sheet: str) -> list[Row]:
    """Return a sheet's rows by header, as they stand in the file; only real dates of the workbook become days."""
    workbook = load_workbook(SAMPLE / file, read_only=True)
    header, *rows = workbook[sheet].iter_rows(values_only=True)
    workbook.close()
    return [dict(zip(map(str, header), map(plain, row), strict=True)) for row in rows]


def plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


@pytest.fixture(scope="module")
def procedures() -> list[Row]:
    return rows_of("registers.xlsx", "TTHC")


@pytest.fixture(scope="module")
def dossiers() -> list[Row]:
    return rows_of("dossiers.xlsx", "HoSo")


@pytest.fixture(scope="module")
def notices(dossiers: list[Row], procedures: list[Row]) -> list[Row]:
    one_way = {p["Mã TTHC"] for p in procedures if p["Loại"] == "Một chiều"}
    return [d for d in dossiers if d["MaTTHC"] in one_way]


@pytest.fixture(scope="module")
def core(dossiers: list[Row], procedures: list[Row]) -> list[Row]:
    settled = {p["Mã TTHC"] for p in procedures if p["Loại"] == "Phải giải quyết"}
    return [d for d in dossiers if d["MaTTHC"] in settled]


def day(row: Row, column: str) -> str:
    """Return the day `yyyyMMdd` of a time stamp, empty where there is none."""
    return str(row[column] or "")[:8]


def timing(row: Row) -> str:
    end, due = day(row, "NgayKetThucXuLy"), day(row, "NgayHenTra")
    return "early" if end < due else "on due day" if end == due else "late"


def test_what_came_in(core: list[Row], notices: list[Row], dossiers: list[Row]) -> None:
    received = [d for d in core if START <= day(d, "NgayTiepNhan") <= END]
    carried_over = [d for d in core if "20191201" <= day(d, "NgayTiepNhan") < START]
    assert (len(received), len(carried_over), len(core)) == (590, 34, 624)
    assert all(day(d, "NgayKetThucXuLy") >= START for d in carried_over)
    assert len(notices) == 5544
    assert all(START <= day(n, "NgayTiepNhan") <= END for n in notices)
    assert len(dossiers) == 624 + 5544


def test_what_became_of_core_dossiers(core: list[Row]) -> None:
    settled = [d for d in core if d["TrangThaiHoSo"] in SETTLED]
    assert len(settled) == 581
    assert Counter(map(timing, settled)) == {"early": 580, "late": 1}
    assert [d["MaHoSo"] for d in settled if timing(d) == "late"] == LATE_CODES[:1]
    pending = [d for d in core if d["TrangThaiHoSo"] in OPEN]
    assert len(pending) == 33
    assert all(day(d, "NgayHenTra") >= END and d["NgayKetThucXuLy"] is None for d in pending)
    returned = [d for d in core if d["TrangThaiHoSo"] == "Dừng xử lý"]
    assert len(returned) == 10
    assert len(settled) + len(pending) + len(returned) == len(core)
    assert all(day(d, "NgayKetThucXuLy") <= END for d in core)


def test_notices(notices: list[Row]) -> None:
    channels = Counter(n["KenhThucHien"] for n in notices)
    assert channels["Trực tuyến"] == 4576
    assert set(channels) == {"Trực tuyến", "Trực tiếp", "Bưu chính công ích"}
    late = [n for n in notices if timing(n) == "late"]
    assert [n["MaHoSo"] for n in late] == LATE_CODES[1:]
    assert {n["KenhThucHien"] for n in late} == {"Bưu chính công ích"}
    assert {n["TrangThaiHoSo"] for n in notices} == {"Đã xử lý xong"}


def test_the_late_registration(core: list[Row]) -> None:
    (late,) = (d for d in core if d["MaHoSo"] == LATE_CODES[0])
    assert late["ChuHoSo"] == "Công ty TNHH Siberian Health quốc tế"
    assert late["TenTTHC"] == "Đăng ký hoạt động bán hàng đa cấp tại địa phương"
    assert (day(late, "NgayTiepNhan"), day(late, "NgayHenTra")) == ("20200922", "20201001")


def test_codes_follow_the_day_and_the_order_of_reception(dossiers: list[Row]) -> None:
    by_day: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for dossier in dossiers:
        agency, code_day, sequence = dossier["MaHoSo"].split("-")
        assert agency == "000.00.02.H23"
        assert "20" + code_day == day(dossier, "NgayTiepNhan")
        assert re.fullmatch(r"\d{4}", sequence)
        by_day[code_day].append((dossier["NgayTiepNhan"], int(sequence)))
    for code_day, numbered in by_day.items():
        sequences = [sequence for _, sequence in sorted(numbered)]
        assert sequences == sorted(set(sequences))
        if code_day.startswith("20"):
            assert sequences == list(range(1, len(sequences) + 1))


def test_only_working_days(dossiers: list[Row]) -> None:
    for column in ("NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy"):
        for written in {day(d, column) for d in dossiers} - {""}:
            assert date.fromisoformat(written).weekday() < 5, (column, written)
            assert written not in DAYS_OFF, (column, written)


def test_moments_follow_each_other(dossiers: list[Row]) -> None:
    for dossier in dossiers:
        moments = [dossier[name] for name in ("NgayTiepNhan", "NgayKetThucXuLy", "NgayTra") if dossier[name]]
        assert moments == sorted(moments)
        assert all(re.fullmatch(r"\d{14}", moment) for moment in moments)


def test_owners_are_made_up(dossiers: list[Row]) -> None:
    real = {d["MaHoSo"] for d in dossiers if not re.search(r" Mẫu \d+$", d["ChuHoSo"])}
    assert real == {LATE_CODES[0]}


def test_procedures(procedures: list[Row], core: list[Row]) -> None:
    assert Counter(p["Cấp"] for p in procedures) == {"Cấp tỉnh": 124, "Cấp huyện": 13}
    assert len({p["Mã TTHC"] for p in procedures}) == 137
    assert all(re.fullmatch(r"9\.\d{6}\.000\.00\.00\.H23", p["Mã TTHC"]) for p in procedures)
    centre = Counter((p["Cấp"], p["Công khai tại Trung tâm"]) for p in procedures)
    assert centre == {("Cấp tỉnh", "Có"): 124, ("Cấp huyện", None): 13}
    for column, answer in (
        ("Công khai trên Trang TTĐT", "Có"),
        ("Quy trình nội bộ", "Có"),
        ("TTHC mới trong năm", "Không"),
    ):
        assert {p[column] for p in procedures} == {answer}
    province = {p["Mã TTHC"]: p for p in procedures if p["Cấp"] == "Cấp tỉnh"}
    fields = {p["Lĩnh vực"] for p in procedures}
    assert {province[d["MaTTHC"]]["Lĩnh vực"] for d in core} == fields
    assert all(d["TenTTHC"] == province[d["MaTTHC"]]["Tên TTHC"] for d in core)
    not_online = {code for code, p in province.items() if p["Mức độ trực tuyến"] == "Mức độ 2"}
    assert not [d for d in core if d["MaTTHC"] in not_online and d["KenhThucHien"] == "Trực tuyến"]


def test_decisions() -> None:
    decisions = rows_of("registers.xlsx", "Quyết định công bố")
    assert [(d["Số, ký hiệu"], d["Ngày ban hành"]) for d in decisions] == [
        ("1016/QĐ-UBND", date(2020, 4, 23)),
        ("1359/QĐ-UBND", date(2020, 5, 27)),
        ("2533/QĐ-UBND", date(2020, 8, 26)),
        ("3227/QĐ-UBND", date(2020, 10, 23)),
    ]
    assert all(d["Ngày đăng CSDL quốc gia"] < d["Ngày ban hành"] for d in decisions)


def test_review_and_petition() -> None:
    (review,) = rows_of("registers.xlsx", "Rà soát")
    assert (review["Số kế hoạch"], review["Ngày kế hoạch"]) == ("325/QĐ-UBND", date(2020, 2, 3))
    assert (review["Số báo cáo"], review["Ngày báo cáo"]) == ("1450/BC-SCT", date(2020, 8, 14))
    assert (review["Số TTHC theo kế hoạch"], review["Số TTHC đã rà soát"], review["Số vấn đề phát hiện"]) == (10, 10, 0)
    (petition,) = rows_of("registers.xlsx", "PAKN")
    assert petition["Ngày tiếp nhận"] < petition["Ngày xử lý xong"]
    assert petition["Ngày xử lý xong"].year == 2020


def test_explanations_and_their_evidence() -> None:
    explanations = {e["Mã hồ sơ"]: e for e in rows_of("registers.xlsx", "Giải trình")}
    assert sorted(explanations) == LATE_CODES
    registration = explanations[LATE_CODES[0]]
    assert registration["Ngày trả thực tế"] == date(2020, 9, 30)
    evidence = {e["Mã tài liệu"]: e for e in rows_of("registers.xlsx", "Tài liệu kiểm chứng")}
    proofs = [evidence[id_] for id_ in registration["Tài liệu chứng minh"].split("; ")]
    assert [(p["Số, ký hiệu"], p["Ngày"]) for p in proofs] == [
        ("1691/XN-SCT", date(2020, 9, 30)),
        (None, date(2020, 9, 30)),
    ]
    assert proofs[1]["Tên tài liệu"].startswith("Sổ bàn giao hồ sơ")
    assert {explanations[code]["Nguyên nhân"] for code in LATE_CODES[1:]} == {"Thủ tục một chiều"}
    assert all(e["Lý do không xin lỗi"] for e in explanations.values())
    published = {
        "3069/QĐ-UBND",
        "325/QĐ-UBND",
        "1450/BC-SCT",
        "1016/QĐ-UBND",
        "1359/QĐ-UBND",
        "2533/QĐ-UBND",
        "3227/QĐ-UBND",
    }
    assert {e["Số, ký hiệu"] for e in evidence.values()} == published | {"1691/XN-SCT", None}


def test_registers_are_comfortable_to_edit() -> None:
    workbook = load_workbook(SAMPLE / "registers.xlsx")
    for sheet in workbook.worksheets:
        assert sheet.freeze_panes == "B2"
        assert all(dimension.width > 10 for dimension in sheet.column_dimensions.values())
    assert workbook["Rà soát"]["B2"].number_format == "dd/mm/yyyy"
    offered = workbook["TTHC"].data_validations.dataValidation
    assert any(choice.formula1 == '"Phải giải quyết,Một chiều"' for choice in offered)


def members(path: Path) -> dict[str, bytes]:
    """Return what a workbook holds; how hard it was compressed depends on the machine's zlib."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_script_makes_the_committed_files_again(tmp_path: Path) -> None:
    runs = [tmp_path / "one", tmp_path / "other"]
    for folder in runs:
        subprocess.run([sys.executable, ROOT / "tools" / "build_sample.py", "--output", folder], check=True)
    for name in ("dossiers.xlsx", "registers.xlsx"):
        assert (runs[0] / name).read_bytes() == (runs[1] / name).read_bytes()
        assert members(runs[0] / name) == members(SAMPLE / name)
