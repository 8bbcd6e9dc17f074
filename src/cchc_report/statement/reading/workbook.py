"""Read many statements from a workbook: one row a statement (format: docs/statement.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cchc_report.errors import Place, Problem, Text, shortened
from cchc_report.sources.cells.text import FORMULA_ERROR
from cchc_report.sources.detection import CORRUPT, PASSWORD, detect
from cchc_report.sources.faults import UnreadableError
from cchc_report.sources.headers import SEARCHED_ROWS, locate
from cchc_report.sources.names import normal_form
from cchc_report.sources.readers.excel import read_excel
from cchc_report.sources.tables import FormulaError, Grid, RawTable
from cchc_report.statement.model import Statement
from cchc_report.statement.reading import problems as wrong
from cchc_report.statement.reading.drafts import Draft, Written, WrittenCount, WrittenPercentage, understand
from cchc_report.statement.vocabulary import meaning_of
from cchc_report.typed_text import clean_text

_FIXED: Mapping[str, tuple[str, ...]] = {
    "source": ("nguồn", "nguồn số liệu", "source", "đơn vị", "cơ quan", "báo cáo"),
    "from": ("từ ngày", "từ", "from", "ngày bắt đầu", "đầu kỳ"),
    "to": ("đến ngày", "đến", "to", "ngày kết thúc", "cuối kỳ"),
}
_FIXED_HEADERS: Mapping[str, str] = {normal_form(name): role for role, names in _FIXED.items() for name in names}
_PERCENTAGE = re.compile(r"(?P<role>tyle|tile|percentage|chitieu|claim|cua|tren|mauso|of)(?P<n>\d{0,3})")
_ROLES: Mapping[str, str] = {
    **dict.fromkeys(("tyle", "tile", "percentage"), "text"),
    **dict.fromkeys(("chitieu", "claim"), "claim"),
    **dict.fromkeys(("cua", "tren", "mauso", "of"), "of"),
}
_OTHER = re.compile(r"\s*(?:khác|other)\s*:\s*(?P<name>.+)", re.IGNORECASE)
_NOT_READ = frozenset({"stt", "tt", "so", "ghichu", "note", "notes", "url", "lienket", "expected", "ketqua"})


def read_workbook_statements(content: bytes, file: str, problems: list[Problem]) -> list[Statement]:
    """Return the statements of all visible sheets of a workbook; problems are added to `problems`.

    Args:
        content: The file's bytes.
        file: Its name in messages.
        problems: Where every problem is added.
    """
    try:
        # Names a PDF or a picture for what it is; whatever else begins like a workbook is read as one.
        detect(content)
        grids = read_excel(content)
    except UnreadableError as error:
        place = Place(file=file, sheet=error.sheet, row=error.row)
        is_known = error.fault in {CORRUPT, PASSWORD}
        problems.append(error.fault.at(place, "statement") if is_known else _not_a_statement(place))
        return []
    tables = [located.table for grid in grids if (located := locate(grid, _known_headers(grid))) is not None]
    if not tables:
        problems.append(_no_header(file))
    before = len(problems)
    statements = [statement for table in tables for statement in _statements(table, file, problems)]
    if tables and not statements and len(problems) == before:
        problems.append(wrong.nothing_stated(Place(file=file, sheet=tables[0].sheet)))
    return statements


def role_of(header: str) -> str | None:
    """Return what a column holds: `source`, `from`, `to`, `count`, or `text`, `claim`, `of` with a number.

    Example:
        >>> role_of("Tỷ lệ 2")
        'text 2'
    """
    name = normal_form(header)
    if role := _FIXED_HEADERS.get(name):
        return role
    if match := _PERCENTAGE.fullmatch(name):
        return f"{_ROLES[match['role']]} {int(match['n'] or 1)}"
    return "count" if meaning_of(header).known or _OTHER.fullmatch(header) else None


def _known_headers(grid: Grid) -> dict[str, str]:
    """Return the normal form of every text near the top of a sheet that is one of our headers, with its role."""
    texts = {cell for row in grid.rows[:SEARCHED_ROWS] for cell in row if isinstance(cell, str)}
    roles = {normal_form(text): role_of(clean_text(text)) for text in texts}
    # The number of different roles decides which row is the header: every count is one of its own.
    return {name: f"{role} {name}" if role == "count" else role for name, role in roles.items() if role}


def _statements(table: RawTable, file: str, problems: list[Problem]) -> list[Statement]:
    at = Place(file=file, sheet=table.sheet, row=table.header_row)
    roles = [role_of(header) for header in table.headers]
    left_out = []
    for header, role in zip(table.headers, roles, strict=True):
        near = meaning_of(header).near
        if role is None and near:
            wrong.add_misspelt_count(problems, header, near, Place(file, table.sheet, at.row, header))
        elif role is None and header and normal_form(header) not in _NOT_READ:
            left_out.append(header)
    notes = [_columns_left_out(left_out)] if left_out else []
    found = []
    for position, number in enumerate(table.row_numbers):
        cells = [column[position] for column in table.columns]
        place = Place(file=file, sheet=table.sheet, row=int(number))
        draft = _draft(table.headers, roles, cells, place, problems)
        if draft is not None:
            draft.notes = list(notes)
            found.append(understand(draft, problems))
    return found


def _draft(
    headers: Sequence[str], roles: Sequence[str | None], cells: Sequence[object], place: Place, problems: list[Problem]
) -> Draft | None:
    """Return what stands in one row; `None` where no known column has a value."""
    filled = {i: cell for i, cell in enumerate(cells) if roles[i] and cell is not None and clean_text(str(cell)) != ""}
    if not filled:
        return None
    draft = Draft(place)
    percentages: dict[str, dict[str, Written]] = {}
    for i, cell in filled.items():
        role = roles[i] or ""
        written = Written(cell, Place(place.file, place.sheet, place.row, headers[i]))
        if isinstance(cell, FormulaError):
            problems.append(FORMULA_ERROR.at(written.place, "statement"))
        elif role == "source":
            draft.source = clean_text(str(cell))
        elif role in {"from", "to"}:
            draft.start, draft.end = (written, draft.end) if role == "from" else (draft.start, written)
        elif role == "count":
            draft.counts.append(_count(headers[i], written))
        else:
            part, number = role.split(" ")
            percentages.setdefault(number, {})[part] = written
    draft.source = draft.source or shortened(place.in_language("vi"))
    for number in sorted(percentages, key=int):
        parts = percentages[number]
        if "text" in parts:
            draft.percentages.append(WrittenPercentage(parts["text"], parts.get("claim"), parts.get("of")))
        else:
            problems.append(wrong.no_percentage(next(iter(parts.values())).place))
    return draft


def _count(header: str, written: Written) -> WrittenCount:
    own = _OTHER.fullmatch(header)
    return WrittenCount((clean_text(own["name"]),), written, own=True) if own else WrittenCount((header,), written)


def _columns_left_out(headers: Sequence[str]) -> Text:
    names = ", ".join(f'"{shortened(header)}"' for header in headers)
    return Text(
        vi=f'không đọc các cột {names}; số liệu riêng thì đặt tên cột là "Khác: …"',
        en=f'columns not read: {names}; name a column "Khác: …" for a count of your own',
    )


def _no_header(file: str) -> Problem:
    return wrong.problem(
        "no-header",
        Text(
            vi=f"không tìm thấy dòng tiêu đề trong {SEARCHED_ROWS} dòng đầu của trang tính nào",
            en=f"no sheet has a header among its first {SEARCHED_ROWS} rows",
        ),
        Text(
            vi="Lập tệp mẫu bằng cchc-report statement --template TỆP.xlsx rồi điền vào.",
            en="Make a template with cchc-report statement --template FILE.xlsx and fill it in.",
        ),
        Place(file=file),
    )


def _not_a_statement(place: Place) -> Problem:
    return wrong.problem(
        "unknown-format",
        Text(vi="tệp này không phải YAML hay bảng tính", en="this file is neither YAML nor a workbook"),
        Text(
            vi="Chép số liệu vào tệp YAML, hoặc vào bảng tính mẫu (cchc-report statement --template TỆP.xlsx).",
            en="Copy the figures into a YAML file, or into the template (cchc-report statement --template FILE.xlsx).",
        ),
        place,
    )
