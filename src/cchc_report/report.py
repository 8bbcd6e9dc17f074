"""`Report`: everything that one notebook holds, from the parameters to the findings, and the pieces it can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from cchc_report.calendar import WorkingCalendar
from cchc_report.checks.finding import Finding
from cchc_report.disclosure_control.edition import evaluate_edition
from cchc_report.measures import Count, Measure, Measures, Section, Unavailable
from cchc_report.params.loading import load_parameters
from cchc_report.params.models import Edition, ReportParameters
from cchc_report.params.project import find_project
from cchc_report.presentation import document, explanation, sources_annex
from cchc_report.presentation.charts.by_field import chart_of_channels, chart_of_outcomes
from cchc_report.presentation.charts.by_month import chart_by_month
from cchc_report.presentation.citation import Cited, CitedSection, cite
from cchc_report.presentation.evidence import evidence_table
from cchc_report.presentation.finding_sources import Evaluated, finding_sources_table
from cchc_report.presentation.findings_annex import findings_table
from cchc_report.presentation.form_ii06a import form_ii06a_table
from cchc_report.presentation.fragment import Fragment
from cchc_report.presentation.lookup.section import LookupSource, lookup_section
from cchc_report.presentation.marks import stated
from cchc_report.presentation.prose import paragraph
from cchc_report.presentation.score_table import criteria_to_explain, illustrative_banner, score_table
from cchc_report.presentation.strip import leading_figures, strip
from cchc_report.presentation.suppressed import edition_note, has_suppressed, suppression_note
from cchc_report.presentation.workbook import ANNEX_NAME, AnnexSource, annex_note, annex_workbook
from cchc_report.registers.frames import Registers
from cchc_report.scoring import ScoreSheet
from cchc_report.sources.previous import PreviousYear, UnreadableYear
from cchc_report.statistics import LateDossier, Statistics
from cchc_report.statistics.dossier_sets import counting_rules_in_words
from cchc_report.statistics.form import TOTAL
from cchc_report.statistics.late import read_evidence


@dataclass(frozen=True)
class Report:
    """One department-year: its parameters, registers, measures and findings.

    Sections of measures are attributes, so that a measure's id is the path under the report:
    `report.settlement.on_time_rate.system`.
    """

    parameters: ReportParameters
    calendar: WorkingCalendar
    registers: Registers
    statistics: Statistics
    findings: tuple[Finding, ...]
    previous: PreviousYear | UnreadableYear | None = None
    scores: ScoreSheet | None = None

    def __getattr__(self, name: str) -> Measure | Section:
        if name.startswith("_") or name == "statistics":
            raise AttributeError(name)
        try:
            return self.measures.at(name)
        except KeyError:
            message = f"a report has neither an attribute nor a section of measures called {name!r}"
            raise AttributeError(message) from None

    @property
    def measures(self) -> Measures:
        """All measures, by id."""
        return self.statistics.measures

    @property
    def late(self) -> tuple[LateDossier, ...]:
        """The dossiers late on the one-stop system, with what became of their explanations."""
        return self.statistics.late

    @property
    def late_in_annex(self) -> bool:
        """Whether there are so many late dossiers that an annex tells of them, and not the text that is signed."""
        return explanation.late_in_annex(self.late)

    def cite(self, path: str) -> Cited | CitedSection:
        """Return the measure or the section at `path` for use in prose: what it prints leads to its source."""
        return cite(self.measures.at(path))

    def rows(self, name: str) -> list[SimpleNamespace]:
        """Return rows, dates as `date` and missing values as `None`, to be told in prose.

        Text is `stated`: in a sentence it stays apart from the figures of the report.

        Args:
            name: A register, for all of its rows, or a measure, for those that it counts: a list of what
                `promulgation.decisions` counts is `rows("promulgation.decisions")`.

        Raises:
            ValueError: The measure is not made of rows, or the edition lists none of them.
        """
        frame = self.behind(name) if name in self.measures else self.registers[name].frame
        columns = [str(column) for column in frame.columns]
        rows = frame.itertuples(index=False, name=None)
        return [SimpleNamespace(**dict(zip(columns, map(_told, row), strict=True))) for row in rows]

    def behind(self, measure: Measure | str) -> pd.DataFrame:
        """Return the rows that a measure counts (of a ratio: its numerator), in the columns of their register.

        Raises:
            ValueError: The measure is not made of rows, or the edition lists none of them.
        """
        found = self.measures[measure] if isinstance(measure, str) else measure
        if isinstance(found, Unavailable) or found.members is None:
            message = f"{found.id} is not made of rows"
            raise ValueError(message)
        members = found.members
        if members.withheld:
            message = f"{found.id}: the public edition lists no rows of {members.register}"
            raise ValueError(message)
        return self.registers[members.register].frame.iloc[members.rows]

    @property
    def dossiers(self) -> pd.DataFrame:
        """The dossier register beside its classification: one row a dossier, ready to be sliced.

        Columns: code, procedure_name, status, then population, intake, outcome, field, channel, received_on, due_on,
        ended_on (see `statistics.classify`). No column that may identify a person. A public edition has no rows.
        """
        shown = self.registers.dossiers.frame[["code", "procedure_name", "status"]]
        return shown.join(self.statistics.classified.drop(columns="procedure"))

    def header(self) -> Fragment:
        """Return the document's header; in the notebook it also carries the report's record."""
        return document.header(self.parameters, self.as_record())

    def legal_bases(self) -> list[Fragment]:
        """Return the legal bases, in italics; each ends with a semicolon, the last with a full stop."""
        bases = self.parameters.year_parameters.legal_bases
        return [
            paragraph(f"{stated(basis.rstrip(';. '))}{';' if index < len(bases) - 1 else '.'}", style="basis")
            for index, basis in enumerate(bases)
        ]

    def annex_heading(self, number: str, title: str, *, anchor: str | None = None) -> Fragment:
        """Return the heading of an annex with its Roman number; the annex begins on a new page."""
        return document.annex_heading(self.parameters, number, title, anchor=anchor)

    def signature(self) -> Fragment:
        """Return the signature block and the list of recipients."""
        return document.signature(self.parameters)

    def strip(self) -> Fragment:
        """Return the figures that stand above the text on screen."""
        figures = leading_figures(
            self.measures,
            self.findings,
            self.scores,
            data_until=self.statistics.data_until,
            period_end=self.parameters.period.end,
        )
        return strip(figures)

    def form_ii06a(self, *, number: int) -> Fragment:
        """Return form II.06a by field, with the counting policies in force under it."""
        rules = counting_rules_in_words(self.parameters.year_parameters.counting)
        notes = explanation.form_notes(self.measures, rules) + self._suppression_notes(self.measures.under("form"))
        return form_ii06a_table(self.measures, self._fields(), number=number, notes=notes).to_fragment()

    def chart_by_month(self, *, number: int) -> Fragment:
        """Return the chart of dossiers received and settled by month."""
        months = [(f"{row.month.month}/{row.month.year}", row.received, row.settled) for row in self.statistics.months]
        return chart_by_month(months, number=number).to_fragment()

    def chart_of_outcomes(self, *, number: int) -> Fragment:
        """Return the chart of outcomes by field."""
        return chart_of_outcomes(self.measures, self._fields(), number=number).to_fragment()

    def chart_of_channels(self, *, number: int) -> Fragment | None:
        """Return the chart of channels by field, or nothing where the export has no channel."""
        if not self.measures["settlement.online_rate"].known:
            return None
        return chart_of_channels(self.measures, self._fields(), self._notices(), number=number).to_fragment()

    def late_dossiers(self, *, number: int) -> Fragment:
        """Return the table of late dossiers with their explanations and proofs."""
        return explanation.late_dossiers_table(self.late, number=number).to_fragment()

    def late_accounts(self) -> list[str]:
        """Return what prose tells of the late dossiers that were explained, in the words that the edition may show.

        Those of which the same is told share a paragraph; each name leads to its row in their table. Of very many the
        first ones are told, the annex workbook has all.
        """
        return explanation.late_accounts(self.late)

    def edition_note(self) -> Fragment | None:
        """Return what a public edition leaves out; nothing of an internal one, which is complete."""
        if not self.parameters.is_public:
            return None
        return edition_note(self.parameters.publication, Cited(self.measures["edition.withheld_texts"]))

    def score_banner(self) -> Fragment | None:
        """Return the line that says that the points are illustrative, where they are."""
        return illustrative_banner(self.scores) if self.scores else None

    def score_table(self, *, number: int) -> Fragment:
        """Return the score table.

        Raises:
            ValueError: `year.yaml` names no criteria set; ask `report.scores` first.
        """
        if self.scores is None:
            message = "the year's parameters name no criteria set"
            raise ValueError(message)
        return score_table(self.scores, number=number).to_fragment()

    def evidence(self, *, number: int) -> Fragment | None:
        """Return the list of documents that the report cites by code, or nothing where the register has none."""
        documents = read_evidence(self.registers)
        return evidence_table(documents, self.scores, self.late, number=number).to_fragment() if documents else None

    def criteria_to_explain(self) -> tuple[str, ...]:
        """Return a line for each criterion that must be explained."""
        return criteria_to_explain(self.scores) if self.scores else ()

    def sources(self, *, number: int) -> Fragment:
        """Return the register of sources: every measure with its definition, population, view and register."""
        return sources_annex.sources_table(self.measures, number=number).to_fragment()

    def inputs(self, *, number: int) -> Fragment:
        """Return the table of the files that the figures were computed from."""
        return sources_annex.inputs_table(self._origins(), number=number).to_fragment()

    def findings_table(self, *, number: int) -> Fragment:
        """Return the table of findings: what does not add up, and what to do."""
        return findings_table(self.findings, number=number).to_fragment()

    def finding_sources(self, *, number: int) -> Fragment:
        """Return the table that the numbers of the findings lead to: rule, data and figures looked at, rows."""
        evaluated = Evaluated(self.measures, self.registers, self._year_before)
        return finding_sources_table(self.findings, evaluated, number=number).to_fragment()

    def annex(self) -> Fragment:
        """Return a line that says what the Excel annex holds; in the notebook it also carries the workbook."""
        return annex_note(self._annex_source)

    def annex_workbook(self) -> bytes:
        """Return the Excel annex (`annex.xlsx`); the same report gives the same bytes."""
        return annex_workbook(self._annex_source)

    def lookup(self) -> Fragment:
        """Return the section, on screen only, that leads from every figure and finding to the rows behind it.

        The internal edition lists dossiers (code, procedure, dates, outcome); the public one names no rows of figures,
        and of findings those that it may name.
        """
        records = self._annex_source.records if self.parameters.edition == "internal" else None
        return lookup_section(
            LookupSource(self.measures, self.registers, self._fields(), self.findings, records, ANNEX_NAME)
        )

    def as_record(self) -> dict[str, Any]:
        """Return what the manifest is made from, as plain JSON values.

        Returns:
            `parameters`, `inputs` (register, path, sheet, sha256, rows), `measures`, `findings`, `scores`, `document`
            (title, author, subject) and, in the internal edition, `late_dossiers`.
        """
        return {
            "parameters": self.parameters.as_record(),
            "inputs": [
                {
                    "register": name,
                    "path": origin.path,
                    "sheet": origin.sheet,
                    "sha256": origin.sha256,
                    "rows": origin.rows,
                }
                for name, origin in self._origins()
            ],
            "measures": self.measures.as_records(),
            "findings": [finding.as_record() for finding in self.findings],
            "scores": self.scores.as_record() if self.scores else None,
            "late_dossiers": [dossier.as_record() for dossier in self.late] if self._is_internal else [],
            "document": {
                "title": document.document_title(self.parameters),
                "subject": document.subject(self.parameters),
                "author": self.parameters.department.name,
            },
        }

    @property
    def _is_internal(self) -> bool:
        return self.parameters.edition == "internal"

    @property
    def _year_before(self) -> Registers | None:
        return self.previous.registers if isinstance(self.previous, PreviousYear) else None

    @cached_property
    def _annex_source(self) -> AnnexSource:
        return AnnexSource(self.parameters, self.registers, self.statistics, self.findings, self.scores)

    def _suppression_notes(self, measures: Iterable[Measure]) -> tuple[str, ...]:
        smallest = self.parameters.publication.smallest_cell
        return (suppression_note(smallest),) if has_suppressed(measures) else ()

    def _fields(self) -> list[tuple[str, str]]:
        return [(row.field, row.slug) for row in self.statistics.fields if row.slug != TOTAL]

    def _notices(self) -> tuple[Count, Count] | None:
        online, other = self.measures["notices.online"], self.measures.get("notices.direct")
        return (online, other) if isinstance(online, Count) and isinstance(other, Count) else None

    def _origins(self) -> list[tuple[str, Any]]:
        names = self.registers.__dataclass_fields__
        read = [self.registers] if self._year_before is None else [self.registers, self._year_before]
        return [(name, origin) for registers in read for name in names for origin in registers[name].origins]


def load_report(year: int, department: str, *, edition: Edition = "internal", project: str | Path = ".") -> Report:
    """Return the report of one department-year, computed from its registers.

    Args:
        year: Reporting year, such as 2020.
        department: Id of the department in `params/departments.yaml`.
        edition: `internal` (complete) or `public` (no natural person, no small cells; docs/editions.md).
        project: The project folder or any folder inside it.

    Raises:
        ParamsError: A parameter file is wrong, or names no such department or year.
        SourceError: An export or a register cannot be read with one meaning.

    Example:
        >>> report = load_report(2020, "sct")  # doctest: +SKIP
        >>> print(report.settlement.on_time_rate.system)  # doctest: +SKIP
        99,8% (580/581)
    """
    home = find_project(Path(project))
    parameters = load_parameters(home, year, department, edition)
    done = evaluate_edition(home, parameters)
    return Report(
        parameters,
        done.calendar,
        done.registers,
        done.statistics,
        done.findings,
        done.previous,
        done.scores,
    )


def _told(value: Any) -> Any:
    if isinstance(value, str):
        return stated(value)
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if value is pd.NaT or value is pd.NA or value != value else value  # noqa: PLR0124  # NaN alone differs from itself
