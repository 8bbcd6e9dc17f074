"""The commands `criteria check`, `criteria show`, `criteria schema`: is a set sound, what it says, its format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cchc_report.cli.terminal import say
from cchc_report.errors import Language, Text
from cchc_report.measures import VIEW_NAMES
from cchc_report.params.project import find_project
from cchc_report.scoring.criteria import ILLUSTRATIVE_BANNER, CriteriaSet, Node, NotApplicable
from cchc_report.scoring.json_schema import criteria_schema_text
from cchc_report.scoring.loading import find_criteria, read_criteria
from cchc_report.scoring.quantities import points_text

_INDENT = "  "


def check_file(file: Path, language: Language) -> int:
    """Validate a criteria file, say what it holds, and return the exit code.

    Raises:
        ParamsError: With every problem of the file.
    """
    criteria = read_criteria(file, file.as_posix())
    declared, maximum = criteria.declares, points_text(criteria.maximum)
    nodes = declared.domains, declared.criteria, declared.sub_criteria
    line = Text(
        vi=f"{file.as_posix()}: hợp lệ; {nodes[0]} lĩnh vực, {nodes[1]} tiêu chí, {nodes[2]} tiêu chí thành phần, "
        f"{declared.leaves} mục chấm điểm, tối đa {maximum} điểm",
        en=f"{file.as_posix()}: valid; {nodes[0]} domains, {nodes[1]} criteria, {nodes[2]} sub-criteria, "
        f"{declared.leaves} scored, {maximum} points at most",
    )
    say(line.in_language(language))
    return 0


def show_set(start: Path, set_id: str, language: Language) -> int:
    """Print a criteria set of the project as a tree, and return the exit code.

    Raises:
        ParamsError: There is no such set, or its file is wrong.
    """
    for line in tree_lines(find_criteria(find_project(start), set_id), language):
        say(line)
    return 0


def print_schema() -> int:
    """Print the JSON Schema of criteria files, and return the exit code."""
    say(criteria_schema_text().removesuffix("\n"))
    return 0


def tree_lines(criteria: CriteriaSet, language: Language) -> Iterator[str]:
    """Yield a criteria set as lines: its head, then each node with its maximum, rule and what it reads."""
    years, decision = criteria.valid_years, criteria.decision
    span = f"{years.start}–{years.end or '…'}"
    issued = f", {decision.number}, {decision.dated:%d/%m/%Y}" if decision else ""
    yield f"{criteria.title} ({criteria.id}{issued}, {span})"
    if criteria.illustrative:
        banner = Text(ILLUSTRATIVE_BANNER, "Illustrative criteria set, not official points")
        yield banner.in_language(language)
    yield ""
    placed = list(criteria.walk())
    width = max(len(_INDENT) * item.depth + len(item.node.code) for item in placed) + 2
    points = max(len(points_text(item.node.maximum)) for item in placed)
    for item in placed:
        head = f"{_INDENT * item.depth}{item.node.code}"
        yield f"{head:<{width}}{points_text(item.node.maximum):>{points}}  {item.node.title}"
        if item.node.rule is not None:
            yield f"{'':<{width + points}}  → {'; '.join(_how(item.node, language))}"
    yield ""
    total = Text(f"Tối đa: {points_text(criteria.maximum)} điểm", f"Maximum: {points_text(criteria.maximum)} points")
    yield total.in_language(language)


def _how(node: Node, language: Language) -> Iterator[str]:
    """Yield how a leaf is scored: rule, measures, view, policy, evidence."""
    yield node.call.rule.title.in_language(language)
    if node.measures:
        part, whole = _sum(node.measures), _sum(node.out_of)
        yield f"{part} / {whole}" if whole else part
    if node.view:
        yield VIEW_NAMES[node.view] if language == "vi" else node.view
    if node.not_applicable:
        yield _POLICIES[node.not_applicable].in_language(language)
    if node.evidence_required is not False:
        yield Text("cần tài liệu kiểm chứng", "evidence required").in_language(language)


def _sum(ids: tuple[str, ...]) -> str:
    return f"({' + '.join(ids)})" if len(ids) > 1 else "".join(ids)


_POLICIES: dict[NotApplicable, Text] = {
    "full": Text("không phát sinh: điểm tối đa", "nothing happened: full"),
    "zero": Text("không phát sinh: 0 điểm", "nothing happened: zero"),
    "excluded": Text("không phát sinh: loại ra, quy đổi", "nothing happened: excluded, rescaled"),
}
