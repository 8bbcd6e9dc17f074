"""Sets of dossiers, and the measures that are made from a set."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from cchc_report.measures import Count, Measure, Members, Ratio, Unavailable, View
from cchc_report.params.models import CountingRules, Period
from cchc_report.statistics.definitions import EXTENDED_DUE_DATE, defined_count
from cchc_report.vietnamese_dates import short_date

Mask: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]

SETTLED = ("early", "on_due_date", "late", "settled_undated")
PENDING = ("pending_in_time", "pending_overdue", "pending_undated")
TURNED_AWAY = ("returned", "withdrawn")

NO_CHANNEL_COLUMN = "tệp kết xuất hồ sơ không có cột kênh thực hiện"
NO_CHANNEL_VALUE = "không hồ sơ nào ghi kênh thực hiện"


class DossierSets:
    """The classified dossiers as sets: boolean arrays, one value a dossier, to be joined by `&` and `|`.

    Args:
        classified: What `classify` returned.
        period: The reporting period, named in every population.
        rules: The counting rules in force, named in the definitions that they decide.
        has_channel: Whether the export has a channel column at all.
    """

    def __init__(self, classified: pd.DataFrame, period: Period, rules: CountingRules, *, has_channel: bool) -> None:
        self.classified = classified
        self.rules = rules
        self.has_channel = has_channel
        self.in_period = f"kỳ báo cáo {short_date(period.start)} - {short_date(period.end)}"

    @property
    def core(self) -> Mask:
        """Dossiers that must be settled."""
        return self.having("population", "core")

    @property
    def one_way(self) -> Mask:
        """Notices: received and filed only."""
        return self.having("population", "one_way")

    @property
    def core_population(self) -> str:
        """The core population in words."""
        return f"Hồ sơ phải giải quyết, không gồm thông báo một chiều; {self.in_period}"

    @property
    def one_way_population(self) -> str:
        """The population of one-way notices in words."""
        return f"Thông báo một chiều, chỉ tiếp nhận và lưu; {self.in_period}"

    def having(self, column: str, *values: str) -> Mask:
        """Return the dossiers whose categorical `column` has one of `values`."""
        categories = self.classified[column].cat
        wanted = np.append(np.isin(categories.categories.to_numpy(dtype=object), values), [False])
        return wanted[categories.codes.to_numpy()]  # a missing value has code -1, which is the last entry

    def at(self, positions: Any) -> Mask:
        """Return the dossiers at `positions`."""
        mask = np.zeros(len(self.classified), dtype=np.bool_)
        mask[np.asarray(positions, dtype=np.int64)] = True
        return mask

    def count(self, id: str, label: str, rows: Mask, *, view: View | None = None) -> Count:  # noqa: A002  # as in Count
        """Return the count of `rows`, which are core dossiers."""
        members = Members.where("dossiers", rows)
        return defined_count(
            id, label, members, unit="hồ sơ", population=self.core_population, view=view, rules=self.rules
        )

    def notices(self, id: str, label: str, rows: Mask, *, view: View | None = None) -> Count:  # noqa: A002  # as in Count
        """Return the count of `rows`, which are one-way notices."""
        members = Members.where("dossiers", rows)
        return defined_count(id, label, members, unit="thông báo", population=self.one_way_population, view=view)

    def channel_gap(self, rows: Mask) -> str | None:
        """Return why channels cannot be counted among `rows`: no such column, or no value in it; else `None`."""
        if not self.has_channel:
            return NO_CHANNEL_COLUMN
        known = self.classified["channel"].notna().to_numpy()
        return NO_CHANNEL_VALUE if rows.any() and not (rows & known).any() else None


def share(  # noqa: PLR0913  # the fields of Ratio
    id: str,  # noqa: A002  # as in Ratio
    label: str,
    part: Mask,
    whole: Mask,
    *,
    definition: str,
    population: str,
    view: View | None = None,
    register: str = "dossiers",
) -> Ratio:
    """Return how much of `whole` is in `part`, naming the rows of both sides."""
    inside = part & whole
    return Ratio(
        id,
        label,
        int(inside.sum()),
        int(whole.sum()),
        definition,
        population,
        view,
        Members.where(register, inside),
        Members.where(register, whole & ~part),
    )


def known_or(reason: str | None, measure: Measure) -> Measure:
    """Return `measure`, or where there is a `reason` against it that it cannot be known."""
    return measure if reason is None else Unavailable(measure.id, measure.label, reason)


def settled_outcomes(rules: CountingRules) -> tuple[str, ...]:
    """Return the outcomes that count as settled: returned and withdrawn ones too where the policy says `on_time`."""
    return SETTLED + (TURNED_AWAY if rules.returned_and_withdrawn == "on_time" else ())


def on_due_date_outcomes(rules: CountingRules) -> tuple[str, ...]:
    """Return the outcomes that count as settled on the due day under the policy for returned and withdrawn dossiers."""
    return ("on_due_date", *(TURNED_AWAY if rules.returned_and_withdrawn == "on_time" else ()))


def counting_rules_in_words(rules: CountingRules) -> tuple[str, ...]:
    """Return the counting rules in force as Vietnamese clauses, for definitions and for the note under form II.06a."""
    return (
        {
            "exclude": "hồ sơ đã giải quyết không có ngày hẹn trả không đưa vào mẫu số",
            "on_time": "hồ sơ đã giải quyết không có ngày hẹn trả tính là đúng hạn",
        }[rules.no_due_date],
        {
            "own_group": "hồ sơ trả lại hoặc rút là nhóm riêng, không tính là đã giải quyết",
            "on_time": "hồ sơ trả lại hoặc rút tính là giải quyết đúng hạn",
        }[rules.returned_and_withdrawn],
        {
            "in_due_date": "ngày hẹn trả theo Hệ thống đã gồm thời gian chờ bổ sung",
            "extend_due_date": EXTENDED_DUE_DATE,
        }[rules.supplement_waiting],
    )
