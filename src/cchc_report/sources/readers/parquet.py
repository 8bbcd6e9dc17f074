"""Read Parquet: columns with types of their own; rows are numbered from 1, for there is no header row."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from cchc_report.sources.detection import CORRUPT
from cchc_report.sources.faults import UnreadableError
from cchc_report.sources.tables import RawTable
from cchc_report.typed_text import clean_text


def read_parquet(content: bytes) -> tuple[RawTable, ...]:
    """Return the file as one table.

    Raises:
        UnreadableError: The file is damaged.
    """
    try:
        table = pq.ParquetFile(pa.BufferReader(content)).read()
    except (pa.ArrowException, OSError, ValueError):
        raise UnreadableError(CORRUPT) from None
    row_numbers = np.arange(1, table.num_rows + 1, dtype=np.int64)
    return (RawTable(None, tuple(map(clean_text, table.column_names)), table.columns, row_numbers),)
