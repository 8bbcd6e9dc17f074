"""One entry for each report of the index: its figures where its manifest can be read, else why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

Status = Literal["published", "unreadable", "foreign", "failed", "missing"]
"""`unreadable`: the manifest is missing or broken; `foreign`: it is another report's, or of another format; `failed`:
there is no report, because making it failed; `missing`: there is none, and nobody knows of a failure."""

EDITIONS = ("internal", "public")

ReportId = tuple[int, str, str]
"""Year, id of the department, edition."""


@dataclass(frozen=True, slots=True)
class FailedReport:
    """A report that was asked for and could not be made.

    Attributes:
        year: Reporting year.
        department_id: Id of the department.
        department_name: Its name; empty where it is not known.
        edition: `internal` or `public`.
        reason: Why, in Vietnamese, in one line.
    """

    year: int
    department_id: str
    department_name: str
    edition: str
    reason: str

    @property
    def id(self) -> ReportId:
        """Which report."""
        return self.year, self.department_id, self.edition


@dataclass(frozen=True, slots=True)
class Existence:
    """When a department exists under one name: an entry of `params/departments.yaml`.

    Attributes:
        department_id: Id of the department.
        name: Its name in that time.
        valid_from: The first day.
        valid_to: The last day; `None` where no end is known.
    """

    department_id: str
    name: str
    valid_from: date
    valid_to: date | None

    def exists_in(self, year: int) -> bool:
        """Return whether the department exists on some day of `year`."""
        return self.valid_from.year <= year and (self.valid_to is None or self.valid_to.year >= year)


@dataclass(frozen=True, slots=True)
class Rate:
    """An on-time rate, exact: settled in time out of all settled dossiers that have a due date."""

    numerator: int
    denominator: int

    @property
    def share(self) -> Fraction | None:
        """The share; `None` where nothing was settled."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Score:
    """The self-assessed score.

    Attributes:
        points: All points.
        maximum: Maximum of the criteria set.
        rescaled: The points on the scale of the whole maximum, where criteria were left out; else `None`.
        decimals: Decimal places with which points are printed.
        illustrative: Whether the criteria set is an illustration, not an official one.
    """

    points: Fraction
    maximum: Fraction
    rescaled: Fraction | None
    decimals: int
    illustrative: bool


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How many findings of each severity a report has."""

    errors: int
    warnings: int
    notes: int


@dataclass(frozen=True, slots=True)
class Links:
    """Paths of a report's files, relative to the index; `None` where the file is not there."""

    report: str | None = None
    pdf: str | None = None
    annex: str | None = None
    manifest: str | None = None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A report in the index.

    Attributes:
        year: Reporting year.
        department_id: Id of the department.
        department_name: Its name in that year; empty where it is not known.
        parent: The agency that it belongs to; empty where it is not known.
        edition: `internal` or `public`.
        status: What stands there.
        reason: Why it has no figures, in Vietnamese; `None` for a published report and for one that was never made.
        failure: Why making it anew failed, where the report that stands there is an earlier one.
        on_time_system: On-time rate as the one-stop system recorded it; `None` where it could not be computed.
        on_time_actual: On-time rate in fact, the same.
        score: The score; `None` where nothing was scored.
        findings: How many findings; `None` where the manifest cannot be read.
        links: Its files.
        existence: When the department exists, as its manifest says; `None` where that is not known.
    """

    year: int
    department_id: str
    department_name: str
    parent: str
    edition: str
    status: Status
    reason: str | None
    failure: str | None
    on_time_system: Rate | None
    on_time_actual: Rate | None
    score: Score | None
    findings: FindingCounts | None
    links: Links
    existence: Existence | None = None

    @property
    def id(self) -> ReportId:
        """Which report."""
        return self.year, self.department_id, self.edition


def bare_entry(
    report: ReportId, status: Status, reason: str | None, *, name: str = "", links: Links | None = None
) -> IndexEntry:
    """Return the entry of a report that has no figures.

    Args:
        report: Which report.
        status: Why, as a word for programs.
        reason: Why, in Vietnamese, in one line; `None` where there is nothing to tell.
        name: Name of the department, where it is known.
        links: Its files, where there are any.
    """
    year, department, edition = report
    return IndexEntry(
        year, department, name, "", edition, status, reason, None, None, None, None, None, links or Links()
    )


def with_failures(published: Iterable[IndexEntry], failed: Iterable[FailedReport]) -> tuple[IndexEntry, ...]:
    """Return all entries of the index, by year, department and edition.

    A failed report whose earlier version stands keeps the figures of that version and says why it could not be made
    anew. An entry without the department's name takes it from another year's.
    """
    entries = {entry.id: entry for entry in published}
    for failure in failed:
        standing = entries.get(failure.id)
        entries[failure.id] = (
            replace(standing, failure=failure.reason)
            if standing is not None
            else bare_entry(failure.id, "failed", failure.reason, name=failure.department_name)
        )
    names = _names(entries)
    return tuple(
        entry if entry.department_name else replace(entry, department_name=names.get(entry.department_id, ""))
        for _, entry in sorted(entries.items())
    )


def with_missing(entries: Iterable[IndexEntry], departments: Iterable[Existence]) -> tuple[IndexEntry, ...]:
    """Return all entries of the index, with one for each report that is expected and of which nothing is known.

    Expected is, in each year of `entries`, every department that exists then, in each edition that some department has
    in that year: a year or an edition that nobody has begun lacks nothing.

    Args:
        entries: What is published or failed.
        departments: All that the project lists; none where they are not known.
    """
    known = {entry.id: entry for entry in entries}
    editions: dict[int, set[str]] = {}
    for year, _, edition in known:
        editions.setdefault(year, set()).add(edition)
    oldest_first = sorted(departments, key=lambda department: department.valid_from)
    for year, in_year in editions.items():
        names = {each.department_id: each.name for each in oldest_first if each.exists_in(year)}
        for department, name in names.items():
            for edition in in_year.intersection(EDITIONS) or {"internal"}:
                report = year, department, edition
                known.setdefault(report, bare_entry(report, "missing", None, name=name))
    return tuple(entry for _, entry in sorted(known.items()))


def _names(entries: Mapping[ReportId, IndexEntry]) -> dict[str, str]:
    """Return the newest name of each department."""
    return {entry.department_id: entry.department_name for _, entry in sorted(entries.items()) if entry.department_name}
