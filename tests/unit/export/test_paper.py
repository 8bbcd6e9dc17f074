"""The page for paper: nothing of the screen, a list of contents where the report is long, links that say where to."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import lxml.html
import nbformat
import pytest
from lxml.html import HtmlElement
from nbformat import NotebookNode

from cchc_report.export.page import render_page
from cchc_report.export.paper import LONGER_REPORT_CHARACTERS, render_paper
from cchc_report.params.layout import Layout
from cchc_report.presentation.document import RECORD_MIME_TYPE

SIGNATURE = '<div class="signature"><p>GIÁM ĐỐC</p></div>'
ANNEX = '<h2 class="annex" data-label="Phụ lục I. Nguồn"><span>Phụ lục I</span> <span>Nguồn</span></h2>'


def notebook(*markup: str, **layout: Any) -> NotebookNode:
    record = {
        "document": {"title": "Báo cáo <thử>", "author": "Sở Thử", "subject": "Thử"},
        "parameters": {"year_parameters": {"layout": Layout.model_validate(layout).model_dump(mode="json")}},
    }
    cell = nbformat.v4.new_code_cell("show(…)")
    data: list[dict[str, Any]] = [{RECORD_MIME_TYPE: record}, *({"text/html": each} for each in markup)]
    cell.outputs = [nbformat.v4.new_output("display_data", data=each) for each in data]
    made: NotebookNode = nbformat.v4.new_notebook(cells=[cell])
    return made


def page(*markup: str, **layout: Any) -> HtmlElement:
    return lxml.html.document_fromstring(render_paper(notebook(*markup, **layout)).html)


def test_a_letter_without_a_shape_is_spelled_out_in_the_list_of_contents_too(executed_sample: NotebookNode) -> None:
    notebook = deepcopy(executed_sample)
    notebook.cells.append(nbformat.v4.new_markdown_cell("## VII. Mục \ue000 lạ"))
    html = render_paper(notebook).html
    assert "\ue000" not in html
    assert html.count("Mục [U+E000] lạ") == 2


def test_it_says_who_it_is_in_which_language() -> None:
    root = page("<p>a</p>")
    assert root.get("lang") == "vi"
    assert root.findtext(".//title") == "Báo cáo <thử>"
    assert root.xpath("string(//meta[@name='author']/@content)") == "Sở Thử"


def test_what_only_a_screen_can_show_is_left_out() -> None:
    root = page('<dl class="strip screen-only"><dt>624</dt></dl><p>Chữ</p><details class="chart-data">bảng</details>')
    assert " ".join(root.find(".//main").text_content().split()) == "Chữ"
    assert root.xpath("//nav | //script") == []


@pytest.mark.parametrize(("characters", "there"), [(LONGER_REPORT_CHARACTERS, True), (1000, False)])
def test_longer_reports_have_a_list_of_contents(characters: int, there: bool) -> None:
    root = page("<h2>I. Một</h2>", f"<p>{'a' * characters}</p>")
    assert bool(root.xpath("//*[@class='contents-list']")) is there


@pytest.mark.parametrize(("wish", "characters", "there"), [("always", 10, True), ("never", 90_000, False)])
def test_an_analyst_may_decide(wish: str, characters: int, there: bool) -> None:
    root = page("<h2>I. Một</h2>", f"<p>{'a' * characters}</p>", contents_list=wish)
    assert bool(root.xpath("//*[@class='contents-list']")) is there


def test_it_lists_every_heading_between_signature_and_annexes() -> None:
    root = page("<h2>I. Một</h2><h3>1. Hai</h3>", SIGNATURE, ANNEX, contents_list="always")
    order = [element.get("class") for element in root.xpath("//main/*[@class]")]
    assert order == ["signature", "contents-list", "annex"]
    entries = root.xpath("//*[@class='contents-list']//a")
    assert [entry.text for entry in entries] == ["I. Một", "1. Hai", "Phụ lục I. Nguồn"]
    anchors = {f"#{anchor}" for anchor in root.xpath("//h2/@id | //h3/@id")}
    assert {entry.get("href") for entry in entries} <= anchors


def test_without_signature_it_stands_at_the_end() -> None:
    root = page("<h2>I. Một</h2>", contents_list="always")
    assert root.find(".//main")[-1].get("class") == "contents-list"


def test_a_link_to_what_is_not_there_is_text() -> None:
    root = page('<p><a class="figure" href="#nguon-a.b">07</a> <a href="#muc-i-mot">mục I</a></p>', "<h2>I. Một</h2>")
    assert [link.get("href") for link in root.xpath("//a")] == [None, "#muc-i-mot"]


def test_links_say_what_they_lead_to() -> None:
    rows = (
        "<table><tr id='nguon-a.b'><th>Hồ sơ &lt;tiếp nhận&gt;</th><td>07</td></tr>"
        "<tr id='tai-lieu-TL-01'><th>TL-01</th></tr><tr id='diem-1.1'><td></td><td>Rà soát</td></tr>"
        "<tr id='can-cu-kiem-tra-3'><th>3</th></tr><tr id='ket-qua-kiem-tra-3'><th>3</th></tr>"
        "<tr id='tep-dossiers'><th>Hồ sơ</th></tr></table>"
    )
    texts = render_paper(notebook("<h2>I. Một</h2>", rows)).link_texts
    assert texts == {
        "muc-i-mot": "Mục: I. Một",
        "nguon-a.b": "Nguồn số liệu: Hồ sơ <tiếp nhận>",
        "tai-lieu-TL-01": "Tài liệu: TL-01",
        "diem-1.1": "Tiêu chí: Rà soát",
        "can-cu-kiem-tra-3": "Nguồn của kết quả kiểm tra: 3",
        "ket-qua-kiem-tra-3": "Kết quả kiểm tra: 3",
        "tep-dossiers": "Tệp dữ liệu: Hồ sơ",
    }


def test_a_long_text_of_a_link_is_cut() -> None:
    texts = render_paper(notebook(f"<h2>{'dài ' * 100}</h2>")).link_texts
    (text,) = texts.values()
    assert text.startswith("Mục: dài dài")
    assert text.endswith("…")
    assert len(text) < 130


def test_sizes_and_margins_reach_paper_and_screen_alike() -> None:
    asked = notebook("<p>a</p>", body_size_pt=13, margin_left_mm=35, line_spacing=1.5, page_number_size_pt=14)
    for markup in (render_paper(asked).html, render_page(asked)):
        assert "--body-size: 13pt;" in markup
        assert "margin: 20mm 15mm 20mm 35mm;" in markup
        assert "--line-height: 1.724;" in markup
        assert re.search(r"@top-center \{ font-size: 14pt; \}", markup)
