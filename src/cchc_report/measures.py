"""The narrow waist: every figure that a reader sees is a `Count` or a `Ratio` with a name, a definition and its rows.

A measure's id is also the path under which a notebook finds it: `settlement.settled_late.system` is
`report.settlement.settled_late.system`. Arithmetic is exact (`int`, `Fraction`); rounding happens only in print,
half up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import numpy as np

from cchc_report.errors import Text, message_language

View = Literal["system", "actual"]
"""`system`: what the one-stop system recorded; `actual`: after explanations that evidence supports."""

VIEW_NAMES: Mapping[View, str] = {"system": "theo Hệ thống", "actual": "theo thực tế"}

NOT_AVAILABLE = "không có số liệu"
SUPPRESSED = "*"
"""How a suppressed figure is printed."""
NOTHING_TO_DIVIDE = "không phát sinh"

_FIRST_OF_TWO_DIGITS = 10

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_RATIO_SPEC = re.compile(r"\.(?P<decimals>\d)%")


def vietnamese_integer(value: int) -> str:
    """Return an integer as Vietnamese text: `5544` is `5.544`."""
    return f"{value:,}".replace(",", ".")


def vietnamese_difference(value: int) -> str:
    """Return a signed difference as Vietnamese text: `1234` is `+1.234`, `-3` is `−3`."""
    return f"{'−' if value < 0 else '+'}{vietnamese_integer(abs(value))}"


def vietnamese_decimal(value: Fraction, decimals: int) -> str:
    """Return an exact value rounded half up (away from zero) to `decimals` places, as Vietnamese text.

    Example:
        >>> vietnamese_decimal(Fraction(4576, 5544) * 100, 2)
        '82,54'
    """
    scaled = abs(value) * 10**decimals
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(rounded, 10**decimals)
    sign = "-" if value < 0 and rounded else ""
    return sign + vietnamese_integer(whole) + (f",{rest:0{decimals}d}" if decimals else "")


def vietnamese_percentage(value: Fraction, decimals: int = 1) -> str:
    """Return an exact share as a percentage: `Fraction(580, 581)` is `99,8%`."""
    return vietnamese_decimal(value * 100, decimals) + "%"


@dataclass(frozen=True, slots=True)
class Members:
    """The rows behind a figure: which register, and which of its rows.

    Attributes:
        register: Name of the register, such as `dossiers`.
        rows: Positions (not labels) in that register's frame, ascending; int64 array.
        withheld: How many further rows there are, which this edition does not list.
    """

    register: str
    rows: np.ndarray[tuple[int], np.dtype[np.int64]] = field(compare=False)
    withheld: int = 0

    @classmethod
    def where(cls, register: str, mask: Any) -> Members:
        """Return the rows of `register` where the boolean `mask` (one value a row) holds."""
        return cls(register, np.flatnonzero(np.asarray(mask, dtype=bool)))

    def unlisted(self) -> Members:
        """Return the same rows, counted and not named: for an edition that lists no rows of their register."""
        return Members(self.register, np.zeros(0, dtype=np.int64), len(self))

    def __len__(self) -> int:
        return len(self.rows) + self.withheld


@dataclass(frozen=True, slots=True)
class Count:
    """How many things there are.

    Attributes:
        id: Dotted id, stable across versions.
        label: What is counted, in Vietnamese, as it reads after a number or in a table.
        value: The count, never negative.
        unit: What one of it is called (`hồ sơ`, `TTHC`, `quyết định`).
        population: Which things were looked at, in Vietnamese.
        view: In which view it holds, where the two views may differ.
        members: The rows behind it, where there are any.
        definition: Which of them count, and which rule decides, in Vietnamese.
    """

    id: str
    label: str
    value: int
    unit: str
    population: str
    view: View | None = None
    members: Members | None = None
    definition: str = ""

    def __post_init__(self) -> None:
        _check_id(self.id)
        if self.value < 0:
            message = f"{self.id}: a count is never negative, got {self.value}"
            raise ValueError(message)
        if self.members is not None and len(self.members) != self.value:
            message = f"{self.id}: counts {self.value} but names {len(self.members)} rows"
            raise ValueError(message)

    @classmethod
    def of_rows(  # noqa: PLR0913  # the same fields as the class
        cls,
        id: str,  # noqa: A002  # the same name as the field
        label: str,
        members: Members,
        *,
        unit: str,
        population: str,
        definition: str,
        view: View | None = None,
    ) -> Count:
        """Return the count of `members`."""
        return cls(id, label, len(members), unit, population, view, members, definition)

    @property
    def known(self) -> bool:
        """Whether the figure could be computed."""
        return True

    def __bool__(self) -> bool:
        return self.value != 0

    def __int__(self) -> int:
        return self.value

    def __str__(self) -> str:
        return format(self)

    def __format__(self, spec: str) -> str:
        """Format in Vietnamese: `` gives `5.544`; `02` gives numbers below ten a leading zero, as prose does."""
        if spec not in {"", "02"}:
            message = f"{self.id}: unknown format {spec!r}; a count takes '' or '02'"
            raise ValueError(message)
        leading_zero = spec == "02" and 0 < self.value < _FIRST_OF_TWO_DIGITS
        return ("0" if leading_zero else "") + vietnamese_integer(self.value)

    def as_record(self) -> dict[str, Any]:
        """Return the entry of the manifest."""
        record: dict[str, Any] = {
            "value": self.value,
            "definition": self.definition,
            "label": self.label,
            "unit": self.unit,
            "population": self.population,
        }
        return record | ({"view": self.view} if self.view else {})


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share: what part of the denominator the numerator is, under a named definition.

    Attributes:
        id: Dotted id, stable across versions.
        label: What the share says, in Vietnamese.
        numerator: The part.
        denominator: The whole; zero where nothing happened.
        definition: What is divided by what, and which rule decides, in Vietnamese.
        population: Which things were looked at, in Vietnamese.
        view: In which view it holds, where the two views may differ.
        members: The rows of the numerator.
        missing: The rows of the denominator that are not in the numerator: what a reviewer asks for first.
    """

    id: str
    label: str
    numerator: int
    denominator: int
    definition: str
    population: str
    view: View | None = None
    members: Members | None = None
    missing: Members | None = None

    def __post_init__(self) -> None:
        _check_id(self.id)
        if self.numerator < 0 or self.denominator < 0:
            message = f"{self.id}: neither part of a ratio is ever negative"
            raise ValueError(message)

    @property
    def known(self) -> bool:
        """Whether the figure could be computed: there was something to divide by."""
        return self.denominator != 0

    @property
    def value(self) -> Fraction:
        """The exact share.

        Raises:
            ZeroDivisionError: Where nothing happened; ask `known` first.
        """
        return Fraction(self.numerator, self.denominator)

    @property
    def complete(self) -> bool:
        """Whether the share is exactly one (99,96% is not)."""
        return self.known and self.numerator == self.denominator

    def __bool__(self) -> bool:
        return self.numerator != 0

    def __str__(self) -> str:
        return format(self)

    def __format__(self, spec: str) -> str:
        """Format in Vietnamese: `` gives `99,8% (580/581)`, `.1%` gives `99,8%`, `n/d` gives `580/581`."""
        if spec == "n/d":
            return f"{vietnamese_integer(self.numerator)}/{vietnamese_integer(self.denominator)}"
        percent = _RATIO_SPEC.fullmatch(spec or ".1%")
        if not percent:
            message = f"{self.id}: unknown format {spec!r}; a ratio takes '', '.1%' or 'n/d'"
            raise ValueError(message)
        if not self.known:
            return NOTHING_TO_DIVIDE
        share = vietnamese_percentage(self.value, int(percent["decimals"]))
        return share if spec else f"{share} ({self:n/d})"

    def as_record(self) -> dict[str, Any]:
        """Return the entry of the manifest."""
        record: dict[str, Any] = {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "definition": self.definition,
            "label": self.label,
            "population": self.population,
        }
        return record | ({"view": self.view} if self.view else {})


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A figure that the sources cannot give, which is not the same as zero.

    Attributes:
        id: Dotted id, stable across versions.
        label: What the figure would say, in Vietnamese.
        reason: Why it cannot be computed, in Vietnamese.
    """

    id: str
    label: str
    reason: str

    @property
    def known(self) -> bool:
        """Whether the figure could be computed."""
        return False

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return NOT_AVAILABLE

    def __format__(self, spec: str) -> str:
        """Say in every format that there is no figure."""
        return NOT_AVAILABLE

    def as_record(self) -> dict[str, Any]:
        """Return the entry of the manifest."""
        return {"value": None, "label": self.label, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Suppressed(Unavailable):
    """A figure that is known and that this edition does not show: a small cell, or one that would give it away.

    It carries nothing from which the figure could be worked out.
    """

    def __str__(self) -> str:
        return SUPPRESSED

    def __format__(self, spec: str) -> str:
        """Print the mark in every format."""
        return SUPPRESSED

    def as_record(self) -> dict[str, Any]:
        """Return the entry of the manifest."""
        return {"value": None, "suppressed": True, "label": self.label, "reason": self.reason}


Measure: TypeAlias = Count | Ratio | Unavailable


class Section:
    """The measures under one prefix, reached as attributes: `settlement.settled_late.system`."""

    def __init__(self, measures: Measures, prefix: str) -> None:
        self._measures = measures
        self._prefix = prefix

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self._measures.at(f"{self._prefix}.{name}")
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __dir__(self) -> list[str]:
        start = len(self._prefix) + 1
        return sorted({m.id[start:].split(".")[0] for m in self._measures.under(self._prefix)})

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._measures.under(self._prefix))

    def __repr__(self) -> str:
        return "\n".join(f"{m.id}: {m}" for m in self)


class Measures(Mapping[str, Measure]):
    """All measures of a report, by id, in the order of the report."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._by_id: dict[str, Measure] = {}
        for measure in measures:
            if measure.id in self._by_id:
                message = f"two measures are called {measure.id}"
                raise ValueError(message)
            self._by_id[measure.id] = measure

    def __getitem__(self, id: str) -> Measure:  # noqa: A002
        if id not in self._by_id:
            near = [repr(each) for each in get_close_matches(id, self._by_id, n=1)]
            vi, en = [f"không có số liệu {id!r}", *near], [f"no measure {id!r}", *near]
            raise KeyError(Text("; có phải là: ".join(vi), "; did you mean: ".join(en)).in_language(message_language()))
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def count(self, id: str) -> Count:  # noqa: A002
        """Return the measure `id`, which must be a `Count`."""
        measure = self[id]
        if not isinstance(measure, Count):
            message = f"{id} is a {type(measure).__name__}, not a Count"
            raise TypeError(message)
        return measure

    def ratio(self, id: str) -> Ratio:  # noqa: A002
        """Return the measure `id`, which must be a `Ratio`."""
        measure = self[id]
        if not isinstance(measure, Ratio):
            message = f"{id} is a {type(measure).__name__}, not a Ratio"
            raise TypeError(message)
        return measure

    def under(self, prefix: str) -> tuple[Measure, ...]:
        """Return the measures whose ids begin with `prefix` and a dot."""
        return tuple(m for m in self._by_id.values() if m.id.startswith(prefix + "."))

    def at(self, path: str) -> Measure | Section:
        """Return the measure at `path`, or the section of all measures below it.

        Raises:
            KeyError: Nothing stands there; the message names the nearest id.
        """
        if path in self._by_id or not self.under(path):
            return self[path]
        return Section(self, path)

    def as_records(self) -> dict[str, dict[str, Any]]:
        """Return the `measures` object of the manifest."""
        return {id_: measure.as_record() for id_, measure in self._by_id.items()}


def _check_id(id_: str) -> None:
    if not _ID.fullmatch(id_):
        message = f"{id_!r} is no measure id: lower-case words joined by dots, at least two"
        raise ValueError(message)
