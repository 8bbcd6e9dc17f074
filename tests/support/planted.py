"""A project in which every cell that takes text holds a word of its own, so that one can look where each comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from cchc_report.registers.labels import CHANNELS, LATE_CAUSES, LEVELS, PROCEDURE_KINDS, STATUSES
from cchc_report.registers.schema import Kind, RegisterSchema
from cchc_report.registers.schemas import SCHEMAS
from support.source_files import write_xlsx

AGENCY = "000.00.02.H23"
Row = Mapping[str, Any]
LATE_CODES = (f"{AGENCY}-200922-0701", f"{AGENCY}-200923-0702")


def marker(register: str, column: str) -> str:
    """Return the word that stands in every cell of a column: `zqdossiersownerqz`."""
    return f"zq{register}{column}qz".replace("_", "")


def text_columns() -> Iterator[tuple[str, str]]:
    """Yield every column that takes text: register and column."""
    for schema in SCHEMAS:
        for column in schema.columns:
            if column.kind in {Kind.TEXT, Kind.CODE}:
                yield schema.name, column.name


def plant(project: Path) -> None:
    """Write registers with markers in `project`, which is a copy of the sample, and name them so that names tell."""
    folder = project / "data" / "2020" / "sct"
    for path in folder.iterdir():
        path.unlink()
    write_xlsx(folder / "zqfilenameqz.xlsx", {"zqsheetnameqz": sheet_of(SCHEMAS[0], dossier_rows(), "zqheaderqz")})
    write_xlsx(folder / "registers.xlsx", {str(s.sheet): sheet_of(s, _ROWS[s.name]) for s in SCHEMAS if s.sheet})
    (folder / "zqotherfileqz.txt").write_text("zqcontentqz", "utf-8")
    (project / "params" / "headers.yaml").write_text("dossiers: {received_at: [zqheaderqz]}\n", "utf-8")
    _edit(project / "params" / "2020" / "sct.yaml", sources={"dossiers": ["zqfilenameqz.xlsx"]})
    listed = project / "params" / "departments.yaml"
    listed.write_text(listed.read_text("utf-8").replace("valid_from: 2020-01-01", "valid_from: 2015-01-01"), "utf-8")
    _plant_year_before(project)


def _plant_year_before(project: Path) -> None:
    """Write a year before that cannot be read, with a word where a day should be."""
    (project / "params" / "2019").mkdir()
    for name in ("year.yaml", "sct.yaml"):
        (project / "params" / "2019" / name).write_text(
            (project / "params" / "2020" / name).read_text("utf-8"), "utf-8"
        )
    _edit(project / "params" / "2019" / "year.yaml", period={"from": date(2019, 1, 1), "to": date(2019, 12, 31)})
    folder = project / "data" / "2019" / "sct"
    folder.mkdir(parents=True)
    broken = [{**row, "due_at": "zqwrongcellqz"} for row in dossier_rows()[:1]]
    write_xlsx(folder / "zqfilenameqz.xlsx", {"zqsheetnameqz": sheet_of(SCHEMAS[0], broken, "zqheaderqz")})
    write_xlsx(folder / "registers.xlsx", {str(s.sheet): sheet_of(s, _ROWS[s.name]) for s in SCHEMAS if s.sheet})


def _edit(path: Path, **changes: Any) -> None:
    content = yaml.safe_load(path.read_text("utf-8")) | changes
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


def sheet_of(schema: RegisterSchema, rows: Sequence[Row], header_of_reception: str | None = None) -> list[list[Any]]:
    """Return a sheet: titles, and what each row says of each column; where a row says nothing of a text, its word."""
    titles = [
        header_of_reception if header_of_reception and c.name == "received_at" else c.title for c in schema.columns
    ]
    return [titles, *([_cell(schema, column.name, row) for column in schema.columns] for row in rows)]


def _cell(schema: RegisterSchema, column: str, row: Row) -> Any:
    """Return what a row says of a column; where it says nothing of a text, the column's own word."""
    if column in row:
        return row[column]
    return marker(schema.name, column) if schema.column(column).kind in {Kind.TEXT, Kind.CODE} else None


def dossier_rows() -> list[Row]:
    """Return dossiers of three fields: late, early, pending, without a channel, with an odd code."""
    done, pending, online, direct = (
        STATUSES["processed"],
        STATUSES["processing"],
        CHANNELS["online"],
        CHANNELS["direct"],
    )
    late = [
        {
            "code": code,
            "received_at": f"{day}/09/2020",
            "due_at": "30/09/2020",
            "finished_at": "15/10/2020",
            "status": done,
        }
        | {"channel": online, "procedure_code": procedure}
        for code, day, procedure in zip(LATE_CODES, (22, 23), ("1.001", "1.002"), strict=True)
    ]
    plain = [
        {"code": f"{AGENCY}-2006{10 + n:02}-{100 + n:04}", "received_at": f"{10 + n}/06/2020", "due_at": "30/06/2020"}
        | {
            "finished_at": f"{15 + n % 9}/06/2020",
            "status": done,
            "channel": direct,
            "procedure_code": f"1.00{n % 3 + 1}",
        }
        for n in range(18)
    ]
    odd = [
        {"received_at": "01/07/2020", "due_at": "10/07/2020", "finished_at": None, "status": pending, "channel": None},
        {"code": f"{AGENCY}-200701-0801", "received_at": "02/07/2020", "due_at": "10/07/2020", "finished_at": None}
        | {"status": pending, "channel": direct, "procedure_code": None},
    ]
    return [*late, *plain, *odd]


def register_rows(name: str) -> Sequence[Row]:
    """Return rows of a register that give every check something to find."""
    return _ROWS[name]


_ROWS: Mapping[str, Sequence[Row]] = {
    "procedures": [
        {
            "code": f"1.00{number}",
            "name": f"Cấp phép {number} {marker('procedures', 'name')}",
            "level": LEVELS["province"],
        }
        | {"field": f"Lĩnh vực {number} {marker('procedures', 'field')}", "kind": PROCEDURE_KINDS["settled"]}
        for number in (1, 2, 3)
    ]
    + [
        {
            "level": LEVELS["province"],
            "kind": PROCEDURE_KINDS["settled"],
            "field": f"Lĩnh vực 1 {marker('procedures', 'field')}",
        }
    ],
    "decisions": [{"promulgated_on": date(2020, 5, 1), "national_database_on": date(2020, 3, 1)}],
    "reviews": [
        {
            "plan_date": date(2020, 2, 3),
            "report_date": date(2020, 8, 14),
            "planned": 10,
            "reviewed": 9,
            "problems_found": 1,
        }
    ],
    "petitions": [{"received_on": date(2020, 3, 1), "resolved_on": None}],
    "explanations": [
        {"dossier_code": LATE_CODES[0], "cause": LATE_CAUSES["data_sync"], "ended_in_fact_on": date(2020, 9, 29)}
        | {"apology_date": date(2020, 10, 20)},
        {
            "dossier_code": LATE_CODES[1],
            "cause": LATE_CAUSES["other"],
            "ended_in_fact_on": date(2020, 9, 29),
            "proof": "TL-01",
        }
        | {"apology_number": None},
        {"cause": LATE_CAUSES["other"], "ended_in_fact_on": None, "proof": None, "apology_number": None},
    ],
    "evidence": [
        {"dated": date(2020, 9, 29), "number": f"12/{marker('evidence', 'number')}"},
        {"id": "TL-01", "dated": date(2020, 9, 29), "number": None, "criteria": "1.1.1"},
        {"id": "TL-02", "dated": date(2020, 9, 29), "number": None, "criteria": "1.1.2", "cleared": "Có"}
        | {"title": f"Sổ bàn giao hồ sơ {LATE_CODES[0]} zqclearedqz", "location": "trang 2", "supports": None},
    ],
    "scores": [{"points": 1}, {"criterion": "1.2.3", "points": 1}],
}
