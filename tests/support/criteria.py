"""Small criteria sets and score sheets for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from cchc_report.errors import ParamsError, Problem
from cchc_report.measures import Count, Measure, Measures, Ratio, Unavailable
from cchc_report.scoring.criteria import CriteriaSet
from cchc_report.scoring.loading import read_criteria
from cchc_report.scoring.readings import Answer, Worked
from cchc_report.scoring.registry import RuleCall, all_rules
from cchc_report.scoring.score import score_sheet
from cchc_report.scoring.sheet import ScoreSheet
from support.registers import make_registers

Tree = Mapping[str, Any]


def ask(name: str, reading: Any, maximum: int | str, **parameters: Any) -> Answer:
    """Return a rule's answer, its parameters read as from a criteria file."""
    rule = all_rules()[name]
    call = RuleCall(rule, rule.parameters.model_validate({"name": name, **parameters}))
    return call.answer(reading, Fraction(maximum))


def points(name: str, reading: Any, maximum: int | str, **parameters: Any) -> Fraction:
    """Return the exact points that a rule gives."""
    answer = ask(name, reading, maximum, **parameters)
    assert isinstance(answer, Worked)
    return answer.points


def leaf(code: str, maximum: Any, rule: Any = "survey", **others: Any) -> Tree:
    """Return a leaf as a file writes it; a survey unless told otherwise, for that reads nothing."""
    return {"code": code, "title": f"Tiêu chí {code}", "maximum": maximum, "rule": rule, **others}


def group(code: str, maximum: Any, *items: Tree) -> Tree:
    """Return a node with children."""
    return {"code": code, "title": f"Nhóm {code}", "maximum": maximum, "items": list(items)}


def tree(*items: Tree, **others: Any) -> dict[str, Any]:
    """Return a criteria set of these domains as a file writes it, its totals and counts right unless given."""
    levels: list[int] = [0, 0, 0, 0]
    leaves = _count(items, levels, 0)
    declared = dict(zip(("domains", "criteria", "sub_criteria"), levels, strict=False)) | {"leaves": leaves}
    return {
        "id": "thu",
        "title": "Bộ thử",
        "decision": None,
        "status": "illustrative",
        "valid_years": {"from": 2020, "to": 2020},
        "maximum": sum(item["maximum"] for item in items if isinstance(item["maximum"], int)),
        "declares": declared,
        "items": list(items),
    } | others


def read(folder: Path, content: dict[str, Any]) -> CriteriaSet:
    """Write a set as `thu.yaml` and read it."""
    path = folder / "thu.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return read_criteria(path, "params/criteria/thu.yaml")


def problems(folder: Path, content: dict[str, Any]) -> list[Problem]:
    """Return what is wrong with a set."""
    try:
        read(folder, content)
    except ParamsError as error:
        return list(error.problems)
    return []


def measures(**figures: int | tuple[int, int] | None) -> Measures:
    """Return measures by id (with `__` for points): a count, a ratio as numerator and denominator, or no figure."""
    return Measures(_measure(name.replace("__", "."), figure) for name, figure in figures.items())


def sheet(criteria: CriteriaSet, figures: Measures, **rows: Any) -> ScoreSheet:
    """Return the score sheet of a set with these measures and rows of registers."""
    return score_sheet(criteria, figures, make_registers(**rows))


def built(*items: Tree, **others: Any) -> CriteriaSet:
    """Return a set from its tree without a file, and without the checks that a file goes through."""
    return CriteriaSet.model_validate(tree(*items, **others))


def _measure(id_: str, figure: int | tuple[int, int] | None) -> Measure:
    if figure is None:
        return Unavailable(id_, "số liệu thử", "không có cột")
    if isinstance(figure, tuple):
        return Ratio(id_, "tỷ lệ thử", *figure, definition="…", population="…")
    return Count(id_, "số thử", figure, "việc", "…")


def _count(items: Iterable[Tree], levels: list[int], depth: int) -> int:
    leaves = 0
    for item in items:
        levels[min(depth, 3)] += 1
        below = item.get("items", ())
        leaves += _count(below, levels, depth + 1) if below else 1
    return leaves
