"""Where a criterion stands in the score table, for whatever leads there."""

from __future__ import annotations


def score_anchor(code: str) -> str:
    """Return the element id of the row of the criterion `code`."""
    return f"diem-{code}"
