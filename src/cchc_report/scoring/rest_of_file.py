"""A criteria file without its wrong parts: what the rest disagrees on is told together with them, not one run later."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from cchc_report.params.yaml_text import KeyPath
from cchc_report.scoring.criteria import CriteriaSet

_HARMLESS_HEAD: dict[str, Any] = {
    "id": "rest",
    "title": "…",
    "decision": None,
    "status": "illustrative",
    "valid_years": {"from": 2000},
    "rounding": {},
}
"""What stands in for a wrong key of the head, so that nothing more is found about it."""

_TREE_KEYS = ("code", "maximum", "items")
"""Keys of a node without which sums, counts and codes say nothing."""


def rest_of_file(value: Any, error: ValidationError) -> CriteriaSet | None:
    """Return the set that remains where wrong parts are taken out, or `None` where too little remains to judge.

    A leaf of which anything but its title is wrong becomes a survey, about which there is nothing to find.

    Args:
        value: What stands in the file.
        error: What is wrong with it.
    """
    rest = deepcopy(value)
    for details in error.errors(include_url=False, include_context=False):
        if not isinstance(rest, dict) or not _taken_out(
            rest, details["loc"], unknown=details["type"] == "extra_forbidden"
        ):
            return None
    try:
        return CriteriaSet.model_validate(rest)
    except ValidationError:
        return None


def _taken_out(rest: dict[str, Any], path: KeyPath, *, unknown: bool) -> bool:
    """Take one wrong part out of `rest`; return whether that was possible."""
    *above, (node, inner) = _nodes(rest, path)
    key = inner[0] if inner else None
    if not isinstance(key, str):
        return False
    if unknown and len(inner) == 1:
        node.pop(key, None)  # a survey has lost it already
    elif not above and key in _HARMLESS_HEAD:
        node[key] = _HARMLESS_HEAD[key]
    elif above and key == "title":
        node["title"] = "…"
    elif above:
        _make_survey(node)
    else:
        return False
    return True


def _make_survey(node: dict[str, Any]) -> None:
    for key in [key for key in node if key not in {*_TREE_KEYS, "title"}]:
        del node[key]
    if not node.get("items"):
        node["rule"] = "survey"


def _nodes(rest: dict[str, Any], path: KeyPath) -> Iterator[tuple[dict[str, Any], KeyPath]]:
    """Yield the set and the nodes on the way to `path`, each with what is left of the path below it."""
    node = rest
    yield node, path
    while len(path) > 1 and path[0] == "items" and isinstance(path[1], int):
        below = node["items"][path[1]]
        if not isinstance(below, dict):
            return
        node, path = below, path[2:]
        yield node, path
