"""What a leaf of a criteria set asks for must fit together: rule, measures, view, policy, evidence, points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import NoneType

from cchc_report.errors import Problem, Text, shortened
from cchc_report.measures import VIEW_NAMES, Count, Measure, Ratio
from cchc_report.params.yaml_text import YamlText
from cchc_report.scoring.criteria import Node, Placed
from cchc_report.scoring.quantities import exact_decimals, points_text
from cchc_report.scoring.readings import Amount, Duration, Fact, Share, WrittenScore
from cchc_report.statistics.promulgation import WORKING_DAYS
from cchc_report.suggestions import nearest


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf with what its problems need to be told.

    Attributes:
        placed: The leaf and its place.
        source: The file.
        measures: The measures that there are.
    """

    placed: Placed
    source: YamlText
    measures: Mapping[str, Measure]

    @property
    def node(self) -> Node:
        return self.placed.node

    def problem(self, code: str, what: Text, remedy: Text, key: str | None = None) -> Problem:
        """Return a problem that begins with the criterion's code and stands at `key` of the leaf."""
        named = Text(f"tiêu chí {self.node.code}: {what.vi}", f"criterion {self.node.code}: {what.en}")
        path = self.placed.path if key is None else (*self.placed.path, key)
        return Problem(f"criteria.{code}", named, remedy, self.source.place(path))


def leaf_problems(
    placed: Placed, decimals: int, source: YamlText, measures: Mapping[str, Measure]
) -> Iterator[Problem]:
    """Yield everything in which a leaf does not fit together.

    Args:
        placed: The leaf, which has a rule.
        decimals: Decimal places to which its points are rounded.
        source: The file.
        measures: The measures that there are, by id.
    """
    leaf = _Leaf(placed, source, measures)
    yield from _points(leaf, decimals)
    unknown = list(_unknown_measures(leaf))
    yield from unknown
    yield from _policy(leaf, all_known=not unknown)
    if not unknown:
        # With a wrong name nobody knows what was meant to be read; the rest would only confuse.
        yield from _reading(leaf)
        yield from _happened(leaf)
        yield from _view(leaf)
    yield from _proof(leaf)


def _points(leaf: _Leaf, decimals: int) -> Iterator[Problem]:
    node = leaf.node
    shown = points_text(node.maximum)
    needed = exact_decimals(node.maximum)
    if needed is None or needed > decimals:
        yield leaf.problem(
            "maximum-decimals",
            Text(
                f"điểm tối đa {shown} có nhiều chữ số thập phân hơn mức làm tròn ({decimals})",
                f"the maximum {shown} has more decimals than points are rounded to ({decimals})",
            ),
            Text("Tăng rounding.decimals, hoặc sửa điểm tối đa.", "Raise rounding.decimals, or correct the maximum."),
            "maximum",
        )
    if node.adjusts:
        if node.maximum:
            yield leaf.problem(
                "bonus-maximum",
                Text("điểm thưởng, điểm phạt phải có maximum: 0", "a bonus or penalty has maximum: 0"),
                Text("Ghi maximum: 0; mức trần nằm ở yearly_cap.", "Write maximum: 0; its bound is yearly_cap."),
                "maximum",
            )
        return
    if not node.maximum:
        yield leaf.problem(
            "no-points",
            Text("điểm tối đa bằng 0", "the maximum is 0"),
            Text("Ghi điểm tối đa của tiêu chí.", "Give the criterion's maximum."),
            "maximum",
        )
    for key, points in node.call.points_named():
        if points > node.maximum:
            given = points_text(points)
            yield leaf.problem(
                "points-above-maximum",
                Text(f"{key} = {given} lớn hơn điểm tối đa {shown}", f"{key} = {given} is above the maximum {shown}"),
                Text("Sửa số điểm này hoặc điểm tối đa.", "Correct these points or the maximum."),
                "rule",
            )


def _unknown_measures(leaf: _Leaf) -> Iterator[Problem]:
    for key, ids in (
        ("measures", leaf.node.measures),
        ("out_of", leaf.node.out_of),
        ("happened", leaf.node.happened),
    ):
        for id_ in ids:
            if id_ not in leaf.measures:
                near = nearest(id_, leaf.measures)
                vi = f'Có phải ý bạn là "{near}"? ' if near else ""
                en = f'Did you mean "{near}"? ' if near else ""
                shown = shortened(id_)
                yield leaf.problem(
                    "unknown-measure",
                    Text(f'không có số liệu "{shown}"', f'there is no measure "{shown}"'),
                    Text(
                        f"{vi}Mã số liệu có trong docs/criteria.md và manifest.json.",
                        f"{en}Measure ids stand in docs/criteria.md and manifest.json.",
                    ),
                    key,
                )


def _reading(leaf: _Leaf) -> Iterator[Problem]:
    node = leaf.node
    wanted = _WANTED[node.call.rule.reads]
    if not _fits(node, leaf.measures):
        name = node.call.rule.name
        yield leaf.problem(
            "measures-unfit",
            Text(
                f"số liệu không hợp với quy tắc {name}: cần {wanted.vi}",
                f"the measures do not suit the rule {name}, which reads {wanted.en}",
            ),
            Text("Sửa measures, out_of, hoặc chọn quy tắc khác.", "Correct measures or out_of, or take another rule."),
            "measures" if node.measures else "rule",
        )


_WANTED: Mapping[type, Text] = {
    Share: Text(
        "một tỷ lệ ở measures, hoặc các số đếm ở measures và mẫu số ở out_of",
        "one ratio under measures, or counts under measures and the whole under out_of",
    ),
    Amount: Text("một hoặc nhiều số đếm ở measures, không có out_of", "counts under measures, and no out_of"),
    Duration: Text("đúng một số đếm có đơn vị ngày làm việc", "exactly one count of working days"),
    Fact: Text(
        "một tỷ lệ, hoặc các số đếm, hoặc không số liệu nào (chỉ dựa vào tài liệu kiểm chứng)",
        "one ratio, or counts, or nothing (the evidence alone decides)",
    ),
    WrittenScore: Text("không số liệu nào: điểm do người chấm nhập", "no measure: a person enters the points"),
    NoneType: Text("không số liệu nào", "no measure"),
}


def _fits(node: Node, known: Mapping[str, Measure]) -> bool:
    parts, whole = [known[id_] for id_ in node.measures], [known[id_] for id_ in node.out_of]
    reads = node.call.rule.reads
    counts = all(isinstance(measure, Count) for measure in (*parts, *whole))
    share = (len(parts) == 1 and isinstance(parts[0], Ratio) and not whole) or bool(parts and whole and counts)
    amount = bool(parts) and counts and not whole
    if reads is Share:
        return share
    if reads is Amount:
        return amount
    if reads is Duration:
        return amount and len(parts) == 1 and isinstance(parts[0], Count) and parts[0].unit == WORKING_DAYS
    if reads is Fact:
        return share or amount or not (parts or whole)
    return not (parts or whole)


def _happened(leaf: _Leaf) -> Iterator[Problem]:
    wrong = [id_ for id_ in leaf.node.happened if not isinstance(leaf.measures[id_], Count)]
    if wrong:
        listed = ", ".join(wrong)
        yield leaf.problem(
            "happened-no-count",
            Text(f"happened cần số đếm, không phải {listed}", f"happened needs counts, not {listed}"),
            Text("Ghi số đếm cho biết việc có phát sinh hay không.", "Name counts that say whether anything happened."),
            "happened",
        )


def _view(leaf: _Leaf) -> Iterator[Problem]:
    node = leaf.node
    read = [leaf.measures[id_] for id_ in node.reads]
    views = {measure.view for measure in read if isinstance(measure, Count | Ratio)} - {None}
    if views == ({node.view} - {None}):
        return
    found = " và ".join(sorted(VIEW_NAMES[view] for view in views if view)) or "không phân biệt"
    listed = ", ".join(sorted(view for view in views if view)) or "none"
    one = next(iter(views)) if len(views) == 1 else None
    advice = Text(f"Ghi view: {one}.", f"Write view: {one}.") if one else None
    no_view = Text("Bỏ dòng view.", "Delete the line with view.")
    mixed = Text("Chỉ đọc số liệu của một cách nhìn.", "Read measures of one view only.")
    yield leaf.problem(
        "view",
        Text(
            f"số liệu là {found} nhưng view ghi {node.view or 'trống'}",
            f"the views of the measures are {listed}, but view says {node.view or 'nothing'}",
        ),
        advice or (mixed if views else no_view),
        "view" if node.view else "measures",
    )


def _policy(leaf: _Leaf, *, all_known: bool) -> Iterator[Problem]:
    """Yield the missing policy: nobody may guess what a criterion gets in a year in which nothing happened."""
    node = leaf.node
    ratio = any(isinstance(leaf.measures.get(id_), Ratio) for id_ in node.measures)
    may_not_happen = ratio or bool(node.out_of) or bool(node.happened)
    if may_not_happen and node.adjusts:
        yield leaf.problem(
            "bonus-not-applicable",
            Text("điểm thưởng, điểm phạt không dùng happened", "a bonus or penalty takes no happened"),
            Text(
                "Không phát sinh thì số lượng là 0 và điểm là 0; bỏ happened.", "Nothing happened gives 0; delete it."
            ),
            "happened",
        )
    elif may_not_happen and node.not_applicable is None:
        yield leaf.problem(
            "no-policy",
            Text(
                "chưa ghi cách chấm khi không phát sinh (not_applicable)",
                "it does not say what it gets where nothing happened (not_applicable)",
            ),
            Text(
                "Theo quyết định, ghi full (điểm tối đa), zero (0 điểm) hoặc excluded (loại ra, quy đổi tổng điểm).",
                "As the decision says: full, zero, or excluded (left out, the total rescaled).",
            ),
        )
    elif all_known and not may_not_happen and node.not_applicable is not None:
        yield leaf.problem(
            "needless-policy",
            Text(
                "not_applicable không bao giờ dùng đến: số liệu không có mẫu số và không ghi happened",
                "not_applicable can never hold: there is neither a denominator nor happened",
            ),
            Text(
                "Ghi happened: số đếm cho biết việc có phát sinh hay không; hoặc bỏ not_applicable.",
                "Name under happened the count that says whether anything happened; or delete not_applicable.",
            ),
            "not_applicable",
        )


def _proof(leaf: _Leaf) -> Iterator[Problem]:
    if leaf.node.call.rule.reads is Fact and leaf.node.evidence_required is False:
        yield leaf.problem(
            "no-proof",
            Text("quy tắc có/không cần tài liệu kiểm chứng", "a yes needs its proof"),
            Text(
                "Ghi evidence_required: mô tả tài liệu cần có.", "Write evidence_required: and describe the document."
            ),
            "rule",
        )
