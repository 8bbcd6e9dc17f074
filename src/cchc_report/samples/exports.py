"""The export of a synthetic department-year, as workbook, delimited text or Parquet.

Workbook and text are as the one-stop system's feed writes them, moments as `yyyyMMddHHmmss`; Parquet has real moments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from cchc_report.errors import ParamsError, Place, Problem, Text
from cchc_report.registers.labels import CHANNELS, STATUSES
from cchc_report.samples.departments import PROVINCE, SampleDepartment
from cchc_report.samples.dossiers import RETURNED, WITHDRAWN, Dossiers
from cchc_report.samples.work_years import Days, Numbers, WorkYear
from cchc_report.samples.workbooks import FEED_WIDTHS, Stamp, write_export

Format: TypeAlias = Literal["xlsx", "parquet", "csv"]
FORMATS: Final[tuple[Format, ...]] = ("xlsx", "parquet", "csv")

Column: TypeAlias = Any
"""An array of pyarrow, which has no types of its own."""

_DAY_SECONDS: Final = 86_400
_ROWS_OF_A_SHEET: Final = 1_048_575
"""Rows of a worksheet below its header."""


def export_table(department: SampleDepartment, year: WorkYear, dossiers: Dossiers, *, as_text: bool) -> Any:
    """Return an export as it was made on the evening of the year's last day.

    Args:
        department: The department.
        year: The year.
        dossiers: What the export holds.
        as_text: Whether moments are text.

    Returns:
        A table of pyarrow with the columns of the feed; without the channel where the kind of the department has none.
    """
    catalogue, moment = department.catalogue(year.year), _digits if as_text else pa.array
    ended = dossiers.ended_by(year.last_day)
    handed_over = _until(dossiers.handed_over, year.last_day)
    columns = {
        "MaHoSo": dossier_codes(department, dossiers),
        "MaTTHC": _taken([p.code for p in catalogue], dossiers.procedure),
        "TenTTHC": _taken([p.name for p in catalogue], dossiers.procedure),
        "KenhThucHien": _taken(list(CHANNELS.values()), dossiers.channel),
        "DonViTiepNhan": _taken(
            [f"Trung tâm Phục vụ hành chính công {PROVINCE}", f"Văn phòng {department.name}"], dossiers.one_way
        ),
        "ChuHoSo": _taken(_OWNERS, dossiers.owner % len(_OWNERS)),
        "NgayTiepNhan": moment(dossiers.received),
        "NgayHenTra": moment(dossiers.due),
        "TrangThaiHoSo": _taken(list(STATUSES.values()), _statuses(dossiers, year)),
        "NgayTra": moment(handed_over),
        "NgayKetThucXuLy": moment(np.where(ended, dossiers.finished, np.datetime64("NaT", "s"))),
    }
    return pa.table(
        {name: columns[name] for name in FEED_WIDTHS if department.kind.has_channel or name != "KenhThucHien"}
    )


def write_dossiers(path: Path, table: Any, stamp: Stamp) -> None:
    """Write an export in the format that its name says.

    Args:
        path: Where to; its suffix is one of `FORMATS`.
        table: What `export_table` returned; as text, unless for Parquet.
        stamp: What a workbook says about itself.
    """
    _WRITERS[path.suffix.removeprefix(".")](path, table, stamp)


def dossier_codes(department: SampleDepartment, dossiers: Dossiers) -> Column:
    """Return the codes of dossiers: agency, day of reception, number within the day."""
    days, of_dossier = np.unique(dossiers.received.astype("datetime64[D]"), return_inverse=True)
    heads = [f"{department.agency_code}-{str(day)[2:].replace('-', '')}" for day in days]
    numbers = [f"{number:04d}" for number in range(int(dossiers.sequence.max(initial=0)) + 1)]
    return pc.binary_join_element_wise(_taken(heads, of_dossier), _taken(numbers, dossiers.sequence), "-")


def _statuses(dossiers: Dossiers, year: WorkYear) -> Numbers:
    """Return the status of each dossier at the end of the year, as a position in the national list."""
    position = {name: number for number, name in enumerate(STATUSES)}
    came_today = dossiers.received.astype("datetime64[D]") == year.days[year.in_year - 1]
    cases = (
        (~dossiers.ended_by(year.last_day) & came_today, "received"),
        (~dossiers.ended_by(year.last_day) & dossiers.waiting, "supplement_requested"),
        (~dossiers.ended_by(year.last_day), "processing"),
        (dossiers.ending == RETURNED, "stopped"),
        (dossiers.ending == WITHDRAWN, "withdrawn"),
        (~np.isnat(_until(dossiers.handed_over, year.last_day)), "result_returned"),
    )
    conditions, names = zip(*cases, strict=True)
    return np.select(conditions, [position[name] for name in names], default=position["processed"])


def _until(moments: Days, day: np.datetime64) -> Days:
    return np.where(moments.astype("datetime64[D]") <= day, moments, np.datetime64("NaT", "s"))


def _taken(values: Sequence[str], positions: Any) -> Column:
    return pa.array(values, pa.string()).take(pa.array(positions.astype(np.int64)))


def _digits(moments: Days) -> Column:
    """Return moments as `yyyyMMddHHmmss`; missing ones stay missing."""
    known = ~np.isnat(moments)
    days, of_moment = np.unique(
        np.where(known, moments, np.datetime64(0, "s")).astype("datetime64[D]"), return_inverse=True
    )
    clock = np.where(known, moments.astype(np.int64) % _DAY_SECONDS, 0)
    joined = pc.binary_join_element_wise(
        _taken([str(day).replace("-", "") for day in days], of_moment), _CLOCK.take(pa.array(clock)), ""
    )
    return pc.if_else(pa.array(known), joined, pa.scalar(None, pa.string()))


def _write_workbook(path: Path, table: Any, stamp: Stamp) -> None:
    if table.num_rows > _ROWS_OF_A_SHEET:
        raise ParamsError(_sheet_full(path, table.num_rows))
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    write_export(path, table.column_names, rows, stamp, row_by_row=True)


def _sheet_full(path: Path, rows: int) -> Problem:
    """Return the problem of an export that no worksheet holds: its writer would drop the last rows without a word."""
    return Problem(
        "samples.sheet-full",
        Text(
            vi=f"tệp hồ sơ có {rows} dòng, một trang tính chỉ chứa được {_ROWS_OF_A_SHEET}",
            en=f"the export has {rows} rows, and a worksheet holds {_ROWS_OF_A_SHEET}",
        ),
        Text(vi="Giảm --dossiers, hoặc dùng --format parquet.", en="Lower --dossiers, or use --format parquet."),
        Place(file="/".join(path.parts[-4:])),
    )


def _write_parquet(path: Path, table: Any, _: Stamp) -> None:
    pq.write_table(table, path)


def _write_csv(path: Path, table: Any, _: Stamp) -> None:
    pyarrow.csv.write_csv(table, path)


_WRITERS: Mapping[str, Callable[[Path, Any, Stamp], None]] = {
    "xlsx": _write_workbook,
    "parquet": _write_parquet,
    "csv": _write_csv,
}
_CLOCK: Final = pa.array([f"{s // 3600:02d}{s // 60 % 60:02d}{s % 60:02d}" for s in range(_DAY_SECONDS)])
_OWNERS: Final = (
    *(f"{'Công ty Cổ phần' if n % 4 == 0 else 'Công ty TNHH'} Mẫu {n:04d}" for n in range(1, 901)),
    *(f"Hộ kinh doanh Mẫu {n:03d}" for n in range(1, 201)),
    *(f"{('Nguyễn Thị', 'Trần Văn', 'Lê Thị', 'Phạm Văn')[n % 4]} Mẫu {n:03d}" for n in range(1, 301)),
)
"""Names that are plainly made up: companies, household businesses, persons."""
