"""The nearest explanations of a gap: which one thing, put right, would close it and break nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cchc_report.statement.identities import Identity
from cchc_report.statement.quantities import Counts
from cchc_report.statement.slips import Slip, slip_between

Kind = Literal[
    "one_number",
    "left_out",
    "counted_twice",
    "included_elsewhere",
    "slip",
    "not_given",
    "unnamed",
    "unnamed_overlap",
]
Misfits = Callable[[Counts], frozenset[str]]
"""Ids of everything in a statement that does not fit, for the counts given to it."""

_MOST_EXPLANATIONS = 3
_STRONG_SLIPS = frozenset({"transposed", "zeros", "group", "digit_missing", "digit_extra"})
"""Slips that few gaps look like. One wrong digit fits so many gaps that it is only said where nothing better is."""
_TURNED_AWAY = ("returned", "withdrawn")
"""Counts that reports leave out together."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to close a gap.

    Attributes:
        kind: `one_number`: one number, put right, closes several gaps. `left_out`: a given count is as large as what
            is missing. `counted_twice`: a part is as large as what is too much. `included_elsewhere`: a count outside
            the sum is as large as what is too much. `slip`: a number mistyped. `not_given`: counts that the statement
            does not give. `unnamed`: a group that nobody names is missing. `unnamed_overlap`: a group that nobody names
            is counted twice, or does not belong there.
        keys: The counts concerned, more than one where their sum is meant; none for the last two.
        size: The size of the gap, without sign.
        slip: Which slip, for `slip`, and for `one_number` where it looks like one.
        written: The number as it stands, for both.
        meant: The number that closes the gap, for both.
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
    corrected = _corrections(identity, gap, counts, misfits)
    one_number = [each for each in corrected if each.kind == "one_number"]
    slips = [each for each in corrected if each.kind == "slip"]
    unnamed = Explanation("unnamed" if gap < 0 else "unnamed_overlap", (), abs(gap))
    strong_slips = [slip for slip in slips if slip.slip in _STRONG_SLIPS]
    strong = [*one_number, *_equal_counts(identity, gap, counts), *strong_slips]
    not_given = _not_given(identity, gap)
    if strong:
        return tuple([*strong, *not_given][:_MOST_EXPLANATIONS])
    weak = slips[: _MOST_EXPLANATIONS - 1]
    return tuple([*not_given, *weak] if not_given else [*weak, unnamed])


def _equal_counts(identity: Identity, gap: int, counts: Counts) -> list[Explanation]:
    in_parts = {key for part in identity.parts for key in (*part.plus, *part.minus)}
    in_whole = {*identity.whole.plus, *identity.whole_keys} if identity.whole else set()
    groups = [(key,) for key in counts] + ([_TURNED_AWAY] if all(counts.get(key) for key in _TURNED_AWAY) else [])
    found = []
    for keys in groups:
        value = sum(counts[key] for key in keys)
        if value != abs(gap) or not in_whole.isdisjoint(keys):
            continue
        if gap < 0 and in_parts.isdisjoint(keys):
            found.append(Explanation("left_out", keys, value))
        elif gap > 0:
            kind: Kind = "counted_twice" if in_parts.issuperset(keys) else "included_elsewhere"
            found.append(Explanation(kind, keys, value))
    return found


def _corrections(identity: Identity, gap: int, counts: Counts, misfits: Misfits) -> list[Explanation]:
    """Return each number that, put right, closes the gap and breaks nothing.

    One that closes other gaps as well needs no further reason; one that closes this gap alone must look like a slip.
    """
    before = misfits(counts)
    whole = identity.whole.plus if identity.whole else ()
    directions = [(key, -1) for part in identity.parts for key in part.plus] + [(key, 1) for key in whole]
    found = []
    for key, direction in directions:
        written, meant = counts[key], counts[key] + direction * gap
        if meant <= 0:  # nobody writes digits for a zero
            continue
        slip, after = slip_between(written, meant), misfits({**counts, key: meant})
        if identity.id in after or not after < before:
            continue
        if len(before - after) > 1:
            found.append(Explanation("one_number", (key,), abs(gap), slip, written, meant))
        elif slip is not None:
            found.append(Explanation("slip", (key,), abs(gap), slip, written, meant))
    return sorted(found, key=lambda e: (e.slip not in _STRONG_SLIPS, e.keys))


def _not_given(identity: Identity, gap: int) -> list[Explanation]:
    """Return the optional counts that were taken for none, on the side where more is needed."""
    side = [key for key in identity.assumed_absent if (key == "carried_over") == (gap > 0)]
    return [Explanation("not_given", tuple(side), abs(gap))] if side else []
