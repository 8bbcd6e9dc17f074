"""The register of sources: every figure of the report with its definition and population, and the files behind it."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_report.measures import VIEW_NAMES, Count, Measure, Measures, Ratio, Unavailable
from cchc_report.presentation.citation import SERIES, source_anchor
from cchc_report.presentation.prose import sentence_start
from cchc_report.presentation.table import Cell, Head, Row, Table
from cchc_report.registers.frames import Origin
from cchc_report.registers.schemas import SCHEMAS

_REGISTER_TITLES = {schema.name: schema.title for schema in SCHEMAS}
_HASH_SHOWN = 16


def sources_table(measures: Measures, *, number: int) -> Table:
    """Return the table in which every figure of the report finds its definition.

    The cells of form II.06a and of the monthly series have one row a column.

    Args:
        measures: All measures, in the order of the report.
        number: Number of the table in the document.
    """
    entries: dict[str, Measure] = {}
    for measure in measures.values():
        entries.setdefault(source_anchor(measure.id), measure)
    return Table(
        caption=f"Bảng {number}. Nguồn của từng số liệu",
        head=[[Head("Số liệu"), Head("Giá trị"), Head("Định nghĩa, phạm vi"), Head("Nguồn")]],
        align=("left", "number", "left", "left"),
        rows=[_row(anchor, measure) for anchor, measure in entries.items()],
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
        name="inputs",
    )


def _row(anchor: str, measure: Measure) -> Row:
    section = measure.id.split(".")[0]
    value: Cell = "từng ô" if section in SERIES else _value(measure)
    return Row([_name(measure), value, _definition(measure), _register(measure)], anchor=anchor)


def _value(measure: Measure) -> str:
    return format(measure, "n/d") if isinstance(measure, Ratio) and not measure.known else str(measure)


def _name(measure: Measure) -> str:
    view = None if isinstance(measure, Unavailable) else measure.view
    label = sentence_start(measure.label)
    return f"{label} ({VIEW_NAMES[view]})" if view and VIEW_NAMES[view].lower() not in label.lower() else label


def _definition(measure: Measure) -> str:
    match measure:
        case Count():
            return f"Đếm {measure.unit}; phạm vi: {measure.population}"
        case Ratio():
            return f"{measure.definition}. Phạm vi: {measure.population}"
        case Unavailable():
            return measure.reason


def _register(measure: Measure) -> str:
    members = None if isinstance(measure, Unavailable) else measure.members
    return _REGISTER_TITLES[members.register] if members else "–"


def _file(origin: Origin) -> str:
    return f"{origin.path}, trang {origin.sheet}" if origin.sheet else origin.path
