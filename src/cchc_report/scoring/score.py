"""From a criteria set, the measures and what people entered to the score sheet.

Leaves are scored one by one and rounded; whatever stands above them is the sum of rounded leaves, so that a reader can
add up the table. A figure that the sources cannot give leaves its criterion unscored and is a finding, never a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cchc_report.measures import Measures
from cchc_report.registers.frames import Registers
from cchc_report.scoring.criteria import LEVELS, CriteriaSet, Node
from cchc_report.scoring.entries import Entries, read_entries
from cchc_report.scoring.findings import ScoredLeaf, score_findings
from cchc_report.scoring.leaf import LeafScore, score_leaf
from cchc_report.scoring.sheet import ScoreRow, ScoreSheet, Sum, Total
from cchc_report.statistics import EvidenceCitation


@dataclass(frozen=True, slots=True)
class _Branch:
    """A scored node with what stands below it.

    Attributes:
        node: The node.
        above: Codes of the groups above it, the domain first.
        sum: What its leaves come to.
        below: Its children, scored.
        leaf: Its own score, where it is a leaf.
        evidence: The documents of a leaf.
    """

    node: Node
    above: tuple[str, ...]
    sum: Sum
    below: tuple[_Branch, ...] = ()
    leaf: LeafScore | None = None
    evidence: tuple[EvidenceCitation, ...] = ()

    def walk(self) -> Iterator[_Branch]:
        """Yield the node and all below it, in the order of the tree."""
        yield self
        for child in self.below:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class _Scoring:
    """What every node is scored from."""

    criteria: CriteriaSet
    measures: Measures
    entries: Entries


def score_sheet(criteria: CriteriaSet, measures: Measures, registers: Registers) -> ScoreSheet:
    """Return the score sheet of one report.

    Args:
        criteria: The set, as `load_criteria` gave it.
        measures: The report's measures.
        registers: Its registers; those of scores and of evidence are read.
    """
    entries = read_entries(registers)
    scored = _score(criteria.items, criteria.maximum, (), _Scoring(criteria, measures, entries))
    branches = [branch for domain in scored for branch in domain.walk()]
    leaves = [
        ScoredLeaf(branch.node, branch.leaf, branch.evidence, entries.unknown_evidence(branch.node.code))
        for branch in branches
        if branch.leaf is not None
    ]
    explanations = {leaf.node.code: leaf.explanation for leaf in leaves}
    rows = tuple(_row(branch, criteria.decimals, explanations.get(branch.node.code)) for branch in branches)
    excluded = tuple(row.code for row in rows if row.status == "not_applicable_excluded")
    total = Total(criteria.maximum, _total(scored), criteria.decimals, excluded)
    return ScoreSheet(criteria, rows, total, score_findings(criteria, leaves, entries, registers))


def _score(nodes: Sequence[Node], maximum: Fraction, above: tuple[str, ...], scoring: _Scoring) -> tuple[_Branch, ...]:
    """Return the nodes of one group, scored.

    Bonus and penalties come last, in their order: those within the maximum depend on what the others reached.

    Args:
        nodes: The nodes of the group.
        maximum: The group's maximum.
        above: Codes of the group and of those above it.
        scoring: What to score from.
    """
    done: dict[int, _Branch] = {}
    for position, node in sorted(enumerate(nodes), key=lambda item: item[1].adjusts):
        if node.items:
            below = _score(node.items, node.maximum, (*above, node.code), scoring)
            done[position] = _Branch(node, above, _total(below), below)
        else:
            done[position] = _leaf(node, above, _room(node, maximum, _total(done.values())), scoring)
    return tuple(done[position] for position in range(len(nodes)))


def _room(node: Node, maximum: Fraction, reached: Sum) -> Fraction:
    """Return the most that a leaf may give: its maximum, or the room for a bonus or for a penalty."""
    if node.call.rule.adjusts == "adds":
        return max(maximum - reached.excluded - reached.within, Fraction(0))
    if node.call.rule.adjusts == "takes":
        return max(reached.within, Fraction(0))
    return node.maximum


def _leaf(node: Node, above: tuple[str, ...], room: Fraction, scoring: _Scoring) -> _Branch:
    evidence = scoring.entries.evidence_for((*above, node.code))
    own = scoring.entries.scores.get(node.code)
    score = score_leaf(
        node,
        scoring.measures,
        entry=own.score if own else None,
        proven=bool(evidence),
        decimals=scoring.criteria.decimals_of(node),
        room=room,
    )
    return _Branch(node, above, _sum_of(node, score), leaf=score, evidence=evidence)


def _sum_of(node: Node, score: LeafScore) -> Sum:
    if score.points is not None:
        return Sum(scored=True, outside=score.points) if node.outside_maximum else Sum(scored=True, within=score.points)
    if score.status == "not_applicable_excluded":
        return Sum(excluded=node.maximum)
    return Sum(survey=node.maximum) if score.status == "survey" else Sum(unscored=node.maximum)


def _total(branches: Iterable[_Branch]) -> Sum:
    return sum((branch.sum for branch in branches), start=Sum())


def _row(branch: _Branch, decimals: int, explanation: str | None) -> ScoreRow:
    node, leaf, reached = branch.node, branch.leaf, branch.sum
    return ScoreRow(
        code=node.code,
        title=node.title,
        level=LEVELS[len(branch.above)],
        is_leaf=leaf is not None,
        maximum=node.maximum,
        status=leaf.status if leaf else "subtotal",
        self_assessed=reached.points if reached.scored else None,
        unrounded=leaf.unrounded if leaf else None,
        decimals=decimals,
        declared=leaf.declared if leaf else None,
        measures=node.measures,
        out_of=node.out_of,
        view=node.view,
        evidence=branch.evidence,
        note=leaf.note if leaf else "",
        explanation=explanation,
        excluded_maximum=reached.excluded,
        open_maximum=reached.survey + reached.unscored,
    )
