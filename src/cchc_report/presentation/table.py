"""A table as data, and its one rendering as HTML: caption above, head that repeats, groups, total, note below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from cchc_report.measures import Count, Ratio, Suppressed, Unavailable, vietnamese_integer
from cchc_report.presentation.citation import figure, in_prose, with_sources
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.marks import without_marks
from cchc_report.presentation.running_text import labelled
from cchc_report.vietnamese_dates import short_date

Align: TypeAlias = Literal["left", "center", "number"]
NUMBER: Align = "number"

Cell: TypeAlias = "str | int | date | tuple[str, ...] | Count | Ratio | Unavailable | Fragment | None"
"""What a body cell may hold.

A measure is printed as a link to its source, a tuple as lines, a fragment as it is, `None` as nothing.
"""


@dataclass(frozen=True, slots=True)
class Head:
    """A head cell.

    Attributes:
        text: What it says.
        columns: Columns that it spans.
        rows: Head rows that it spans.
    """

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A body row.

    Attributes:
        cells: Its cells, one a column.
        total: Whether it is the total.
        anchor: Its element id, where something leads to it.
        group: Whether its one cell heads the rows that follow.
        style: CSS class of a row that stands out, such as a subtotal of the rows below it.
    """

    cells: Sequence[Cell]
    total: bool = False
    anchor: str | None = None
    group: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        caption: Caption, with its number.
        head: Head rows.
        align: How each column is aligned; its length is the number of columns.
        rows: Body rows.
        widths: Width of each column in percent of the table; without them the content decides.
        name: CSS class.
        numbers: Column numbers under the head, as official forms have them.
        row_header: Column whose cells name their row.
        notes: Lines below the table.
        unit: What is counted, printed above the table at the right.
    """

    caption: str
    head: Sequence[Sequence[Head]]
    align: Sequence[Align]
    rows: Sequence[Row]
    widths: Sequence[float] = ()
    name: str = ""
    numbers: Sequence[str] = ()
    row_header: int | None = 0
    notes: Sequence[str] = field(default_factory=tuple)
    unit: str | None = None

    @property
    def sortable(self) -> bool:
        """Whether its rows may stand in another order: they are of one kind, under no heading and no parent."""
        plain = [row for row in self.rows if not row.total]
        return len(plain) > 1 and not any(row.group or row.style for row in plain)

    def to_fragment(self) -> Fragment:
        """Return the table as HTML inside a `div`, so that caption, unit, table and note stay together."""
        head = "".join(self._head_row(index, starts) for index, starts in enumerate(head_columns(self.head)))
        if self.numbers:
            numbers = "".join(
                element("th", number, scope="col", class_="pinned" if column == self.row_header else None)
                for column, number in enumerate(self.numbers)
            )
            head += element("tr", numbers, class_="numbers")
        bodies = "".join(element("tbody", "".join(map(self._row, rows))) for rows in self._bodies())
        columns = "".join(f'<col style="width: {width}%">' for width in self.widths)
        anchor, label, caption = labelled(self.caption)
        table = element(
            "table",
            element("caption", label + with_sources(caption))
            + (element("colgroup", columns) if columns else "")
            + element("thead", head)
            + bodies,
            class_=" ".join(part for part in ("data", self.name, "fixed" if columns else "") if part),
            data_sortable="" if self.sortable else None,
        )
        unit = element("p", with_sources(self.unit), class_="unit") if self.unit else ""
        notes = "".join(element("p", with_sources(note), class_="note") for note in self.notes)
        text = without_marks(self.caption)
        scroller = element("div", table, class_="scroller", tabindex=0, role="region", aria_label=text)
        markup = element("div", unit + scroller + notes, class_=f"table {self.name}".strip(), id=anchor)
        return Fragment(markup, text)

    def _bodies(self) -> list[list[Row]]:
        """Return the rows, parted before every heading: in HTML a heading holds for the rest of its `tbody`."""
        bodies: list[list[Row]] = [[]]
        for row in self.rows:
            if row.group and bodies[-1]:
                bodies.append([])
            bodies[-1].append(row)
        return bodies

    def _head_row(self, index: int, starts: Sequence[int]) -> str:
        cells = "".join(
            element(
                "th",
                with_sources(cell.text),
                scope="colgroup" if cell.columns > 1 else "col",
                colspan=cell.columns if cell.columns > 1 else None,
                rowspan=cell.rows if cell.rows > 1 else None,
                class_=" ".join(
                    name for name, holds in (("first", index == 0), ("pinned", start == self.row_header)) if holds
                )
                or None,
                data_column=start,
            )
            for cell, start in zip(self.head[index], starts, strict=True)
        )
        return element("tr", cells)

    def _row(self, row: Row) -> str:
        if row.group:
            heading = element("th", cell_html(row.cells[0]), scope="rowgroup", colspan=len(self.align))
            return element("tr", heading, class_="group")
        cells = []
        for index, (cell, align) in enumerate(zip(row.cells, self.align, strict=True)):
            is_header = index == self.row_header
            cells.append(
                element("th" if is_header else "td", cell_html(cell), class_=align, scope="row" if is_header else None)
            )
        return element("tr", "".join(cells), class_="total" if row.total else row.style, id=row.anchor)


def head_columns(head: Sequence[Sequence[Head]]) -> list[list[int]]:
    """Return, for each head row, the column from 0 at which each of its cells begins.

    Example:
        >>> head_columns([[Head("a", rows=2), Head("b", columns=2)], [Head("c"), Head("d")]])
        [[0, 1], [1, 2]]
    """
    taken: set[tuple[int, int]] = set()
    starts: list[list[int]] = []
    for row, cells in enumerate(head):
        starts.append([])
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            starts[-1].append(column)
            taken |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
    return starts


def ordinal(number: int) -> Fragment:
    """Return the number of a row as a cell: it orders, and counts nothing."""
    return Fragment(element("span", str(number), class_="ordinal"), str(number))


def code(text: str) -> Fragment:
    """Return the code of a row as a cell: its digits count nothing."""
    return Fragment(element("span", escape(text), class_="code"), text)


def cell_html(cell: Cell) -> str:
    """Return the content of a cell as HTML: measures lead to their sources, dates and numbers are Vietnamese."""
    match cell:
        case None:
            return ""
        case Count() | Ratio() | Unavailable():
            return _measure_html(cell)
        case Fragment():
            return cell.html
        case tuple():
            return "".join(element("span", with_sources(line), class_="line") for line in cell)
        case date():
            return element("span", short_date(cell), class_="nowrap")
        case _:
            return vietnamese_integer(cell) if isinstance(cell, int) else with_sources(cell)


def _measure_html(measure: Count | Ratio | Unavailable) -> str:
    match measure:
        case Count():
            return figure(measure.id, str(measure))
        case Ratio():
            return figure(measure.id, in_prose(measure))
        case Suppressed():
            return figure(measure.id, str(measure))
        case Unavailable():
            return figure(measure.id, "–")
