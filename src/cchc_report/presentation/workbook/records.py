"""Lists of records with, for each figure, the filter that shows the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from cchc_report.measures import Count, Measure, Measures, Members, Unavailable, vietnamese_integer
from cchc_report.presentation.figure_names import figure_name
from cchc_report.presentation.workbook.columns import Listing, listing_of
from cchc_report.presentation.workbook.filters import FilterFinder, IntArray
from cchc_report.presentation.workbook.sheet import MOST_ROWS_LISTED, Column, Sheet, SheetRow, Style, Value
from cchc_report.registers.frames import Register, Registers

_MARK = "x"
_NO_ROWS = "không có dòng nào"


@dataclass(frozen=True, slots=True)
class Shown:
    """Where the rows behind a figure are listed.

    Attributes:
        sheet: Worksheet.
        filter: Filter to set there: for a count its rows, for a ratio those of the numerator.
        rest: For a ratio: the filter that shows the other rows of the denominator.
    """

    sheet: str
    filter: str
    rest: str | None = None


@dataclass(slots=True)
class _Marks:
    """Columns of marks, for figures that no filter on meaningful columns shows."""

    columns: dict[str, IntArray] = field(default_factory=dict)

    def title_for(self, title: str, rows: IntArray) -> str:
        """Return the title of the column that marks `rows`; figures with the same rows share one."""
        for known, marked in self.columns.items():
            if np.array_equal(marked, rows):
                return known
        unused = title if title not in self.columns else f"{title} ({len(self.columns) + 1})"
        self.columns[unused] = rows
        return unused


@dataclass(frozen=True, slots=True)
class RecordList:
    """A register as the workbook lists it.

    Attributes:
        register: The register.
        listing: Its columns.
        marks: Columns of marks: title, and the rows marked.
        listed: Positions of the rows that are listed.
    """

    register: Register
    listing: Listing
    marks: Mapping[str, IntArray]
    listed: IntArray


@dataclass(frozen=True, slots=True)
class Records:
    """The registers that figures are made of, and where each figure's rows are.

    Attributes:
        lists: One for each register.
        shown: By id of a measure that is made of rows: where they are listed.
    """

    lists: tuple[RecordList, ...]
    shown: Mapping[str, Shown]


def find_records(measures: Measures, registers: Registers, classified: pd.DataFrame) -> Records:
    """Return how each register that figures are made of is listed, and where each figure's rows are.

    Args:
        measures: All measures.
        registers: The registers.
        classified: What `classify` returned.
    """
    lists: list[RecordList] = []
    shown: dict[str, Shown] = {}
    made_of_rows = [measure for measure in measures.values() if sides_of(measure)]
    for name in dict.fromkeys(side.register for measure in made_of_rows for side in sides_of(measure)):
        register = registers[name]
        own = [measure for measure in made_of_rows if sides_of(measure)[0].register == name]
        found, places = _find(register, listing_of(register, classified), own)
        lists.append(found)
        shown |= places
    return Records(tuple(lists), shown)


def record_sheet(records: RecordList) -> Sheet:
    """Return a register as a worksheet: its columns, its columns of marks, file and row of each record."""
    register, listed = records.register, records.listed
    columns = [*records.listing.columns, *(Column(title, 14, Style.MARK) for title in records.marks), *_SOURCE]
    cells = [*records.listing.cells(listed), *_marked(records.marks, listed), *_sources(register, listed)]
    left_out = len(register.frame) - len(listed)
    limited = (
        f"Trang này nêu {vietnamese_integer(len(listed))}/{vietnamese_integer(len(register.frame))} dòng, "
        "những nhóm ít gặp trước; các dòng còn lại xem trong tệp dữ liệu."
    )
    return Sheet(
        records.listing.sheet,
        records.listing.title,
        columns,
        [SheetRow(row) for row in zip(*cells, strict=True)],
        (limited,) if left_out else (),
        printed=len(columns) - len(_SOURCE),
    )


def sides_of(measure: Measure) -> tuple[Members, ...]:
    """Return the rows of a measure: of a count; of a ratio those of the numerator, then the rest of the denominator."""
    if isinstance(measure, Unavailable) or measure.members is None or measure.members.withheld:
        return ()
    if isinstance(measure, Count) or measure.missing is None:
        return (measure.members,)
    return (measure.members, measure.missing)


def _find(register: Register, listing: Listing, measures: Iterable[Measure]) -> tuple[RecordList, dict[str, Shown]]:
    finder, marks = FilterFinder(listing.filterable), _Marks()
    wanted = {measure.id: (measure, sides_of(measure)) for measure in measures}
    found = {
        id_: [_filter(finder, marks, measure, side.rows, rest=bool(number)) for number, side in enumerate(sides)]
        for id_, (measure, sides) in wanted.items()
    }
    listed = _rows_to_list(finder, marks, len(register.frame))
    shown = {
        id_: Shown(
            listing.sheet,
            *(text + _partly(side.rows, listed) for text, side in zip(found[id_], sides, strict=True)),
        )
        for id_, (_, sides) in wanted.items()
    }
    return RecordList(register, listing, marks.columns, listed), shown


def _filter(finder: FilterFinder, marks: _Marks, measure: Measure, rows: IntArray, *, rest: bool) -> str:
    if not len(rows):
        return _NO_ROWS
    found = finder.find(rows)
    if found is not None:
        return str(found)
    title = f"{'Không thuộc: ' if rest else ''}{figure_name(measure)}"
    return f"{marks.title_for(title, rows)} = {_MARK}"


def _rows_to_list(finder: FilterFinder, marks: _Marks, rows: int) -> IntArray:
    """Return the positions of the rows to list: all, or of very many the marked and then the rarest kinds."""
    if rows <= MOST_ROWS_LISTED:
        return np.arange(rows)
    rank = finder.sizes.copy()
    for marked in marks.columns.values():
        if len(marked) <= MOST_ROWS_LISTED:
            rank[marked] = 0
    return np.sort(np.argsort(rank, kind="stable")[:MOST_ROWS_LISTED])


def _partly(rows: IntArray, listed: IntArray) -> str:
    """Return what to add to a filter where the sheet does not list all of the figure's rows."""
    here = int(np.isin(rows, listed).sum())
    return "" if here == len(rows) else f" (trang nêu {vietnamese_integer(here)}/{vietnamese_integer(len(rows))} dòng)"


def _marked(marks: Mapping[str, IntArray], listed: IntArray) -> list[list[Value]]:
    return [[_MARK if hit else None for hit in np.isin(listed, rows)] for rows in marks.values()]


_SOURCE = (
    Column("Tệp", 30, wrapped=False),
    Column("Trang tính", 18, wrapped=False),
    Column("Dòng", 8, Style.WHOLE),
)


def _sources(register: Register, listed: IntArray) -> list[list[Value]]:
    origins = [register.origins[number] for number in register.origin_numbers.iloc[listed]]
    rows: list[Value] = [int(row) for row in register.row_numbers.iloc[listed]]
    return [[origin.path for origin in origins], [origin.sheet for origin in origins], rows]
