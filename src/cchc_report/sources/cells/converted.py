"""What every conversion of a column returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from pandas.api.extensions import ExtensionArray

from cchc_report.sources.faults import Fault
from cchc_report.sources.tables import Cells


@dataclass(frozen=True, slots=True)
class Converted:
    """A column in its register's dtype.

    Attributes:
        column: One value a row; missing where the cell is blank or at fault.
        faults: Position in the distinct values of the cells to what is wrong with that value.
    """

    column: ExtensionArray
    faults: Mapping[int, Fault]


def spread(distinct: ExtensionArray, cells: Cells) -> ExtensionArray:
    """Return one value a row from one value a distinct value; blank rows are missing.

    Args:
        distinct: The converted distinct values, in the order of `cells.distinct`.
        cells: The column.
    """
    if len(distinct) == 0:
        # An empty array has nothing to take from, not even for rows that are all blank.
        blank: ExtensionArray = pd.Series(index=range(len(cells.codes)), dtype=distinct.dtype).array
        return blank
    column: ExtensionArray = distinct.take(cells.codes, allow_fill=True)
    return column
