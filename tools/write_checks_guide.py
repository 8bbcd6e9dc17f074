"""Write the tables of `docs/checks.md` from the catalogue of checks.

The prose of the guide is written by hand; what stands between `<!-- table: … -->` and `<!-- end -->` is written here.
Run `python tools/write_checks_guide.py` after a change of a rule; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from cchc_report.checks import CATALOGUE, Rule, Severity

REPOSITORY = Path(__file__).resolve().parent.parent
GUIDE = REPOSITORY / "docs" / "checks.md"

SEVERITIES: dict[Severity, str] = {"error": "lỗi", "warning": "cảnh báo", "note": "ghi chú"}

_TABLE = re.compile(r"(<!-- table: checks (?P<group>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def written_guide(text: str) -> str:
    """Return the guide's text with every table written anew.

    Raises:
        ValueError: The guide has a table of a group without a rule, or no table of a group that has rules.
    """
    asked, known = {m["group"] for m in _TABLE.finditer(text)}, {group_of(rule) for rule in CATALOGUE}
    if asked != known:
        message = f"the guide's tables and the groups of the catalogue differ: {sorted(asked ^ known)}"
        raise ValueError(message)
    return _TABLE.sub(lambda m: f"{m[1]}\n{table(r for r in CATALOGUE if group_of(r) == m['group'])}\n{m[3]}", text)


def group_of(rule: Rule) -> str:
    """Return the group of a rule: what its id begins with."""
    return rule.id.split(".")[0]


def table(rules: Iterable[Rule]) -> str:
    """Return the table of some rules."""
    rows = ((f"`{r.id}`", SEVERITIES[r.severity], r.title.vi, r.why.vi, r.remedy.vi) for r in rules)
    lines = [("Mã", "Mức độ", "Phát hiện", "Vì sao kiểm tra", "Việc cần làm"), ("---",) * 5, *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    GUIDE.write_text(written_guide(GUIDE.read_text("utf-8")), "utf-8")
    print(f"wrote {GUIDE.relative_to(REPOSITORY)}")
