"""The breakdowns of a report (form II.06a by field, the months) with their small cells suppressed.

Figures of the department as a whole stay: it owes the public an account of how many dossiers were late, returned or
pending, and they say nothing about one applicant among many groups.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from cchc_report.disclosure_control.suppression import Breakdown, Identity, suppressed_cells
from cchc_report.measures import Count, Measure, Measures, Suppressed
from cchc_report.statistics import FieldRow, MonthRow, Statistics

REASON = "số nhỏ, hoặc số mà từ đó suy ra được số nhỏ; không nêu trong bản công khai"

_SUMS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "received_total": (
            ("received_online", "received_direct", "carried_over"),
            ("settled_total", "pending_total"),
        ),
        "settled_total": (("settled_early", "settled_on_due_date", "settled_late"),),
        "pending_total": (("pending_in_time", "pending_overdue"),),
    }
)
"""The identities of form II.06a (Thông tư 01/2020/TT-VPCP): 3 = 4 + 5 + 6, 3 = 7 + 11, 7 = 8 + 9 + 10, 11 = 12 + 13."""

_WEIGHTS: Mapping[str, int] = MappingProxyType({"received_total": 4, "settled_total": 3, "pending_total": 3})
_WEIGHT_OF_A_PART = 2


@dataclass(frozen=True, slots=True)
class _Table:
    """A breakdown with the measures that its printed columns show."""

    breakdown: Breakdown
    measures: tuple[tuple[Measure, ...], ...]


def suppressed_measures(statistics: Statistics, smallest: int) -> Measures:
    """Return the measures with the small cells of all breakdowns suppressed, and those that would give them away.

    Args:
        statistics: Every figure.
        smallest: The smallest count above zero that a breakdown shows.
    """
    tables = [_form(statistics.fields), *_months(statistics.months)]
    hidden = {id_: measure for table in tables for id_, measure in _suppressed(table, smallest)}
    return Measures(hidden.get(id_, measure) for id_, measure in statistics.measures.items())


def with_measures(statistics: Statistics, measures: Measures) -> Statistics:
    """Return the statistics with other measures of the same ids, in form II.06a and in the months too."""
    return replace(
        statistics,
        measures=measures,
        fields=tuple(
            FieldRow(row.field, row.slug, *(measures[measure.id] for measure in row.measures))
            for row in statistics.fields
        ),
        months=tuple(
            MonthRow(row.month, measures[row.received.id], measures[row.settled.id]) for row in statistics.months
        ),
    )


def _suppressed(table: _Table, smallest: int) -> Iterator[tuple[str, Measure]]:
    for row, column in suppressed_cells(table.breakdown, smallest):
        if column < len(table.measures[row]):
            measure = table.measures[row][column]
            yield measure.id, Suppressed(measure.id, measure.label, REASON)


def _form(rows: Sequence[FieldRow]) -> _Table:
    """Return form II.06a without its totals.

    What is missing to a sum (returned dossiers, those without a channel or a due date) has no column and is the
    difference of cells that are printed: a column here that is not printed.
    """
    fields = [row for row in rows if not row.is_total]
    names = [name for name in _columns() if all(isinstance(getattr(row, name), Count) for row in fields)]
    columns = {name: [getattr(row, name).value for row in fields] for name in names}
    identities: list[Identity] = []
    for whole, sums in _SUMS.items():
        for parts in sums:
            known = [part for part in parts if part in names]
            rest = [columns[whole][n] - sum(columns[part][n] for part in known) for n in range(len(fields))]
            positions = [names.index(part) for part in known]
            if any(rest):
                positions.append(len(columns))
                columns[f"{whole} − {' − '.join(known)}"] = rest
            identities.append(Identity(names.index(whole), tuple(positions)))
    weights = [_WEIGHTS.get(name, _WEIGHT_OF_A_PART) if name in names else 0 for name in columns]
    values = tuple(zip(*columns.values(), strict=True)) if fields else ()
    measures = tuple(tuple(getattr(row, name) for name in names) for row in fields)
    return _Table(Breakdown(values, tuple(weights), tuple(identities)), measures)


def _columns() -> tuple[str, ...]:
    """Return the columns of the form, each once."""
    parts = [part for sums in _SUMS.values() for several in sums for part in several]
    return tuple(dict.fromkeys([*_SUMS, *parts]))


def _months(rows: Sequence[MonthRow]) -> Iterator[_Table]:
    """Yield the two series by month; nothing adds up between them."""
    for series in ([row.received for row in rows], [row.settled for row in rows]):
        counts = [measure for measure in series if isinstance(measure, Count)]
        yield _Table(Breakdown(tuple((count.value,) for count in counts)), tuple((count,) for count in counts))
