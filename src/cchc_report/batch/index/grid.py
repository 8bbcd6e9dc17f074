"""The grid that the index shows: departments down, years across, and for each cell the reports that stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cchc_report.batch.index.collation import vietnamese_sort_key, without_diacritics
from cchc_report.batch.index.entries import Existence, IndexEntry

_EDITION_ORDER = {"internal": 0, "public": 1}


@dataclass(frozen=True, slots=True)
class Figures:
    """Reports of one department and year that show the same: usually its two editions.

    Attributes:
        entries: The reports, the internal edition first.
    """

    entries: tuple[IndexEntry, ...]

    @property
    def shown(self) -> IndexEntry:
        """The report whose figures stand for all of them."""
        return self.entries[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """A department in a year.

    Attributes:
        year: The year.
        blocks: What is shown, one below the other; nothing where there is no report.
        other_name: The department's name in that year, where it differs from the row's.
        existed: Whether the department existed in that year, as far as is known.
        ranks: Place of the cell among those of its year, by key of the sorting (see `RANKINGS`); equal ones share it.
    """

    year: int
    blocks: tuple[Figures, ...]
    other_name: str | None
    existed: bool
    ranks: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A department.

    Attributes:
        department_id: Its id.
        name: Its newest name, or its id where no name is known.
        search: All its names and its id, in small letters without diacritics.
        needs_attention: Whether some report of it is missing, failed, cannot be read or has errors.
        cells: One for each year of the grid, in its order.
    """

    department_id: str
    name: str
    search: str
    needs_attention: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All reports.

    Attributes:
        years: Newest first: what a reviewer came for stands beside the names.
        rows: In the order of the Vietnamese alphabet.
    """

    years: tuple[int, ...]
    rows: tuple[Row, ...]


def _share(rate: Any) -> Fraction | None:
    return None if rate is None else rate.share


def _points(entry: IndexEntry) -> Fraction | None:
    score = entry.score
    if score is None or not score.maximum:
        return None
    return (score.points if score.rescaled is None else score.rescaled) / score.maximum


def _findings(entry: IndexEntry) -> tuple[int, int, int] | None:
    counts = entry.findings
    return None if counts is None else (counts.errors, counts.warnings, counts.notes)


RANKINGS: Mapping[str, Callable[[IndexEntry], Any]] = {
    "actual": lambda entry: _share(entry.on_time_actual),
    "system": lambda entry: _share(entry.on_time_system),
    "score": _points,
    "findings": _findings,
}
"""What a year's column can be sorted by. Compared here, on exact values: the page only compares places."""


def build_grid(entries: Iterable[IndexEntry], departments: Iterable[Existence] = ()) -> Grid:
    """Return the grid of all `entries`.

    When a department exists is taken from `departments`, all that the project lists; for one that is not among them,
    from its reports. Where these do not say it either, it is taken to exist in every year.

    Editions that show the same figures are one block with a link for each: the public edition is the internal one with
    names withheld, so a difference between the two means that one of them is old.
    """
    by_department: dict[str, dict[int, list[IndexEntry]]] = defaultdict(lambda: defaultdict(list))
    told: dict[str, list[Existence]] = defaultdict(list)
    for entry in entries:
        by_department[entry.department_id][entry.year].append(entry)
        if entry.existence is not None:
            told[entry.department_id].append(entry.existence)
    listed: dict[str, list[Existence]] = defaultdict(list)
    for department in departments:
        listed[department.department_id].append(department)
    existences = told | listed
    years = tuple(sorted({year for of_years in by_department.values() for year in of_years}, reverse=True))
    ranks = {year: _ranks({id_: of[year] for id_, of in by_department.items() if year in of}) for year in years}
    rows = [_row(id_, of_years, years, ranks, existences.get(id_, ())) for id_, of_years in by_department.items()]
    return Grid(years, tuple(sorted(rows, key=lambda row: (vietnamese_sort_key(row.name), row.department_id))))


def _row(
    department_id: str,
    of_years: Mapping[int, Sequence[IndexEntry]],
    years: Sequence[int],
    ranks: Mapping[int, Mapping[str, Mapping[str, int]]],
    existences: Sequence[Existence],
) -> Row:
    newest_first = [entry for year in years for entry in of_years.get(year, ())]
    names = list(dict.fromkeys(entry.department_name for entry in newest_first if entry.department_name))
    name = names[0] if names else department_id
    cells = []
    for year in years:
        there = of_years.get(year, ())
        then = next((entry.department_name for entry in there if entry.department_name), name)
        own_ranks = {key: places[department_id] for key, places in ranks[year].items() if department_id in places}
        existed = not existences or any(existence.exists_in(year) for existence in existences)
        cells.append(Cell(year, _blocks(there), then if then != name else None, existed, own_ranks))
    return Row(
        department_id=department_id,
        name=name,
        search=without_diacritics(" ".join([*names, department_id])),
        needs_attention=any(map(needs_attention, newest_first))
        or any(cell.existed and not cell.blocks for cell in cells),
        cells=tuple(cells),
    )


def needs_attention(entry: IndexEntry) -> bool:
    """Return whether a reviewer must look at a report first: it is missing, failed, cannot be read, or has errors."""
    has_errors = entry.findings is not None and entry.findings.errors > 0
    return entry.status != "published" or entry.failure is not None or has_errors


def _blocks(entries: Sequence[IndexEntry]) -> tuple[Figures, ...]:
    blocks: dict[Any, list[IndexEntry]] = {}
    for entry in sorted(entries, key=_edition_place):
        figures = (entry.on_time_system, entry.on_time_actual, entry.score, entry.findings)
        blocks.setdefault((entry.status, entry.reason, *figures), []).append(entry)
    return tuple(Figures(tuple(block)) for block in blocks.values())


def _edition_place(entry: IndexEntry) -> tuple[int, str]:
    return _EDITION_ORDER.get(entry.edition, len(_EDITION_ORDER)), entry.edition


def _ranks(departments: Mapping[str, Sequence[IndexEntry]]) -> dict[str, dict[str, int]]:
    """Return the place of each department by each ranking; who has no value has no place."""
    ranks = {}
    for key, value_of in RANKINGS.items():
        values = {}
        for id_, entries in departments.items():
            known = (value_of(entry) for entry in sorted(entries, key=_edition_place))
            value = next((value for value in known if value is not None), None)
            if value is not None:
                values[id_] = value
        places = {value: place for place, value in enumerate(sorted(set(values.values())))}
        ranks[key] = {id_: places[value] for id_, value in values.items()}
    return ranks
