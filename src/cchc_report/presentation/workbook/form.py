"""Form II.06a as a worksheet: totals are sums of the rows above, each group's total the sum of its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from cchc_report.measures import SUPPRESSED, Count, Measures, Suppressed
from cchc_report.presentation.form_ii06a import COLUMNS
from cchc_report.presentation.marks import without_marks
from cchc_report.presentation.workbook.sheet import Column, Formula, Sheet, SheetRow, Style, Value, cell_list, cell_name

NAME = "Biểu II.06a"
_FIRST_FIGURE = 2
_TITLES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "received_total": ("Số hồ sơ nhận giải quyết", "Tổng số"),
        "received_online": ("Số hồ sơ nhận giải quyết", "Trong kỳ: trực tuyến"),
        "received_direct": ("Số hồ sơ nhận giải quyết", "Trong kỳ: trực tiếp, BCCI"),
        "carried_over": ("Số hồ sơ nhận giải quyết", "Từ kỳ trước"),
        "settled_total": ("Số hồ sơ đã giải quyết", "Tổng số"),
        "settled_early": ("Số hồ sơ đã giải quyết", "Trước hạn"),
        "settled_on_due_date": ("Số hồ sơ đã giải quyết", "Đúng hạn"),
        "settled_late": ("Số hồ sơ đã giải quyết", "Quá hạn"),
        "pending_total": ("Số hồ sơ đang giải quyết", "Tổng số"),
        "pending_in_time": ("Số hồ sơ đang giải quyết", "Trong hạn"),
        "pending_overdue": ("Số hồ sơ đang giải quyết", "Quá hạn"),
    }
)
_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "received_total": ("received_online", "received_direct", "carried_over"),
        "settled_total": ("settled_early", "settled_on_due_date", "settled_late"),
        "pending_total": ("pending_in_time", "pending_overdue"),
    }
)
"""The form's identities (Thông tư 01/2020/TT-VPCP): 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13."""


def form_sheet(measures: Measures, fields: Sequence[tuple[str, str]], notes: Sequence[str]) -> Sheet:
    """Return form II.06a.

    Args:
        measures: All measures; `form.*` are read.
        fields: Name and slug of each field, in the order of the rows.
        notes: What stands under the form.
    """
    columns = (
        Column("TT", 5, Style.WHOLE),
        Column("Lĩnh vực giải quyết", 40),
        *(Column(title, 11, Style.WHOLE, group=group) for group, title in (_TITLES[name] for name in COLUMNS)),
    )
    above = ("Biểu số II.06a/VPCP/KSTT. Đơn vị tính: số hồ sơ TTHC.",)
    blank = Sheet(NAME, "", columns, (), above, filterable=False)
    first = blank.first_row
    rows = [
        SheetRow([number, name, *_row(measures, slug, first + number - 1)])
        for number, (name, slug) in enumerate(fields, start=1)
    ]
    slugs = [slug for _, slug in fields]
    rows.append(SheetRow([None, "Tổng số", *_total(measures, slugs, range(first, first + len(rows)))], strong=True))
    title = "Tình hình, kết quả giải quyết thủ tục hành chính"
    return Sheet(
        NAME, title, columns, rows, above, [without_marks(note) for note in notes], fixed_columns=2, filterable=False
    )


def _row(measures: Measures, slug: str, row: int) -> list[Value]:
    return [_figure(measures, slug, column, row) for column in COLUMNS]


def _figure(measures: Measures, slug: str, column: str, row: int) -> Value:
    """Return a figure; a group's total is a formula where its parts, all known, come to it."""
    value = _known(measures, slug, column)
    parts = _PARTS.get(column, ())
    values = [_known(measures, slug, part) for part in parts]
    if value is None:
        return _unknown(measures, slug, column)
    if not parts or sum(part or 0 for part in values) != value or None in values:
        return value
    cells = "+".join(cell_name(row, _FIRST_FIGURE + COLUMNS.index(part)) for part in parts)
    return Formula(f"={cells}", value)


def _total(measures: Measures, slugs: Sequence[str], rows: range) -> list[Value]:
    """Return the totals: sums of the rows above, where all of these are shown."""
    total: list[Value] = []
    for position, column in enumerate(COLUMNS, start=_FIRST_FIGURE):
        value = _known(measures, "total", column)
        summed = rows and all(_known(measures, slug, column) is not None for slug in slugs)
        if value is None:
            total.append(_unknown(measures, "total", column))
        else:
            total.append(Formula(f"=SUM({cell_list(rows, position)})", value) if summed else value)
    return total


def _unknown(measures: Measures, slug: str, column: str) -> str:
    return SUPPRESSED if isinstance(measures[f"form.{slug}.{column}"], Suppressed) else "–"


def _known(measures: Measures, slug: str, column: str) -> int | None:
    measure = measures[f"form.{slug}.{column}"]
    return measure.value if isinstance(measure, Count) else None
