"""For every percentage: which numerator over which denominator prints so.

The pair that the report names is tried first, then the same count over other wholes, then what else goes by its name.
Where the count is not given, every whole number over each natural whole is tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from cchc_report.statement.candidates import (
    Pair,
    derived_value,
    known,
    lacking_wholes,
    numerators_of,
    pairs_of,
    related_to,
    runs_of,
    wholes_of,
    without_late,
)
from cchc_report.statement.model import ClaimedPercentage
from cchc_report.statement.percent_text import PercentText
from cchc_report.statement.quantities import Counts, Quantity, wholes_above

Verdict = Literal["identified", "ambiguous", "impossible", "untestable"]
Clue = Literal["other_whole", "other_count", "not_late", "truncated", "complement", "rounded"]

_MOST_NEAREST = 3
_HUNDRED = 100
_NOT_LATE = ("early", "on_due_date", "early_or_on_time")
_ALL_LATE_OR_NOT = ("due",)
"""A whole of which what is not late is in time: dossiers that fell due. Of others, some are still pending."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A share that another count leaves no room for.

    Attributes:
        count: Key of the other count: `late` beside the share, `early_or_on_time` or `settled` above it; or the whole
            itself, where more than all of it is claimed.
        value: Its value.
        whole: The whole of both.
        prints: The largest share that the other count allows, as a percentage.
    """

    count: str
    value: int
    whole: Quantity
    prints: str


@dataclass(frozen=True, slots=True)
class PercentageResult:
    """What was found out about one percentage.

    Attributes:
        claimed: The percentage.
        verdict: `identified`: one pair prints so (where the report names a pair that does, that one). `ambiguous`:
            several do. `impossible`: none does. `untestable`: there is no whole to try.
        as_stated: Whether the pair that the report names prints so; `None` where it does not name a whole, or that
            whole is not known.
        candidates: The pairs that print so.
        nearest: Where none does, the nearest pairs; else the pairs of the same count that do not print so.
        would_need: Where none does, the numbers that would print so over the wholes that were tried.
        elsewhere: Where no pair of the count does, pairs of other counts that print so: mixed up, or by chance.
        clues: What may have happened, or what to keep in mind.
        contradictions: Given counts that leave no room for the share.
        missing: Keys of the wholes that the report names and does not give.
        needed: Where there is no whole to try: keys of the counts of which one would do.
    """

    claimed: ClaimedPercentage
    verdict: Verdict
    as_stated: bool | None
    candidates: tuple[Pair, ...] = ()
    nearest: tuple[Pair, ...] = ()
    would_need: tuple[Pair, ...] = ()
    elsewhere: tuple[Pair, ...] = ()
    clues: tuple[Clue, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    missing: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against the percentage."""
        return self.verdict != "impossible" and self.as_stated is not False and not self.contradictions


def assess_percentage(claimed: ClaimedPercentage, counts: Counts) -> PercentageResult:
    """Return what the given counts say about a percentage.

    Args:
        claimed: The percentage, with what the report says that it is a share of.
        counts: The given counts.
    """
    share = claimed.share
    stated = known([claimed.of], counts) if claimed.of else ()
    missing = tuple(key for key in claimed.of or () if not known([(key,)], counts))
    natural = tuple(whole for whole in wholes_of(claimed.claim, counts) if whole.keys != claimed.of)
    named = numerators_of(claimed.claim, counts)
    tried: list[Pair] = []
    for attempt in _attempts(claimed, counts, stated, natural):
        if attempt.clue != "not_late":
            tried += [pair for pair in attempt.pairs if pair not in tried]
        if fitting := _fitting(share, attempt.pairs):
            as_stated = _as_stated(attempt, claimed, stated=bool(stated), given=bool(named))
            return _found(claimed, fitting, tried, attempt.clue, as_stated, missing)
    if not named and claimed.claim is not None:
        return _any_number(claimed, counts, stated, natural, missing)
    return _nothing(claimed, counts, tried, missing, stated)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Pairs that are tried together.

    Attributes:
        pairs: The pairs.
        clue: What it means where they fit.
        over_stated: Whether they are over the whole that the report names.
    """

    pairs: tuple[Pair, ...]
    clue: Clue | None
    over_stated: bool


def _attempts(
    claimed: ClaimedPercentage, counts: Counts, stated: Sequence[Quantity], natural: Sequence[Quantity]
) -> list[_Attempt]:
    """Return what to try, in order: the count itself, what goes by its name, all that was not late."""
    named, related = numerators_of(claimed.claim, counts), related_to(claimed.claim, counts)
    late = counts.get("late") if claimed.claim in _NOT_LATE else None
    of_due = _all_but_late([whole for whole in stated if whole.keys == _ALL_LATE_OR_NOT], late)
    return [
        _Attempt(pairs_of(named, stated), None, over_stated=True),
        _Attempt(of_due, "not_late", over_stated=True),
        _Attempt(pairs_of(named, natural), "other_whole" if stated else None, over_stated=False),
        _Attempt(pairs_of(related, stated), "other_count", over_stated=True),
        _Attempt(pairs_of(related, natural), "other_count", over_stated=False),
        _Attempt(_all_but_late(stated, late), "not_late", over_stated=True),
        _Attempt(_all_but_late(natural, late), "not_late", over_stated=False),
    ]


def _all_but_late(wholes: Sequence[Quantity], late: int | None) -> tuple[Pair, ...]:
    """Return each whole without its late dossiers over itself: how a rate is often computed where it should not be."""
    if late is None:
        return ()
    large_enough = [whole for whole in wholes if whole.value >= late]
    pairs = pairs_of([without_late(whole, late) for whole in large_enough], large_enough)
    return tuple(pair for pair in pairs if pair.numerator + late == pair.denominator)


def _as_stated(attempt: _Attempt, claimed: ClaimedPercentage, *, stated: bool, given: bool) -> bool | None:
    """Return whether what fits is what the report names: its count over its whole.

    Args:
        attempt: The pairs that fit.
        claimed: The percentage.
        stated: Whether the report names a whole that is known.
        given: Whether the count that the report names is known.
    """
    if stated and not attempt.over_stated:
        return False
    if attempt.clue == "not_late":
        return True if claimed.of == _ALL_LATE_OR_NOT else False if given else None
    if attempt.clue == "other_count" and given:
        return None if claimed.is_loose else False
    return True if stated and given else None


def _found(
    claimed: ClaimedPercentage,
    fitting: tuple[Pair, ...],
    tried: Sequence[Pair],
    clue: Clue | None,
    as_stated: bool | None,
    missing: tuple[str, ...],
) -> PercentageResult:
    rounded: tuple[Clue, ...] = ("rounded",) if _is_rounded(claimed.share, fitting) else ()
    return PercentageResult(
        claimed,
        "identified" if len(fitting) == 1 else "ambiguous",
        as_stated=as_stated,
        candidates=fitting,
        nearest=() if as_stated else tuple(pair for pair in _possible(tried) if pair not in fitting),
        clues=((clue,) if clue else ()) + rounded,
        missing=missing,
    )


def _any_number(
    claimed: ClaimedPercentage,
    counts: Counts,
    stated: Sequence[Quantity],
    natural: Sequence[Quantity],
    missing: tuple[str, ...],
) -> PercentageResult:
    """Return which whole numbers over which wholes print so: the count itself is not known."""
    share = claimed.share
    attempts: list[tuple[Sequence[Quantity], Clue | None]] = [
        (stated, None),
        (natural, "other_whole" if stated else None),
    ]
    for wholes, clue in attempts:
        runs = runs_of((whole, share.numerators(whole.value)) for whole in wholes)
        if runs:
            return PercentageResult(
                claimed,
                "identified" if sum(run.size for run in runs) == 1 else "ambiguous",
                as_stated=clue is None if stated else None,
                candidates=runs,
                clues=(clue,) if clue else (),
                elsewhere=_of_other_wholes(share, counts, (*stated, *natural)) if share.decimals else (),
                contradictions=_contradictions(claimed, counts, wholes),
                missing=missing,
            )
    tried = [_closest(share, whole) for whole in (*stated, *natural) if whole.value > 0]
    return _nothing(claimed, counts, tried, missing, stated)


def _nothing(
    claimed: ClaimedPercentage,
    counts: Counts,
    tried: Sequence[Pair],
    missing: tuple[str, ...],
    stated: Sequence[Quantity],
) -> PercentageResult:
    """Return the result where no pair prints so: impossible, or untestable where there was nothing to try."""
    if not tried or (missing and claimed.of):
        needed = () if missing else lacking_wholes(claimed.claim, counts)
        return PercentageResult(claimed, "untestable", None, nearest=tuple(tried), missing=missing, needed=needed)
    share = claimed.share
    ordered = sorted(_possible(tried) or tried, key=lambda pair: abs(_percent(pair) - share.value))
    over_stated = [pair for pair in ordered if stated and any(q in stated for q in pair.denominator_is)]
    nearest = (over_stated + [pair for pair in ordered if pair not in over_stated])[:_MOST_NEAREST]
    clues: list[Clue] = []
    if any(_truncates_to(share, pair) for pair in nearest):
        clues.append("truncated")
    if any(share.admits(pair.denominator - pair.numerator, pair.denominator) for pair in nearest):
        clues.append("complement")
    return PercentageResult(
        claimed,
        "impossible",
        as_stated=False if stated else None,
        nearest=tuple(nearest),
        would_need=_would_need(share, nearest),
        elsewhere=() if clues else _elsewhere(share, counts),
        clues=tuple(clues),
        missing=missing,
    )


def _elsewhere(share: PercentText, counts: Counts) -> tuple[Pair, ...]:
    """Return pairs of any given counts that print so: the share of another thing, or chance."""
    return _fitting(share, pairs_of(numerators_of(None, counts), wholes_of(None, counts)))[:_MOST_NEAREST]


def _of_other_wholes(share: PercentText, counts: Counts, wholes: Sequence[Quantity]) -> tuple[Pair, ...]:
    """Return pairs that print so over none of the wholes that the claim can be a share of: another unit."""
    own = {whole.value for whole in wholes}
    return tuple(pair for pair in _elsewhere(share, counts) if pair.denominator not in own)


def _possible(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs of which the numerator can be a part of the denominator."""
    return [pair for pair in pairs if pair.numerator <= pair.denominator]


def _would_need(share: PercentText, tried: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return the numbers that would print so over the wholes of `tried`."""
    return runs_of((whole, share.numerators(whole.value)) for pair in tried for whole in pair.denominator_is)


def _fitting(share: PercentText, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if share.admits(pair.numerator, pair.denominator))


def _contradictions(
    claimed: ClaimedPercentage, counts: Counts, wholes: Sequence[Quantity]
) -> tuple[Contradiction, ...]:
    """Return why a share leaves no room for other counts, if that is so over every whole.

    Only for a share whose count is not given: where it is given, an identity says so already.
    """
    if claimed.claim is None:
        return ()
    share = claimed.share
    possible = [(whole, numerators[0]) for whole in wholes if (numerators := share.numerators(whole.value))]
    found = (
        [_contradiction(share, whole, smallest, counts) for whole, smallest in possible]
        if claimed.claim in _NOT_LATE
        else [_more_than_all(share, whole, smallest, claimed.claim) for whole, smallest in possible]
    )
    against = tuple(each for each in found if each is not None)
    return against if len(against) == len(possible) else ()


def _contradiction(share: PercentText, whole: Quantity, smallest: int, counts: Counts) -> Contradiction | None:
    """Return the count that is against `smallest` dossiers of `whole` being in time.

    The late ones must fit into the whole beside them; and they cannot be more than were settled, and not late.
    """
    late = derived_value(counts, "late")
    if late is not None and late <= whole.value < smallest + late:
        return Contradiction("late", late, whole, share.prints(whole.value - late, whole.value))
    for key in ("early_or_on_time", "settled"):
        most = derived_value(counts, key)
        if most is not None and most < smallest:
            return Contradiction(key, most, whole, share.prints(most, whole.value))
    return None


def _more_than_all(share: PercentText, whole: Quantity, smallest: int, claim: str) -> Contradiction | None:
    """Return the whole as what is against more of its dossiers than there are."""
    if whole.value < smallest and whole.name in wholes_above(claim):
        return Contradiction(whole.name, whole.value, whole, share.prints(whole.value, whole.value))
    return None


def _closest(share: PercentText, whole: Quantity) -> Pair:
    """Return the whole number whose share of `whole` comes nearest to the percentage."""
    numerator = round(share.value * whole.value / _HUNDRED)
    return Pair(numerator, whole.value, numerator, (), (whole,))


def _percent(pair: Pair) -> Fraction:
    return Fraction(pair.numerator * _HUNDRED, pair.denominator)


def _truncates_to(share: PercentText, pair: Pair) -> bool:
    """Return whether digits were cut off in place of rounding."""
    units = _percent(pair) // share.unit
    return units * share.unit == share.value


def _is_rounded(share: PercentText, pairs: Sequence[Pair]) -> bool:
    """Return whether a share that is not all, or not nothing, is printed as all or as nothing."""
    return (
        share.qualifier == "exact" and share.value in {0, _HUNDRED} and any(_percent(p) != share.value for p in pairs)
    )
