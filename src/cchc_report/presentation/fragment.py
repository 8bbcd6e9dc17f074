"""Pieces of HTML that a notebook can show, and the only place where text becomes HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from IPython.display import display

SHELL = "report-piece"
"""Class of the element around a fragment in a notebook. Its other classes tell JupyterLab that nobody's dollar signs in
it are mathematics."""

_LONG_WORD = re.compile(r"\S{41,}")
_PART = re.compile(r"\S{1,24}(?:(?!\w)\S)*")
"""Letters up to a place before another letter: never between a letter and its marks."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of the document.

    Attributes:
        html: Its markup; text inside is already escaped.
        text: What it says, for a reader without HTML.
        data: Further MIME types that travel with it in the notebook.
    """

    html: str
    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shell = element("div", self.html, class_=f"{SHELL} tex2jax_ignore mathjax_ignore")
        return {"text/html": shell, "text/plain": self.text or "…", **self.data}


def escape(text: object) -> str:
    """Return text as HTML, safe in content and in quoted attributes."""
    return html.escape(str(text), quote=True)


def breakable(text: str) -> str:
    """Return text as HTML in which a very long word may be parted, so that it stays on the page.

    A zero-width space, not `<wbr>`: libxml2 takes that for an element that contains what follows, and drops what is
    nested 256 deep.

    Example:
        >>> breakable("x" * 50).count("\u200b")
        2
    """
    parts: list[str] = []
    end = 0
    for word in _LONG_WORD.finditer(text):
        parts += [escape(text[end : word.start()]), "\u200b".join(map(escape, _PART.findall(word.group())))]
        end = word.end()
    return "".join([*parts, escape(text[end:])])


def element(tag: str, content: str, **attributes: str | int | None) -> str:
    """Return `<tag …>content</tag>`; `content` is markup, attribute values are escaped, `None` leaves one out.

    A trailing underscore is dropped and other underscores become hyphens: `class_`, `data_measure`.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{content}</{tag}>"


def landscape(*pieces: Fragment | None) -> Fragment:
    """Return fragments that share landscape pages of their own on paper; on screen they stand in the text."""
    fragments = [piece for piece in pieces if piece is not None]
    data: dict[str, Any] = {}
    for fragment in fragments:
        data |= fragment.data
    markup = "\n".join(fragment.html for fragment in fragments)
    return Fragment(element("div", markup, class_="landscape"), "\n".join(f.text for f in fragments), data)


def show(*fragments: Fragment | None) -> None:
    """Display fragments in order; `None` (a sentence that does not apply) is passed over."""
    for fragment in fragments:
        if fragment is not None:
            display(fragment)  # type: ignore[no-untyped-call]  # IPython ships no types for it
