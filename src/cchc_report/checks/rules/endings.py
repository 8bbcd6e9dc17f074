"""Ends that look made rather than recorded: on the due day far too often, at the due second, many in one second.

A system's command to reset overdue dossiers back-dates their ends, and an ending of everything at once hides when each
was done. Statistics cannot tell an order from a habit, so these are warnings with the figures to judge by.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.checks.rows import finding_rows, observed
from cchc_report.errors import Text
from cchc_report.measures import vietnamese_integer
from cchc_report.statistics.classify import Days, Mask, working_days_between
from cchc_report.vietnamese_dates import short_date

NEIGHBOURS: Final = (-3, -2, -1, 1, 2, 3)
"""Working days from the due day: what a peak on it is compared with."""

_NEAR = np.timedelta64(30, "D")
"""Three working days are never further apart than this, Tết included."""

DUE_MOMENT_MINIMUM: Final = 3
"""Dossiers that ended in the very second of their due date before it is more than chance."""

TIMES_USUAL: Final = 5
"""A bulk closing has this many times the dossiers that usually share a moment: feeds that record minutes share more."""

_DAY_SECONDS: Final = 86_400


def peak_on_due_day(material: Material) -> Iterator[Observation]:
    """Report where core dossiers ended exactly on their due day far more often than on the working days around it.

    Fires where at least `due_day_peak_minimum` dossiers ended on their due day, and at least `due_day_peak_ratio` times
    as many as on the busiest of the three working days before and the three after. The busiest, not the mean: that more
    is finished as the due day comes near is natural. Of two days equally busy, one would have 20 and the
    other 6 less than once in 200 times (binomial tail).
    """
    limits = material.parameters.year_parameters.checks
    classified = material.statistics.classified
    judged = (
        (classified["population"] == "core") & classified["outcome"].isin(["early", "on_due_date", "late"])
    ).to_numpy()
    due = classified["due_on"].to_numpy().astype("datetime64[D]")
    ended = classified["ended_on"].to_numpy().astype("datetime64[D]")
    judged = judged & ~np.isnat(due) & ~np.isnat(ended)
    on_due_day = judged & (ended == due)
    peak = int(on_due_day.sum())
    around = _around(due, ended, judged & (ended != due), material)
    busiest = max(around)
    if peak < limits.due_day_peak_minimum or peak < limits.due_day_peak_ratio * busiest:
        return
    most, *each = map(vietnamese_integer, (busiest, *around))
    before, after = ", ".join(each[:3]), ", ".join(each[3:])
    yield from observed(
        finding_rows(material.registers.dossiers, on_due_day, column="finished_at"),
        f"{{n}} hồ sơ kết thúc đúng ngày hẹn trả, trong khi ngày làm việc lân cận đông nhất chỉ có {most} "
        f"(trước hạn 3, 2, 1 ngày: {before}; sau hạn 1, 2, 3 ngày: {after})",
        f"{{n}} dossiers ended exactly on their due day; the busiest working day around it has {most} "
        f"(3, 2, 1 days before: {before}; 1, 2, 3 days after: {after})",
        gap=peak - busiest,
    )


def _around(due: Days, ended: Days, elsewhere: Mask, material: Material) -> list[int]:
    """Return how many dossiers ended on each of `NEIGHBOURS` of their due day."""
    near = elsewhere & (np.abs(ended - due) <= _NEAR)
    if not near.any():
        return [0] * len(NEIGHBOURS)
    offsets = working_days_between(due[near], ended[near], material.calendar)
    return [int((offsets == offset).sum()) for offset in NEIGHBOURS]


def end_at_due_moment(material: Material) -> Iterator[Observation]:
    """Report dossiers that ended in the very second of their due date, where the export records times of day."""
    finished, due = _seconds(material, "finished_at"), _seconds(material, "due_at")
    mask = (finished == due) & _has_time(finished) & _counted(material)
    if mask.sum() >= DUE_MOMENT_MINIMUM:
        yield from observed(
            finding_rows(material.registers.dossiers, mask, column="finished_at"),
            "{n} hồ sơ có thời điểm kết thúc trùng từng giây với thời điểm hẹn trả",
            "{n} dossiers ended in the very second of their due date",
        )


def same_moment(material: Material) -> Iterator[Observation]:
    """Report dossiers that ended in one and the same second, where the export records times of day.

    Fires where at least `same_moment_minimum` dossiers share their moment, and five times as many as usually do.
    """
    finished = _seconds(material, "finished_at")
    positions = np.flatnonzero(_has_time(finished) & _counted(material))
    if not len(positions):
        return
    moments, group, sizes = np.unique(finished[positions], return_inverse=True, return_counts=True)
    least = max(material.parameters.year_parameters.checks.same_moment_minimum, int(TIMES_USUAL * sizes.mean()))
    bulk = sizes >= least
    if not bulk.any():
        return
    mask = np.zeros(len(finished), dtype=bool)
    mask[positions[bulk[group]]] = True
    largest = int(sizes.argmax())
    moment = moments[largest].item()
    when = f"{short_date(moment)} {moment:%H:%M:%S}"
    times, most = vietnamese_integer(int(bulk.sum())), vietnamese_integer(int(sizes[largest]))
    yield from observed(
        finding_rows(material.registers.dossiers, mask, column="finished_at"),
        f"{{n}} hồ sơ kết thúc hàng loạt tại {times} thời điểm; nhiều nhất {most} hồ sơ cùng lúc {when}",
        f"{{n}} dossiers were ended in bulk at {times} moments; at most {most} at once, {when}",
    )


def _seconds(material: Material, column: str) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    return material.registers.dossiers.frame[column].to_numpy(dtype="datetime64[s]")


def _has_time(moments: np.ndarray[Any, np.dtype[np.datetime64]]) -> Mask:
    """Return which moments say more than a day; an export without times of day has none."""
    has_time: Mask = ~np.isnat(moments) & (moments.astype(np.int64) % _DAY_SECONDS != 0)
    return has_time


def _counted(material: Material) -> Mask:
    return (material.statistics.classified["intake"] != "outside").to_numpy(dtype=bool)


_CHECK_LOG = Text(
    "Đối chiếu nhật ký thao tác và sổ giao nhận của các hồ sơ này; nêu lý do trong báo cáo nếu như vậy là đúng",
    "Compare the system's log and the handover books; say in the report why these ends are right",
)

RULES = (
    Rule(
        "dossiers.peak-on-due-day",
        "warning",
        Text("Kết thúc dồn vào đúng ngày hẹn trả", "Ends pile up on the due day"),
        Text(
            "Lệnh đặt lại hồ sơ quá hạn ghi lùi ngày kết thúc về ngày hẹn trả. Nêu khi số hồ sơ kết thúc đúng ngày hẹn "
            "đạt ngưỡng và gấp nhiều lần ngày đông nhất trong 03 ngày làm việc trước và sau đó (ngưỡng: mục checks của "
            "year.yaml, mặc định 20 hồ sơ và 3 lần)",
            "Commands that reset overdue dossiers back-date their ends to the due day. It fires where the ends on that "
            "day reach a minimum and are several times those of the busiest of the three working days before and after "
            "(checks in year.yaml; by default 20 dossiers and 3 times)",
        ),
        _CHECK_LOG,
        peak_on_due_day,
    ),
    Rule(
        "dossiers.end-at-due-moment",
        "warning",
        Text("Kết thúc trùng từng giây với thời điểm hẹn trả", "End in the very second of the due date"),
        Text(
            "Người làm việc không kết thúc nhiều hồ sơ đúng từng giây đã hẹn; lệnh ghi lùi ngày thì có",
            "People do not end several dossiers at the appointed second; a command that back-dates does",
        ),
        _CHECK_LOG,
        end_at_due_moment,
    ),
    Rule(
        "dossiers.same-end-moment",
        "warning",
        Text("Kết thúc hàng loạt cùng một lúc", "Bulk closing"),
        Text(
            "Kết thúc hàng loạt che mất ngày xong thật của từng hồ sơ (ngưỡng: same_moment_minimum trong mục checks "
            "của year.yaml, mặc định 10; và gấp 5 lần mức thường thấy của tệp kết xuất)",
            "A bulk closing hides when each dossier was done (same_moment_minimum under checks in year.yaml, by "
            "default 10; and five times what is usual in the export)",
        ),
        _CHECK_LOG,
        same_moment,
    ),
)
