"""Pieces of HTML that a notebook can show, and the only place where text becomes HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
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
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items() if value is not None
    )
    return f"<{tag}{written}>{content}</{tag}>"


def joined(fragments: Iterable[Fragment], *, wrapper_class: str) -> Fragment:
    """Return several fragments as one, in a `div` of `wrapper_class`."""
    parts = tuple(fragments)
    data: dict[str, Any] = {}
    for part in parts:
        data |= part.data
    markup = "\n".join(part.html for part in parts)
    return Fragment(element("div", markup, class_=wrapper_class), "\n".join(p.text for p in parts), data)


def show(*fragments: Fragment | None) -> None:
    """Display fragments in order; `None` (a sentence that does not apply) is passed over."""
    for fragment in fragments:
        if fragment is not None:
            display(fragment)  # type: ignore[no-untyped-call]  # IPython ships no types for it
