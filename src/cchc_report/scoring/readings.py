"""What a rule reads, and what it answers. The type of a rule's first argument says which measures a leaf must name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from cchc_report.errors import Text
from cchc_report.measures import vietnamese_integer


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole. The leaf names one ratio, or counts and what they are `out_of`.

    Attributes:
        part: The numerator; never above `whole`.
        whole: The denominator; above zero, for where nothing happened no rule is asked.
    """

    part: int
    whole: int

    @property
    def exact(self) -> Fraction:
        """The share, from 0 to 1."""
        return Fraction(self.part, self.whole)

    def __str__(self) -> str:
        return f"{vietnamese_integer(self.part)}/{vietnamese_integer(self.whole)}"


@dataclass(frozen=True, slots=True)
class Amount:
    """How many things there are. The leaf names one or more counts, which are added.

    Attributes:
        value: How many.
        unit: What one of them is called, in Vietnamese.
    """

    value: int
    unit: str = ""

    def __str__(self) -> str:
        return f"{vietnamese_integer(self.value)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Duration:
    """How many working days something took. The leaf names one count of working days.

    Attributes:
        days: Working days.
    """

    days: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Whether something was done, and whether a document proves it. The leaf may name measures, and must ask for proof.

    Attributes:
        done: What the measures say: the share is complete, or there is at least one; true where none are named.
        proven: Whether the evidence register holds a document for the criterion.
    """

    done: bool
    proven: bool


@dataclass(frozen=True, slots=True)
class WrittenScore:
    """What a person entered in the register of scores; `None` where a cell is blank.

    Attributes:
        points: The points.
        reason: Why so many.
    """

    points: Fraction | None
    reason: str | None


Reading: TypeAlias = Share | Amount | Duration | Fact | WrittenScore | None


class Why(Enum):
    """Why a criterion has no points yet."""

    SURVEY = "survey"
    NOT_ENTERED = "not-entered"
    NO_REASON = "no-reason"
    ABOVE_MAXIMUM = "above-maximum"
    UNAVAILABLE = "unavailable"
    PART_ABOVE_WHOLE = "part-above-whole"


@dataclass(frozen=True, slots=True)
class Worked:
    """Points that a rule gives.

    Attributes:
        points: Exact, before rounding.
        working: How they come about, in Vietnamese, without the points themselves.
        is_formula: Whether `working` is arithmetic, such as `580/581 × 20`, to stand before an equals sign.
    """

    points: Fraction
    working: str
    is_formula: bool = True


@dataclass(frozen=True, slots=True)
class Unscored:
    """No points, and why.

    Attributes:
        why: The reason.
        text: The reason in words.
    """

    why: Why
    text: Text


Answer: TypeAlias = Worked | Unscored
