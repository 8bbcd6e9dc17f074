"""Write the tables of `docs/criteria.md` from the rules, the measures and the findings, and the schema beside it.

The prose of the guide is written by hand; what stands between `<!-- table: … -->` and `<!-- end -->` is written here.
Run `python tools/write_criteria_guide.py` after a change of rules, criteria models or measures; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from cchc_report.measures import VIEW_NAMES, Count, Measure, Unavailable
from cchc_report.scoring.criteria import CriteriaSet, Node
from cchc_report.scoring.findings import SCORE_RULES
from cchc_report.scoring.json_schema import criteria_schema_text
from cchc_report.scoring.known_measures import known_measures
from cchc_report.scoring.registry import all_rules

REPOSITORY = Path(__file__).resolve().parent.parent
GUIDE = REPOSITORY / "docs" / "criteria.md"
SCHEMA = REPOSITORY / "docs" / "criteria.schema.json"

SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "note": "ghi chú"}

_TABLE = re.compile(r"(<!-- table: (?P<kind>\w+)(?: (?P<name>\w+))? -->\n).*?(<!-- end -->)", re.DOTALL)


def written_guide(text: str) -> str:
    """Return the guide's text with every table written anew.

    Raises:
        KeyError: The guide asks for a table of an unknown kind or rule.
    """
    return _TABLE.sub(lambda m: f"{m[1]}\n{_written(m['kind'], m['name'])}\n{m[4]}", text)


def _written(kind: str, name: str | None) -> str:
    if kind == "rule":
        return rule_table(str(name))
    return {"set": set_table, "node": node_table, "measures": measures_table, "findings": findings_table}[kind]()


def set_table() -> str:
    """Return the table of the keys of a set."""
    return _keys(CriteriaSet)


def node_table() -> str:
    """Return the table of the keys of a domain, criterion or sub-criterion."""
    return _keys(Node)


def rule_table(name: str) -> str:
    """Return the table of a rule's parameters."""
    fields = all_rules()[name].parameters.model_fields.items()
    rows = [(f"`{key}`", _demand(f.is_required()), str(f.description)) for key, f in fields if key != "name"]
    return _table(("Tham số", "Bắt buộc", "Nghĩa"), rows) if rows else "Không có tham số.\n"


def measures_table() -> str:
    """Return the table of the measures that a criterion may read."""
    rows = ((f"`{id_}`", m.label, _kind(m), _view(m)) for id_, m in known_measures().items())
    return _table(("Mã số liệu", "Nội dung", "Loại", "Góc nhìn"), rows)


def findings_table() -> str:
    """Return the table of what scoring finds."""
    rows = ((f"`{r.id}`", SEVERITIES[r.severity], r.title.vi, r.why.vi, r.remedy.vi) for r in SCORE_RULES)
    return _table(("Mã", "Mức", "Phát hiện", "Vì sao quan trọng", "Việc cần làm"), rows)


def _keys(model: type[CriteriaSet | Node]) -> str:
    fields = model.model_fields.items()
    return _table(
        ("Khóa", "Bắt buộc", "Nghĩa"), ((f"`{key}`", _demand(f.is_required()), str(f.description)) for key, f in fields)
    )


def _demand(required: bool) -> str:
    return "có" if required else ""


def _kind(measure: Measure) -> str:
    return f"số đếm ({measure.unit})" if isinstance(measure, Count) else "tỷ lệ"


def _view(measure: Measure) -> str:
    if isinstance(measure, Unavailable) or measure.view is None:
        return ""
    return f"`{measure.view}` ({VIEW_NAMES[measure.view]})"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    GUIDE.write_text(written_guide(GUIDE.read_text("utf-8")), "utf-8")
    SCHEMA.write_text(criteria_schema_text(), "utf-8")
    print(f"wrote {GUIDE.relative_to(REPOSITORY)} and {SCHEMA.relative_to(REPOSITORY)}")
