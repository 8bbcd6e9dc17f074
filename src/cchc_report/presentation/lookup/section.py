"""The section of the page in which every figure is found with its value, its file and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cchc_report.checks.finding import Finding
from cchc_report.measures import Measure, Measures, Members, Unavailable, vietnamese_integer
from cchc_report.presentation.citation import SERIES, in_prose, lookup_anchor
from cchc_report.presentation.figure_names import figure_name
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.lookup.dossier_lists import dossier_lists, list_anchor
from cchc_report.presentation.lookup.finding_lists import finding_lists
from cchc_report.presentation.lookup.row_lists import RowList, lists_of_rows, numbers_by_side
from cchc_report.presentation.marks import stated
from cchc_report.presentation.sources_annex import REGISTER_TITLES, file_and_sheet
from cchc_report.presentation.table import Align, Cell, Head, Row, Table
from cchc_report.presentation.workbook.records import RecordList, Records, sides_of
from cchc_report.registers.frames import Registers

TITLE = "Tra cứu: các dòng dữ liệu phía sau từng số liệu"

_DOSSIERS = "dossiers"
_NOTHING = "không có dòng nào"
_NOT_COUNTED = "lấy từ giá trị ghi trong sổ, không đếm dòng"
_SIDES = ("Tử số", "Phần còn lại của mẫu số")


@dataclass(frozen=True, slots=True)
class LookupSource:
    """What the section is made from.

    Attributes:
        measures: All measures.
        registers: Their registers.
        fields: Name and slug of each field of form II.06a.
        findings: What the checks found.
        records: Where the workbook lists the rows of each figure; `None` where no rows may be named.
        workbook: Name of the workbook.
    """

    measures: Measures
    registers: Registers
    fields: Sequence[tuple[str, str]]
    findings: Sequence[Finding]
    records: Records | None
    workbook: str


def lookup_section(source: LookupSource) -> Fragment:
    """Return the section; it stands on screen only, and paper never carries its lists."""
    fields = {slug: name for name, slug in source.fields}
    lists: tuple[RowList, ...] = ()
    markup = element("h2", TITLE, id="tra-cuu")
    listed = _dossiers(source.records)
    if listed is not None:
        lists = lists_of_rows(source.measures.values(), _DOSSIERS, series=SERIES)
        markup += dossier_lists(lists, listed.listing, fields)
    markup += finding_lists(source.findings, source.workbook)
    markup += _figures(source, fields, lists).to_fragment().html
    section = element("section", markup, class_="lookup screen-only", aria_labelledby="tra-cuu")
    return Fragment(section, f"({TITLE}: xem trong báo cáo HTML)")


def _dossiers(records: Records | None) -> RecordList | None:
    lists = records.lists if records else ()
    return next((each for each in lists if each.register.schema.name == _DOSSIERS), None)


def _figures(source: LookupSource, fields: Mapping[str, str], lists: Iterable[RowList]) -> Table:
    behind = _RowsBehind(source.records, numbers_by_side(lists), source.workbook) if source.records else None
    registers = _registers_of_sections(source.measures)
    rows: list[Row] = []
    for register, group in groupby(source.measures.values(), lambda measure: registers.get(_section(measure))):
        rows.append(Row([_origin(register, source.registers)], group=True))
        for measure in group:
            cells: list[Cell] = [figure_name(measure, fields), in_prose(measure)]
            rows.append(Row(cells + ([behind.cell(measure)] if behind else []), anchor=lookup_anchor(measure.id)))
    titles = ("Số liệu", "Giá trị", "Các dòng phía sau")[: 3 if behind else 2]
    align: tuple[Align, ...] = ("left", "number", "left")
    return Table(
        caption="Từng số liệu, tệp dữ liệu và các dòng phía sau" if behind else "Từng số liệu và tệp dữ liệu",
        head=[[Head(title) for title in titles]],
        align=align[: len(titles)],
        rows=rows,
        name="figures",
    )


@dataclass(frozen=True, slots=True)
class _RowsBehind:
    """Leads from a figure to its rows: to a list in the page, or to a sheet and filter of the workbook."""

    records: Records
    lists: Mapping[tuple[str, bool], int]
    workbook: str

    def cell(self, measure: Measure) -> Cell:
        """Return the cell of `measure`: one line, or one for each side of a ratio."""
        sides = sides_of(measure)
        if not sides:
            return None if isinstance(measure, Unavailable) else _NOT_COUNTED
        shown = self.records.shown[measure.id]
        lines = [
            self._line(side, self.lists.get((measure.id, rest)), shown.sheet, filter_)
            for side, rest, filter_ in zip(sides, (False, True), (shown.filter, shown.rest or ""), strict=False)
        ]
        if len(lines) == 1:
            return Fragment(lines[0])
        return Fragment(
            "".join(element("span", f"{name}: {line}", class_="line") for name, line in zip(_SIDES, lines, strict=True))
        )

    def _line(self, side: Members, number: int | None, sheet: str, filter_: str) -> str:
        if not len(side):
            return _NOTHING
        size = f"{vietnamese_integer(len(side))} {'hồ sơ' if side.register == _DOSSIERS else 'dòng'}"
        if number is not None:
            return element("a", f"danh sách {size}", class_="reference", href=f"#{list_anchor(number)}")
        return escape(f"{size}, trong {self.workbook}: trang tính “{sheet}”, lọc {filter_}")


def _registers_of_sections(measures: Measures) -> dict[str, str]:
    """Return the register that each section of measures is made of: that of its first figure made of rows."""
    found: dict[str, str] = {}
    for measure in measures.values():
        for side in sides_of(measure):
            found.setdefault(_section(measure), side.register)
    return found


def _section(measure: Measure) -> str:
    return measure.id.split(".")[0]


def _origin(register: str | None, registers: Registers) -> str:
    if register is None:
        return "Các sổ dữ liệu"
    files = "; ".join(file_and_sheet(origin) for origin in registers[register].origins)
    return f"{REGISTER_TITLES[register]}: {stated(files)}"
