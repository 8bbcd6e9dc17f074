"""Explanations of late dossiers: some were late on the system only, with proof; others in fact, with an apology."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from cchc_report.samples.departments import SampleDepartment
from cchc_report.samples.dossiers import Dossiers
from cchc_report.samples.exports import dossier_codes
from cchc_report.samples.records import HANDOVER_BOOK, Row
from cchc_report.samples.work_years import WorkYear, as_date

_CAUSES: Final = ("system_entry", "late_in_fact", "data_sync", "late_in_fact")
"""Causes that late core dossiers have in turn, where what they claim can be proven."""

_NARRATIVES: Final = {
    "system_entry": "Kết quả đã trả trước ngày hẹn, có ký nhận trong sổ bàn giao; công chức kết thúc hồ sơ chậm trên "
    "Hệ thống do sơ suất trong thao tác",
    "data_sync": "Kết quả đã trả trước ngày hẹn, có ký nhận trong sổ bàn giao; trạng thái trên Hệ thống được đồng bộ "
    "chậm",
    "late_in_fact": "Hồ sơ phải xác minh thêm tại cơ sở nên trả kết quả sau ngày hẹn; đã xin lỗi người nộp",
    "one_way_procedure": "Thông báo được tiếp nhận và lưu để theo dõi, không phải trả kết quả; công chức kết thúc chậm "
    "trên Hệ thống",
}
_NO_APOLOGY: Final = "Trên thực tế không trả kết quả trễ hạn nên không phải xin lỗi"


def explain(department: SampleDepartment, year: WorkYear, dossiers: Dossiers) -> Sequence[Row]:
    """Return the explanations of the dossiers that ended late in a year, as far as the department has written any.

    Args:
        department: The department.
        year: The year.
        dossiers: What its export holds.
    """
    late = dossiers.where(dossiers.ended_by(year.last_day) & dossiers.ended_late())
    late = late.where(~_left_out(late, department.kind.unexplained))
    codes: Sequence[str] = dossier_codes(department, late).to_pylist()
    due = late.due.astype("datetime64[D]")
    received = late.received.astype("datetime64[D]")
    rows: list[dict[str, object]] = []
    cases = zip(codes, received, due, late.one_way, _apology_numbers(due, late), strict=True)
    for number, (code, received_on, due_on, one_way, apology) in enumerate(cases):
        in_fact = _day_before(year, due_on)
        cause = (
            _CAUSES[number % len(_CAUSES)]
            if in_fact is not None and in_fact >= as_date(received_on)
            else "late_in_fact"
        )
        cause = "one_way_procedure" if one_way else cause
        row: dict[str, object] = {"dossier_code": code, "cause": cause, "narrative": f"{_NARRATIVES[cause]} (giả lập)."}
        if cause == "late_in_fact":
            row["apology_number"] = f"{apology}/TXL-{department.abbreviation}"
            row["apology_date"] = year.day(int(np.searchsorted(year.days, due_on, side="right")))
        else:
            row["no_apology_reason"] = _NO_APOLOGY
        if cause in {"system_entry", "data_sync"}:
            row |= {"ended_in_fact_on": in_fact, "proof": HANDOVER_BOOK}
        rows.append(row)
    return rows


def _left_out(late: Dossiers, every: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which late dossiers have no explanation: of the core ones the second, the fourth … where `every` is 2."""
    if every == 0:
        return np.zeros(len(late), dtype=np.bool_)
    left_out: np.ndarray[tuple[int], np.dtype[np.bool_]] = ~late.one_way & (np.cumsum(~late.one_way) % every == 0)
    return left_out


def _apology_numbers(due: np.ndarray[tuple[int], np.dtype[np.datetime64]], late: Dossiers) -> list[int]:
    """Return a number for each letter of apology, rising with the due days that the letters follow."""
    numbers = np.empty(len(late), dtype=np.int64)
    numbers[np.argsort(due, kind="stable")] = np.arange(1, len(late) + 1)
    return [int(number) for number in numbers]


def _day_before(year: WorkYear, day: np.datetime64) -> date | None:
    """Return the working day before `day`, where it is of this year: the handover book proves nothing older."""
    position = int(np.searchsorted(year.days, day)) - 1
    return year.day(position) if position >= 0 else None
