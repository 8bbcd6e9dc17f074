"""What a check reports: a finding about the data, with the rows concerned. Nothing is ever corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from cchc_report.calendar import WorkingCalendar
from cchc_report.checks.dossier_codes import DossierCodes
from cchc_report.errors import Place, Text
from cchc_report.params.models import ReportParameters
from cchc_report.registers.frames import Registers
from cchc_report.sources.previous import PreviousYear, UnreadableYear
from cchc_report.statistics import Statistics
from cchc_report.statistics.continuity import CarryOver

Severity = Literal["error", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""Gravest first. `error`: a figure of the report is wrong or unproven; `warning`: the data contradict themselves or a
duty is not fulfilled, the figures follow their definitions; `note`: good to know."""


MOST_ROWS_RECORDED = 200
"""Rows of a finding that its record tells one by one: a manifest stays small, whatever the export holds."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A row that a finding concerns.

    Attributes:
        place: File, sheet, row and column.
        label: Dossier code, procedure code or document number; never a person.
        register: Name of the register that it is a row of, where it is one.
    """

    place: Place
    label: str
    register: str = field(default="", compare=False)

    def as_record(self) -> dict[str, Any]:
        """Return the row as plain JSON values; what is not known is left out."""
        place = {name: getattr(self.place, name) for name in ("file", "sheet", "row", "column")}
        return {name: value for name, value in place.items() if value is not None} | {"label": self.label}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up.

    Attributes:
        rule: Id of the rule, such as `dossiers.code-date`.
        severity: How grave it is.
        message: What was found.
        remedy: What to do about it.
        gap: Signed difference where figures disagree (found minus expected), else `None`.
        rows: The rows concerned, in the order of their files; of very many, the first (`rows.MOST_ROWS_NAMED`).
        omitted: How many more rows are concerned than `rows` names; `None` where the edition does not tell.
        figures: Ids of the measures that were compared, where the finding is about figures.
    """

    rule: str
    severity: Severity
    message: Text
    remedy: Text
    gap: int | None = None
    rows: tuple[FindingRow, ...] = ()
    omitted: int | None = 0
    figures: tuple[str, ...] = ()

    @property
    def row_count(self) -> int | None:
        """How many rows are concerned, named or not; `None` where the edition does not tell."""
        return None if self.omitted is None else len(self.rows) + self.omitted

    def as_record(self) -> dict[str, Any]:
        """Return the entry of the manifest, as plain JSON values."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": {"vi": self.message.vi, "en": self.message.en},
            "remedy": {"vi": self.remedy.vi, "en": self.remedy.en},
            "gap": self.gap,
            "row_count": self.row_count,
            "rows": [row.as_record() for row in self.rows[:MOST_ROWS_RECORDED]],
        }


@dataclass(frozen=True, slots=True)
class Material:
    """What a rule looks at.

    Attributes:
        registers: The registers of the department-year.
        statistics: What was computed from them.
        parameters: Department, period, counting rules and limits of checks.
        calendar: The working days of the years concerned.
        codes: The codes of the dossiers, taken apart.
        previous: The year before, where its data are there.
        turn: Both sides of the turn of the year, where the year before could be read.
    """

    registers: Registers
    statistics: Statistics
    parameters: ReportParameters
    calendar: WorkingCalendar
    codes: DossierCodes
    previous: PreviousYear | UnreadableYear | None = None
    turn: CarryOver | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that an observation concerns: all of them counted, the first of them named.

    Attributes:
        named: The first rows, in the order of their files.
        count: How many there are.
    """

    named: tuple[FindingRow, ...] = ()
    count: int = 0

    def __bool__(self) -> bool:
        return self.count > 0


@dataclass(frozen=True, slots=True)
class Observation:
    """What a rule saw; the catalogue adds the rule's id, severity and remedy to make it a `Finding`.

    Attributes:
        message: What was found.
        rows: The rows concerned.
        gap: Signed difference where figures disagree.
        figures: Ids of the measures that were compared.
    """

    message: Text
    rows: Rows = Rows()
    gap: int | None = None
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of the catalogue.

    Attributes:
        id: Stable id: `<group>.<what is wrong>`.
        severity: How grave its findings are.
        title: Its name.
        why: Why it exists.
        remedy: What to do where it finds something.
        check: The function that looks; yields nothing where all is well.
    """

    id: str
    severity: Severity
    title: Text
    why: Text
    remedy: Text
    check: Callable[[Material], Iterable[Observation]]

    def findings(self, material: Material) -> Iterable[Finding]:
        """Yield the findings of this rule."""
        for seen in self.check(material):
            named = seen.rows.named
            omitted = seen.rows.count - len(named)
            yield Finding(self.id, self.severity, seen.message, self.remedy, seen.gap, named, omitted, seen.figures)
