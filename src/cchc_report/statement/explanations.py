"""The nearest explanations of a gap: which one thing, put right, would close it and break nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cchc_report.statement.identities import Identity
from cchc_report.statement.quantities import Counts
from cchc_report.statement.slips import Slip, slip_between

Kind = Literal["left_out", "counted_twice", "included_elsewhere", "slip", "not_given", "unnamed", "unnamed_overlap"]
Misfits = Callable[[Counts], frozenset[str]]
"""Ids of everything in a statement that does not fit, for the counts given to it."""

_MOST_EXPLANATIONS = 3
_STRONG_SLIPS = frozenset({"transposed", "zeros", "group", "digit_missing", "digit_extra"})


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to close a gap.

    Attributes:
        kind: `left_out`: a given count is as large as what is missing. `counted_twice`: a part is as large as what is
            too much. `included_elsewhere`: a count outside the sum is as large as what is too much. `slip`: a number
            mistyped. `not_given`: counts that the statement does not give. `unnamed`: a group that nobody names is
            missing. `unnamed_overlap`: a group that nobody names is counted twice, or does not belong there.
        keys: The counts concerned; none for the last two.
        size: The size of the gap, without sign.
        slip: Which slip, for `slip`.
        written: The number as it stands, for `slip`.
        meant: The number that closes the gap, for `slip`.
    """

    kind: Kind
    keys: tuple[str, ...]
    size: int
    slip: Slip | None = None
    written: int | None = None
    meant: int | None = None


def explain(identity: Identity, counts: Counts, misfits: Misfits) -> tuple[Explanation, ...]:
    """Return the explanations of a broken identity, strongest first; at least one.

    A correction counts only where everything that fitted before still fits after it.

    Args:
        identity: An identity.
        counts: The given counts.
        misfits: Tells what does not fit in corrected counts.

    Returns:
        Nothing for an identity that is not broken.
    """
    gap = identity.gap
    if not gap:
        return ()
    slips = _slips(identity, gap, counts, misfits)
    found = [
        *_equal_counts(identity, gap, counts),
        *(slip for slip in slips if slip.slip in _STRONG_SLIPS),
        *_not_given(identity, gap),
        *(slip for slip in slips if slip.slip not in _STRONG_SLIPS),
    ]
    unnamed = Explanation("unnamed" if gap < 0 else "unnamed_overlap", (), abs(gap))
    return tuple(found[:_MOST_EXPLANATIONS]) or (unnamed,)


def _equal_counts(identity: Identity, gap: int, counts: Counts) -> list[Explanation]:
    in_parts = {key for part in identity.parts for key in (*part.plus, *part.minus)}
    in_whole = {*identity.whole.plus, *identity.whole_keys} if identity.whole else set()
    found = []
    for key, value in counts.items():
        if value != abs(gap) or key in in_whole:
            continue
        if gap < 0 and key not in in_parts:
            found.append(Explanation("left_out", (key,), value))
        elif gap > 0:
            found.append(Explanation("counted_twice" if key in in_parts else "included_elsewhere", (key,), value))
    return found


def _slips(identity: Identity, gap: int, counts: Counts, misfits: Misfits) -> list[Explanation]:
    before = misfits(counts)
    whole = identity.whole.plus if identity.whole else ()
    directions = [(key, -1) for part in identity.parts for key in part.plus] + [(key, 1) for key in whole]
    found = []
    for key, direction in directions:
        written, meant = counts[key], counts[key] + direction * gap
        slip = slip_between(written, meant)
        if slip is not None:
            after = misfits({**counts, key: meant})
            if after < before and identity.id not in after:
                found.append(Explanation("slip", (key,), abs(gap), slip, written, meant))
    return sorted(found, key=lambda e: (e.slip not in _STRONG_SLIPS, e.keys))


def _not_given(identity: Identity, gap: int) -> list[Explanation]:
    """Return the optional counts that were taken for none, on the side where more is needed."""
    side = [key for key in identity.assumed_absent if (key == "carried_over") == (gap > 0)]
    return [Explanation("not_given", tuple(side), abs(gap))] if side else []
