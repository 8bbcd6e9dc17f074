"""Running text: what is set in one piece, what leads to a table, and what stays text."""

from __future__ import annotations

import lxml.html
import pytest

from cchc_report.presentation.citation import with_sources
from cchc_report.presentation.running_text import labelled, plain_html, with_numbers_linked


def marked(text: str, *, references: bool = True) -> list[tuple[str, str]]:
    """Return class and text of every element that the text becomes."""
    root = lxml.html.fragment_fromstring(plain_html(text, references=references), create_parent="p")
    assert root.text_content() == text
    return [(str(child.get("class")), child.text_content()) for child in root]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Quyết định số 1016/QĐ-UBND", [("nowrap", "1016/QĐ-UBND")]),
        ("Nghị định số 61/2018/NĐ-CP ngày", [("nowrap", "61/2018/NĐ-CP")]),
        ("Thông tư 01/2020/TT-VPCP", [("nowrap", "01/2020/TT-VPCP")]),
        ("biểu số II.06a/VPCP/KSTT", [("nowrap", "II.06a/VPCP/KSTT")]),
        ("trang “Biểu II.06a”", [("nowrap", "II.06a")]),
        ("hồ sơ 000.00.02.H23-200922-0005.", [("nowrap parted", "000.00.02.H23-200922-0005")]),
        ("từ 01/01/2020 đến 07/12/2020", [("nowrap", "01/01/2020"), ("nowrap", "07/12/2020")]),
        ("ngày 23 tháng 4 năm 2018 của", [("date", "ngày 23 tháng 4 năm 2018")]),
        ("Năm 2020, năm 2019–2021", [("date", "Năm 2020"), ("date", "năm 2019–2021")]),
        ("Tháng 11/2020 nhiều nhất", [("date", "Tháng 11/2020")]),
        ("tại Bảng 1 và Biểu đồ 12.", [("reference", "Bảng 1"), ("reference", "Biểu đồ 12")]),
        ("có 57 hồ sơ, 12/15 TTHC, 99,8%", []),
        ("Bảng điểm", []),
    ],
)
def test_what_is_no_figure_says_so(text: str, pieces: list[tuple[str, str]]) -> None:
    assert marked(text) == pieces


def test_a_reference_leads_to_its_table_where_it_means_one_of_this_report() -> None:
    assert plain_html("Bảng 2") == '<a class="reference" href="#bang-2">Bảng 2</a>'
    assert plain_html("Biểu đồ 3") == '<a class="reference" href="#bieu-do-3">Biểu đồ 3</a>'
    assert plain_html("Bảng 2", references=False) == "Bảng 2"


def test_everything_else_is_escaped() -> None:
    assert plain_html('<b>1</b> & "năm 2020"') == (
        '&lt;b&gt;1&lt;/b&gt; &amp; &quot;<span class="date">năm 2020</span>&quot;'
    )


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("Bảng 12. Tên", ("bang-12", '<span class="label">Bảng 12.</span>', " Tên")),
        ("Biểu đồ 1. Tên", ("bieu-do-1", '<span class="label">Biểu đồ 1.</span>', " Tên")),
        ("Số liệu của Biểu đồ 1", (None, "", "Số liệu của Biểu đồ 1")),
    ],
)
def test_a_caption_gives_its_table_an_address(caption: str, parts: tuple[str | None, str, str]) -> None:
    assert labelled(caption) == parts


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("12/40 hồ sơ, lệch −3; đạt 82,5%: 1.204 dòng.", ["12/40", "−3", "82,5%", "1.204"]),
        ("năm 2020, ngày 31/12/2020, Quyết định 1016/QĐ-UBND, biểu II.06a, Điều 5", []),
        ("hồ sơ 000.00.02.H23-200922-0005 (mã của đơn vị: 000.00.02.H23, H23)", []),
        ("“82,54% hồ sơ” là 3/4", ["3/4"]),
        ("Biểu II.06a không cân: cột 3 = 4 + 5 + 6 lệch +2", ["+2"]),
        ("Tiêu chí 1.5.2: 3 tài liệu", ["3"]),
        ("tệp params/2020/sct.yaml có 2 lỗi", ["2"]),
        ("\ufdd3x\ufdd115\ufdd2 hồ sơ", []),
    ],
)
def test_numbers_of_a_finding_lead_to_what_it_rests_on(text: str, linked: list[str]) -> None:
    root = lxml.html.fragment_fromstring(with_sources(with_numbers_linked(text, "can-cu-1")), create_parent="p")
    links = [link for link in root.iter("a") if link.get("href") != "#can-cu-1"]
    assert links == []
    assert [link.text_content() for link in root.iter("a")] == linked
    plain = "".join(root.xpath("./text()"))
    assert not any(character.isdigit() for character in plain)
