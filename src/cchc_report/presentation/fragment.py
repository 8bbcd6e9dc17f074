"""Pieces of HTML that a notebook can show, and the only place where text becomes HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from IPython.display import display


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
        return {"text/html": self.html, "text/plain": self.text or "…", **self.data}


def escape(text: object) -> str:
    """Return text as HTML, safe in content and in quoted attributes."""
    return html.escape(str(text), quote=True)


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
