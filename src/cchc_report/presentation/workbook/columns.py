"""Which columns of a register a list shows, and which of them filters use. Never a column that may name a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from cchc_report.presentation.workbook.filters import IntArray
from cchc_report.presentation.workbook.sheet import Column, Style, Value
from cchc_report.registers import schema
from cchc_report.registers.frames import Register
from cchc_report.registers.labels import CHANNELS, STATUSES
from cchc_report.registers.schema import Kind

_POPULATIONS = {"core": "Phải giải quyết", "one_way": "Một chiều"}
_INTAKES = {"received": "Trong kỳ", "carried_over": "Kỳ trước chuyển sang", "outside": "Ngoài kỳ"}
_OUTCOMES = {
    "early": "Trước hạn",
    "on_due_date": "Đúng hạn",
    "late": "Quá hạn",
    "settled_undated": "Đã giải quyết, thiếu ngày",
    "pending_in_time": "Đang giải quyết, trong hạn",
    "pending_overdue": "Đang giải quyết, quá hạn",
    "pending_undated": "Đang giải quyết, không có hạn",
    "returned": "Trả lại",
    "withdrawn": "Rút",
    "none": "Không tính",
}
_YES_NO = {True: "Có", False: "Không"}

_STYLES: Mapping[Kind, Style] = MappingProxyType(
    {Kind.DATE: Style.DATE, Kind.TIMESTAMP: Style.DATE, Kind.COUNT: Style.WHOLE}
)
_WIDTHS: Mapping[Kind, float] = MappingProxyType(
    {Kind.TEXT: 36, Kind.CODE: 26, Kind.LABEL: 20, Kind.DATE: 12, Kind.TIMESTAMP: 12}
)

_FILTER_WIDTHS: Mapping[str, float] = MappingProxyType({"Nhóm": 14, "Tiếp nhận": 15, "Kết quả": 18, "Lĩnh vực": 22})


@dataclass(frozen=True, slots=True)
class Listing:
    """A register as a list.

    Attributes:
        sheet: Name of its worksheet.
        title: Title above it.
        columns: Its columns.
        frame: One pandas column for each of `columns`, by title; one row a record.
        filterable: The columns that filters may use, those that say most first.
    """

    sheet: str
    title: str
    columns: tuple[Column, ...]
    frame: pd.DataFrame
    filterable: pd.DataFrame

    def cells(self, rows: IntArray) -> list[list[Value]]:
        """Return the values of `rows` as cells hold them, column by column."""
        shown = self.frame.iloc[rows]
        return [_values(shown[column.title], column.style) for column in self.columns]


def listing_of(register: Register, classified: pd.DataFrame) -> Listing:
    """Return how a register is listed.

    Args:
        register: The register.
        classified: What `classify` returned; used for dossiers.
    """
    return _dossiers(register, classified) if register.schema.name == "dossiers" else _others(register)


def _dossiers(register: Register, classified: pd.DataFrame) -> Listing:
    recorded = register.frame
    filterable = pd.DataFrame(
        {
            "Nhóm": _named(classified["population"], _POPULATIONS),
            "Tiếp nhận": _named(classified["intake"], _INTAKES),
            "Kết quả": _named(classified["outcome"], _OUTCOMES),
            "Lĩnh vực": classified["field"],
            "Kênh": _named(classified["channel"], CHANNELS),
            "Tháng tiếp nhận": _months(classified["received_on"]),
            "Tháng kết thúc": _months(classified["ended_on"]),
        }
    )
    frame = pd.DataFrame(
        {
            "Mã hồ sơ": recorded["code"],
            "Mã TTHC": recorded["procedure_code"],
            "Thủ tục": recorded["procedure_name"],
            "Trạng thái": _named(recorded["status"], STATUSES),
            **{title: filterable[title] for title in filterable},
            "Ngày tiếp nhận": classified["received_on"],
            "Ngày hẹn trả": classified["due_on"],
            "Ngày kết thúc": classified["ended_on"],
            "Số ngày làm việc trễ": classified["days_late"],
        }
    )
    columns = (
        Column("Mã hồ sơ", 25, wrapped=False),
        Column("Mã TTHC", 20, wrapped=False),
        Column("Thủ tục", 32, wrapped=False),
        Column("Trạng thái", 15, wrapped=False),
        *(Column(str(title), _FILTER_WIDTHS.get(str(title), 11), wrapped=False) for title in filterable),
        *(Column(title, 11, Style.DATE) for title in ("Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc")),
        Column("Số ngày làm việc trễ", 9, Style.WHOLE),
    )
    return Listing("Hồ sơ", "Hồ sơ và cách phân loại từng hồ sơ", columns, frame, filterable)


def _others(register: Register) -> Listing:
    described = [column for column in register.schema.columns if not column.personal]
    values = {column.title: _told(register.frame[column.name], column) for column in described}
    usable = [column.title for column in described if _can_be_filtered(column)]
    frame = pd.DataFrame(values, index=register.frame.index)
    columns = tuple(
        Column(column.title, _WIDTHS.get(column.kind, 12), _STYLES.get(column.kind, Style.TEXT), wrapped=False)
        for column in described
    )
    name = register.schema.sheet or register.schema.title
    return Listing(name, register.schema.title, columns, frame, frame[usable])


def _can_be_filtered(column: schema.Column) -> bool:
    return column.kind in {Kind.LABEL, Kind.YES_NO} or column.name == "field"


def _told(values: pd.Series[Any], column: schema.Column) -> Any:
    if column.kind is Kind.LABEL:
        return _named(values, column.labels)
    if column.kind is Kind.YES_NO:
        return values.astype("object").map(_YES_NO).astype(pd.CategoricalDtype(list(_YES_NO.values())))
    return values


def _named(values: pd.Series[Any], names: Mapping[str, str]) -> Any:
    """Return categories under the names that a reader knows."""
    categories = values.cat.categories
    return values.cat.rename_categories([names[str(name)] for name in categories])


def _months(days: pd.Series[Any]) -> Any:
    """Return the months of days as categories such as `9/2020`, in the order of time."""
    numbers = (days.dt.year * 12 + days.dt.month - 1).to_numpy(dtype=np.float64, na_value=np.nan)
    months = pd.Series(pd.Categorical(numbers), index=days.index)
    return months.cat.rename_categories(
        [f"{int(number) % 12 + 1}/{int(number) // 12}" for number in months.cat.categories]
    )


def _values(values: pd.Series[Any], style: Style) -> list[Value]:
    if style is Style.DATE:
        return [None if day is pd.NaT else day.date() for day in values.astype("object")]
    if style is Style.WHOLE:
        return [None if number is pd.NA or number != number else int(number) for number in values.astype("object")]  # noqa: PLR0124  # NaN alone differs from itself
    return [None if text is None or text != text else str(text) for text in values.astype("object")]  # noqa: PLR0124  # as above
