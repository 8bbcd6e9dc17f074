"""The report in Chromium, opened from disk: figures and their dossiers, tables, contents, paper, and without script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from support.browser import OpenPage

WIDE = 1400
PHONE, PHONE_HEIGHT = 390, 844
LATE = "000.00.02.H23-200922-0005"
"""The one dossier that the article calls late on the system."""


@pytest.fixture(scope="module")
def report(sample_report: Path) -> Path:
    return sample_report / "report.html"


@pytest.fixture
def screen(open_page: OpenPage, report: Path) -> Iterator[Page]:
    """Return the report on a desktop; afterwards nothing may have left the machine, failed or been refused."""
    visit = open_page(report, width=WIDE)
    yield visit.page
    assert (visit.foreign_requests, visit.errors, visit.refusals) == ([], [], [])


def figure(page: Page, measure: str) -> Locator:
    """Return the first print of a measure in the text."""
    return page.locator(f"main > p a.figure[data-measure='{measure}']").first


def panel(page: Page) -> Locator:
    return page.locator(".panel:popover-open")


def told(page: Page) -> dict[str, str]:
    """Return what the panel says, by its terms."""
    names = panel(page).locator("dt").all_inner_texts()
    return dict(zip(names, panel(page).locator("dd").all_inner_texts(), strict=True))


def shown_codes(page: Page) -> list[str]:
    return page.locator(".dossiers tbody tr:visible th").all_inner_texts()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    target.evaluate("element => element.closest('p').querySelector('a').focus()")
    for _ in range(40):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("Tab never reaches the figure")


# ---- complete in itself --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_it_opens_from_disk_and_asks_nobody(open_page: OpenPage, sample_reports: Path, edition: str) -> None:
    visit = open_page(sample_reports / edition / "report.html", width=WIDE)
    visit.page.mouse.wheel(0, 20_000)
    visit.page.wait_for_load_state("networkidle")

    assert visit.foreign_requests == []
    assert visit.page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 100)")
    policy = visit.page.get_attribute("meta[http-equiv='Content-Security-Policy']", "content") or ""
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "foreign",
    [
        "<script>document.title = 'hỏng'</script>",
        "<p onmouseover=\"document.title = 'hỏng'\" id='probe'>x</p>",
        "<img src='data:,' onerror=\"document.title = 'hỏng'\">",
        "<a id='probe' href=\"javascript:document.title = 'hỏng'\">x</a>",
        "<iframe src=\"javascript:parent.document.title = 'hỏng'\"></iframe>",
    ],
)
def test_what_is_not_its_own_never_runs(open_page: OpenPage, report: Path, tmp_path: Path, foreign: str) -> None:
    page = tmp_path / "report.html"
    page.write_text(report.read_text("utf-8").replace("<main", foreign + "<main", 1), encoding="utf-8")
    visit = open_page(page, width=WIDE)
    title = visit.page.title()
    if visit.page.locator("#probe").count():
        visit.page.locator("#probe").hover()
        visit.page.locator("#probe").click()
    visit.page.wait_for_timeout(100)

    assert (
        title
        == visit.page.title()
        == "Báo cáo tự đánh giá, chấm điểm cải cách thủ tục hành chính năm 2020 của Sở Công Thương"
    )
    assert visit.refusals


# ---- figures -------------------------------------------------------------------------------------------------------


def test_a_click_shows_where_a_figure_comes_from(screen: Page) -> None:
    figure(screen, "settlement.on_time_rate.system").click()

    assert panel(screen).locator(".name").inner_text() == ("Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn theo Hệ thống")
    assert panel(screen).locator(".value").inner_text() == "99,8% (580/581)"
    source = told(screen)
    assert source["Định nghĩa"].startswith("Số hồ sơ giải quyết trước hạn hoặc đúng ngày hẹn trả chia cho")
    assert source["Phạm vi"].startswith("Hồ sơ phải giải quyết, không gồm thông báo một chiều")
    assert source["Tệp dữ liệu"] == "Hồ sơ: data/2020/sct/dossiers.xlsx, trang tính HoSo"
    assert "Phần còn lại của mẫu số: danh sách 1 hồ sơ" in source["Các dòng phía sau"]

    screen.mouse.click(5, 5)
    assert panel(screen).count() == 0


@pytest.mark.parametrize("place", ["start", "center", "end"])
def test_the_source_of_a_figure_fits_the_window_wherever_the_figure_stands(screen: Page, place: str) -> None:
    screen.set_viewport_size({"width": 1280, "height": 420})
    target = figure(screen, "settlement.on_time_rate.system")
    target.evaluate("(e, place) => e.scrollIntoView({block: place})", place)
    target.click()
    box, of_figure = panel(screen).bounding_box(), target.bounding_box()
    assert box
    assert of_figure
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 420
    assert box["y"] >= of_figure["y"] + of_figure["height"] or box["y"] + box["height"] <= of_figure["y"]
    assert panel(screen).evaluate("e => e.scrollHeight > e.clientHeight")


def test_from_a_figure_to_its_dossiers(screen: Page) -> None:
    assert shown_codes(screen) == []
    figure(screen, "settlement.on_time_rate.system").click()
    panel(screen).get_by_role("link", name="danh sách 1 hồ sơ").click()

    assert panel(screen).count() == 0
    assert shown_codes(screen) == [LATE]
    assert screen.locator(".list-title:visible").count() == 1
    row = screen.locator(".dossiers tbody tr:visible td").all_inner_texts()
    assert row == [
        "Đăng ký hoạt động bán hàng đa cấp tại địa phương",
        "22/9/2020",
        "01/10/2020",
        "06/10/2020",
        "Quá hạn",
    ]

    screen.go_back()
    figure(screen, "settlement.pending_in_time").click()
    panel(screen).get_by_role("link", name="danh sách 33 hồ sơ").click()
    assert len(shown_codes(screen)) == 33
    assert set(screen.locator(".dossiers tbody tr:visible td:last-child").all_inner_texts()) == {
        "Đang giải quyết, trong hạn"
    }


def test_from_a_finding_to_its_rows(open_page: OpenPage, planted_reports: Path) -> None:
    page = open_page(planted_reports / "internal" / "report.html", width=WIDE).page
    found = page.locator("table.findings tbody tr", has_text="hồ sơ kết thúc trước ngày tiếp nhận")
    count = found.locator("td a").first
    assert page.locator(".finding-list:visible").count() == 0
    count.click()

    assert panel(page).locator(".name").inner_text() == "Kết thúc trước khi tiếp nhận"
    assert panel(page).locator(".value").inner_text() == count.inner_text() == "9"
    rests_on = told(page)
    assert rests_on["Vì sao kiểm tra"] == "Hồ sơ như vậy luôn được tính trước hạn, làm đẹp tỷ lệ"
    assert rests_on["Dữ liệu được xét"].startswith("Hồ sơ")
    assert "dòng 13, 14, 15, 16, 17, 18, 19, 20, 21" in rests_on["Dòng dữ liệu"]

    panel(page).get_by_role("link", name="danh sách các dòng").click()
    assert panel(page).count() == 0
    listed = page.locator(".finding-list:visible tbody tr")
    assert listed.count() == 9
    assert listed.first.locator("th, td").all_inner_texts() == [
        "000.00.02.H23-200619-0109",
        "data/2020/sct/zqfilenameqz.xlsx",
        "zqsheetnameqz",
        "13",
        "Ngày kết thúc xử lý",
    ]
    assert page.locator(".finding-list:visible").count() == 1


def test_a_finding_about_figures_shows_what_they_are(open_page: OpenPage, planted_reports: Path) -> None:
    page = open_page(planted_reports / "internal" / "report.html", width=WIDE).page
    page.locator("table.findings tbody tr", has_text="cột 3 = 4 + 5 + 6").locator("td.number a").click()
    names = panel(page).locator(".name").all_inner_texts()
    assert names[0] == "Biểu II.06a: cột 3 khác 4 + 5 + 6"
    assert len(names) == 5
    assert panel(page).locator("dt").all_inner_texts().count("Định nghĩa") == 4
    assert panel(page).locator("dt").all_inner_texts().count("Các dòng phía sau") == 4


def test_a_figure_of_many_dossiers_names_sheet_and_filter_of_the_workbook(screen: Page) -> None:
    figure(screen, "notices.online").click()
    assert told(screen)["Các dòng phía sau"] == (
        "4.576 hồ sơ, trong annex.xlsx: trang tính “Hồ sơ”, lọc Nhóm = Một chiều; Kênh = Trực tuyến"
    )


def test_the_pointer_shows_and_hides_and_nothing_moves(screen: Page) -> None:
    places = "() => [...document.querySelectorAll('main > *')].map(e => JSON.stringify(e.getBoundingClientRect()))"
    target = figure(screen, "settlement.settled")
    target.scroll_into_view_if_needed()
    before = screen.evaluate(places)

    target.hover()
    panel(screen).wait_for()
    assert screen.evaluate(places) == before
    assert panel(screen).locator(".value").inner_text() == "581"

    panel(screen).hover()  # the pointer may go into it
    screen.wait_for_timeout(500)
    assert panel(screen).count() == 1

    screen.mouse.move(5, 5)
    panel(screen).wait_for(state="hidden")
    assert screen.evaluate(places) == before


def test_a_figure_by_keyboard(screen: Page) -> None:
    target = figure(screen, "settlement.settled")
    tab_to(screen, target)
    assert panel(screen).locator(".value").inner_text() == "581"  # the focus shows it
    assert target.get_attribute("aria-expanded") == "true"

    screen.keyboard.press("Enter")
    assert screen.evaluate("document.activeElement.getAttribute('role')") == "dialog"
    assert screen.evaluate("document.activeElement.getAttribute('aria-label')") == "Nguồn của số liệu 581"

    screen.keyboard.press("Tab")
    assert panel(screen).locator("a:focus").inner_text() == "Xem trong phụ lục nguồn số liệu"

    screen.keyboard.press("Escape")
    assert panel(screen).count() == 0
    assert target.evaluate("element => element === document.activeElement")

    screen.keyboard.press("Tab")  # and on to the next figure
    assert screen.evaluate("document.activeElement.dataset.measure") == "settlement.pending_in_time"


def test_a_figure_made_of_several_measures_shows_them_all(open_page: OpenPage, report: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    text = report.read_text("utf-8")
    both = 'data-measure="settlement.settled_early settlement.settled_late.system"'
    page.write_text(text.replace('data-measure="settlement.settled"', both, 1), encoding="utf-8")
    screen = open_page(page, width=WIDE).page
    screen.locator(f"a[{both}]").click()
    assert panel(screen).locator(".value").all_inner_texts() == ["580", "01"]


def test_a_tap_shows_a_sheet_beside_the_figure(browser: Browser, report: Path) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": PHONE_HEIGHT}, has_touch=True)
    page = context.new_page()
    page.goto(report.as_uri())
    for measure in ("settlement.settled", "petitions.received"):
        target = figure(page, measure)
        target.scroll_into_view_if_needed()
        target.tap()
        sheet, place = panel(page).bounding_box(), target.bounding_box()
        assert sheet is not None
        assert place is not None
        assert (sheet["x"], sheet["width"]) == (0, PHONE)
        assert sheet["y"] >= place["y"] + place["height"] or sheet["y"] + sheet["height"] <= place["y"]
        panel(page).get_by_role("button", name="Đóng").tap()
        assert panel(page).count() == 0
    context.close()


def test_without_its_script_every_figure_still_leads_to_its_dossiers(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": 900})
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator("button:visible").count() == 0

    figure(page, "settlement.on_time_rate.system").click()
    assert page.url.endswith("#nguon-settlement.on_time_rate.system")
    row = page.locator("tr:target")
    assert "580/581" in row.inner_text()

    row.get_by_role("link", name="các dòng phía sau").click()
    assert page.url.endswith("#so-settlement.on_time_rate.system")
    page.locator("tr:target").get_by_role("link", name="danh sách 1 hồ sơ").click()
    assert shown_codes(page) == [LATE]
    context.close()


# ---- contents and column -------------------------------------------------------------------------------------------


def test_on_a_desktop_the_contents_stay_beside_the_text(screen: Page) -> None:
    contents = screen.get_by_role("navigation", name="Mục lục")
    first = contents.bounding_box()
    contents.get_by_role("link", name="V. Tiếp nhận, xử lý phản ánh, kiến nghị").click()
    screen.wait_for_function("scrollY > 2000")
    after, text = contents.bounding_box(), screen.locator("main").bounding_box()

    assert first is not None
    assert after is not None
    assert text is not None
    assert after["x"] == first["x"]
    assert 0 <= after["y"] < 60
    assert after["x"] + after["width"] <= text["x"]
    assert screen.locator("h2:target").inner_text() == "V. Tiếp nhận, xử lý phản ánh, kiến nghị"


def test_on_a_phone_the_contents_are_folded(open_page: OpenPage, report: Path) -> None:
    page = open_page(report, width=PHONE, height=PHONE_HEIGHT).page
    contents = page.get_by_role("navigation", name="Mục lục")
    assert contents.get_by_role("link").count() == 0

    page.keyboard.press("Tab")  # the way past the contents
    assert page.locator(":focus").inner_text() == "Đến nội dung báo cáo"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert contents.get_by_role("link").first.inner_text() == "I. Rà soát, đánh giá thủ tục hành chính"


LINE_LENGTHS = """() => {
  const lengths = [];
  const range = document.createRange();
  for (const block of document.querySelectorAll("main > p:not([class])")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let line = null, length = 0;
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.data.length; at += 1) {
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const box = range.getBoundingClientRect();
        if (!box.width) continue;
        if (line !== null && box.top - line > 10) { lengths.push(length); length = 0; }
        line = box.top;
        length += 1;
      }
    }
  }
  return lengths;  // the last line of a paragraph is as long as it happens to be
}"""


def test_a_line_of_text_has_68_to_76_characters(screen: Page) -> None:
    lengths = sorted(screen.evaluate(LINE_LENGTHS))
    assert len(lengths) > 30
    assert 68 <= sum(lengths) / len(lengths) <= 76
    assert 68 <= lengths[len(lengths) // 2] <= 76


def test_on_a_phone_only_tables_scroll_and_their_first_column_stays(open_page: OpenPage, report: Path) -> None:
    page = open_page(report, width=PHONE, height=PHONE_HEIGHT).page
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE

    scroller, name = page.locator("#bang-1 .scroller"), page.locator("#bang-1 tbody th").first
    assert scroller.evaluate("element => element.scrollWidth") > PHONE
    scroller.evaluate("element => { element.scrollLeft = 400; }")
    box, caption = name.bounding_box(), page.locator("#bang-1 caption").bounding_box()
    assert box is not None
    assert caption is not None
    assert 0 <= box["x"] < 20
    assert box["width"] < PHONE / 2
    assert 0 <= caption["x"] < 20
    assert caption["width"] < PHONE
    assert (
        page.locator("#bang-1 thead .pinned").evaluate_all("all => all.map(e => e.getBoundingClientRect().x)")
        == [box["x"]] * 2
    )


# ---- tables --------------------------------------------------------------------------------------------------------


def column(page: Page, table: str, number: int) -> list[str]:
    return page.locator(f"{table} tbody tr:visible > :nth-child({number})").all_inner_texts()


def test_form_sorts_by_keyboard_and_its_total_stays_last(screen: Page) -> None:
    before = column(screen, "#bang-1", 2)
    head = screen.locator("#bang-1 thead th[scope='col'][data-column='2']").first
    head.get_by_role("button").focus()

    screen.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    numbers = [int(text) for text in column(screen, "#bang-1", 3)]
    assert numbers[:-1] == sorted(numbers[:-1])
    assert numbers[-1] == 624

    screen.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert [int(text) for text in column(screen, "#bang-1", 3)] == [*sorted(numbers[:-1], reverse=True), 624]

    names = screen.locator("#bang-1 thead th[data-column='1']").first
    names.get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert column(screen, "#bang-1", 2)[:4] == ["An toàn thực phẩm", "Công nghiệp tiêu dùng", "Điện", "Hóa chất"]

    names.get_by_role("button").click()
    names.get_by_role("button").click()
    assert names.get_attribute("aria-sort") is None
    assert column(screen, "#bang-1", 2) == before


def test_dates_sort_as_days(screen: Page) -> None:
    figure(screen, "settlement.carried_over").click()
    panel(screen).get_by_role("link", name="danh sách 34 hồ sơ").click()
    head = screen.locator(".dossiers thead th[data-column='3']")
    head.get_by_role("button").click()
    days = [tuple(int(part) for part in text.split("/")[::-1]) for text in column(screen, ".dossiers", 4)]
    assert len(days) == 34
    assert days == sorted(days)
    assert days[0][1] != days[-1][1]


def test_tables_whose_order_means_something_do_not_sort(screen: Page) -> None:
    assert screen.locator("table.scores .sort, table.sources .sort, table.figures .sort").count() == 0
    assert screen.locator("table.inputs .sort, table.evidence .sort, table.late-dossiers .sort").count() > 10


def copied(page: Page, table: str) -> list[list[str]]:
    """Press the table's button and return what then is on the clipboard, by rows and cells."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(table).get_by_role("button", name="Chép bảng").first.click()
    page.locator(f"{table} .said:not(:empty)").wait_for()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return [line.split("\t") for line in text.splitlines()]


def test_a_table_is_copied_for_excel_set_to_vietnamese(screen: Page) -> None:
    head, *rows = copied(screen, "#bang-1")
    assert screen.locator("#bang-1 .said").inner_text() == "Đã chép 11 dòng, dán vào Excel được ngay."
    assert head[:4] == [
        "TT",
        "Lĩnh vực giải quyết",
        "Số hồ sơ nhận giải quyết – Tổng số",
        "Số hồ sơ nhận giải quyết – Trong kỳ – Trực tuyến",
    ]
    assert rows[-1] == ["", "Tổng số", "624", "267", "323", "34", "581", "580", "0", "1", "33", "33", "0"]
    assert {len(row) for row in rows} == {13}

    scores = {row[0]: row for row in copied(screen, "#bang-3")}
    row = scores['="1.4.1"']  # a code that Excel would take for a date
    assert row[2:6] == ["20,00", '="581/581"', "100", "20,00"]
    assert row[7].startswith("TL-08: 1691/XN-SCT ngày 30/9/2020; TL-09: ")

    inputs = copied(screen, "#bang-5")
    assert inputs[1][2] == "6168"  # 6.168 without the point that another Excel reads as a comma


def test_only_the_chosen_list_is_copied(screen: Page) -> None:
    figure(screen, "settlement.settled_late.system").click()
    panel(screen).get_by_role("link", name="danh sách 1 hồ sơ").click()
    assert [row[0] for row in copied(screen, ".dossier-lists")] == ["Mã hồ sơ", LATE]


def test_copy_works_where_the_browser_refuses_its_newer_way(open_page: OpenPage, report: Path) -> None:
    page = open_page(report, width=WIDE).page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    assert copied(page, "#bang-1")[-1][1] == "Tổng số"


def test_a_chart_says_what_it_finds_and_opens_as_a_table(screen: Page) -> None:
    alt = screen.locator("#bieu-do-2 img").get_attribute("alt") or ""
    assert alt.startswith(
        "Kết quả giải quyết hồ sơ theo lĩnh vực. 99,8% trả đúng hạn hoặc trước hạn; 01 hồ sơ quá hạn trên Hệ thống. "
    )
    assert not screen.locator("#bieu-do-2 table").is_visible()
    screen.locator("#bieu-do-2 summary").press("Enter")
    heads = screen.locator("#bieu-do-2 thead th").all_inner_texts()
    assert heads == ["Lĩnh vực", "Trước hạn", "Đúng hạn", "Quá hạn", "Đang giải quyết"]
    assert sum(int(text) for text in column(screen, "#bieu-do-2", 2)) == 580


# ---- paper ---------------------------------------------------------------------------------------------------------


def test_printed_from_the_browser_it_is_the_paper(screen: Page, sample_report: Path, tmp_path: Path) -> None:
    import pdfplumber  # noqa: PLC0415  # only this test reads PDF files

    figure(screen, "settlement.settled").click()  # what is open is not printed
    screen.pdf(path=tmp_path / "browser.pdf", prefer_css_page_size=True, print_background=True)

    with pdfplumber.open(tmp_path / "browser.pdf") as printed, pdfplumber.open(sample_report / "report.pdf") as typeset:
        # A browser knows no page numbers for a list of contents: that page is the typesetter's alone.
        pages = [page for page in typeset.pages if "MỤC LỤC" not in page.extract_text().upper().splitlines()[:2]]
        assert len(pages) == len(typeset.pages) - 1
        assert abs(len(printed.pages) - len(pages)) <= 1, "a browser breaks lines in its own way"
        assert turns(printed.pages) == turns(pages)
        first, *_ = printed.pages
        words = first.extract_text()
        everything = "\n".join(page.extract_text() for page in printed.pages)
    assert words.startswith("UBND TỈNH HẢI DƯƠNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    for only_on_screen in (
        "Mục lục",
        "Chép bảng",
        "Tra cứu",
        "Dữ liệu hồ sơ đến ngày",
        "Số liệu của biểu đồ",
        "các dòng phía sau",
    ):
        assert only_on_screen not in everything
    assert not re.search(r"Định nghĩa\s+Đếm số hồ sơ\s+Phạm vi", everything)


def turns(pages: Iterable[Any]) -> list[bool]:
    """Return, for each run of pages that lie the same way, whether they are landscape."""
    return [wide for wide, _ in groupby(page.width > page.height for page in pages)]
