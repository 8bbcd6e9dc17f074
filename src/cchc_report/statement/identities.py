"""Test every identity that the given counts allow.

Sign of every gap: found minus expected, where *found* is the sum of the parts and *expected* the whole. A positive gap
is too much ("thừa"), a negative one too little ("thiếu").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from cchc_report.statement.quantities import COMPOSITIONS, Composition, Counts, Quantity, composed
from cchc_report.statement.vocabulary import LABELS

Status = Literal["holds", "broken", "untestable"]

_WITH_EARLY_OR_ON_TIME: Mapping[str, bool] = {"timeliness": True, "on_time": True, "timeliness_by_day": False}
"""Ways to divide what was settled: the first two are told where `early_or_on_time` is given, the third where not."""

_WHOLE_OF: Mapping[str, str] = {
    "due": "total",
    "procedures_disclosed": "procedures",
    "petitions_resolved": "petitions_received",
}
"""Counts outside every composition that are a part of another one."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity, tested or not.

    Attributes:
        id: Name of the composition, or `part.<key>` for a count that its name makes a part of another.
        whole_keys: What the parts should add up to.
        whole: The same, where it is known.
        parts: The known parts, each a given count; a part that is not given stands as the counts that make it up.
        status: `untestable` where a needed count is missing.
        at_most: Whether parts were missing, so that the known ones must only not exceed the whole.
        missing: Keys of the needed counts that are not given.
        assumed_absent: Keys of the optional counts that are not given and counted as none.
        implied: What the missing counts (one, or several together) must be for the identity to hold.
    """

    id: str
    whole_keys: tuple[str, ...]
    whole: Quantity | None
    parts: tuple[Quantity, ...]
    status: Status
    at_most: bool = False
    missing: tuple[str, ...] = ()
    assumed_absent: tuple[str, ...] = ()
    implied: int | None = None

    @property
    def found(self) -> int:
        """The sum of the known parts."""
        return sum(part.value for part in self.parts)

    @property
    def gap(self) -> int | None:
        """Found minus expected where the identity was tested; 0 where it holds."""
        if self.whole is None or self.status == "untestable":
            return None
        return 0 if self.status == "holds" else self.found - self.whole.value


def identities_of(counts: Counts) -> tuple[Identity, ...]:
    """Return every identity that has something to do with the given counts, in the order of a report.

    Example:
        >>> [i.status for i in identities_of({"received": 590, "carried_over": 34, "total": 624})][0]
        'holds'
    """
    by_composition = [_tested(composition, counts) for composition in COMPOSITIONS if _speaks_of(composition, counts)]
    return (*by_composition, *_parts_by_name(counts))


def broken(counts: Counts) -> frozenset[str]:
    """Return the ids of the identities that do not hold."""
    return frozenset(identity.id for identity in identities_of(counts) if identity.status == "broken")


def _speaks_of(composition: Composition, counts: Counts) -> bool:
    """Return whether a composition is worth telling: one of its counts is known, and no other tells the same."""
    if _WITH_EARLY_OR_ON_TIME.get(composition.id) is ("early_or_on_time" not in counts):
        return False
    return any(composed(counts, key) is not None for key in composition.keys)


def _tested(composition: Composition, counts: Counts) -> Identity:
    parts = {part: composed(counts, part) for part in composition.parts}
    extras = {part: composed(counts, part) for part in composition.optional}
    known = tuple(term for part in (*parts.values(), *extras.values()) if part for term in _terms(part, counts))
    missing = tuple(key for key, part in parts.items() if part is None)
    absent = tuple(key for key, part in extras.items() if part is None)
    whole_keys, whole = _whole(composition, counts)
    if composition.id == "outcome" and whole_keys == ("received",):
        absent = ("carried_over", *absent)
    untested = Identity(composition.id, whole_keys, None, known, "untestable", missing=missing, assumed_absent=absent)
    if whole is not None:
        return _compared(untested, whole)
    implied = None if missing else untested.found
    return replace(untested, missing=(*whole_keys, *missing), assumed_absent=(), implied=implied)


def _terms(part: Quantity, counts: Counts) -> list[Quantity]:
    """Return a part by the given counts that it is the sum of."""
    return [Quantity((key,), counts[key], (key,)) for key in part.plus]


def _compared(identity: Identity, whole: Quantity) -> Identity:
    """Return an identity with its status: the sum of its parts is `whole`, or no more where parts are missing."""
    compared = replace(identity, whole=whole, at_most=bool(identity.missing))
    surplus = identity.found - whole.value
    if not identity.missing:
        return replace(compared, status="broken" if surplus else "holds")
    if surplus > 0:
        return replace(compared, status="broken")
    return replace(compared, implied=-surplus if identity.parts else None)


def _whole(composition: Composition, counts: Counts) -> tuple[tuple[str, ...], Quantity | None]:
    """Return what the parts are compared with.

    Only for the outcome of the period a sum stands in for the whole: what was received, with what was carried over.
    """
    key = composition.whole
    if key in counts or composition.id != "outcome":
        return (key,), Quantity((key,), counts[key], (key,)) if key in counts else None
    total = composed(counts, key, without=composition.id)
    received = composed(counts, "received")
    if total is None and received is not None:
        return ("received",), received
    return (key,), total


def _parts_by_name(counts: Counts) -> list[Identity]:
    """Return the comparisons that names make: `procedures_disclosed` cannot exceed `procedures`."""
    found = []
    for key, value in counts.items():
        whole = whole_by_name(key, counts)
        if whole is not None:
            expected = Quantity((whole,), counts[whole], (whole,))
            status: Status = "holds" if value <= expected.value else "broken"
            part = Quantity((key,), value, (key,))
            found.append(Identity(f"part.{key}", (whole,), expected, (part,), status, at_most=True))
    return found


def whole_by_name(key: str, counts: Counts) -> str | None:
    """Return the given count that `key` is a part of by its name: `settled` for `settled_online`.

    Counts that stand in a composition have their wholes there.
    """
    if key in LABELS:
        whole = _WHOLE_OF.get(key)
        return whole if whole in counts else None
    return max((k for k in counts if k != key and key.startswith(f"{k}_")), key=len, default=None)
