"""From an executed notebook to one HTML page that needs nothing else: text, figures, contents list, stylesheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files

import lxml.html
import mistune
from jinja2 import Environment, StrictUndefined
from lxml.html import HtmlElement
from markupsafe import Markup
from nbformat import NotebookNode

from cchc_report.export.record import read_report_record
from cchc_report.presentation.fragment import SHELL

ANALYST_TAG = "analyst"
"""Cells with this tag speak to the analyst and are not part of the report."""

_HEADINGS = ("h2", "h3")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents list."""

    level: int
    text: str
    anchor: str


def render_page(notebook: NotebookNode) -> str:
    """Return the notebook as a complete HTML page: code hidden, prose, tables and charts in the order of the notebook.

    Args:
        notebook: An executed notebook that carries its report record.

    Raises:
        NotebookError: The notebook carries no record.
    """
    record = read_report_record(notebook)
    root = lxml.html.fragment_fromstring("\n".join(_shown(notebook)), create_parent="main")
    for shell in root.find_class(SHELL):
        shell.drop_tag()
    for style in list(root.iter("style")):
        style.drop_tree()  # how the pieces look inside a notebook; the page brings its own stylesheet
    headings = list(_anchored_headings(root))
    assets = files("cchc_report.export") / "assets"
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string((assets / "page.html.j2").read_text("utf-8"))
    return template.render(
        document=record["document"],
        headings=headings,
        body=Markup(_inner_html(root)),  # noqa: S704  # every text in it was escaped where it became HTML
        stylesheet=Markup((assets / "report.css").read_text("utf-8")),  # noqa: S704  # our own file
        version=version("cchc-report"),
    )


def _shown(notebook: NotebookNode) -> Iterator[str]:
    to_html = mistune.create_markdown(escape=True)
    for cell in notebook.cells:
        if ANALYST_TAG in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            yield str(to_html(cell.source))
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                yield data["text/html"]
            elif "text/markdown" in data:
                yield str(to_html(data["text/markdown"]))


def _anchored_headings(root: HtmlElement) -> Iterator[Heading]:
    taken: set[str] = set()
    for element in root.iter(*_HEADINGS):
        text = " ".join(element.text_content().split())
        anchor = _anchor(text)
        while anchor in taken:
            anchor += "-2"
        taken.add(anchor)
        element.set("id", anchor)
        yield Heading(int(element.tag[1]), text, anchor)


def _anchor(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "muc-" + re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def _inner_html(root: HtmlElement) -> str:
    first = root.text or ""
    return first + "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
