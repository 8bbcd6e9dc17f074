"""The catalogue: every measure of every report, a row each, for spreadsheets (CSV) and data programs (Parquet)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from cchc_report.batch.index.reading import ReadReport
from cchc_report.export.csv_file import csv_file


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One measure of one report (docs/index-page.md).

    Attributes:
        year: Reporting year.
        department: Id of the department.
        department_name: Its name in that year.
        edition: `internal` or `public`.
        measure: Id of the measure.
        label: What it says, in Vietnamese.
        kind: `count`, `ratio`, or `unavailable` where the sources cannot give the figure.
        view: `system`, `actual`, or nothing where the two views cannot differ.
        value: Of a count.
        numerator: Of a ratio.
        denominator: Of a ratio; zero where nothing happened.
        rate: Numerator divided by denominator as the nearest 64-bit float, not rounded any further; nothing where the
            denominator is zero. The exact share is the two integers.
        unit: What a count counts.
        population: Which things were looked at.
        definition: What is divided by what.
        reason: Why a figure is unavailable.
    """

    year: int
    department: str
    department_name: str
    edition: str
    measure: str
    label: str
    kind: str
    view: str | None
    value: int | None
    numerator: int | None
    denominator: int | None
    rate: float | None
    unit: str | None
    population: str | None
    definition: str | None
    reason: str | None


COLUMNS = tuple(field.name for field in fields(CatalogueRow))
REQUIRED = frozenset({"year", "department", "department_name", "edition", "measure", "label", "kind"})
"""Columns in which every row has a value."""

_TYPES = {"year": int, "value": int, "numerator": int, "denominator": int, "rate": float}
_values = attrgetter(*COLUMNS)


def catalogue_rows(reports: Iterable[ReadReport]) -> Iterator[CatalogueRow]:
    """Yield the rows of all reports, in their order, measures by id; a report that cannot be read has none."""
    for report in reports:
        entry = report.entry
        for measure in report.measures:
            yield CatalogueRow(
                year=entry.year,
                department=entry.department_id,
                department_name=entry.department_name,
                edition=entry.edition,
                measure=measure.id,
                label=measure.label,
                kind=measure.kind,
                view=measure.view,
                value=measure.value,
                numerator=measure.numerator,
                denominator=measure.denominator,
                rate=_rate(measure.numerator, measure.denominator),
                unit=measure.unit,
                population=measure.population,
                definition=measure.definition,
                reason=measure.reason,
            )


def _rate(numerator: int | None, denominator: int | None) -> float | None:
    return numerator / denominator if numerator is not None and denominator else None


def csv_bytes(rows: Iterable[CatalogueRow]) -> bytes:
    """Return the catalogue as CSV."""
    return csv_file(COLUMNS, map(_values, rows))


def parquet_bytes(rows: Sequence[CatalogueRow]) -> bytes:
    """Return the catalogue as Parquet, each column with its type; the same rows and pyarrow give the same bytes.

    Texts are as the reports write them: a data program runs no formulas.
    """
    from cchc_report.batch.index.parquet import parquet_table  # noqa: PLC0415  # loads pyarrow: see there

    columns = (
        dict(zip(COLUMNS, zip(*map(_values, rows), strict=True), strict=True)) if rows else dict.fromkeys(COLUMNS, ())
    )
    return parquet_table(columns, {name: _TYPES.get(name, str) for name in COLUMNS}, REQUIRED)
