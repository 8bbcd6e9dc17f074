"""All that is found out about one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cchc_report.statement.explanations import Explanation, explain
from cchc_report.statement.identities import Identity, broken, identities_of
from cchc_report.statement.model import ClaimedPercentage, Statement
from cchc_report.statement.percentages import PercentageResult, assess_percentage
from cchc_report.statement.quantities import COMPOSITIONS, Counts

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ExplainedIdentity:
    """An identity, and where it is broken what may have happened, nearest first."""

    identity: Identity
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class PercentageSum:
    """Percentages of all the parts of one whole, which must add up to 100.

    Attributes:
        id: Name of the composition whose parts they are.
        percentages: The percentages, in the order of the parts.
        found: Their sum, in percentage points.
        tolerance: How far rounding alone can move the sum.
    """

    id: str
    percentages: tuple[ClaimedPercentage, ...]
    found: Fraction
    tolerance: Fraction

    @property
    def gap(self) -> Fraction:
        """Found minus 100, in percentage points; 0 where rounding alone explains the difference."""
        gap = self.found - _HUNDRED
        return gap if abs(gap) > self.tolerance else Fraction(0)

    @property
    def fits(self) -> bool:
        """Whether the percentages add up to 100 within rounding."""
        return not self.gap


@dataclass(frozen=True, slots=True)
class Assessment:
    """What fits in a statement and what does not.

    Attributes:
        statement: The statement.
        identities: Every identity that has to do with its counts.
        percentages: Every percentage.
        sums: Percentages that must add up to 100.
    """

    statement: Statement
    identities: tuple[ExplainedIdentity, ...]
    percentages: tuple[PercentageResult, ...]
    sums: tuple[PercentageSum, ...]

    @property
    def misfits(self) -> int:
        """How many identities, percentages and sums do not fit."""
        return (
            sum(1 for each in self.identities if each.identity.status == "broken")
            + sum(1 for each in self.percentages if not each.fits)
            + sum(1 for each in self.sums if not each.fits)
        )

    @property
    def tested(self) -> bool:
        """Whether there was anything to compare at all."""
        return (
            any(each.identity.status != "untestable" for each in self.identities)
            or any(each.verdict != "untestable" for each in self.percentages)
            or bool(self.sums)
        )

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against the statement."""
        return self.misfits == 0


def assess(statement: Statement) -> Assessment:
    """Return everything that the figures of a statement say about each other.

    Example:
        >>> assess(Statement("x", {"received": 590, "carried_over": 34, "total": 624})).fits
        True
    """
    counts = statement.counts

    def misfits(corrected: Counts) -> frozenset[str]:
        wrong = [i for i, each in enumerate(statement.percentages) if not assess_percentage(each, corrected).fits]
        return broken(corrected) | {f"percentage.{i}" for i in wrong}

    return Assessment(
        statement,
        tuple(ExplainedIdentity(each, explain(each, counts, misfits)) for each in identities_of(counts)),
        tuple(assess_percentage(each, counts) for each in statement.percentages),
        percentage_sums(statement.percentages),
    )


def percentage_sums(percentages: Sequence[ClaimedPercentage]) -> tuple[PercentageSum, ...]:
    """Return the sums of percentages that cover one whole: each part once, all of the same whole, none of them bounded.

    Args:
        percentages: The percentages of one statement.
    """
    by_whole: dict[tuple[str, ...] | None, dict[str, ClaimedPercentage]] = {}
    for each in percentages:
        if each.claim is not None and each.share.qualifier == "exact":
            by_whole.setdefault(each.of, {}).setdefault(each.claim, each)
    found = []
    for of, by_claim in by_whole.items():
        for composition in COMPOSITIONS:
            parts = [by_claim[part] for part in composition.parts if part in by_claim]
            if len(parts) == len(composition.parts) and of in {None, (composition.whole,)}:
                optional = [by_claim[part] for part in composition.optional if part in by_claim]
                found.append(_added(composition.id, (*parts, *optional)))
    return tuple(found)


def _added(id_: str, percentages: tuple[ClaimedPercentage, ...]) -> PercentageSum:
    return PercentageSum(
        id_,
        percentages,
        sum((each.share.value for each in percentages), Fraction(0)),
        sum((each.share.unit / 2 for each in percentages), Fraction(0)),
    )
