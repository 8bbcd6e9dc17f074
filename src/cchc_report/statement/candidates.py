"""Which counts a percentage can be a share of, and which it can be the share: the pairs that are worth trying.

Denominators met in published reports are what was settled, what was settled or returned, what fell due, what was
received, and the total with what was carried over; a share of pending, notices or procedures has wholes of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cchc_report.statement.identities import whole_by_name
from cchc_report.statement.quantities import Counts, Quantity, derived, summed
from cchc_report.statement.vocabulary import LABELS

Keys = tuple[str, ...]

_ENDED: tuple[Keys, ...] = (
    ("settled",),
    ("settled", "returned"),
    ("settled", "withdrawn"),
    ("settled", "returned", "withdrawn"),
    ("due",),
    ("received",),
    ("total",),
)
_INTAKE: tuple[Keys, ...] = (("received",), ("total",))
_WHOLES: Mapping[str, tuple[Keys, ...]] = {
    **dict.fromkeys(("early", "on_due_date", "early_or_on_time", "late"), _ENDED),
    **dict.fromkeys(("settled", "received_online", "received_direct", "received_postal"), _INTAKE),
    **dict.fromkeys(("pending", "returned", "withdrawn"), (("total",), ("received",))),
    **dict.fromkeys(("pending_in_time", "pending_overdue"), (("pending",), ("total",))),
    **dict.fromkeys(("received", "carried_over", "due"), (("total",),)),
    **dict.fromkeys(("notices_online", "notices_direct"), (("notices",),)),
    "petitions_resolved": (("petitions_received",),),
    "procedures_disclosed": (("procedures",),),
}

_RELATED: Mapping[str, tuple[Keys, ...]] = {
    "early": (("early_or_on_time",),),
    "on_due_date": (("early_or_on_time",),),
    "early_or_on_time": (("early",), ("on_due_date",), ("early_or_on_time", "pending_in_time")),
    "late": (("late", "pending_overdue"),),
}
"""What reports also call by the name of a claim: "trước hạn" for all that were not late, "đúng hạn" for pending ones
that are in time too, "trễ" for pending ones that are not."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A numerator over a denominator.

    Attributes:
        numerator: The number, or the first of a run of numbers.
        denominator: The whole.
        last: The last of the run; the same as `numerator` where there is one.
        numerator_is: Names of the quantities that the numerator is; none for a number that is only possible.
        denominator_is: Names of the quantities that the denominator is: wholes of one size are one pair.
    """

    numerator: int
    denominator: int
    last: int
    numerator_is: tuple[Quantity, ...] = ()
    denominator_is: tuple[Quantity, ...] = ()

    @property
    def size(self) -> int:
        """How many numerators the pair stands for."""
        return self.last - self.numerator + 1


def wholes_of(claim: str | None, counts: Counts) -> tuple[Quantity, ...]:
    """Return the wholes that a claim is naturally a share of, as far as they are known.

    Args:
        claim: Key of the count; `None` where the report does not say what it is.
        counts: The given counts.
    """
    if claim is None or (claim not in _WHOLES and claim in LABELS):
        wholes: Iterable[Keys] = dict.fromkeys(keys for natural in _WHOLES.values() for keys in natural)
    elif claim in _WHOLES:
        wholes = _WHOLES[claim]
    else:
        by_name = whole_by_name(claim, counts)
        wholes = [(by_name,)] if by_name else [(key,) for key in counts if key != claim]
    return known(wholes, counts)


def lacking_wholes(claim: str | None, counts: Counts) -> tuple[str, ...]:
    """Return the counts of which one would make a claim testable; nothing where a whole is known already."""
    if wholes_of(claim, counts):
        return ()
    natural = _WHOLES.get(claim or "", _ENDED if claim is None else ())
    return tuple(keys[0] for keys in natural if len(keys) == 1 and keys[0] not in counts)


def numerators_of(claim: str | None, counts: Counts) -> tuple[Quantity, ...]:
    """Return the quantities that a claim names: the count as it is given or follows; without a claim, every count."""
    if claim is None:
        return known([(key,) for key in dict.fromkeys([*counts, *LABELS])], counts)
    return known([(claim,)], counts)


def related_to(claim: str | None, counts: Counts) -> tuple[Quantity, ...]:
    """Return the quantities that reports also call by the claim's name."""
    return known(_RELATED.get(claim or "", ()), counts)


def known(names: Iterable[Keys], counts: Counts) -> tuple[Quantity, ...]:
    """Return those of the named quantities that are given or follow from what is given."""
    return tuple(quantity for keys in names if (quantity := summed(counts, keys)) is not None)


def without_late(whole: Quantity, late: int) -> Quantity:
    """Return all of a whole but its late dossiers, as reports call them: in time."""
    return Quantity(("early_or_on_time",), whole.value - late, whole.plus, (*whole.minus, "late"))


def pairs_of(numerators: Sequence[Quantity], wholes: Sequence[Quantity]) -> tuple[Pair, ...]:
    """Return every numerator over every whole that is another quantity; equal numbers become one pair."""
    merged: dict[tuple[int, int], Pair] = {}
    for whole in wholes:
        for numerator in numerators:
            if whole.value == 0 or numerator.keys == whole.keys:
                continue
            key = (numerator.value, whole.value)
            pair = merged.get(key, Pair(*key, last=numerator.value))
            merged[key] = Pair(
                *key,
                last=numerator.value,
                numerator_is=_with(pair.numerator_is, numerator),
                denominator_is=_with(pair.denominator_is, whole),
            )
    return tuple(merged.values())


def runs_of(ranges: Iterable[tuple[Quantity, range]]) -> tuple[Pair, ...]:
    """Return one pair for each whole with the run of numerators over it; wholes of one size become one pair."""
    merged: dict[int, Pair] = {}
    for whole, numerators in ranges:
        if numerators and whole.value > 0:
            before = merged.get(whole.value)
            names = _with(before.denominator_is if before else (), whole)
            merged[whole.value] = Pair(numerators[0], whole.value, numerators[-1], (), names)
    return tuple(merged.values())


def derived_value(counts: Counts, key: str) -> int | None:
    """Return the value of a count that is given or follows from what is given."""
    quantity = derived(counts, key)
    return None if quantity is None else quantity.value


def _with(quantities: tuple[Quantity, ...], another: Quantity) -> tuple[Quantity, ...]:
    return quantities if any(q.keys == another.keys for q in quantities) else (*quantities, another)
