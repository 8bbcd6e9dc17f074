"""The register of sources: every figure of the report with its definition and population, and the files behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from types import MappingProxyType

from cchc_report.measures import VIEW_NAMES, Count, Measure, Measures, Ratio, Suppressed, Unavailable
from cchc_report.presentation.citation import SERIES, in_prose, source_anchor
from cchc_report.presentation.prose import sentence_start
from cchc_report.presentation.table import Head, Row, Table
from cchc_report.registers.frames import Origin
from cchc_report.registers.schemas import SCHEMAS

_REGISTER_TITLES = {schema.name: schema.title for schema in SCHEMAS}
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
    return Table(
        caption=f"Bảng {number}. Tệp dữ liệu đầu vào",
        head=[[Head("Dữ liệu"), Head("Tệp, trang tính"), Head("Số dòng"), Head("Mã băm SHA-256 (16 ký tự đầu)")]],
        align=("left", "left", "number", "left"),
        rows=[
            Row([_REGISTER_TITLES[name], _file(origin), origin.rows, origin.sha256[:_HASH_SHOWN]])
            for name, origin in origins
        ],
        widths=(24, 40, 10, 26),
        name="inputs",
    )


def _row(anchor: str, measure: Measure) -> Row:
    section = measure.id.split(".")[0]
    value = "từng ô" if section in SERIES else in_prose(measure)
    return Row([_name(measure), value, _definition(measure)], anchor=anchor)


def _name(measure: Measure) -> str:
    section, *_, column = measure.id.split(".")
    if section == "monthly":
        return _MONTHLY_NAMES[column]
    view = None if isinstance(measure, Unavailable) else measure.view
    label = sentence_start(measure.label)
    return f"{label} ({VIEW_NAMES[view]})" if view and VIEW_NAMES[view].lower() not in label.lower() else label


def _definition(measure: Measure) -> str:
    match measure:
        case Count():
            return f"Đếm số {measure.unit}"
        case Ratio():
            return measure.definition
        case Unavailable():
            return measure.reason


def _scope(measure: Measure) -> str:
    if isinstance(measure, Unavailable):
        return "Không tính được từ dữ liệu"
    form = "Biểu số II.06a, mỗi cột một dòng; " if measure.id.startswith("form.") else ""
    register = f"; nguồn: {_REGISTER_TITLES[measure.members.register]}" if measure.members is not None else ""
    return f"{form}{measure.population}{register}"


def _file(origin: Origin) -> str:
    return f"{origin.path}, trang {origin.sheet}" if origin.sheet else origin.path
