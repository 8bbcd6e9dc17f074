"""A criteria set must agree with itself before it is used: sums, counts, codes, and what each leaf asks for.

Every problem names the criterion by its code and the place in the file. Nothing is guessed: a leaf that reads something
that may not happen in a year must say what it then gets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from cchc_report.checks.document_numbers import parse_document_number
from cchc_report.errors import Problem, Text
from cchc_report.measures import Measure
from cchc_report.params.yaml_text import KeyPath, YamlText
from cchc_report.scoring.criteria import LEVELS, CriteriaSet, Node, Placed, maximum_of
from cchc_report.scoring.leaf_consistency import leaf_problems
from cchc_report.scoring.quantities import points_text

_LEAF_KEYS = ("measures", "out_of", "happened", "view", "evidence_required", "not_applicable", "rounding")


def set_problems(criteria: CriteriaSet, source: YamlText, measures: Mapping[str, Measure]) -> list[Problem]:
    """Return everything in which a criteria set disagrees with itself or with the measures, in the file's order.

    Args:
        criteria: The set.
        source: The file that it was read from.
        measures: The measures that there are, by id.
    """
    problems = [
        *_head_problems(criteria, source),
        *_code_problems(criteria, source),
        *_count_problems(criteria, source),
        *(problem for placed in criteria.walk() for problem in _node_problems(placed, criteria, source, measures)),
    ]
    return sorted(problems, key=lambda problem: problem.place.row or 0)


def _head_problems(criteria: CriteriaSet, source: YamlText) -> Iterator[Problem]:
    years, decision = criteria.valid_years, criteria.decision
    if years.end is not None and years.end < years.start:
        yield _problem(
            "years",
            Text(f"năm cuối {years.end} trước năm đầu {years.start}", f"ends in {years.end}, before {years.start}"),
            Text("Sửa from hoặc to của valid_years.", "Correct from or to of valid_years."),
            source,
            ("valid_years",),
        )
    if decision is None and not criteria.illustrative:
        yield _problem(
            "decision",
            Text("bộ tiêu chí chính thức phải ghi quyết định ban hành", "an official set must name its decision"),
            Text(
                "Ghi số và ngày ở decision, hoặc đặt status: illustrative.",
                "Give number and date under decision, or write status: illustrative.",
            ),
            source,
            ("decision",),
        )
    if decision is not None and parse_document_number(decision.number) is None:
        yield _problem(
            "decision",
            Text(f'"{decision.number}" không phải số, ký hiệu văn bản', f'"{decision.number}" is no document number'),
            Text("Viết như 3069/QĐ-UBND.", "Write it like 3069/QĐ-UBND."),
            source,
            ("decision", "number"),
        )
    yield from _sum_problem(criteria.items, criteria.maximum, None, source, ("maximum",))


def _code_problems(criteria: CriteriaSet, source: YamlText) -> Iterator[Problem]:
    first: dict[str, Placed] = {}
    for placed in criteria.walk():
        code = placed.node.code
        earlier = first.setdefault(code, placed)
        if earlier is not placed:
            line = source.place((*earlier.path, "code")).row
            yield _problem(
                "duplicate-code",
                Text(f"mã {code} đã có ở dòng {line}", f"the code {code} already stands in line {line}"),
                Text("Mỗi tiêu chí một mã riêng; sửa một trong hai.", "Each criterion has its own code; change one."),
                source,
                (*placed.path, "code"),
            )
        parent = placed.above[-1].code if placed.above else None
        prefix, _, last = code.rpartition(".")
        if prefix != (parent or "") or not last:
            wanted = f"{parent}.1" if parent else "1"
            yield _problem(
                "code-prefix",
                Text(
                    f"mã {code} không nằm dưới mã {parent}" if parent else f"mã {code} của cấp đầu có dấu chấm",
                    f"the code {code} does not belong under {parent}" if parent else f"{code} has a point in it",
                ),
                Text(f"Đánh mã theo cấp, ví dụ {wanted}.", f"Number by level, such as {wanted}."),
                source,
                (*placed.path, "code"),
            )


def _count_problems(criteria: CriteriaSet, source: YamlText) -> Iterator[Problem]:
    placed = list(criteria.walk())
    depths = Counter(item.depth for item in placed)
    declared = criteria.declares
    for key, said, found in (
        ("domains", declared.domains, depths[0]),
        ("criteria", declared.criteria, depths[1]),
        ("sub_criteria", declared.sub_criteria, depths[2]),
        ("leaves", declared.leaves, sum(item.node.is_leaf for item in placed)),
    ):
        if said != found:
            yield _problem(
                "declared-count",
                Text(
                    f"khai {key}: {said}, trong cây có {found} (lệch {found - said:+d})",
                    f"{key}: {said} declared, the tree has {found} ({found - said:+d})",
                ),
                Text(
                    "Đối chiếu với quyết định: thiếu hay thừa tiêu chí, hoặc khai sai.",
                    "Compare with the decision: a criterion is missing or too many, or the count is wrong.",
                ),
                source,
                ("declares", key),
            )


def _node_problems(
    placed: Placed, criteria: CriteriaSet, source: YamlText, measures: Mapping[str, Measure]
) -> Iterator[Problem]:
    node, path = placed.node, placed.path
    if placed.depth >= len(LEVELS):
        yield _problem(
            "too-deep",
            Text(f"{node.code} nằm ở cấp {placed.depth + 1}", f"{node.code} is on level {placed.depth + 1}"),
            Text(
                "Nhiều nhất ba cấp: lĩnh vực, tiêu chí, tiêu chí thành phần.",
                "At most three: domain, criterion, sub-criterion.",
            ),
            source,
            path,
        )
    if node.items:
        yield from _sum_problem(node.items, node.maximum, node.code, source, (*path, "maximum"))
        yield from _branch_problems(node, source, path)
    elif node.rule is None:
        yield _problem(
            "no-rule",
            Text(
                f"tiêu chí {node.code} không có tiêu chí con (items) và cũng không có quy tắc chấm (rule)",
                f"criterion {node.code} has neither items nor a rule",
            ),
            Text("Thêm rule cho tiêu chí này, hoặc items bên dưới.", "Give it a rule, or items below it."),
            source,
            path,
        )
    else:
        yield from leaf_problems(placed, criteria.decimals_of(node), source, measures)


def _branch_problems(node: Node, source: YamlText, path: KeyPath) -> Iterator[Problem]:
    extra = [key for key in ("rule", *_LEAF_KEYS) if key in node.model_fields_set]
    if extra:
        listed = ", ".join(extra)
        yield _problem(
            "branch-with-leaf-keys",
            Text(
                f"{node.code} có tiêu chí con nên không được chấm trực tiếp ({listed})",
                f"{node.code} has items, so it is not scored itself ({listed})",
            ),
            Text(
                "Bỏ các khóa này, hoặc chuyển xuống tiêu chí con.",
                "Delete these keys, or move them to the items below.",
            ),
            source,
            (*path, extra[0]),
        )


def _sum_problem(
    nodes: tuple[Node, ...], maximum: Fraction, code: str | None, source: YamlText, path: KeyPath
) -> Iterator[Problem]:
    total = maximum_of(nodes)
    if total != maximum:
        gap = total - maximum
        signed = f"{'+' if gap > 0 else '−'}{points_text(abs(gap))}"
        who = Text(f"tiêu chí {code}", f"criterion {code}") if code else Text("cả bộ", "the whole set")
        yield _problem(
            "maximum-sum",
            Text(
                f"điểm tối đa của {who.vi} ghi {points_text(maximum)}, "
                f"các mục bên dưới cộng lại {points_text(total)} (lệch {signed})",
                f"the maximum of {who.en} is {points_text(maximum)}, its items sum to {points_text(total)} ({signed})",
            ),
            Text("Đối chiếu với quyết định và sửa cho khớp.", "Compare with the decision and correct it."),
            source,
            path,
        )


def _problem(code: str, what: Text, remedy: Text, source: YamlText, path: KeyPath) -> Problem:
    return Problem(f"criteria.{code}", what, remedy, source.place(path))
