"""From an executed notebook to one HTML page that needs nothing else: text, figures, contents list, style, script."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from typing import Literal, TypeAlias

import lxml.html
import mistune
from jinja2 import Environment, StrictUndefined
from lxml.html import HtmlElement
from markupsafe import Markup
from nbformat import NotebookNode

from cchc_report.export.body import (
    anchor_headings,
    drop_what_paper_never_shows,
    take_declarations,
    take_rules,
    unlink_dead_references,
)
from cchc_report.export.record import read_report_record
from cchc_report.export.security_policy import content_security_policy

ANALYST_TAG = "analyst"
"""Cells with this tag speak to the analyst and are not part of the report."""

Medium: TypeAlias = Literal["screen", "paper"]
"""`screen`: the page that a browser opens, and prints in the paper's form; `paper`: what the typesetter needs of it."""


def render_page(notebook: NotebookNode, *, medium: Medium = "screen") -> str:
    """Return the notebook as a complete HTML page: code hidden, prose, tables and charts in the order of the notebook.

    Args:
        notebook: An executed notebook that carries its report record.
        medium: What the page is for.

    Raises:
        NotebookError: The notebook carries no record.
    """
    record = read_report_record(notebook)
    root = lxml.html.fragment_fromstring("\n".join(_shown(notebook)), create_parent="main")
    rules = take_rules(root)
    if medium == "paper":
        drop_what_paper_never_shows(root)
    unlink_dead_references(root)
    headings = anchor_headings(root)
    on_screen = medium == "screen"
    sheets = [_asset("report.css"), *([_asset("screen.css"), rules] if on_screen else []), take_declarations(root)]
    stylesheet = "\n".join(sheets)
    script = _asset("report.js") if on_screen else None
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("page.html.j2")).render(
        document=record["document"],
        headings=headings if on_screen else (),
        body=Markup(_inner_html(root)),  # noqa: S704  # every text in it was escaped where it became HTML
        stylesheet=Markup(stylesheet),  # noqa: S704  # our own files, and rules without a character that ends them
        script=None if script is None else Markup(script),  # noqa: S704  # our own file
        policy=content_security_policy(stylesheet=stylesheet, script=script, data_images=True),
        version=version("cchc-report"),
    )


def _asset(name: str) -> str:
    return (files("cchc_report.export") / "assets" / name).read_text("utf-8")


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


def _inner_html(root: HtmlElement) -> str:
    first = root.text or ""
    return first + "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
