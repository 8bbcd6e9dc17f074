"""What becomes of a notebook's shown pieces on their way into the page: one tree, changed step by step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from cchc_report.errors import NotebookError, Problem, Text, shortened
from cchc_report.presentation.lookup.dossier_lists import STYLE_NAME
from cchc_report.vietnamese_letters import without_signs

_HEADINGS = ("h2", "h3")
_NOT_ON_PAPER = "screen-only", "chart-data"
_DECLARATIONS = re.compile(r"[\w\s:;%.,#()-]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents list."""

    level: int
    text: str
    anchor: str


def take_rules(root: HtmlElement) -> str:
    """Remove every style element and return the rules of those that the page needs.

    The others say how the pieces look inside a notebook; the page brings its own style sheet.
    """
    rules = []
    for style in list(root.iter("style")):
        if STYLE_NAME in style.classes:
            rules.append(style.text or "")
        style.drop_tree()
    return "\n".join(rules)


def take_declarations(root: HtmlElement) -> str:
    """Replace style attributes, which the page's security policy refuses, by classes and return the classes' rules.

    A declaration with anything but names, numbers and plain punctuation is dropped.
    """
    names: dict[str, str] = {}
    for element in root.xpath(".//*[@style]"):
        declarations = element.attrib.pop("style")
        if _DECLARATIONS.fullmatch(declarations):
            element.classes.add(names.setdefault(declarations, f"s{len(names) + 1}"))
    return "\n".join(f".{name} {{ {declarations} }}" for declarations, name in names.items())


def drop_what_paper_never_shows(root: HtmlElement) -> None:
    """Remove what only a screen shows, so that the typesetter has nothing to do with it."""
    for element in list(root.iter()):
        if isinstance(element, HtmlElement) and any(name in element.classes for name in _NOT_ON_PAPER):
            element.drop_tree()


def require_known_headings(root: HtmlElement) -> None:
    """Refuse headings of other levels than a report has: a reader who does not see the page would lose the way.

    Raises:
        NotebookError: A heading of the notebook is neither a part (`##`) nor, inside a part, a section (`###`).
    """
    in_part = False
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(element.tag[1])
        if level == 1 and element.xpath("ancestor::header"):
            continue  # the title of the document
        if level not in {2, 3} or (level == 3 and not in_part):  # noqa: PLR2004  # as in the tags' names
            raise NotebookError(_unknown_heading(shortened(element.text_content()), "#" * level))
        in_part = True


def _unknown_heading(text: str, signs: str) -> Problem:
    return Problem(
        "notebook.heading-level",
        Text(
            vi=f'tên mục "{text}" có {signs} ở đầu: báo cáo chỉ có phần (##) và, trong phần, mục (###)',
            en=f'the heading "{text}" begins with {signs}: a report has parts (##) and, inside these, sections (###)',
        ),
        Text(
            vi="sửa dấu # ở đầu ô chữ đó của sổ tay, rồi chạy lại",
            en="mend the # signs of that cell of the notebook, then run it again",
        ),
    )


def anchor_headings(root: HtmlElement) -> tuple[Heading, ...]:
    """Give every heading an id, where it has none, and return the contents list."""
    taken = {str(id_) for id_ in root.xpath(".//@id")}
    return tuple(_anchored(root, taken))


def unlink_dead_references(root: HtmlElement) -> None:
    """Turn links into plain text where the part of the report that they lead to was left out."""
    ids = {str(id_) for id_ in root.xpath(".//@id")}
    for link in root.xpath(".//a[starts-with(@href, '#')]"):
        if link.get("href")[1:] not in ids:
            del link.attrib["href"]


def _anchored(root: HtmlElement, taken: set[str]) -> Iterator[Heading]:
    for element in root.iter(*_HEADINGS):
        text = element.get("data-label") or " ".join(element.text_content().split())
        anchor = element.get("id")
        if anchor is None:
            anchor = _anchor(text)
            while anchor in taken:
                anchor += "-2"
            taken.add(anchor)
            element.set("id", anchor)
        yield Heading(int(element.tag[1]), text, anchor)


def _anchor(text: str) -> str:
    return "muc-" + re.sub(r"[^a-z0-9]+", "-", without_signs(text.lower())).strip("-")
