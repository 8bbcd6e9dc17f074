"""Where an agency's name breaks at the head of the document, and the lines that a department chooses itself."""

from __future__ import annotations

import lxml.html
import pytest

from cchc_report.params.layout import Layout
from cchc_report.params.models import Department, Document, Signer
from cchc_report.presentation.letterhead import letterhead, widest_line
from cchc_report.presentation.name_lines import in_lines

WIDE = 14.7
"""What the project's own margins and sizes leave."""
NARROW = 12.4
"""What the widest margins and the largest type of the decree leave."""


@pytest.mark.parametrize(
    ("name", "widest", "lines"),
    [
        ("SỞ CÔNG THƯƠNG", WIDE, ["SỞ CÔNG THƯƠNG"]),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", WIDE, ["SỞ GIÁO DỤC VÀ ĐÀO TẠO"]),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", NARROW, ["SỞ GIÁO DỤC", "VÀ ĐÀO TẠO"]),
        ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", WIDE, ["SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"]),
        ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", NARROW, ["SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN", "NÔNG THÔN"]),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", WIDE, ["SỞ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"]),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", WIDE, ["SỞ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"]),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", NARROW, ["SỞ LAO ĐỘNG -", "THƯƠNG BINH", "VÀ XÃ HỘI"]),
        ("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", WIDE, ["BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP"]),
        ("ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG", WIDE, ["ỦY BAN NHÂN DÂN", "TỈNH HẢI DƯƠNG"]),
        ("VĂN PHÒNG UỶ BAN NHÂN DÂN TỈNH", WIDE, ["VĂN PHÒNG", "UỶ BAN NHÂN DÂN TỈNH"]),
        ("SỞ GIAO THÔNG VẬN TẢI", NARROW, ["SỞ GIAO THÔNG", "VẬN TẢI"]),
        ("CHI CỤC BẢO VỆ MÔI TRƯỜNG", NARROW, ["CHI CỤC BẢO VỆ", "MÔI TRƯỜNG"]),
        ("X" * 60, WIDE, ["X" * 60]),
    ],
)
def test_where_a_name_breaks(name: str, widest: float, lines: list[str]) -> None:
    assert list(in_lines(name, widest)) == lines


def test_what_the_other_block_leaves() -> None:
    wide = Layout(margin_left_mm=30, margin_right_mm=15, country_size_pt=12, agency_size_pt=12)
    narrow = Layout(margin_left_mm=35, margin_right_mm=20, country_size_pt=13, agency_size_pt=13)
    # 467,7 pt of text less 20,6 x 12 and 8; 439,4 pt less 20,6 x 13 and 8.
    assert widest_line(wide, "Huế, ngày 08 tháng 12 năm 2020") == pytest.approx((467.72 - 247.2 - 8) / 12, abs=0.01)
    assert widest_line(narrow, "Huế, ngày 08 tháng 12 năm 2020") == pytest.approx((439.37 - 267.8 - 8) / 13, abs=0.01)
    # A long place is wider than the country's name.
    assert widest_line(wide, "Thành phố Hồ Chí Minh, ngày 08 tháng 12 năm 2020") < 14


def test_a_very_long_name_is_parted_at_once() -> None:
    lines = in_lines("NGUYỄN VĂN " * 2000, WIDE)
    assert " ".join(lines) == ("NGUYỄN VĂN " * 2000).strip()


def printed_lines(**department: object) -> list[str]:
    fields = {
        "id": "snn",
        "name": "Sở Nông nghiệp và Phát triển nông thôn",
        "abbreviation": "SNN",
        "parent": "UBND tỉnh Hải Dương",
        "place": "Hải Dương",
        "agency_codes": ("000.00.09.H23",),
        "valid_from": "2000-01-01",
    }
    made = Department.model_validate(fields | department)
    document = Document(symbol="BC-SNN", signer=Signer(title="Giám đốc"), recipients=("UBND tỉnh",), filed_by="VP")
    markup = letterhead(made, document, 2020, Layout())
    (issuer,) = lxml.html.fromstring(markup).xpath("//p[@class='issuer']")
    return [str(text) for text in issuer.itertext()]


def test_the_rule_stands_under_the_last_line() -> None:
    assert printed_lines() == ["SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"]


def test_a_department_may_say_its_lines() -> None:
    own = ("Sở Nông nghiệp và", "Phát triển nông thôn")
    assert printed_lines(letterhead=own) == ["SỞ NÔNG NGHIỆP VÀ", "PHÁT TRIỂN NÔNG THÔN"]


def test_a_line_that_does_not_fit_is_parted() -> None:
    own = ("Sở Nông nghiệp và Phát triển nông thôn",)
    assert printed_lines(letterhead=own) == ["SỞ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"]


def test_its_lines_are_its_name() -> None:
    with pytest.raises(ValueError, match="letterhead is not the name"):
        printed_lines(letterhead=("Sở Nông nghiệp",))
