"""A page from a notebook: complete on screen, bare for the typesetter."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import lxml.html
import nbformat
import pytest
from nbformat import NotebookNode

from cchc_report.errors import NotebookError
from cchc_report.export.page import render_page
from cchc_report.export.paper import render_paper
from cchc_report.export.security_policy import content_security_policy
from cchc_report.presentation.document import RECORD_MIME_TYPE

RECORD: dict[str, Any] = {
    "document": {"title": "Báo cáo <2020>", "subject": "Tự đánh giá", "author": "Sở Công Thương"},
    "parameters": {"year_parameters": {"layout": {}}},
}


def notebook(*markup: str, record: dict[str, Any] | None = None) -> NotebookNode:
    outputs = [nbformat.v4.new_output("display_data", {"text/html": html}) for html in markup]
    if record is not None:
        outputs[0].data[RECORD_MIME_TYPE] = record
    cells = [
        nbformat.v4.new_markdown_cell("Dành cho người lập", metadata={"tags": ["analyst"]}),
        nbformat.v4.new_markdown_cell("## I. Kết quả <b>"),
        nbformat.v4.new_code_cell("1 + 1", outputs=outputs),
    ]
    return nbformat.v4.new_notebook(cells=cells)


@pytest.mark.parametrize("render", [render_page, render_paper])
def test_a_number_typed_into_a_cell_of_text_is_refused(render: Any) -> None:
    written = notebook("<p>a</p>", record=RECORD)
    written.cells.append(nbformat.v4.new_markdown_cell("### 1. Kết quả năm 2020\n\nCó 12 hồ sơ trễ hạn."))
    with pytest.raises(NotebookError, match=r"số gõ tay \(12\)"):
        render(written)


PIECES = ('<table class="data"><col style="width: 40%"></table>', '<p class="screen-only">Chỉ trên màn hình</p>')


def test_the_policy_names_the_hashes_of_what_the_page_holds() -> None:
    page = render_page(notebook(*PIECES, record=RECORD))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    policy = lxml.html.fromstring(page).xpath("string(//meta[@http-equiv]/@content)")
    assert policy == content_security_policy(stylesheet=style, script=script, data_images=True)
    assert ".s1 { width: 40% }" in style
    assert "style=" not in page.partition("<body>")[2].partition("<script>")[0]


def test_contents_list_every_heading_and_the_analysts_cells_are_left_out() -> None:
    root = lxml.html.fromstring(render_page(notebook(*PIECES, record=RECORD)))
    assert root.xpath("//title/text()") == ["Báo cáo <2020>"]
    assert [nav.text_content().split() for nav in root.iter("nav")] == [
        ["Mục", "lục", "I.", "Kết", "quả", "<b>"],
        ["Mục", "lục", "I.", "Kết", "quả", "<b>"],
    ]
    assert "người lập" not in root.text_content()
    assert "1 + 1" not in root.xpath("string(//main)")


def test_for_paper_there_is_no_script_no_contents_and_nothing_of_the_screen() -> None:
    page = render_paper(notebook(*PIECES, record=RECORD)).html
    root = lxml.html.fromstring(page)
    assert not root.xpath("//script | //nav | //*[@class='skip']")
    assert "Chỉ trên màn hình" not in page
    assert "@media screen" not in page
    assert root.xpath("//main/h2/text()") == ["I. Kết quả <b>"]


def test_a_notebook_that_was_not_run_is_refused() -> None:
    with pytest.raises(NotebookError):
        render_page(notebook(*PIECES))


def test_assets_hold_nothing_that_ends_their_element() -> None:
    assets = files("cchc_report.export") / "assets"
    for name in ("report.css", "screen.css", "report.js"):
        assert "</" not in (assets / name).read_text("utf-8"), name
