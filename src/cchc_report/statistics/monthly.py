"""Core dossiers by month: received by day of reception, settled by day of end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from cchc_report.measures import Measure
from cchc_report.params.models import Period
from cchc_report.statistics.dossier_sets import DossierSets, settled_outcomes


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One calendar month of the period; the first and last may be cut by the period.

    Attributes:
        month: First day of the month.
        received: Core dossiers received in it.
        settled: Core dossiers whose end on the system lies in it; a dossier without an end date has no month.
    """

    month: date
    received: Measure
    settled: Measure


def month_rows(sets: DossierSets, period: Period) -> tuple[MonthRow, ...]:
    """Return one row for each month of the period, empty months included.

    Args:
        sets: The classified dossiers.
        period: The reporting period.
    """
    received = sets.core & sets.having("intake", "received")
    settled = sets.core & sets.having("outcome", *settled_outcomes(sets.rules))
    received_in = sets.classified["received_on"].to_numpy().astype("datetime64[M]")
    ended_in = sets.classified["ended_on"].to_numpy().astype("datetime64[M]")
    rows = []
    for month in np.arange(np.datetime64(period.start, "M"), np.datetime64(period.end, "M") + 1):
        first: date = month.astype("datetime64[D]").item()
        id_, name = f"monthly.y{first:%Y}m{first:%m}", f"tháng {first.month}/{first.year}"
        rows.append(
            MonthRow(
                first,
                sets.count(f"{id_}.received", f"hồ sơ tiếp nhận trong {name}", received & (received_in == month)),
                sets.count(f"{id_}.settled", f"hồ sơ giải quyết xong trong {name}", settled & (ended_in == month)),
            )
        )
    return tuple(rows)


def month_measures(rows: tuple[MonthRow, ...]) -> Iterator[Measure]:
    """Yield the figures of every month."""
    for row in rows:
        yield row.received
        yield row.settled
