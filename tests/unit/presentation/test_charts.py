"""Charts: deterministic bytes, a finding in the caption, words and data for readers who do not see them."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import combinations, pairwise

import lxml.html
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from cchc_report.measures import Count, Measures, Ratio
from cchc_report.presentation.charts import by_field, by_month
from cchc_report.presentation.charts.bar_places import MOST_BARS, bar_places
from cchc_report.presentation.charts.by_field import chart_of_channels, chart_of_outcomes
from cchc_report.presentation.charts.by_month import chart_by_month
from cchc_report.presentation.charts.drawing import (
    DIRECT,
    EARLY,
    LATE,
    ON_DUE_DATE,
    ONLINE,
    PENDING,
    RECEIVED,
    SETTLED,
    TALLEST_MM,
    Chart,
    Ink,
    draw,
)
from cchc_report.presentation.marks import without_marks

FIELDS = [("Hóa chất", "hoa_chat"), ("Điện $x_1$ & <khí>", "dien")]


def count(id_: str, value: int) -> Count:
    return Count(id_, "nhãn", value, "hồ sơ", "phạm vi")


def month(name: str, received: int, settled: int) -> tuple[str, Count, Count]:
    return name, count(f"monthly.m{received}.received", received), count(f"monthly.m{received}.settled", settled)


def measures(late: int, settled: int = 30) -> Measures:
    outcomes = {"settled_early": 20, "settled_on_due_date": 2, "settled_late": late, "pending_total": 5}
    channels = {"received_online": 12, "received_direct": 4}
    cells = [
        count(f"form.{slug}.{column}", value)
        for _, slug in FIELDS
        for column, value in {**outcomes, **channels}.items()
    ]
    return Measures(
        [
            *cells,
            Ratio("settlement.on_time_rate.system", "đúng hạn", settled - late, settled, "định nghĩa", "lõi"),
            count("settlement.settled_late.system", late),
            Ratio("settlement.online_rate", "trực tuyến", 24, 32, "định nghĩa", "lõi"),
        ]
    )


def test_the_same_figures_give_the_same_bytes() -> None:
    months = [month("1/2020", 10, 4), month("2/2020", 3, 9)]
    assert chart_by_month(months, number=1).svg == chart_by_month(months, number=1).svg


def test_another_figure_gives_another_drawing() -> None:
    one = chart_by_month([month("1/2020", 10, 4)], number=1)
    other = chart_by_month([month("1/2020", 11, 4)], number=1)
    assert one.svg != other.svg


def test_the_drawing_holds_no_clock_and_no_request() -> None:
    svg = chart_by_month([month("1/2020", 10, 4)], number=1).svg.decode()
    assert "<dc:date>" not in svg
    assert "@import" not in svg
    assert "Matplotlib" not in svg


def test_text_in_a_drawing_is_outlines_so_that_every_machine_shows_the_same() -> None:
    root = ET.fromstring(chart_by_month([month("1/2020", 10, 4)], number=1).svg)  # noqa: S314  # our own drawing
    assert not list(root.iter("{http://www.w3.org/2000/svg}text"))


def test_thousands_have_their_point_at_every_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters of a drawing are outlines, so they are read while it is painted."""
    painted: list[str] = []

    def note(paint: Callable[[Axes], None], **_: float) -> bytes:
        axes = Figure().subplots()
        paint(axes)
        painted.extend(text.get_text() for text in axes.texts)
        return b"<svg/>"

    for module in (by_field, by_month):
        monkeypatch.setattr(module, "draw", note)
    chart_of_outcomes(measures(1234, 2000), FIELDS[:1], number=2)
    chart_of_channels(measures(0), FIELDS[:1], (count("notices.online", 4576), count("notices.other", 968)), number=3)
    chart_by_month([month("1/2020", 1234567, 1000)], number=1)
    assert {"1.261 (quá hạn: 1.234)", "4.576", "968", "82,5% (4.576/5.544)", "1.234.567", "1.000"} <= {*painted}


def test_the_busiest_month_is_the_finding() -> None:
    chart = chart_by_month([month("1/2020", 10, 4), month("2/2020", 30, 9)], number=3)
    assert without_marks(chart.caption) == (
        "Biểu đồ 3. Hồ sơ tiếp nhận và giải quyết theo tháng. Tháng 2/2020 tiếp nhận nhiều nhất: 30 hồ sơ"
    )


def test_a_period_without_dossiers_says_so() -> None:
    chart = chart_by_month([month("1/2020", 0, 0)], number=1)
    assert "không tiếp nhận hồ sơ nào" in chart.caption


@pytest.mark.parametrize(
    ("late", "settled", "finding"),
    [
        (1, 581, "99,8% trả đúng hạn hoặc trước hạn; 01 hồ sơ quá hạn trên Hệ thống"),
        (0, 581, "100% trả đúng hạn hoặc trước hạn; không có hồ sơ quá hạn"),
        (0, 0, "Trong kỳ chưa có hồ sơ được giải quyết"),
    ],
)
def test_the_caption_tells_what_was_found(late: int, settled: int, finding: str) -> None:
    chart = chart_of_outcomes(measures(late, settled), FIELDS, number=2)
    assert without_marks(chart.caption).endswith(finding)


def test_a_description_says_first_what_the_chart_finds() -> None:
    months = chart_by_month([month("1/2020", 10, 4), month("2/2020", 30, 9)], number=3)
    assert months.description.startswith("Tháng 2/2020 tiếp nhận nhiều nhất: 30 hồ sơ. Biểu đồ cột theo tháng")
    outcomes = chart_of_outcomes(measures(1, 581), FIELDS, number=2)
    assert "99,8% trả đúng hạn hoặc trước hạn; 01 hồ sơ quá hạn trên Hệ thống. " in outcomes.description
    for chart in (months, outcomes):
        root = lxml.html.fromstring(chart.to_fragment().html)
        assert root.xpath("string(.//img/@alt)") == chart.description
        assert root.get("id") == f"bieu-do-{3 if chart is months else 2}"


def test_channels_are_described_in_words_and_as_data() -> None:
    chart = chart_of_channels(measures(0), FIELDS, (count("notices.online", 7), count("notices.other", 3)), number=3)
    assert "75,0% hồ sơ" in without_marks(chart.caption)
    assert "Hóa chất: trực tuyến 12, trực tiếp, bưu chính 4" in chart.description
    root = lxml.html.fromstring(chart.to_fragment().html)
    assert root.xpath("string(.//img/@alt)") == chart.description
    assert root.xpath(".//details//tbody//a/text()") == ["12", "4", "12", "4", "7", "3"]


def test_a_field_name_is_text_not_mathematics_or_markup() -> None:
    chart = chart_of_outcomes(measures(1), FIELDS, number=2)
    html = chart.to_fragment().html
    assert "<khí>" not in html
    assert "Điện $x_1$ &amp; &lt;khí&gt;" in html


def test_a_sign_that_the_font_lacks_is_drawn_in_another_and_none_spoils_the_notebook() -> None:
    named = draw(
        lambda axes: axes.set_title("漢字 ☎ Điện"), height_mm=40
    )  # no font has the first: a warning would fail this
    assert b"DejaVuSans-" in named
    assert b"DejaVuSans" not in draw(lambda axes: axes.set_title("Điện"), height_mm=40)


def test_one_field_and_no_field_can_be_drawn() -> None:
    assert isinstance(chart_of_outcomes(measures(0), FIELDS[:1], number=1), Chart)
    assert isinstance(chart_of_outcomes(measures(0), [], number=1), Chart)


@pytest.mark.parametrize("count", [0, 1, 10, 12, 14, 18, 30])
def test_names_beside_the_bars_never_run_into_each_other(count: int) -> None:
    long, short = "Vật liệu nổ công nghiệp, tiền chất thuốc nổ và hóa chất nguy hiểm khác", "Điện lực"
    names = [long if number % 2 else short for number in range(count)]
    places = bar_places(names[:MOST_BARS])
    assert len(places.names) == len(places.places_mm) == min(count, MOST_BARS)
    assert places.height_mm <= TALLEST_MM
    halves = [(name.count("\n") + 1) * places.name_size_pt * 1.15 * 25.4 / 72 / 2 for name in places.names]
    for (place, half), (following, next_half) in pairwise(zip(places.places_mm, halves, strict=True)):
        assert following - place >= half + next_half - 0.01
    assert all(name.count("\n") < 3 for name in places.names)


def test_of_many_fields_those_of_the_most_dossiers_are_drawn_and_all_are_told() -> None:
    fields = [(f"Lĩnh vực {number}", f"f{number}") for number in range(MOST_BARS + 3)]
    made = [
        count(f"form.{slug}.{column}", 100 - at if column == "settled_early" else 0)
        for at, (_, slug) in enumerate(fields)
        for column in ("settled_early", "settled_on_due_date", "settled_late", "pending_total", "received_total")
    ]
    known = [measures(0)[id_] for id_ in ("settlement.on_time_rate.system", "settlement.settled_late.system")]
    chart = chart_of_outcomes(Measures([*made, *known]), fields, number=2)
    assert "Chỉ vẽ các lĩnh vực nhiều hồ sơ nhất" in chart.caption
    assert "Chỉ vẽ" not in chart_of_outcomes(measures(0), FIELDS, number=2).caption
    assert len(chart.data.rows) == len(fields)
    assert f"Lĩnh vực {MOST_BARS + 2}: trước hạn" in chart.description


def test_a_chart_never_takes_more_than_a_third_of_a_page() -> None:
    root = ET.fromstring(draw(lambda _: None, height_mm=1000))  # noqa: S314  # our own drawing
    assert float(root.attrib["height"].removesuffix("pt")) <= TALLEST_MM / 25.4 * 72 + 0.01


@pytest.mark.parametrize(
    "inks",
    [(EARLY, ON_DUE_DATE, LATE, PENDING), (ONLINE, DIRECT), (RECEIVED, SETTLED)],
    ids=["outcomes", "channels", "months"],
)
def test_meanings_of_one_chart_differ_in_grey_print(inks: tuple[Ink, ...]) -> None:
    for one, other in combinations(inks, 2):
        by_hatch = bool(one.hatch) != bool(other.hatch)
        assert by_hatch or abs(lightness(one.colour) - lightness(other.colour)) >= 15
    for ink in inks:
        assert not ink.hatch or abs(lightness(ink.colour) - lightness(ink.edge)) >= 40
        assert ink.hatch or abs(lightness(ink.colour) - lightness(ink.text)) >= 40


def lightness(colour: str) -> float:
    """Return the lightness L* (0 black, 100 white; CIE 1976) of an sRGB colour."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance
