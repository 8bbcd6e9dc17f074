"""How counts make up each other, and which quantities follow from the counts that are given.

The compositions are the identities of intake and settlement (form II.06a and the outcome of a period). They go from a
whole down to its parts and never round, so whatever is composed of given counts ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Counts: TypeAlias = Mapping[str, int]
"""Key of each given count, to its value."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A whole that is the sum of its parts.

    Attributes:
        id: Stable name.
        whole: Key of the whole.
        parts: Keys of the parts that must be known.
        optional: Keys of parts that many reports do not have; not given, they count as none.
    """

    id: str
    whole: str
    parts: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys of the composition."""
        return (self.whole, *self.parts, *self.optional)


COMPOSITIONS: tuple[Composition, ...] = (
    Composition("intake", "total", ("received", "carried_over")),
    Composition("channels", "received", ("received_online", "received_direct"), ("received_postal",)),
    Composition("outcome", "total", ("settled", "pending"), ("returned", "withdrawn")),
    Composition("timeliness", "settled", ("early_or_on_time", "late")),
    Composition("timeliness_by_day", "settled", ("early", "on_due_date", "late")),
    Composition("on_time", "early_or_on_time", ("early", "on_due_date")),
    Composition("pending", "pending", ("pending_in_time", "pending_overdue")),
    Composition("notices", "notices", ("notices_online", "notices_direct")),
)


def wholes_above(key: str) -> frozenset[str]:
    """Return every count of which `key` is a part, or a part of a part.

    Example:
        >>> sorted(wholes_above("late"))
        ['settled', 'total']
    """
    direct = frozenset(c.whole for c in COMPOSITIONS if key in c.parts or key in c.optional)
    return direct.union(*(wholes_above(whole) for whole in direct))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the given counts that it was made from.

    Attributes:
        keys: What it is: one key, or several whose sum it is.
        value: The number, never negative.
        plus: Given counts that were added.
        minus: Given counts that were subtracted.
    """

    keys: tuple[str, ...]
    value: int
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()

    @property
    def derived(self) -> bool:
        """Whether the statement does not give it under its own name."""
        return self.plus != self.keys or bool(self.minus)

    @property
    def name(self) -> str:
        """The keys as one name, such as `settled+returned`."""
        return "+".join(self.keys)


def composed(counts: Counts, key: str, *, without: str | None = None) -> Quantity | None:
    """Return the count `key`: as it is given, else as the sum of its parts; `None` where it is neither.

    Args:
        counts: The given counts.
        key: What is asked for.
        without: Id of a composition that may not be used.
    """
    if key in counts:
        return Quantity((key,), counts[key], (key,))
    for composition in COMPOSITIONS:
        if composition.whole == key and composition.id != without:
            optional = [composed(counts, part) for part in composition.optional]
            required = [composed(counts, part) for part in composition.parts]
            known = [part for part in required if part is not None]
            if len(known) == len(required):
                return _sum((key,), [*known, *(part for part in optional if part is not None)])
    return None


def derived(counts: Counts, key: str) -> Quantity | None:
    """Return the count `key` by every way: given, as a sum, or as what remains of a whole; `None` where there is none.

    Example:
        >>> derived({"settled": 581, "late": 3}, "early_or_on_time").value
        578
    """
    if (direct := composed(counts, key)) is not None:
        return direct
    for composition in COMPOSITIONS:
        if key in composition.parts:
            whole = composed(counts, composition.whole, without=composition.id)
            others = [composed(counts, part) for part in composition.parts if part != key]
            known = [part for part in others if part is not None]
            if whole is not None and len(known) == len(others):
                extra = [composed(counts, part) for part in composition.optional]
                remains = _difference(key, whole, [*known, *(part for part in extra if part is not None)])
                if remains is not None:
                    return remains
    return None


def summed(counts: Counts, keys: Sequence[str]) -> Quantity | None:
    """Return the sum of several counts, each by whatever way it is known; `None` where one is not."""
    terms = [derived(counts, key) for key in keys]
    known = [term for term in terms if term is not None]
    if not known or len(known) < len(terms):
        return None
    return known[0] if len(known) == 1 else _sum(tuple(keys), known)


def _sum(keys: tuple[str, ...], terms: Sequence[Quantity]) -> Quantity:
    return Quantity(
        keys,
        sum(term.value for term in terms),
        tuple(key for term in terms for key in term.plus),
        tuple(key for term in terms for key in term.minus),
    )


def _difference(key: str, whole: Quantity, others: Sequence[Quantity]) -> Quantity | None:
    value = whole.value - sum(other.value for other in others)
    if value < 0:
        return None
    plus = [*whole.plus, *(k for other in others for k in other.minus)]
    minus = [*whole.minus, *(k for other in others for k in other.plus)]
    for shared in {*plus} & {*minus}:
        plus.remove(shared)
        minus.remove(shared)
    return Quantity((key,), value, tuple(plus), tuple(minus))
