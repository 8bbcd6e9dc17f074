"""The helper that counts requests sees those that leave: otherwise an offline page would prove nothing."""

from __future__ import annotations

from pathlib import Path

from support.browser import OpenPage


def test_a_page_that_asks_another_host_is_caught(open_page: OpenPage, tmp_path: Path) -> None:
    page = tmp_path / "online.html"
    page.write_text('<!doctype html><img src="http://example.invalid/a.png"><p>xin chào', encoding="utf-8")
    visit = open_page(page)
    assert visit.foreign_requests == ["http://example.invalid/a.png"]


def test_a_page_that_asks_for_another_file_is_caught(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("p { color: red }", encoding="utf-8")
    (tmp_path / "inside.html").write_text("<!doctype html><p>bên trong", encoding="utf-8")
    page = tmp_path / "not_alone.html"
    page.write_text(
        '<!doctype html><link rel="stylesheet" href="style.css"><iframe src="inside.html"></iframe>', encoding="utf-8"
    )
    asked = sorted(address.rpartition("/")[2] for address in open_page(page).foreign_requests)
    assert asked == ["inside.html", "style.css"]


def test_a_page_by_itself_asks_nobody(open_page: OpenPage, tmp_path: Path) -> None:
    page = tmp_path / "offline.html"
    page.write_text(
        '<!doctype html><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>xin chào', encoding="utf-8"
    )
    visit = open_page(page)
    assert visit.page.inner_text("p") == "xin chào"
    assert (visit.foreign_requests, visit.errors) == ([], [])


def test_an_error_of_a_script_is_caught(open_page: OpenPage, tmp_path: Path) -> None:
    page = tmp_path / "broken.html"
    page.write_text("<!doctype html><script>throw new Error('hỏng')</script>", encoding="utf-8")
    assert open_page(page).errors == ["hỏng"]
