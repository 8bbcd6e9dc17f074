"""Each dossier's place in the report: population, intake and outcome at the end of the reporting period.

Dates are compared, never times of day. Where status and dates contradict each other the status decides, and a check
reports the contradiction: a dossier that is `processing` is pending even where the export gives it an end date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from cchc_report.calendar import WorkingCalendar
from cchc_report.params.models import CountingRules, Period, ReportParameters
from cchc_report.registers.frames import Registers
from cchc_report.registers.labels import CHANNELS
from cchc_report.statistics.procedures import field_categories, match_procedures

Days: TypeAlias = np.ndarray[tuple[int], np.dtype[np.datetime64]]
Mask: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]

POPULATIONS: Final = ("core", "one_way")
INTAKES: Final = ("received", "carried_over", "outside")
OUTCOMES: Final = (
    "early",
    "on_due_date",
    "late",
    "settled_undated",
    "pending_in_time",
    "pending_overdue",
    "pending_undated",
    "returned",
    "withdrawn",
    "none",
)

STATUS_GROUPS: Final[Mapping[str, str]] = {
    "registered": "not_taken_in",
    "not_accepted": "not_taken_in",
    "received": "pending",
    "processing": "pending",
    "supplement_requested": "pending",
    "payment_requested": "pending",
    "stopped": "returned",
    "withdrawn": "withdrawn",
    "processed": "settled",
    "result_returned": "settled",
}
"""What each status of the national list means for the counts."""


def classify(registers: Registers, parameters: ReportParameters, calendar: WorkingCalendar) -> pd.DataFrame:
    """Return the population, intake and outcome of every dossier; see `docs/architecture.md` for the columns.

    - `received`: received in the period. `carried_over`: received before it and not concluded before it; a dossier that
      was concluded without an end date stays here, since nothing shows that it ended earlier (and is a finding).
    - A dossier without a reception date is `outside`: no period can be given to it. That is a finding too, unless its
      status says that it was never taken in.
    - What ended after the period was pending at its end. A pending dossier is overdue where its due date is before the
      last day of the period.

    Args:
        registers: The registers; `dossiers` and `procedures` are read.
        parameters: The period and the counting rules.
        calendar: Working days, for the extension of due dates and for `days_late`.

    Returns:
        One row a dossier, index `0..n-1` as in `registers.dossiers.frame`. Beside the columns of the contract,
        `days_late`: working days from the due date to the end (`late`) or to the end of the period
        (`pending_overdue`), Int64, missing for all others.
    """
    dossiers = registers.dossiers.frame
    rules = parameters.year_parameters.counting
    procedure = match_procedures(dossiers, registers.procedures.frame)
    received, ended = _days(dossiers["received_at"]), _days(dossiers["finished_at"])
    due = _due_days(dossiers, rules, calendar)
    group = status_groups(dossiers)
    intake = _intake(group, received, ended, parameters.period)
    outcome = _outcome(group, due, ended, parameters.period, rules)
    outcome[intake == INTAKES.index("outside")] = OUTCOMES.index("none")
    return pd.DataFrame(
        {
            "population": _category(_population(procedure, registers.procedures.frame), POPULATIONS),
            "intake": _category(intake, INTAKES),
            "outcome": _category(outcome, OUTCOMES),
            "field": _field(procedure, registers.procedures.frame),
            "channel": pd.Categorical(dossiers["channel"], categories=list(CHANNELS)),
            "received_on": received.astype("datetime64[s]"),
            "due_on": due.astype("datetime64[s]"),
            "ended_on": ended.astype("datetime64[s]"),
            "procedure": pd.array(procedure, dtype="Int64"),
            "days_late": _days_late(outcome, due, ended, parameters.period, calendar),
        },
        index=dossiers.index,
    )


def status_groups(dossiers: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.str_]]:
    """Return the group of each dossier's status (a value of `STATUS_GROUPS`)."""
    status = pd.Categorical(dossiers["status"])
    groups = np.array([STATUS_GROUPS[label] for label in status.categories], dtype=np.str_)
    of_dossier: np.ndarray[Any, np.dtype[np.str_]] = groups[status.codes]
    return of_dossier


def _category(codes: Any, names: Sequence[str]) -> Any:
    """Return a categorical of `names`; numpy's and pandas' stubs agree on no type for the codes."""
    return pd.Categorical.from_codes(codes, categories=pd.Index(names))


def _days(column: pd.Series[Any]) -> Days:
    """Return the day of each time stamp; numpy rounds down, also before 1970."""
    return column.to_numpy(dtype="datetime64[s]").astype("datetime64[D]")


def _due_days(dossiers: pd.DataFrame, rules: CountingRules, calendar: WorkingCalendar) -> Days:
    """Return the due days, extended by the wait for a supplement where the policy says so."""
    due = _days(dossiers["due_at"])
    if rules.supplement_waiting == "in_due_date":
        return due
    waited = dossiers["supplement_days"].fillna(0).to_numpy(dtype=np.int64)
    extended = np.flatnonzero((waited > 0) & ~np.isnat(due))
    pairs = pd.MultiIndex.from_arrays([due[extended].astype(object), waited[extended]])
    codes, distinct = pairs.factorize()
    new = [
        calendar.add_working_days(day.date() if isinstance(day, pd.Timestamp) else day, int(n)) for day, n in distinct
    ]
    due[extended] = np.array(new, dtype="datetime64[D]")[codes]
    return due


def _population(procedure: np.ndarray[Any, np.dtype[np.int64]], procedures: pd.DataFrame) -> Any:
    one_way = np.append(
        (procedures["kind"] == "one_way").to_numpy(dtype=bool), [False]
    )  # the last entry answers for -1
    return one_way[procedure].astype(np.int8)


def _field(procedure: np.ndarray[Any, np.dtype[np.int64]], procedures: pd.DataFrame) -> Any:
    names, of_procedure = field_categories(procedures)
    return _category(np.append(of_procedure, [len(names) - 1])[procedure], names)


def _intake(group: Any, received: Days, ended: Days, period: Period) -> Any:
    start, end = np.datetime64(period.start, "D"), np.datetime64(period.end, "D")
    concluded_before = (group != "pending") & (ended < start) & (received < start)
    taken_in = (group != "not_taken_in") & (received <= end) & ~concluded_before
    return np.select([taken_in & (received >= start), taken_in], [0, 1], default=2).astype(np.int8)


def _outcome(group: Any, due: Days, ended: Days, period: Period, rules: CountingRules) -> Any:
    """Return the index in `OUTCOMES` of each dossier, before those outside are set apart."""
    end = np.datetime64(period.end, "D")
    undated_is_on_time = np.isnat(due) & (rules.no_due_date == "on_time")
    settled_after = ended > end
    pending = (group == "pending") | settled_after
    # np.select takes the first condition that holds, so each line may rely on the ones above it.
    cases: list[tuple[Mask, str]] = [
        (pending & np.isnat(due), "pending_undated"),
        (pending & (due < end), "pending_overdue"),
        (pending, "pending_in_time"),
        (group == "returned", "returned"),
        (group == "withdrawn", "withdrawn"),
        (undated_is_on_time, "on_due_date"),
        (np.isnat(due) | np.isnat(ended), "settled_undated"),
        (ended < due, "early"),
        (ended == due, "on_due_date"),
    ]
    conditions, outcomes = zip(*cases, strict=True)
    return np.select(conditions, [OUTCOMES.index(o) for o in outcomes], default=OUTCOMES.index("late")).astype(np.int8)


def _days_late(outcome: Any, due: Days, ended: Days, period: Period, calendar: WorkingCalendar) -> Any:
    """Return working days after the due date, for late and overdue dossiers; missing for the others."""
    late = outcome == OUTCOMES.index("late")
    rows = np.flatnonzero(late | (outcome == OUTCOMES.index("pending_overdue")))
    days = pd.array(np.zeros(len(outcome), dtype=np.int64), dtype="Int64")
    days[np.isin(np.arange(len(outcome)), rows, invert=True)] = pd.NA
    if len(rows):
        until = np.where(late, ended, np.datetime64(period.end, "D"))[rows]
        days[rows] = working_days_between(due[rows], until, calendar)
    return days


def working_days_between(start: Days, end: Days, calendar: WorkingCalendar) -> Any:
    """Return working days after `start` up to `end`, negative where `end` is earlier; for many pairs at once.

    Each day of the calendar is asked once. There must be a pair, and no `NaT`.
    """
    first = min(start.min(), end.min())
    span = np.arange(first, max(start.max(), end.max()) + 1)
    so_far = np.cumsum([calendar.is_working_day(_as_date(day)) for day in span])
    return so_far[(end - first).astype(np.int64)] - so_far[(start - first).astype(np.int64)]


def _as_date(day: np.datetime64) -> date:
    return day.astype("datetime64[D]").item()  # type: ignore[no-any-return]  # numpy's stubs do not know datetime64[D]
