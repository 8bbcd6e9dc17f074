"""The register of sources: every figure of the report with its definition and population, and the files behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType

from cchc_report.measures import SUPPRESSED, Count, Measure, Measures, Ratio, Suppressed, Unavailable
from cchc_report.presentation.citation import SERIES, in_prose, lookup_anchor, source_anchor, with_sources
from cchc_report.presentation.figure_names import figure_name
from cchc_report.presentation.fragment import Fragment, element
from cchc_report.presentation.marks import stated
from cchc_report.presentation.table import Head, Row, Table
from cchc_report.registers.frames import Origin
from cchc_report.registers.schemas import SCHEMAS

REGISTER_TITLES: Mapping[str, str] = {schema.name: schema.title for schema in SCHEMAS}
_HASH_SHOWN = 16

_MONTHLY_NAMES: Mapping[str, str] = MappingProxyType(
    {"received": "Hồ sơ tiếp nhận trong từng tháng", "settled": "Hồ sơ đã giải quyết trong từng tháng"}
)


def sources_table(measures: Measures, *, number: int) -> Table:
    """Return the table in which every figure of the report finds its definition.

    Figures over the same population stand under one line that names it. The cells of form II.06a and of the monthly
    series have one row a column.

    Args:
        measures: All measures, in the order of the report.
        number: Number of the table in the document.
    """
    # Of a series the last entry stands for all: the total of form II.06a is not bound to one field. One that is not
    # shown does not: what holds for it does not hold for all.
    entries = {source_anchor(measure.id): measure for measure in measures.values()}
    entries |= {source_anchor(m.id): m for m in measures.values() if not isinstance(m, Suppressed)}
    rows: list[Row] = []
    for scope, group in groupby(entries.items(), key=lambda entry: _scope(entry[1])):
        rows.append(Row([scope], group=True))
        rows.extend(_row(anchor, measure) for anchor, measure in group)
    return Table(
        caption=f"Bảng {number}. Nguồn của từng số liệu",
        head=[[Head("Số liệu"), Head("Giá trị"), Head("Định nghĩa")]],
        align=("left", "number", "left"),
        rows=rows,
        widths=(39, 17, 44),
        name="sources",
    )


def inputs_table(origins: Iterable[tuple[str, Origin]], *, number: int) -> Table:
    """Return the table of the files that were read.

    Args:
        origins: Register name and file, in the order read.
        number: Number of the table in the document.
    """
    listed = tuple(origins)
    return Table(
        caption=f"Bảng {number}. Tệp dữ liệu đầu vào",
        head=[
            [Head("Dữ liệu"), Head("Tệp, trang tính"), Head("Số dòng"), Head(stated("Mã băm SHA-256 (16 ký tự đầu)"))]
        ],
        align=("left", "left", "number", "left"),
        rows=[
            Row(
                [
                    REGISTER_TITLES[name],
                    tuple(map(stated, _file_and_sheet(origin))),
                    _rows(origin),
                    origin.sha256[:_HASH_SHOWN],
                ],
                anchor=file_anchor(name, sum(before == name for before, _ in listed[:place])),
            )
            for place, (name, origin) in enumerate(listed)
        ],
        widths=(24, 40, 10, 26),
        name="inputs",
    )


def file_anchor(register: str, before: int = 0) -> str:
    """Return the element id of a file in the table of files: of several of one register, `before` come earlier."""
    return f"tep-{register}" + (f"-{before + 1}" if before else "")


def file_and_sheet(origin: Origin) -> str:
    """Return where a register was read: `data/2020/sct/registers.xlsx, trang tính TTHC`."""
    return ", ".join(_file_and_sheet(origin))


def _file_and_sheet(origin: Origin) -> tuple[str, ...]:
    return (origin.path, f"trang tính {origin.sheet}") if origin.sheet else (origin.path,)


def _rows(origin: Origin) -> int | str:
    return SUPPRESSED if origin.rows is None else origin.rows


def _row(anchor: str, measure: Measure) -> Row:
    section = measure.id.split(".")[0]
    value = "từng ô" if section in SERIES else in_prose(measure)
    rows_behind = element("a", "các dòng phía sau", class_="reference", href=f"#{lookup_anchor(measure.id)}")
    definition = with_sources(_definition(measure)) + element("span", f" ({rows_behind})", class_="screen-only")
    return Row([_name(measure), value, Fragment(definition)], anchor=anchor)


def _name(measure: Measure) -> str:
    section, *_, column = measure.id.split(".")
    return _MONTHLY_NAMES[column] if section == "monthly" else figure_name(measure)


def _definition(measure: Measure) -> str:
    match measure:
        case Count() | Ratio():
            return measure.definition
        case Unavailable():
            return measure.reason


def _scope(measure: Measure) -> str:
    if isinstance(measure, Unavailable):
        return "Không tính được từ dữ liệu"
    form = "Biểu số II.06a, mỗi cột một dòng; " if measure.id.startswith("form.") else ""
    register = f"; nguồn: {REGISTER_TITLES[measure.members.register]}" if measure.members is not None else ""
    return f"{form}{measure.population}{register}"
