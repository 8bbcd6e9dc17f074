"""Write the tables of `docs/registers.md` from the register schemas and the lists of spellings.

The prose of the guide is written by hand; what stands between `<!-- table: … -->` and `<!-- end -->` is written here.
Run `python tools/write_register_guide.py` after a change of schemas, labels or spellings; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from cchc_report.registers.schema import Column, Publication, RegisterSchema
from cchc_report.registers.schemas import SCHEMAS
from cchc_report.sources import synonyms

REPOSITORY = Path(__file__).resolve().parent.parent
GUIDE = REPOSITORY / "docs" / "registers.md"

KINDS = {
    "text": "văn bản",
    "code": "mã",
    "label": "nhãn",
    "date": "ngày",
    "timestamp": "ngày giờ",
    "count": "số lượng",
    "points": "điểm",
    "yes_no": "có/không",
}

IN_PUBLIC = {
    Publication.OPEN: "",
    Publication.CLEARED: "; bản công khai chỉ in khi dòng “Được công khai”",
    Publication.CASE: "; bản công khai chỉ in khi tham số cho phép",
    Publication.NEVER: "; dữ liệu cá nhân, không bao giờ in trong bản công khai",
}

_TABLE = re.compile(r"(<!-- table: (?P<kind>\w+) (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def written_guide(text: str) -> str:
    """Return the guide's text with every table written anew.

    Raises:
        KeyError: The guide asks for a table of an unknown kind or register.
    """
    by_name = {schema.name: schema for schema in SCHEMAS}
    tables: dict[str, Callable[[RegisterSchema], str]] = {
        "columns": columns_table,
        "labels": labels_table,
        "headers": headers_table,
    }
    return _TABLE.sub(lambda m: f"{m[1]}\n{tables[m['kind']](by_name[m['name']])}\n{m[4]}", text)


def columns_table(schema: RegisterSchema) -> str:
    """Return the table of a register's columns."""
    return _table(
        ("Cột", "Tên trong mã nguồn", "Loại", "Bắt buộc", "Nội dung"),
        (
            (
                f"**{column.title}**" if column.name in schema.key else column.title,
                f"`{column.name}`",
                KINDS[column.kind.value] + (f" ({column.unit})" if column.unit else ""),
                _demand(column),
                column.description + IN_PUBLIC[column.publication],
            )
            for column in schema.columns
        ),
    )


def labels_table(schema: RegisterSchema) -> str:
    """Return the table of the labels of a register, with the other spellings that are understood."""
    spellings = _packaged(synonyms.LABELS_FILE)[schema.name]
    return _table(
        ("Cột", "Nhãn", "Tên trong mã nguồn", "Cách viết khác đọc được"),
        (
            (column.title, label, f"`{name}`", _others(spellings[column.name][name], label))
            for column in schema.columns
            for name, label in column.labels.items()
        ),
    )


def headers_table(schema: RegisterSchema) -> str:
    """Return the table of the other spellings of a register's headers."""
    spellings = _packaged(synonyms.HEADERS_FILE)[schema.name]
    rows = ((c.title, _others(spellings.get(c.name, ()), c.title)) for c in schema.columns)
    return _table(("Cột", "Tiêu đề khác đọc được"), (row for row in rows if row[1]))


def _demand(column: Column) -> str:
    if column.filled:
        return "cột và mọi ô"
    return "cột" if column.required else ""


def _others(spellings: Iterable[str], title: str) -> str:
    return "; ".join(spelling for spelling in spellings if spelling != title)


def _packaged(name: str) -> dict[str, dict[str, dict[str, list[str]]]]:
    folder = Path(synonyms.__file__).parent / "data"
    content: dict[str, dict[str, dict[str, list[str]]]] = yaml.safe_load((folder / name).read_text("utf-8"))
    return content


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    GUIDE.write_text(written_guide(GUIDE.read_text("utf-8")), "utf-8")
    print(f"wrote {GUIDE.relative_to(REPOSITORY)}")
