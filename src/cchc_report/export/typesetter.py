"""WeasyPrint as this package uses it. Importing this module loads Pango, which a machine may lack."""

from __future__ import annotations

from functools import cache
from typing import Any

import tinycss2
import weasyprint
from weasyprint.html import UA, UA_COUNTER_STYLE
from weasyprint.urls import URLFetcher

_OF_NOTES = frozenset({"::footnote-call", "::footnote-marker", "::note-call", "::note-marker", "::note-callback"})
"""What WeasyPrint's own stylesheet says of notes, for every element there is: reports have none."""
_OF_MARKERS = "::marker"
"""It says this of every element too; only items of lists have markers."""


class PaperDocument(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint ships no types
    """A page for the typesetter: it fetches nothing, and its elements carry no styles of notes that do not exist.

    The typesetter computes a style of its own for each pseudo-element that a rule names: of seven styles of an
    element, six were never used. Without them each page needs a third less memory; the bytes stay the same.

    Args:
        html: The page.
    """

    def __init__(self, html: str) -> None:
        fetcher = URLFetcher(allowed_protocols=("data",))
        super().__init__(string=html, url_fetcher=fetcher, base_url="about:blank", media_type="print")

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002  # WeasyPrint's own signature
        return [_stylesheet()]


@cache
def _stylesheet() -> Any:
    """Return WeasyPrint's stylesheet for HTML without the rules of notes, and with markers for items of lists alone."""
    rules = []
    for rule in tinycss2.parse_stylesheet(UA, skip_comments=True, skip_whitespace=True):
        selector = tinycss2.serialize(rule.prelude).strip() if rule.type == "qualified-rule" else ""
        if selector not in _OF_NOTES:
            rules.append(("li" if selector == _OF_MARKERS else "") + rule.serialize())
    return weasyprint.CSS(string="\n".join(rules), counter_style=UA_COUNTER_STYLE)
