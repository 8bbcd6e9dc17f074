"""From an executed notebook to one HTML page that needs nothing else: text, figures, contents list, stylesheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import Any, Literal, TypeAlias

import lxml.html
import mistune
from jinja2 import Environment, StrictUndefined
from lxml.html import HtmlElement
from markupsafe import Markup
from nbformat import NotebookNode

from cchc_report.errors import NotebookError, Problem, Text, shortened
from cchc_report.export.body import (
    Heading,
    anchor_headings,
    drop_what_paper_never_shows,
    require_known_headings,
    take_declarations,
    take_rules,
    unlink_dead_references,
)
from cchc_report.export.layout_css import layout_css, layout_of
from cchc_report.export.record import read_report_record
from cchc_report.export.security_policy import content_security_policy
from cchc_report.presentation.fragment import SHELL
from cchc_report.presentation.running_text import typed_number

ANALYST_TAG = "analyst"
"""Cells with this tag speak to the analyst and are not part of the report."""

Medium: TypeAlias = Literal["screen", "paper"]
"""`screen`: the page that a browser opens, and prints in the paper's form; `paper`: what the typesetter needs of it."""


@dataclass(frozen=True, slots=True)
class Body:
    """What an executed notebook shows a reader.

    Attributes:
        record: What the report was made from.
        root: Prose, tables and charts in the order of the notebook, below one `main` element.
        rules: Rules of style that its parts bring along, for the screen.
        headings: Its headings, each with its anchor.
    """

    record: Mapping[str, Any]
    root: HtmlElement
    rules: str
    headings: Sequence[Heading]


def read_body(notebook: NotebookNode, *, medium: Medium) -> Body:
    """Return what the notebook shows: its code is hidden, cells for the analyst are passed over.

    Args:
        notebook: An executed notebook that carries its report record.
        medium: Where it will be read.

    Raises:
        NotebookError: The notebook carries no record, or has headings of levels that a report has not, or a typed
            number in a cell of text.
    """
    record = read_report_record(notebook)
    root = lxml.html.fragment_fromstring("\n".join(_shown(notebook)), create_parent="main")
    for shell in root.find_class(SHELL):
        shell.drop_tag()
    require_known_headings(root)
    rules = take_rules(root)
    if medium == "paper":
        drop_what_paper_never_shows(root)
    headings = anchor_headings(root)
    unlink_dead_references(root)
    return Body(record, root, rules, headings)


def render_page(notebook: NotebookNode) -> str:
    """Return the notebook as a complete HTML page.

    Args:
        notebook: An executed notebook that carries its report record.

    Raises:
        NotebookError: The notebook carries no record.
    """
    body = read_body(notebook, medium="screen")
    stylesheet = "\n".join([paper_stylesheet(body), asset("screen.css"), body.rules])
    script = asset("report.js")
    return fill_template(
        "page.html.j2",
        body,
        stylesheet,
        script=Markup(script),  # noqa: S704  # our own file
        policy=content_security_policy(stylesheet=stylesheet, script=script, data_images=True),
    )


def paper_stylesheet(body: Body) -> str:
    """Return the style of the printed report: that of all reports, this one's layout, its parts' own declarations.

    The declarations are taken out of `body`.
    """
    return "\n".join([asset("report.css"), layout_css(layout_of(body.record)), take_declarations(body.root)])


def fill_template(name: str, body: Body, stylesheet: str, **more: str) -> str:
    """Return one of the templates of this package, filled.

    Args:
        name: Its file.
        body: What it shows.
        stylesheet: The page's style.
        more: What this template needs besides; it is escaped unless it is markup.
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(asset(name)).render(
        document=body.record["document"],
        headings=body.headings,
        body=Markup(_inner_html(body.root)),  # noqa: S704  # every text in it was escaped where it became HTML
        stylesheet=Markup(stylesheet),  # noqa: S704  # our own files, and rules without a character that ends them
        version=version("cchc-report"),
        **more,
    )


def asset(name: str) -> str:
    """Return the text of a file of this package."""
    return (files("cchc_report.export") / "assets" / name).read_text("utf-8")


def _shown(notebook: NotebookNode) -> Iterator[str]:
    to_html = mistune.create_markdown(escape=True)
    problems: list[Problem] = []
    for number, cell in enumerate(notebook.cells, start=1):
        if ANALYST_TAG in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            written = str(to_html(cell.source))
            problems += _typed_numbers(written, number)
            yield written
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if "text/html" in data:
                yield data["text/html"]
            elif "text/markdown" in data:
                written = str(to_html(data["text/markdown"]))
                problems += _typed_numbers(written, number)
                yield written
    if problems:
        raise NotebookError(problems)


def _typed_numbers(html: str, cell: int) -> Iterator[Problem]:
    """Yield a problem for each line of Markdown with a number of which nothing says where it comes from."""
    for line in lxml.html.fragment_fromstring(html, create_parent="div"):
        if number := typed_number(line.text_content()):
            sentence = shortened(line.text_content())
            yield Problem(
                "prose.typed-number",
                Text(
                    vi=f'ô chữ thứ {cell} của sổ tay: câu "{sentence}" có số gõ tay ({number}), không dẫn về nguồn nào',
                    en=f'cell {cell} of the notebook: "{sentence}" holds a typed number ({number}) without a source',
                ),
                Text(
                    vi='chuyển câu đó sang ô lệnh: show(paragraph(f"…")), số lấy từ report.cite(…) hoặc stated(…)',
                    en='write it in a cell of code: show(paragraph(f"…")), its number from report.cite(…) or stated(…)',
                ),
            )


def _inner_html(root: HtmlElement) -> str:
    first = root.text or ""
    return first + "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
