"""Prose made of measures: figures lead to their sources, everything else is only text."""

import pytest

from cchc_report.measures import Count, Measures, Ratio, Unavailable
from cchc_report.presentation.citation import Cited, cite, figure, source_anchor, with_sources
from cchc_report.presentation.marks import linked, stated, without_marks

SETTLED = Count("settlement.settled", "đã giải quyết", 581, "hồ sơ", "lõi")
FOUR = Count("promulgation.decisions", "quyết định", 4, "quyết định", "mọi quyết định")
RATE = Ratio("settlement.on_time_rate.system", "đúng hạn", 580, 581, "định nghĩa", "lõi")
ALL = Ratio("settlement.on_time_rate.actual", "đúng hạn", 581, 581, "định nghĩa", "lõi")
NEARLY = Ratio("settlement.online_rate", "trực tuyến", 9996, 10000, "định nghĩa", "lõi")


def test_a_cited_figure_becomes_a_link_to_its_source() -> None:
    assert with_sources(f"Sở giải quyết {Cited(SETTLED)} hồ sơ.") == (
        'Sở giải quyết <a class="figure" href="#nguon-settlement.settled" data-measure="settlement.settled">581</a>'
        "&nbsp;hồ sơ."
    )


@pytest.mark.parametrize(
    ("measure", "spec", "text"),
    [
        (FOUR, "", "04"),
        (SETTLED, "", "581"),
        (RATE, ".1%", "99,8%"),
        (RATE, "n/d", "580/581"),
        (RATE, "", "99,8% (580/581)"),
        (ALL, ".1%", "100%"),
        (ALL, "", "100% (581/581)"),
        (NEARLY, ".1%", "100,0%"),
        (Unavailable("a.b", "x", "y"), ".1%", "không có số liệu"),
        (Ratio("a.b", "x", 0, 0, "y", "z"), ".1%", "không phát sinh"),
        (Ratio("a.b", "x", 0, 7, "y", "z"), ".1%", "0%"),
    ],
)
def test_prose_prints_figures_as_offices_do(measure: Count | Ratio | Unavailable, spec: str, text: str) -> None:
    assert without_marks(format(Cited(measure), spec)) == text


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", '" onmouseover="x', "&lt;b&gt;", "javascript:alert(1)", "**đậm** _nghiêng_", "=1+1"],
)
def test_typed_text_stays_text(typed: str) -> None:
    page = with_sources(typed)
    assert "<" not in page
    assert '"' not in page


def test_typed_text_cannot_forge_a_figure() -> None:
    assert with_sources("\ufdd5a\ufdd4b") == "ab"


def test_document_numbers_codes_and_dates_are_not_broken() -> None:
    page = with_sources("Quyết định số 1016/QĐ-UBND ngày 23/4/2020, hồ sơ 000.00.02.H23-200922-0005")
    for whole in ("1016/QĐ-UBND", "23/4/2020"):
        assert f'<span class="nowrap">{whole}</span>' in page
    assert '<span class="nowrap parted">000.00.02.H23-<wbr>200922-0005</span>' in page


def test_a_section_cites_all_below_it() -> None:
    section = cite(Measures([SETTLED, RATE]).at("settlement"))
    assert without_marks(f"{section.settled}; {section.on_time_rate.system:n/d}") == "581; 580/581"
    assert "settled" in dir(section)
    assert bool(section.settled)
    assert section.on_time_rate.system.complete is False


@pytest.mark.parametrize(
    ("id_", "anchor"),
    [
        ("settlement.settled_late.system", "nguon-settlement.settled_late.system"),
        ("form.hoa_chat.settled_early", "nguon-form.settled_early"),
        ("form.total.settled_early", "nguon-form.settled_early"),
        ("monthly.y2020m01.received", "nguon-monthly.received"),
    ],
)
def test_cells_of_a_series_share_one_source(id_: str, anchor: str) -> None:
    assert source_anchor(id_) == anchor


def test_a_figure_may_be_made_of_several_measures() -> None:
    assert figure("a.early", "581/624", "a.on_time", "a.total") == (
        '<a class="figure" href="#nguon-a.early" data-measure="a.early a.on_time a.total">581/624</a>'
    )


def test_what_people_wrote_keeps_its_numbers_apart() -> None:
    assert with_sources(f"Đề nghị: {stated('thêm 02 người, xem Bảng 1 của 12/SCT-VP <b>')}.") == (
        'Đề nghị: <span class="stated">thêm 02 người, xem Bảng 1 của <span class="nowrap">12/SCT-VP</span> '
        "&lt;b&gt;</span>."
    )
    assert with_sources(stated("02")) == '<span class="stated">02</span>'


def test_what_another_part_explains_leads_to_it() -> None:
    assert with_sources(linked("97,11 <điểm>", "diem-tong")) == (
        '<a class="reference" href="#diem-tong">97,11 &lt;điểm&gt;</a>'
    )
