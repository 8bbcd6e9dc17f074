"""Form II.06a (Thông tư 01/2020/TT-VPCP): settlement of core dossiers, one row a field and a total.

Its identities: `3 = 4 + 5 + 6`, `7 = 8 + 9 + 10`, `11 = 12 + 13`, `3 = 7 + 11`. The form has no column for returned and
withdrawn dossiers: as their own group they stand in columns 3 to 6 only, so that `3 = 7 + 11 + returned + withdrawn`;
counted as on time they stand in columns 7 and 9. A dossier without a channel stands in neither 4 nor 5, one without a
due date or end date in neither 8, 9 nor 10 (12 nor 13 where pending): the gap is a finding, never filled silently.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from cchc_report.measures import Measure, Members, View
from cchc_report.statistics.definitions import defined_count
from cchc_report.statistics.dossier_sets import (
    PENDING,
    DossierSets,
    Mask,
    known_or,
    on_due_date_outcomes,
    settled_outcomes,
)
from cchc_report.statistics.names import distinct_slugs, in_short

TOTAL = "total"
TOTAL_NAME = "Tổng cộng"

COLUMN_LABELS = {
    "received_total": "hồ sơ tiếp nhận",
    "received_online": "hồ sơ tiếp nhận trong kỳ, trực tuyến",
    "received_direct": "hồ sơ tiếp nhận trong kỳ, trực tiếp và qua bưu chính công ích",
    "carried_over": "hồ sơ từ kỳ trước chuyển sang",
    "settled_total": "hồ sơ đã giải quyết",
    "settled_early": "hồ sơ giải quyết trước hạn",
    "settled_on_due_date": "hồ sơ giải quyết đúng hạn",
    "settled_late": "hồ sơ giải quyết quá hạn",
    "pending_total": "hồ sơ đang giải quyết",
    "pending_in_time": "hồ sơ đang giải quyết trong hạn",
    "pending_overdue": "hồ sơ đang giải quyết quá hạn",
}
"""Columns 3 to 13 of the form, in its order: name in the measure's id, and what is counted."""

CHANNEL_COLUMNS = frozenset({"received_online", "received_direct"})
SYSTEM_COLUMNS = frozenset({"settled_early", "settled_on_due_date", "settled_late"})


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One row of form II.06a; columns 3 to 13 in its order.

    Attributes:
        field: Name of the field, `Tổng cộng` for the last row.
        slug: The field in measure ids, `total` for the last row.
        received_total: Column 3.
        received_online: Column 4; unavailable where the export has no channels.
        received_direct: Column 5, the public postal service included; unavailable where the export has no channels.
        carried_over: Column 6.
        settled_total: Column 7.
        settled_early: Column 8.
        settled_on_due_date: Column 9.
        settled_late: Column 10, as the system recorded it.
        pending_total: Column 11.
        pending_in_time: Column 12.
        pending_overdue: Column 13.
    """

    field: str
    slug: str
    received_total: Measure
    received_online: Measure
    received_direct: Measure
    carried_over: Measure
    settled_total: Measure
    settled_early: Measure
    settled_on_due_date: Measure
    settled_late: Measure
    pending_total: Measure
    pending_in_time: Measure
    pending_overdue: Measure

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The eleven figures, in the order of the form."""
        return tuple(getattr(self, column) for column in COLUMN_LABELS)

    @property
    def is_total(self) -> bool:
        """Whether this is the row of totals."""
        return self.slug == TOTAL


def form_rows(sets: DossierSets) -> tuple[FieldRow, ...]:
    """Return the rows of form II.06a, the total last; fields without a dossier are left out.

    Args:
        sets: The classified dossiers.
    """
    columns = _columns(sets)
    fields = sets.classified["field"].cat
    names = list(fields.categories)
    slugs = distinct_slugs(names, reserved=(TOTAL,))
    codes = fields.codes.to_numpy()
    in_form = np.flatnonzero(columns["received_total"])
    # Sorting once by field gives every field its rows without a pass over all dossiers for each.
    in_order = in_form[np.argsort(codes[in_form], kind="stable")]
    starts = np.searchsorted(codes[in_order], np.arange(len(names) + 1))
    gap = sets.channel_gap(sets.core & sets.having("intake", "received"))
    parts = [(names[i], slugs[i], in_order[starts[i] : starts[i + 1]]) for i in range(len(names))]
    parts = [part for part in parts if len(part[2])]
    return tuple(_row(sets, columns, gap, *part) for part in [*parts, (TOTAL_NAME, TOTAL, in_form)])


def form_measures(rows: tuple[FieldRow, ...]) -> Iterator[Measure]:
    """Yield every figure of the form."""
    for row in rows:
        yield from row.measures


def _columns(sets: DossierSets) -> dict[str, Mask]:
    received, carried = sets.having("intake", "received"), sets.having("intake", "carried_over")
    core = sets.core & (received | carried)
    masks = {
        "received_total": received | carried,
        "received_online": received & sets.having("channel", "online"),
        "received_direct": received & sets.having("channel", "direct", "postal"),
        "carried_over": carried,
        "settled_total": sets.having("outcome", *settled_outcomes(sets.rules)),
        "settled_early": sets.having("outcome", "early"),
        "settled_on_due_date": sets.having("outcome", *on_due_date_outcomes(sets.rules)),
        "settled_late": sets.having("outcome", "late"),
        "pending_total": sets.having("outcome", *PENDING),
        "pending_in_time": sets.having("outcome", "pending_in_time"),
        "pending_overdue": sets.having("outcome", "pending_overdue"),
    }
    return {name: core & mask for name, mask in masks.items()}


def _row(sets: DossierSets, columns: dict[str, Mask], gap: str | None, field: str, slug: str, rows: Any) -> FieldRow:
    name = in_short(field)
    where = sets.core_population if slug == TOTAL else f"Lĩnh vực {name}; {sets.core_population}"
    figures: dict[str, Measure] = {}
    for column, label in COLUMN_LABELS.items():
        view: View | None = "system" if column in SYSTEM_COLUMNS else None
        members = Members("dossiers", rows[columns[column][rows]])
        id_ = f"form.{slug}.{column}"
        count = defined_count(id_, label, members, unit="hồ sơ", population=where, view=view, rules=sets.rules)
        figures[column] = known_or(gap if column in CHANNEL_COLUMNS else None, count)
    return FieldRow(name, slug, **figures)
