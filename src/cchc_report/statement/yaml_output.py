"""Write a statement as a YAML file that reads back as the same statement."""

from __future__ import annotations

from typing import Any

import yaml

from cchc_report.statement.model import Statement
from cchc_report.statement.vocabulary import meaning_of


def yaml_of(statement: Statement) -> str:
    """Return the text of a YAML file (format: docs/statement.md)."""
    period = {name: day for name, day in (("from", statement.start), ("to", statement.end)) if day is not None}
    # Names that look like misspelt known ones are read back only from the group `other`.
    own = {key: value for key, value in statement.counts.items() if not meaning_of(key).known}
    counts: dict[str, Any] = {key: value for key, value in statement.counts.items() if key not in own}
    content: dict[str, Any] = {
        "source": statement.source,
        **({"period": period} if period else {}),
        "counts": {**counts, **({"other": own} if own else {})},
    }
    if statement.percentages:
        content["percentages"] = [
            {
                "text": each.text,
                "claim": each.claim or "unstated",
                "of": " + ".join(each.of) if each.of else "unstated",
            }
            for each in statement.percentages
        ]
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
