"""Petitions about procedures, as they stood at the end of the period."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cchc_report.measures import Measure, Members
from cchc_report.params.models import Period
from cchc_report.statistics.definitions import defined_count
from cchc_report.statistics.dossier_sets import Mask
from cchc_report.vietnamese_dates import short_date


def petition_measures(petitions: pd.DataFrame, period: Period) -> Iterator[Measure]:
    """Yield the measures of the section on petitions: `received + carried_over = resolved + pending`.

    A petition that was resolved after the period was pending at its end.

    Args:
        petitions: Frame of the petition register.
        period: The reporting period.
    """
    received, carried_over, resolved = petition_sets(petitions, period)
    population = f"Phản ánh, kiến nghị về TTHC; kỳ báo cáo {short_date(period.start)} - {short_date(period.end)}"
    for name, label, rows in (
        ("received", "phản ánh, kiến nghị tiếp nhận trong kỳ", received),
        ("carried_over", "phản ánh, kiến nghị từ kỳ trước chuyển sang", carried_over),
        ("resolved", "phản ánh, kiến nghị đã xử lý", resolved),
        ("pending", "phản ánh, kiến nghị đang xử lý", (received | carried_over) & ~resolved),
    ):
        members = Members.where("petitions", rows)
        yield defined_count(f"petitions.{name}", label, members, unit="phản ánh, kiến nghị", population=population)


def petition_sets(petitions: pd.DataFrame, period: Period) -> tuple[Mask, Mask, Mask]:
    """Return which petitions were received in the period, carried over into it, and resolved by its end."""
    start, end = np.datetime64(period.start, "s"), np.datetime64(period.end, "s")
    arrived = petitions["received_on"].to_numpy(dtype="datetime64[s]")
    resolved_on = petitions["resolved_on"].to_numpy(dtype="datetime64[s]")
    received = (arrived >= start) & (arrived <= end)
    carried_over = (arrived < start) & ~(resolved_on < start)
    return received, carried_over, (received | carried_over) & (resolved_on <= end)
