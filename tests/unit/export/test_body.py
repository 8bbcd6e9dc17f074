"""From the pieces that a notebook shows to the body of a page."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement

from cchc_report.errors import NotebookError
from cchc_report.export.body import (
    Heading,
    anchor_headings,
    drop_what_paper_never_shows,
    require_known_headings,
    take_declarations,
    take_rules,
    unlink_dead_references,
)


def body(markup: str) -> HtmlElement:
    return lxml.html.fragment_fromstring(markup, create_parent="main")


def inner(root: HtmlElement) -> str:
    return lxml.html.tostring(root, encoding="unicode").removeprefix("<main>").removesuffix("</main>")


def test_rules_of_lists_are_kept_and_styles_of_notebooks_are_not() -> None:
    root = body('<style>p { color: red }</style><p>a</p><style class="dossier-lists">#ds-1 { }</style> b')
    assert take_rules(root) == "#ds-1 { }"
    assert inner(root) == "<p>a</p> b"


def test_declarations_become_classes() -> None:
    root = body('<table><col style="width: 25%"><col class="x" style="width: 12.5%"><col style="width: 25%"></table>')
    assert take_declarations(root) == ".s1 { width: 25% }\n.s2 { width: 12.5% }"
    assert [col.get("class") for col in root.iter("col")] == ["s1", "x s2", "s1"]
    assert not root.xpath(".//@style")


@pytest.mark.parametrize(
    "hostile", ["} body { display: none", "a: b</style><script>", "background: url('x')", "a: \\65"]
)
def test_a_declaration_cannot_end_the_style_sheet(hostile: str) -> None:
    root = body("<p>a</p>")
    root[0].set("style", hostile)
    assert take_declarations(root) == ""
    assert inner(root) == "<p>a</p>"


def test_paper_carries_nothing_that_only_a_screen_shows() -> None:
    root = body(
        '<p>a<span class="screen-only x"> b</span> c</p><details class="chart-data">d</details><!-- e --><p>f</p>'
    )
    drop_what_paper_never_shows(root)
    assert inner(root) == "<p>a c</p><!-- e --><p>f</p>"


def test_headings_get_addresses_of_their_own() -> None:
    root = body(
        '<h2>I. Rà  soát, đánh giá</h2><p id="muc-1-tiep-nhan">x</p><h3>1. Tiếp nhận</h3><h3>1. Tiếp nhận</h3>'
        '<h2 class="annex" id="ket-qua" data-label="Phụ lục I. Kết quả">'
        "<span>Phụ lục I</span> <span>Kết quả</span></h2>"
    )
    assert anchor_headings(root) == (
        Heading(2, "I. Rà soát, đánh giá", "muc-i-ra-soat-danh-gia"),
        Heading(3, "1. Tiếp nhận", "muc-1-tiep-nhan-2"),
        Heading(3, "1. Tiếp nhận", "muc-1-tiep-nhan-2-2"),
        Heading(2, "Phụ lục I. Kết quả", "ket-qua"),
    )
    ids = root.xpath(".//@id")
    assert len(ids) == len(set(ids)) == 5


def test_a_link_to_what_was_left_out_is_text() -> None:
    root = body(
        '<a href="#co">1</a><a href="#khong">2</a><a href="#diem-1.2">3</a><p id="co"></p><p id="diem-1.2"></p>'
    )
    unlink_dead_references(root)
    assert [link.get("href") for link in root.iter("a")] == ["#co", None, "#diem-1.2"]


@pytest.mark.parametrize(
    "html",
    ["<h2>I</h2><h3>1</h3><h3>2</h3><h2>II</h2>", "<header><h1>Báo cáo</h1></header><h2>I</h2>", "<p>không có mục</p>"],
)
def test_parts_and_sections_are_the_headings_of_a_report(html: str) -> None:
    require_known_headings(lxml.html.fragment_fromstring(html, create_parent="main"))


@pytest.mark.parametrize(
    ("html", "signs"),
    [
        ("<h2>I</h2><h5>Mục <b>lạ</b></h5>", "#####"),
        ("<h3>Mục lạ</h3><h2>I</h2>", "###"),
        ("<h2>I</h2><h1>Mục lạ</h1>", "#"),
    ],
)
def test_other_headings_are_refused(html: str, signs: str) -> None:
    with pytest.raises(NotebookError) as refused:
        require_known_headings(lxml.html.fragment_fromstring(html, create_parent="main"))
    assert f'tên mục "Mục lạ" có {signs} ở đầu: ' in refused.value.lines("vi")[0]
