"""How far the data reach."""

from __future__ import annotations

from datetime import date

import pandas as pd


def last_recorded_day(classified: pd.DataFrame) -> date | None:
    """Return the latest day on which a dossier was received or ended, or nothing where there is none.

    It says how fresh an export is, and unlike a file's date of change it is the same wherever the file is copied.

    Args:
        classified: What `classify` returned.
    """
    latest = classified[["received_on", "ended_on"]].max().max()
    return None if pd.isna(latest) else latest.date()
