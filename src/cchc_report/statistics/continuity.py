"""Do this year's carried-over dossiers continue what the year before left pending?

Form II.06a: what was pending at the end of a period (column 11) is what the next one carries over (column 6). The year
before is read from its own export, as it was then, and looked at on the eve of this year's period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from cchc_report.calendar import WorkingCalendar
from cchc_report.params.models import Period, ReportParameters
from cchc_report.registers.frames import Registers
from cchc_report.sources.previous import PreviousYear
from cchc_report.statistics.classify import Mask, classify
from cchc_report.statistics.dossier_sets import PENDING

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The dossiers on both sides of the turn of the year; core dossiers only.

    Attributes:
        previous: The year before.
        eve: The day before this year's period, on which the year before is looked at.
        days_between: Days from the end of the year before's period to this one's start, both excluded: 0 where one
            follows the other, negative where they overlap.
        carried: Carried over, by this year's export; mask of this year's dossiers.
        pending: Pending on the eve, by the export of the year before; mask of the year before's dossiers.
        appeared: Carried over and not in the export of the year before, though received in its period; mask of this
            year's.
        reopened: Carried over, but not pending in the export of the year before; mask of this year's.
        vanished: Pending on the eve, but not in this year's export; mask of the year before's.
        closed: Pending on the eve, in this year's export, but not carried over; mask of the year before's.
        due_date_moved: Pending and carried over, with another due date; mask of this year's.
    """

    previous: PreviousYear
    eve: date
    days_between: int
    carried: Mask
    pending: Mask
    appeared: Mask
    reopened: Mask
    vanished: Mask
    closed: Mask
    due_date_moved: Mask


def compare_years(
    previous: PreviousYear,
    registers: Registers,
    classified: pd.DataFrame,
    parameters: ReportParameters,
    calendar: WorkingCalendar,
) -> CarryOver | None:
    """Return both sides of the turn of the year, or `None` where last year's period does not begin before this one's.

    Args:
        previous: The year before.
        registers: This year's registers.
        classified: What `classify` returned for them.
        parameters: This year's parameters.
        calendar: The working days of the years concerned.
    """
    period, start = previous.parameters.period, parameters.period.start
    eve = start - _DAY
    if period.start > eve:
        return None
    on_eve = previous.parameters.model_copy(update={"period": Period(start=period.start, end=eve)})
    then = classify(previous.registers, on_eve, calendar)
    pending = ((then["population"] == "core") & then["outcome"].isin(PENDING)).to_numpy(dtype=bool)
    carried = ((classified["population"] == "core") & (classified["intake"] == "carried_over")).to_numpy(dtype=bool)
    codes_now = registers.dossiers.frame["code"]
    codes_then = previous.registers.dossiers.frame["code"]
    was_at = _positions(codes_now[carried], codes_then)
    is_at = _positions(codes_then[pending], codes_now)
    known_then = was_at >= 0
    pending_then = np.append(pending, [False])[was_at]  # -1 asks the last entry
    after_period = classified["received_on"].to_numpy()[carried] > np.datetime64(period.end)
    due_now = classified["due_on"].to_numpy()[carried]
    due_then = np.append(then["due_on"].to_numpy(), [np.datetime64("NaT")])[was_at]
    moved = (due_now != due_then) & ~(np.isnat(due_now) & np.isnat(due_then))
    return CarryOver(
        previous=previous,
        eve=eve,
        days_between=(start - period.end).days - 1,
        carried=carried,
        pending=pending,
        appeared=_among(carried, ~known_then & ~after_period),
        reopened=_among(carried, known_then & ~pending_then),
        vanished=_among(pending, is_at < 0),
        closed=_among(pending, (is_at >= 0) & ~np.append(carried, [False])[is_at]),
        due_date_moved=_among(carried, pending_then & moved),
    )


def _positions(codes: pd.Series, register: pd.Series) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return where each of `codes` stands in a register, -1 where it does not; a register holds each code once."""
    positions: np.ndarray[tuple[int], np.dtype[np.int64]] = (
        pd.Index(register).get_indexer(pd.Index(codes)).astype(np.int64)
    )
    return positions


def _among(mask: Mask, chosen: Mask) -> Mask:
    """Return the entries of `mask` that are `chosen`, which has one value for each that holds."""
    picked = mask.copy()
    picked[mask] = chosen
    return picked
