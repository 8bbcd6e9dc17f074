"""Figures that an edition does not show: one mark everywhere, no length in a chart, no formula that gives them away."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from cchc_report.measures import Count, Measures, Suppressed
from cchc_report.params.models import PublicationRules
from cchc_report.presentation.charts.by_field import chart_of_channels, chart_of_outcomes
from cchc_report.presentation.charts.by_month import chart_by_month
from cchc_report.presentation.citation import Cited
from cchc_report.presentation.form_ii06a import COLUMNS, form_ii06a_table
from cchc_report.presentation.marks import without_marks
from cchc_report.presentation.suppressed import edition_note, suppression_note
from cchc_report.presentation.workbook.form import form_sheet
from cchc_report.presentation.workbook.sheet import Formula
from cchc_report.presentation.workbook.tables import measures_sheet
from cchc_report.report import Report, load_report

FIELDS = [("Hóa chất", "hoa_chat"), ("Điện", "dien")]
VALUES = {
    "hoa_chat": (42, 20, 15, 7, 40, 36, 1, 3, 2, 2, 0),
    "dien": (60, 30, 30, 0, 55, 50, 3, 2, 5, 5, 0),
    "total": (102, 50, 45, 7, 95, 86, 4, 5, 7, 7, 0),
}


@cache
def measures_of_the_sample() -> Measures:
    return load_report(2020, "sct").measures


def measures(*hidden: str) -> Measures:
    """Return the measures of a form of two fields; `hidden` names those that are suppressed: `dien.settled_late`."""
    made: list[Any] = []
    for slug, values in VALUES.items():
        for column, value in zip(COLUMNS, values, strict=True):
            id_ = f"form.{slug}.{column}"
            secret = f"{slug}.{column}" in hidden
            made.append(Suppressed(id_, "hồ sơ", "số nhỏ") if secret else Count(id_, "hồ sơ", value, "hồ sơ", "mọi"))
    rate = measures_of_the_sample()
    return Measures(
        [
            *made,
            rate["settlement.on_time_rate.system"],
            rate["settlement.settled_late.system"],
            rate["settlement.online_rate"],
        ]
    )


HIDDEN = tuple(f"{slug}.{column}" for slug in ("hoa_chat", "dien") for column in ("settled_early", "settled_late"))


def test_the_form_prints_the_mark_and_the_note() -> None:
    note = suppression_note(5)
    markup = form_ii06a_table(measures(*HIDDEN), FIELDS, number=1, notes=[note]).to_fragment().html
    assert re.findall(r'data-measure="form\.(\w+\.settled_late)"[^>]*>([^<]*)<', markup) == [
        ("hoa_chat.settled_late", "*"),
        ("dien.settled_late", "*"),
        ("total.settled_late", "5"),
    ]
    assert 'nhỏ hơn <a class="reference" href="#ban-cong-khai">5</a>' in markup


def test_the_worksheet_has_no_sum_over_hidden_cells() -> None:
    sheet = form_sheet(measures(*HIDDEN), FIELDS, ())
    late, early, received = (2 + COLUMNS.index(name) for name in ("settled_late", "settled_early", "received_total"))
    assert [row.cells[late] for row in sheet.rows] == ["*", "*", 5]
    assert [row.cells[early] for row in sheet.rows] == ["*", "*", 86]
    assert isinstance(sheet.rows[-1].cells[received], Formula)
    # Settled in all is no longer the sum of its three columns, of which two are not shown.
    assert [row.cells[2 + COLUMNS.index("settled_total")] for row in sheet.rows[:2]] == [40, 55]


def test_the_list_of_figures_tells_why_there_is_none() -> None:
    (row,) = measures_sheet(Measures([Suppressed("a.b", "hồ sơ", "số nhỏ")]), {}).rows
    assert row.cells[1] == "*"
    assert "Số nhỏ" in row.cells
    assert not any("Không tính được" in str(cell) for cell in row.cells)


def test_a_bar_of_hidden_parts_is_as_long_as_what_was_received() -> None:
    chart = chart_of_outcomes(measures(*HIDDEN), FIELDS, number=2)
    assert "Hóa chất: trước hạn *, đúng hạn 1, quá hạn *, đang giải quyết 2" in chart.description
    assert "Dấu *: không nêu do số nhỏ" in chart.caption
    assert chart.svg != chart_of_outcomes(measures(), FIELDS, number=2).svg


@pytest.mark.parametrize(
    "hidden", [("hoa_chat.received_online",), ("hoa_chat.received_direct", "hoa_chat.received_online")]
)
def test_a_share_with_a_hidden_side_is_not_drawn(hidden: tuple[str, ...]) -> None:
    chart = chart_of_channels(measures(*hidden), FIELDS, None, number=3)
    of_fields = chart.description.partition("Biểu đồ thanh ngang")[2]
    assert of_fields
    assert "%" not in of_fields
    # Where the bar is drawn nobody can measure the hidden part: the drawing is the same whatever it is.
    other = chart_of_channels(measures("hoa_chat.received_online", "hoa_chat.received_direct"), FIELDS, None, number=3)
    assert chart.svg == other.svg


def test_hidden_bars_stand_where_published_figures_put_them() -> None:
    everything = tuple(f"dien.{column}" for column in COLUMNS)
    assert chart_of_outcomes(measures(*everything), FIELDS, number=1).description.index("Hóa chất") < chart_of_outcomes(
        measures(*everything), FIELDS, number=1
    ).description.index("Điện")


def month(name: str, received: int | None) -> tuple[str, Any, Any]:
    id_ = f"monthly.{name}"
    count = Count(f"{id_}.received", "hồ sơ", received or 0, "hồ sơ", "mọi")
    shown = count if received is not None else Suppressed(f"{id_}.received", "hồ sơ", "số nhỏ")
    return name, shown, Count(f"{id_}.settled", "hồ sơ", 9, "hồ sơ", "mọi")


def test_no_busiest_month_is_named_while_one_is_hidden() -> None:
    chart = chart_by_month([month("m1", 30), month("m2", None), month("m3", 40)], number=1)
    assert "nhiều nhất" not in chart.caption
    assert "tháng m2: nhận *, giải quyết 9" in chart.description
    assert "nhiều nhất: 40" in re.sub(
        "[\ufdd0-\ufdef][^\ufdd0-\ufdef]*[\ufdd1]", "", chart_by_month([month("m1", 40)], number=1).caption
    )


@pytest.mark.parametrize(
    ("rules", "texts", "told", "untold"),
    [
        ({}, 0, ["số thứ tự thay cho mã", "nhỏ hơn 5"], ["câu chữ"]),
        (
            {"dossier_codes": "show", "smallest_cell": 1},
            3,
            ["nêu theo mã", "nêu đủ mọi số", "Có 03 câu chữ"],
            ["số thứ tự"],
        ),
    ],
)
def test_the_note_of_the_edition(rules: dict[str, Any], texts: int, told: list[str], untold: list[str]) -> None:
    withheld = Count("edition.withheld_texts", "câu chữ", texts, "câu chữ", "các sổ")
    note = edition_note(PublicationRules(**rules), Cited(withheld))
    assert [part for part in told if part not in note.text] == []
    assert [part for part in untold if part in note.text] == []
    assert 'id="ban-cong-khai"' in note.html
    assert ('data-measure="edition.withheld_texts"' in note.html) == (texts > 0)


@pytest.fixture(scope="module")
def public() -> Report:
    return load_report(2020, "sct", edition="public")


def test_the_sample_in_public(public: Report) -> None:
    cells = [m for row in public.statistics.fields if not row.is_total for m in row.measures]
    assert [m.id for m in cells if isinstance(m, Count) and 0 < m.value < 5] == []
    assert public.edition_note() is not None
    assert load_report(2020, "sct").edition_note() is None
    assert public.dossiers.empty
    assert "Dữ liệu hồ sơ đến ngày: 07/12/2020" in public.strip().text
    assert str(public.settlement.settled_late.system) == "1"
    with pytest.raises(ValueError, match="lists no rows"):
        public.behind("settlement.settled_late.system")
    assert len(public.behind("disclosure.centre.province")) == 124


def test_what_is_told_of_late_dossiers(public: Report) -> None:
    first, others = (without_marks(account) for account in public.late_accounts())
    assert first == (
        "Hồ sơ 1: Nguyên nhân: lỗi thao tác trên Hệ thống; kết quả trả thực tế ngày 30/9/2020; "
        "tài liệu chứng minh: TL-08, TL-09. "
        "Kết luận: Tài liệu kiểm chứng cho thấy đã trả kết quả không quá ngày hẹn."
    )
    assert others.startswith("Hồ sơ 2; 3: Cán bộ của Sở tiếp nhận thông báo")
    internal = load_report(2020, "sct")
    one, two, three = internal.late
    assert one.explanation is not None
    assert two.explanation is not None
    assert [without_marks(account) for account in internal.late_accounts()] == [
        f"Hồ sơ {one.code}: {one.explanation.narrative}",
        f"Hồ sơ {two.code}; {three.code}: {two.explanation.narrative}",
    ]
