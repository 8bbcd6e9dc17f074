"""Dossier codes: `{agency}-{yyMMdd}-{sequence}`, such as `000.00.02.H23-200922-0005`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

PATTERN = r"^(?P<agency>[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*)-(?P<day>[0-9]{6})-(?P<sequence>[0-9]{4,6})$"
"""The sequence is padded to four digits, starts again every day, and can reach six."""


@dataclass(frozen=True, slots=True)
class DossierCodes:
    """Dossier codes taken apart, one entry a dossier.

    Attributes:
        valid: Whether the code has the form and a day that exists; bool array.
        agency: Agency code as written, missing where the form is wrong; object array.
        day: The code's day, `NaT` where not valid; datetime64[D] array.
    """

    valid: np.ndarray[Any, np.dtype[np.bool_]]
    agency: np.ndarray[Any, np.dtype[np.object_]]
    day: np.ndarray[Any, np.dtype[np.datetime64]]


def parse_dossier_codes(codes: pd.Series[str]) -> DossierCodes:
    """Take dossier codes apart, a million in about half a second.

    Example:
        >>> str(parse_dossier_codes(pd.Series(["H55.242-200229-0001"])).day[0])
        '2020-02-29'
    """
    parts = pc.extract_regex(pa.array(codes, type=pa.string(), from_pandas=True), PATTERN)
    agency: np.ndarray[Any, np.dtype[np.object_]] = pc.struct_field(parts, "agency").to_numpy(zero_copy_only=False)
    digits = pc.struct_field(parts, "day").cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    day = _days(digits)
    valid = ~np.isnat(day)
    return DossierCodes(valid, agency, day)


def _days(digits: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    """Return the days that six digits `yyMMdd` of this century stand for, `NaT` where there is no such day."""
    year, month, day = digits // 10_000, digits // 100 % 100, digits % 100
    months = ((year + 30) * 12 + month - 1).astype("datetime64[M]")  # numpy counts months from 1970
    days = months.astype("datetime64[D]") + (day - 1)
    exists = (month >= 1) & (month <= 12) & (day >= 1) & (days.astype("datetime64[M]") == months)  # noqa: PLR2004  # a year's months
    return np.where(exists, days, np.datetime64("NaT", "D"))
