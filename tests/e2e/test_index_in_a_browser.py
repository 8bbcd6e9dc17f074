"""The index in Chromium: filter and order by keyboard, on a phone, in the dark, without its script, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from cchc_report.batch.index import Existence, FailedReport, Failure, write_index
from cchc_report.batch.outputs import OutputFolder
from support.browser import CONTRASTS, LOOKS, OpenPage, violations
from support.published import manifest, publish

PHONE = 390


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the index of three years of a province; the figures of 2022 put the departments into another order."""
    root = tmp_path_factory.mktemp("outputs")
    reports = [
        ("sct", "Sở Công Thương", 90, ("note",)),
        ("dtnmt", "Đài Phát thanh và Truyền hình", 100, ("error", "warning")),
        ("snnptnt", "Sở Nông nghiệp và Phát triển nông thôn", 80, ("warning",)),
        ("bdt", "Ban Dân tộc", 95, ()),
    ]
    for year in (2020, 2021, 2022):
        for id_, name, on_time, severities in reports:
            if (year, id_) == (2020, "bdt"):
                continue  # never made
            on_time_here = (on_time, 100) if year == 2022 else (100, 100)
            publish(root, manifest(year, id_, name=name, actual=on_time_here, system=(80, 100), severities=severities))
    publish(root, manifest(2021, "hostile", name="<script>document.title='hỏng'</script> \u202e=cmd"))
    failed = FailedReport(2022, "hostile", "", "internal", "dòng 5: " + "x" * 500)
    departments = [
        *(Existence(id_, name, date(2010, 1, 1), None) for id_, name, *_ in reports),
        Existence("hostile", "Sở mới", date(2021, 1, 1), None),
    ]
    write_index(OutputFolder(root, "outputs"), [Failure(failed, None)], departments=departments)
    return root / "index.html"


@pytest.fixture
def screen(open_page: OpenPage, index: Path) -> Iterator[Page]:
    """Return the index on a desktop; afterwards nothing may have left the machine or failed in a script."""
    visit = open_page(index)
    yield visit.page
    assert (visit.foreign_requests, visit.errors) == ([], [])


def names(page: Page) -> list[str]:
    """Return the departments that are shown, from the top."""
    return page.locator("tbody tr:visible th bdi").all_inner_texts()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def test_filter_by_keyboard_without_diacritics(screen: Page) -> None:
    tab_to(screen, "#filter")

    screen.keyboard.type("so cong thuong")
    assert names(screen) == ["Sở Công Thương"]
    assert screen.inner_text("#shown") == "Hiện 1/5 đơn vị."

    screen.keyboard.press("Control+A")
    screen.keyboard.type("ĐÀI")
    assert names(screen) == ["Đài Phát thanh và Truyền hình"]

    screen.keyboard.press("Control+A")
    screen.keyboard.type("thôn sở")
    assert names(screen) == ["Sở Nông nghiệp và Phát triển nông thôn"]

    screen.keyboard.press("Control+A")
    screen.keyboard.type("zzz")
    assert names(screen) == []
    assert screen.inner_text("#shown") == "Không có đơn vị nào khớp."

    screen.keyboard.press("Enter")  # sends no form
    screen.keyboard.press("Escape")
    assert len(names(screen)) == 5
    assert screen.inner_text("#shown") == "Hiện cả 5 đơn vị."


def test_what_is_missing_or_wrong_alone(screen: Page) -> None:
    tab_to(screen, "#attention")
    screen.keyboard.press("Space")

    shown = names(screen)
    assert len(shown) == 3
    assert shown[1:] == ["Ban Dân tộc", "Đài Phát thanh và Truyền hình"]
    assert screen.locator("tbody tr:visible").nth(1).locator("td").nth(2).inner_text() == "○ Bản nội bộ: chưa lập"
    assert (
        screen.locator("tbody tr:visible").nth(0).locator("td").nth(2).inner_text() == "không có đơn vị này trong năm"
    )


def test_order_by_keyboard(screen: Page) -> None:
    alphabet = names(screen)
    assert alphabet[1:] == [
        "Ban Dân tộc",
        "Đài Phát thanh và Truyền hình",
        "Sở Công Thương",
        "Sở Nông nghiệp và Phát triển nông thôn",
    ]

    tab_to(screen, "th[data-year='2022'] button")
    screen.keyboard.press("Enter")
    worst_first = [
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Sở Công Thương",
        "Ban Dân tộc",
        "Đài Phát thanh và Truyền hình",
    ]
    assert names(screen) == [*worst_first, alphabet[0]]  # who has no figure stands last
    assert sorts(screen) == [None, "ascending", None, None]

    screen.keyboard.press("Space")
    assert names(screen) == [*worst_first[::-1], alphabet[0]]
    assert sorts(screen) == [None, "descending", None, None]

    screen.select_option("#key", "findings")
    assert names(screen)[:3] == [
        "Đài Phát thanh và Truyền hình",
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Sở Công Thương",
    ]
    assert sorts(screen) == [None, "descending", None, None]

    screen.select_option("#key", "system")  # all the same: by the alphabet
    assert names(screen) == [*alphabet[1:], alphabet[0]]

    screen.click("th.name button")
    assert names(screen) == alphabet
    assert sorts(screen) == ["ascending", None, None, None]


def sorts(page: Page) -> list[str | None]:
    """Return what each column head says of the order."""
    return [head.get_attribute("aria-sort") for head in page.locator("thead th").all()]


def test_a_cell_opens_its_report_and_a_failure_leads_to_its_cell(screen: Page) -> None:
    screen.locator(".incidents a").click()
    assert "x" * 200 in screen.locator("td:target").inner_text()

    screen.get_by_role("link", name="Bản nội bộ (Ban Dân tộc, năm 2021)", exact=True).click()
    assert screen.url.endswith("/2021/bdt/internal/report.html")


def test_assistive_technology_finds_a_table_with_heads(screen: Page) -> None:
    table = screen.get_by_role("table", name="Báo cáo theo đơn vị và năm")

    assert table.get_by_role("columnheader").all_inner_texts() == ["Đơn vị", "2022", "2021", "2020"]
    assert table.get_by_role("rowheader", name="Sở Công Thương").count() == 1
    assert screen.get_by_role("region", name="Báo cáo theo đơn vị và năm").get_attribute("tabindex") == "0"
    assert screen.get_by_label("Lọc theo tên đơn vị").count() == 1
    assert screen.title() == "Danh mục báo cáo tự đánh giá cải cách hành chính"  # no name ran as a script


def test_on_a_phone_the_table_scrolls_and_the_page_does_not(open_page: OpenPage, index: Path) -> None:
    page = open_page(index, width=PHONE, height=844).page

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE
    assert page.evaluate("document.querySelector('.scroller').scrollWidth") > PHONE
    before = page.locator("tbody th").nth(1).bounding_box()
    page.evaluate("document.querySelector('.scroller').scrollLeft = 300")
    after = page.locator("tbody th").nth(1).bounding_box()
    assert before is not None
    assert after is not None
    assert before["x"] == after["x"]  # names stay


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_their_ground(browser: Browser, index: Path, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(index.as_uri())

    found: list[tuple[str, float]] = page.evaluate(CONTRASTS)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()

    assert ground == ("rgb(20, 23, 27)" if scheme == "dark" else "rgb(255, 255, 255)")
    assert len(found) > 50
    assert [what for what in found if what[1] < 4.5] == []  # WCAG 2.2, 1.4.3


def test_without_its_script_it_is_the_plain_grid(browser: Browser, index: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(index.as_uri())

    assert page.locator("tbody tr:visible").count() == 5
    assert page.locator("form:visible, button:visible").count() == 0
    assert page.locator("thead th").all_inner_texts() == ["Đơn vị", "2022", "2021", "2020"]
    context.close()


def test_on_paper_every_department_is_there_without_controls(screen: Page) -> None:
    screen.emulate_media(media="print")

    assert screen.locator("#controls").is_hidden()
    assert screen.locator("tbody tr:visible").count() == 5
    assert screen.evaluate("getComputedStyle(document.querySelector('.scroller')).overflowX") == "visible"
    assert screen.pdf(prefer_css_page_size=True)[:4] == b"%PDF"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_no_violation(open_page: OpenPage, index: Path, width: int, scheme: str) -> None:
    page = open_page(index, width=width).page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert violations(page) == []
