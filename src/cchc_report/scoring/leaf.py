"""One leaf: read its measures, ask its rule, round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from cchc_report.errors import Text
from cchc_report.measures import Count, Measures, Ratio, Unavailable, vietnamese_decimal
from cchc_report.scoring.criteria import Node, NotApplicable
from cchc_report.scoring.quantities import round_half_up
from cchc_report.scoring.readings import (
    Amount,
    Answer,
    Duration,
    Fact,
    Share,
    Unscored,
    Why,
    Worked,
    WrittenScore,
)
from cchc_report.scoring.sheet import Declared, Status


@dataclass(frozen=True, slots=True)
class LeafScore:
    """What a leaf gets.

    Attributes:
        status: What became of it.
        points: Rounded; `None` where there are none.
        unrounded: Before rounding.
        note: How they come about, or why there are none, in Vietnamese.
        declared: The figures behind them.
        unscored: Why there are none, where that is so.
    """

    status: Status
    points: Fraction | None
    unrounded: Fraction | None
    note: str
    declared: Declared | None = None
    unscored: Unscored | None = None


@dataclass(frozen=True, slots=True)
class NothingHappened:
    """There was nothing to measure: the leaf's policy decides."""


_Declared: TypeAlias = Declared | NothingHappened | Unscored | None


def score_leaf(
    node: Node, measures: Measures, *, entry: WrittenScore | None, proven: bool, decimals: int, room: Fraction
) -> LeafScore:
    """Return what a leaf gets.

    Args:
        node: The leaf; its set was checked.
        measures: The report's measures.
        entry: What a person entered for it.
        proven: Whether the evidence register holds a document for it.
        decimals: Decimal places to which its points are rounded.
        room: What the rule gets as its second argument: the maximum, or the room for a bonus or penalty.
    """
    declared = _read(node, measures)
    shown = declared if isinstance(declared, Declared) else None
    if isinstance(declared, NothingHappened) and node.not_applicable is not None:
        return _not_applicable(node.not_applicable, node.maximum, decimals)
    answer = declared if isinstance(declared, Unscored) else _ask(node, shown, entry, room, proven=proven)
    if isinstance(answer, Unscored):
        status: Status = "survey" if answer.why is Why.SURVEY else "not_scored"
        return LeafScore(status, None, None, answer.text.vi, shown, answer)
    status = "manual" if node.call.rule.reads is WrittenScore else "scored"
    points = round_half_up(answer.points, decimals)
    note = _note(answer, points, decimals, by_hand=status == "manual")
    return LeafScore(status, points, answer.points, note, shown)


def _ask(node: Node, declared: Declared | None, entry: WrittenScore | None, room: Fraction, *, proven: bool) -> Answer:
    reads = node.call.rule.reads
    if reads is WrittenScore:
        return node.call.answer(entry, room)
    if reads is Fact:
        done = declared is None or (declared.part > 0 if declared.whole is None else declared.part == declared.whole)
        return node.call.answer(Fact(done=done, proven=proven), room)
    if declared is None:
        return node.call.answer(None, room)
    if reads is Share and declared.whole is not None:
        return node.call.answer(Share(declared.part, declared.whole), room)
    if reads is Duration:
        return node.call.answer(Duration(declared.part), room)
    return node.call.answer(Amount(declared.part, declared.unit), room)


def _read(node: Node, measures: Measures) -> _Declared:
    """Return the figures that the leaf reads, or why there are none."""
    happened = [measures[id_] for id_ in node.happened]
    if happened and all(isinstance(measure, Count) and not measure.value for measure in happened):
        return NothingHappened()
    missing = [m for m in (measures[id_] for id_ in node.reads) if isinstance(m, Unavailable)]
    if missing:
        reasons = "; ".join(dict.fromkeys(f"{m.label}: {m.reason}" for m in missing))
        ids = ", ".join(m.id for m in missing)
        return Unscored(
            Why.UNAVAILABLE, Text(f"Không có số liệu để chấm ({reasons})", f"There is no figure to score by ({ids})")
        )
    if not node.measures:
        return None
    first = measures[node.measures[0]]
    if isinstance(first, Ratio):
        return _share(first.numerator, first.denominator)
    part = sum(_counts(node.measures, measures))
    if node.out_of:
        return _share(part, sum(_counts(node.out_of, measures)))
    return Declared(part, unit=first.unit if isinstance(first, Count) else "")


def _share(part: int, whole: int) -> Declared | NothingHappened | Unscored:
    if part > whole:
        shown = Declared(part, whole)
        return Unscored(
            Why.PART_ABOVE_WHOLE,
            Text(f"Tử số lớn hơn mẫu số ({shown})", f"The part is larger than the whole ({part}/{whole})"),
        )
    return Declared(part, whole) if whole else NothingHappened()


def _counts(ids: Iterable[str], measures: Measures) -> list[int]:
    found = (measures[id_] for id_ in ids)
    return [measure.value for measure in found if isinstance(measure, Count)]


_POLICIES: dict[NotApplicable, tuple[Status, str]] = {
    "full": ("not_applicable_full", "Không phát sinh trong kỳ: bộ tiêu chí cho điểm tối đa"),
    "zero": ("not_applicable_zero", "Không phát sinh trong kỳ: bộ tiêu chí cho 0 điểm"),
    "excluded": ("not_applicable_excluded", "Không phát sinh trong kỳ: không chấm, tổng điểm được quy đổi"),
}


def _not_applicable(policy: NotApplicable, maximum: Fraction, decimals: int) -> LeafScore:
    status, note = _POLICIES[policy]
    points = {"full": maximum, "zero": Fraction(0), "excluded": None}[policy]
    rounded = None if points is None else round_half_up(points, decimals)
    return LeafScore(status, rounded, points, note)


def _note(worked: Worked, points: Fraction, decimals: int, *, by_hand: bool) -> str:
    shown = vietnamese_decimal(points, decimals)
    if by_hand:
        return f"Chấm {shown} điểm: {worked.working}"
    if worked.is_formula:
        return f"{worked.working} = {shown}"
    return f"{worked.working[:1].upper()}{worked.working[1:]}: {shown} điểm"
