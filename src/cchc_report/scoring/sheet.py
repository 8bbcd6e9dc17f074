"""The score sheet: a row for each node of the tree, the total, and how both came about. Nothing is scored here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from cchc_report.checks.finding import Finding
from cchc_report.measures import View, vietnamese_decimal, vietnamese_integer
from cchc_report.scoring.criteria import ILLUSTRATIVE_BANNER, CriteriaSet, Level
from cchc_report.scoring.quantities import decimal_text, points_text, round_half_up
from cchc_report.statistics import EvidenceCitation

Status = Literal[
    "subtotal",
    "scored",
    "not_applicable_full",
    "not_applicable_zero",
    "not_applicable_excluded",
    "survey",
    "manual",
    "not_scored",
]
"""`subtotal`: a node with children; `manual`: points that a person entered; `not_scored`: nobody can say yet."""


@dataclass(frozen=True, slots=True)
class Sum:
    """What the leaves below a node come to.

    Attributes:
        within: Points inside the maximum.
        outside: Bonus and penalty points that come on top.
        excluded: Maximum of leaves left out because nothing happened.
        survey: Maximum of leaves that a survey decides.
        unscored: Maximum of other leaves without points yet.
        scored: Whether any leaf has points.
    """

    within: Fraction = Fraction(0)
    outside: Fraction = Fraction(0)
    excluded: Fraction = Fraction(0)
    survey: Fraction = Fraction(0)
    unscored: Fraction = Fraction(0)
    scored: bool = False

    def __add__(self, other: Sum) -> Sum:
        return Sum(
            self.within + other.within,
            self.outside + other.outside,
            self.excluded + other.excluded,
            self.survey + other.survey,
            self.unscored + other.unscored,
            self.scored or other.scored,
        )

    @property
    def points(self) -> Fraction:
        """All points."""
        return self.within + self.outside


@dataclass(frozen=True, slots=True)
class Declared:
    """The figures that a row is scored from, as they stand in the table.

    Attributes:
        part: The numerator, or the amount where there is no denominator.
        whole: The denominator; `None` for an amount.
        unit: What an amount counts, in Vietnamese.
    """

    part: int
    whole: int | None = None
    unit: str = ""

    @property
    def rate(self) -> Fraction | None:
        """The share; `None` for an amount, or where nothing happened."""
        return Fraction(self.part, self.whole) if self.whole else None

    def __str__(self) -> str:
        part = vietnamese_integer(self.part)
        return f"{part} {self.unit}".strip() if self.whole is None else f"{part}/{vietnamese_integer(self.whole)}"


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A domain, criterion or sub-criterion of the table.

    Attributes:
        code: Its code.
        title: Its title.
        level: `domain`, `criterion` or `sub_criterion`.
        is_leaf: Whether it is scored itself.
        maximum: Its maximum; zero for a bonus or a penalty.
        status: What became of it.
        self_assessed: Points: rounded for a leaf, the sum of the leaves for others; `None` where there are none.
        unrounded: A leaf's exact points before rounding.
        decimals: Decimal places with which the points are printed.
        declared: The figures behind a leaf's points.
        measures: Ids of the measures read as the part, or as the amount.
        out_of: Ids of the measures read as the whole, where they are counts of their own.
        view: In which view.
        evidence: The documents that prove it.
        note: How the points come about, in Vietnamese: `580/581 × 20 = 19,97`.
        explanation: What must be explained (giải trình), in Vietnamese; `None` where nothing must.
        excluded_maximum: Maximum of the leaves at or below it that are left out.
        open_maximum: Maximum of the leaves at or below it without self-assessed points (survey, not scored).
    """

    code: str
    title: str
    level: Level
    is_leaf: bool
    maximum: Fraction
    status: Status
    self_assessed: Fraction | None
    unrounded: Fraction | None
    decimals: int
    declared: Declared | None
    measures: tuple[str, ...]
    out_of: tuple[str, ...]
    view: View | None
    evidence: tuple[EvidenceCitation, ...]
    note: str
    explanation: str | None
    excluded_maximum: Fraction
    open_maximum: Fraction

    @property
    def maximum_text(self) -> str:
        """The maximum with the sheet's decimals: `20,00`."""
        return vietnamese_decimal(self.maximum, self.decimals)

    @property
    def points_text(self) -> str:
        """The self-assessed points with the sheet's decimals: `19,97`; empty where there are none."""
        return "" if self.self_assessed is None else vietnamese_decimal(self.self_assessed, self.decimals)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Note and explanation as they stand in the table; a note that the explanation repeats is left out."""
        note = "" if self.explanation and self.note and self.explanation.startswith(self.note) else self.note
        return tuple(text for text in (note, self.explanation) if text)

    def as_record(self) -> dict[str, Any]:
        """Return the row as plain JSON values; points are exact decimal texts."""
        declared = self.declared
        return {
            "code": self.code,
            "title": self.title,
            "level": self.level,
            "leaf": self.is_leaf,
            "maximum": decimal_text(self.maximum),
            "status": self.status,
            "points": None if self.self_assessed is None else decimal_text(self.self_assessed),
            "unrounded": None if self.unrounded is None else decimal_text(self.unrounded),
            "measures": list(self.measures),
            "out_of": list(self.out_of),
            "view": self.view,
            "numerator": declared.part if declared and declared.whole is not None else None,
            "denominator": declared.whole if declared else None,
            "value": declared.part if declared and declared.whole is None else None,
            "evidence": [citation.id for citation in self.evidence],
            "note": self.note,
            "explanation": self.explanation,
        }


@dataclass(frozen=True, slots=True)
class Total:
    """The total of the sheet, and the total rescaled where criteria were left out.

    Attributes:
        maximum: Maximum of the whole set.
        sum: What the leaves come to.
        decimals: Decimal places with which points are printed.
        excluded_codes: Codes of the leaves that were left out.
    """

    maximum: Fraction
    sum: Sum
    decimals: int
    excluded_codes: tuple[str, ...] = ()

    @property
    def points(self) -> Fraction:
        """The sum of all rounded leaves."""
        return self.sum.points

    @property
    def rescaled(self) -> Fraction | None:
        """The points on the scale of the whole maximum, exact; `None` where every criterion was left out.

        Without criteria left out it equals `points`. Bonus and penalty outside the maximum are not rescaled.
        """
        applicable = self.maximum - self.sum.excluded
        return self.sum.within * self.maximum / applicable + self.sum.outside if applicable else None

    @property
    def rescaled_rounded(self) -> Fraction | None:
        """`rescaled`, rounded half up."""
        return None if self.rescaled is None else round_half_up(self.rescaled, self.decimals)

    @property
    def arithmetic(self) -> str:
        """How the total comes about, as Vietnamese sentences."""
        sentences = [f"Tổng điểm tự đánh giá: {self._shown(self.points)}/{points_text(self.maximum)} điểm."]
        if self.sum.outside:
            outside = self._signed(self.sum.outside)
            sentences.append(f"Trong đó điểm cộng, điểm trừ ngoài khung điểm: {outside}.")
        if self.sum.excluded:
            sentences.append(self._rescaling())
        waiting = [
            f"{points_text(points)} điểm {what}"
            for points, what in (
                (self.sum.survey, "do điều tra xã hội học quyết định"),
                (self.sum.unscored, "chưa chấm được"),
            )
            if points
        ]
        if waiting:
            sentences.append(f"Chưa gồm {' và '.join(waiting)}.")
        return " ".join(sentences)

    def _rescaling(self) -> str:
        excluded, maximum = points_text(self.sum.excluded), points_text(self.maximum)
        why = f"Loại {excluded} điểm của tiêu chí không phát sinh ({', '.join(self.excluded_codes)})"
        if self.rescaled_rounded is None:
            return f"{why}; không còn tiêu chí nào để quy đổi."
        outside = f" {self._signed(self.sum.outside)}" if self.sum.outside else ""
        formula = f"{self._shown(self.sum.within)} ÷ ({maximum} − {excluded}) × {maximum}{outside}"
        return f"{why}; quy đổi: {formula} = {self._shown(self.rescaled_rounded)} điểm."

    def _shown(self, points: Fraction) -> str:
        return vietnamese_decimal(points, self.decimals)

    def _signed(self, points: Fraction) -> str:
        return f"{'+' if points > 0 else '−'} {self._shown(abs(points))}"

    def as_record(self) -> dict[str, Any]:
        """Return the total as plain JSON values; points are exact decimal texts."""
        rescaled = self.rescaled
        return {
            "maximum": decimal_text(self.maximum),
            "points": decimal_text(self.points),
            "within": decimal_text(self.sum.within),
            "outside": decimal_text(self.sum.outside),
            "excluded_maximum": decimal_text(self.sum.excluded),
            "survey_maximum": decimal_text(self.sum.survey),
            "unscored_maximum": decimal_text(self.sum.unscored),
            "rescaled": None if self.rescaled_rounded is None else decimal_text(self.rescaled_rounded),
            "rescaled_exact": None if rescaled is None else decimal_text(rescaled),
            "arithmetic": self.arithmetic,
        }


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The score table of one report.

    Attributes:
        criteria: The set that it was scored with.
        rows: The rows in the order of the tree.
        total: The total.
        findings: What does not add up or lacks proof, gravest first.
    """

    criteria: CriteriaSet
    rows: tuple[ScoreRow, ...]
    total: Total
    findings: tuple[Finding, ...]

    @property
    def outside_codes(self) -> tuple[str, ...]:
        """Codes of the leaves whose points come on top of the maximum."""
        return tuple(placed.node.code for placed in self.criteria.leaves() if placed.node.outside_maximum)

    @property
    def banner(self) -> str | None:
        """The line that must stand above the table where the points are not official ones."""
        return ILLUSTRATIVE_BANNER if self.criteria.illustrative else None

    @property
    def domains(self) -> tuple[ScoreRow, ...]:
        """The rows of the domains, each with its subtotal."""
        return tuple(row for row in self.rows if row.level == "domain")

    @property
    def to_explain(self) -> tuple[ScoreRow, ...]:
        """The rows that the section of explanations must list."""
        return tuple(row for row in self.rows if row.explanation is not None)

    def row(self, code: str) -> ScoreRow:
        """Return the row of the criterion `code`.

        Raises:
            KeyError: There is none.
        """
        return _row_of(self.rows, code)

    def reading(self, measure: str) -> tuple[ScoreRow, ...]:
        """Return the rows that are scored from the measure with this id."""
        return tuple(row for row in self.rows if measure in (*row.measures, *row.out_of))

    def as_record(self) -> dict[str, Any]:
        """Return the `scores` object of the manifest, as plain JSON values."""
        decision = self.criteria.decision
        return {
            "criteria": {
                "id": self.criteria.id,
                "title": self.criteria.title,
                "status": self.criteria.status,
                "decision": decision and {"number": decision.number, "date": decision.dated.isoformat()},
                "decimals": self.criteria.decimals,
            },
            "rows": [row.as_record() for row in self.rows],
            "total": self.total.as_record(),
        }


def _row_of(rows: Iterable[ScoreRow], code: str) -> ScoreRow:
    for row in rows:
        if row.code == code:
            return row
    message = f"no criterion {code}"
    raise KeyError(message)
