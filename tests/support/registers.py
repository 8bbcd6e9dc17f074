"""Small registers for tests: a few dictionaries become the validated frames that the readers would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from cchc_report.calendar import WorkingCalendar
from cchc_report.params.models import (
    CountingRules,
    Department,
    DepartmentYear,
    Document,
    Period,
    ReportParameters,
    Signer,
    YearParameters,
)
from cchc_report.registers.frames import Origin, Register, Registers
from cchc_report.registers.schema import DTYPES, Column, Kind, RegisterSchema
from cchc_report.registers.schemas import SCHEMAS

AGENCY = "000.00.02.H23"
Row = Mapping[str, Any]

CALENDAR = WorkingCalendar("thứ Hai đến thứ Sáu", frozenset(), frozenset())
"""Weekends off, nothing else."""

PROCEDURES: tuple[Row, ...] = (
    {
        "code": "P1",
        "name": "Cấp phép kinh doanh",
        "field": "Lưu thông hàng hóa",
        "level": "province",
        "kind": "settled",
    },
    {
        "code": "P2",
        "name": "Đăng ký khuyến mại",
        "field": "Xúc tiến thương mại",
        "level": "province",
        "kind": "settled",
    },
    {
        "code": "N1",
        "name": "Thông báo khuyến mại",
        "field": "Xúc tiến thương mại",
        "level": "province",
        "kind": "one_way",
    },
)
"""Two procedures that must be settled and one one-way procedure."""


def dossier(received: str | None, due: str | None, ended: str | None, status: str = "processed", **others: Any) -> Row:
    """Return a dossier of procedure `P1`, handed in directly, unless told otherwise."""
    dates = {"received_at": received, "due_at": due, "finished_at": ended}
    return {"procedure_code": "P1", "channel": "direct", "status": status} | dates | others


def make_registers(*, absent: Iterable[str] = (), **rows: Sequence[Row]) -> Registers:
    """Return registers with these rows; `absent` names columns that the files lack, such as `dossiers.channel`."""
    given: dict[str, Sequence[Row]] = {"procedures": PROCEDURES} | rows
    given["dossiers"] = [
        {"code": _code(n, row)} | dict(row) for n, row in enumerate(given.get("dossiers", ()), start=1)
    ]
    return Registers(**{s.name: _register(s, given.get(s.name, ()), frozenset(absent)) for s in SCHEMAS})


def without_row(registers: Registers, name: str, mask: pd.Series) -> Registers:
    """Return the registers without the rows of one register in `mask`."""
    return with_frame(registers, name, registers[name].frame[~mask])


def with_frame(registers: Registers, name: str, frame: pd.DataFrame) -> Registers:
    """Return the registers with another frame in one of them; its index tells which rows of the old one are kept."""
    old = registers[name]
    new = replace(
        old,
        frame=frame.reset_index(drop=True),
        row_numbers=old.row_numbers.loc[frame.index].reset_index(drop=True),
        origin_numbers=old.origin_numbers.loc[frame.index].reset_index(drop=True),
    )
    return replace(registers, **{name: new})


def make_parameters(start: str = "2020-01-01", end: str = "2020-12-07", **counting: str) -> ReportParameters:
    """Return the parameters of a department in 2020; `counting` names policies other than the defaults."""
    period = Period.model_validate({"from": start, "to": end})
    return ReportParameters(
        year=2020,
        department=Department(
            id="sct",
            name="Sở Công Thương",
            abbreviation="SCT",
            parent="UBND tỉnh Hải Dương",
            place="Hải Dương",
            agency_codes=(AGENCY,),
            valid_from=date(2015, 1, 1),
        ),
        edition="internal",
        period=period,
        year_parameters=YearParameters(
            period=period,
            assessment_decision="Quyết định số 3069/QĐ-UBND",
            legal_bases=("Căn cứ",),
            counting=CountingRules.model_validate(counting),
        ),
        department_year=DepartmentYear(
            document=Document(
                symbol="BC-SCT", signer=Signer(title="GIÁM ĐỐC"), recipients=("Sở Nội vụ",), filed_by="VP"
            )
        ),
    )


def _code(number: int, row: Row) -> str:
    day = row.get("received_at")
    return f"{AGENCY}-{pd.Timestamp(day) if day else pd.Timestamp('2020-01-02'):%y%m%d}-{number:04}"


def _register(schema: RegisterSchema, rows: Sequence[Row], absent: frozenset[str]) -> Register:
    columns = [c for c in schema.columns if f"{schema.name}.{c.name}" not in absent]
    origin = Origin(
        path=f"data/2020/sct/{schema.name}.csv",
        sheet=schema.sheet,
        sha256="0" * 64,
        rows=len(rows),
        columns={c.name: c.title for c in columns},
    )
    frame = pd.DataFrame({c.name: _column(c, [row.get(c.name) for row in rows]) for c in schema.columns})
    unknown = {key for row in rows for key in row} - set(frame.columns)
    assert not unknown, f"{schema.name} has no columns {unknown}"
    numbers = pd.Series(range(2, len(rows) + 2), dtype="int64")  # the header is row 1
    return Register(schema, frame, numbers, (origin,), pd.Series(0, index=frame.index, dtype="int64"))


def _column(column: Column, values: Sequence[Any]) -> pd.Series:
    if column.kind is Kind.LABEL:
        return pd.Series(pd.Categorical(values, categories=list(column.labels)))
    if column.kind in {Kind.DATE, Kind.TIMESTAMP}:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype="str"), format="ISO8601").astype(DTYPES[column.kind]))
    return pd.Series(values, dtype=DTYPES[column.kind])
