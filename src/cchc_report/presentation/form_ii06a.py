"""Form II.06a: the state of dossiers of a unit that settles procedures itself (Thông tư 01/2020/TT-VPCP)."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_report.measures import Measure, Measures
from cchc_report.presentation.marks import stated
from cchc_report.presentation.table import NUMBER, Align, Head, Row, Table, ordinal

COLUMNS = (
    "received_total",
    "received_online",
    "received_direct",
    "carried_over",
    "settled_total",
    "settled_early",
    "settled_on_due_date",
    "settled_late",
    "pending_total",
    "pending_in_time",
    "pending_overdue",
)
"""The form's columns 3 to 13, as the last part of a measure id."""

_FIRST_TWO: tuple[Align, Align] = ("center", "left")
_NUMBERS: tuple[Align, ...] = (NUMBER,) * len(COLUMNS)

_HEAD = (
    (
        Head("TT", rows=3),
        Head("Lĩnh vực giải quyết", rows=3),
        Head("Số hồ sơ nhận giải quyết", columns=4),
        Head("Số hồ sơ đã giải quyết", columns=4),
        Head("Số hồ sơ đang giải quyết", columns=3),
    ),
    (
        Head("Tổng số", rows=2),
        Head("Trong kỳ", columns=2),
        Head("Từ kỳ trước", rows=2),
        Head("Tổng số", rows=2),
        Head("Trước hạn", rows=2),
        Head("Đúng hạn", rows=2),
        Head("Quá hạn", rows=2),
        Head("Tổng số", rows=2),
        Head("Trong hạn", rows=2),
        Head("Quá hạn", rows=2),
    ),
    (Head("Trực tuyến"), Head("Trực tiếp, BCCI")),
)


def form_ii06a_table(
    measures: Measures, fields: Sequence[tuple[str, str]], *, number: int, notes: Sequence[str] = ()
) -> Table:
    """Return form II.06a, one row a field and a total.

    Args:
        measures: All measures; `form.*` are read.
        fields: Name and slug of each field, in the order of the rows.
        number: Number of the table in the document.
        notes: What stands under the form: the policies in force.
    """
    rows = [
        Row([ordinal(order), stated(name), *_figures(measures, slug)])
        for order, (name, slug) in enumerate(fields, start=1)
    ]
    total = Row([None, "Tổng số", *_figures(measures, "total")], total=True)
    return Table(
        caption=f"Bảng {number}. Tình hình, kết quả giải quyết thủ tục hành chính (biểu số II.06a/VPCP/KSTT)",
        unit="Đơn vị tính: số hồ sơ TTHC",
        head=_HEAD,
        numbers=[f"({column})" for column in range(1, 14)],
        align=[*_FIRST_TWO, *_NUMBERS],
        rows=[*rows, total],
        widths=(4, 23.8, *(6.4, 6.4, 7.2, *(6.4,) * 8)),
        name="form-ii06a",
        row_header=1,
        notes=notes,
    )


def _figures(measures: Measures, slug: str) -> list[Measure]:
    return [measures[f"form.{slug}.{column}"] for column in COLUMNS]
