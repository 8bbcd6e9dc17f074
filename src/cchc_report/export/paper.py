"""The report as it goes to paper: the same body as on screen, without what only a screen can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, H2, LI, SECTION, UL, A
from nbformat import NotebookNode

from cchc_report.export.body import Heading
from cchc_report.export.layout_css import layout_of
from cchc_report.export.letters_on_paper import spell_out_undrawable_letters
from cchc_report.export.page import fill_template, paper_stylesheet, read_body
from cchc_report.params.layout import Layout

LONGER_REPORT_CHARACTERS = 20_000
"""From about twelve pages on a reader looks for a list of contents.

Counted before the pages are set: to set them first and again with the list would double the time of long reports.
"""

_LONGEST_LINK_TEXT = 120
_KINDS: Mapping[str, str] = {
    "nguon-": "Nguồn số liệu: ",
    "can-cu-kiem-tra-": "Nguồn của kết quả kiểm tra: ",
    "ket-qua-kiem-tra-": "Kết quả kiểm tra: ",
    "tep-": "Tệp dữ liệu: ",
    "tai-lieu-": "Tài liệu: ",
    "diem-": "Tiêu chí: ",
    "tre-han-": "Hồ sơ trễ hạn: ",
    "ban-cong-khai": "Quy định của bản công khai: ",
}
"""What a link leads to, by the beginning of its anchor; any other anchor is that of a heading."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The report for the typesetter.

    Attributes:
        html: The page; it refers to nothing outside.
        link_texts: For each anchor, what a link to it says to a reader who does not see the page.
    """

    html: str
    link_texts: Mapping[str, str]


def render_paper(notebook: NotebookNode) -> Paper:
    """Return the notebook as the typesetter takes it.

    Args:
        notebook: An executed notebook that carries its report record.

    Raises:
        NotebookError: The notebook carries no record.
    """
    body = read_body(notebook, medium="paper")
    layout = layout_of(body.record)
    link_texts = dict(_link_texts(body.root))
    if _wants_contents(layout, body.root):
        _place_contents(body.root, contents_list(body.headings))
    spell_out_undrawable_letters(body.root)
    _mark_places_to_part(body.root)
    return Paper(fill_template("paper.html.j2", body, paper_stylesheet(body)), link_texts)


def _mark_places_to_part(root: HtmlElement) -> None:
    """Put a zero-width space for each `<wbr>`: the parser puts what follows inside it, and no line breaks there.

    On screen the element stays: what is searched for or copied then holds no sign that nobody sees.
    """
    for place in list(root.iter("wbr")):
        place.text = f"\u200b{place.text or ''}"
        place.drop_tag()


def contents_list(headings: Iterable[Heading]) -> HtmlElement:
    """Return the list of contents; the stylesheet writes the page numbers."""
    entries = [LI(A(heading.text, href=f"#{heading.anchor}"), CLASS(f"level-{heading.level}")) for heading in headings]
    return SECTION(H2("Mục lục"), UL(*entries), CLASS("contents-list"))


def _wants_contents(layout: Layout, root: HtmlElement) -> bool:
    if layout.contents_list == "auto":
        return len(root.text_content()) >= LONGER_REPORT_CHARACTERS
    return layout.contents_list == "always"


def _place_contents(root: HtmlElement, contents: HtmlElement) -> None:
    """Put the list between signature and annexes: page 1 is the decree's, and what is signed stays in one piece."""
    signature = root.xpath("//*[@class='signature']")
    if signature:
        signature[-1].addnext(contents)
    else:
        root.append(contents)


def _link_texts(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for target in root.xpath("//*[@id]"):
        anchor = target.get("id")
        kind = next((text for start, text in _KINDS.items() if anchor.startswith(start)), "Mục: ")
        captions = "./figcaption | .//caption" if target.tag in {"figure", "div"} else "./th | ./td[normalize-space()]"
        named = target.xpath(captions)[:1] or [target]
        lines = named[0].xpath("./span[@class='line']") or named
        text = "; ".join(" ".join(line.text_content().split()) for line in lines)
        yield anchor, kind + (text if len(text) <= _LONGEST_LINK_TEXT else text[:_LONGEST_LINK_TEXT] + "…")
