"""Workbooks that we write: a template to fill in, and the results of many statements."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from cchc_report.errors import Language, Text
from cchc_report.statement.assessment import Assessment
from cchc_report.statement.lines import Line, lines_of
from cchc_report.statement.table import COLUMNS, row_of
from cchc_report.statement.vocabulary import LABELS

_PERCENTAGES = 4
_A4 = 9
_LANDSCAPE_WIDTH = 1
_TEXT = "@"
_WHOLE = "#,##0"
_NOTHING_RUNS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NO_CLOCK = {"created": datetime(2000, 1, 1)}  # noqa: DTZ001  # the library takes no zone; a clock would change the bytes

_COUNT_HEADERS: tuple[str, ...] = tuple(
    # Its label alone, "đúng hạn", has two meanings.
    "Đúng ngày hẹn" if key == "on_due_date" else label.vi.capitalize()
    for key, label in LABELS.items()
)
TEMPLATE_HEADERS: tuple[str, ...] = (
    "Nguồn",
    "Từ ngày",
    "Đến ngày",
    *_COUNT_HEADERS,
    *(f"{name} {n}" for n in range(1, _PERCENTAGES + 1) for name in ("Tỷ lệ", "Chỉ tiêu", "Trên")),
)


def template_workbook() -> bytes:
    """Return an empty workbook for many statements: one row each, percentages as text so that they stay as printed."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _NOTHING_RUNS) as workbook:
        workbook.set_properties(_NO_CLOCK)
        sheet = workbook.add_worksheet("Số liệu công bố")
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
        text = workbook.add_format({"num_format": _TEXT})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        whole = workbook.add_format({"num_format": _WHOLE})
        for column, header in enumerate(TEMPLATE_HEADERS):
            sheet.write_string(0, column, header, head)
            is_count, is_day = header in _COUNT_HEADERS, header in {"Từ ngày", "Đến ngày"}
            kind = whole if is_count else day if is_day else text
            sheet.set_column(column, column, 40 if column == 0 else 14, kind)
        sheet.set_row(0, 48)
        sheet.freeze_panes(1, 1)
        _for_print(sheet)
    return content.getvalue()


def results_workbook(assessments: Sequence[Assessment], language: Language) -> bytes:
    """Return a workbook with the table of statements, and on a second sheet every line about each of them."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _NOTHING_RUNS) as workbook:
        workbook.set_properties(_NO_CLOCK)
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        _write_table(workbook.add_worksheet(_say("Kết quả", "Results", language)), assessments, head, body, language)
        _write_details(workbook.add_worksheet(_say("Chi tiết", "Details", language)), assessments, head, body, language)
    return content.getvalue()


def _write_table(sheet: Any, assessments: Sequence[Assessment], head: Any, body: Any, language: Language) -> None:
    headers = [*(column.title for column in COLUMNS), Text("điểm không khớp", "what does not fit")]
    for column, title in enumerate(headers):
        shown = title.in_language(language)
        sheet.write_string(0, column, shown[:1].upper() + shown[1:], head)
    for number, assessment in enumerate(assessments, start=1):
        row = row_of(assessment)
        sheet.write_number(number, 0, number, body)
        sheet.write_string(number, 1, row.source, body)
        for column, figure in enumerate(row.figures, start=2):
            sheet.write_number(number, column, figure, body)
        after = 2 + len(row.figures)
        sheet.write_string(number, after, row.conclusion.in_language(language), body)
        misfits = "\n".join(text.in_language(language) for text in row.misfits)
        sheet.write_string(number, after + 1, misfits, body)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 40)
    sheet.set_column(2, len(headers) - 2, 11)
    sheet.set_column(len(headers) - 1, len(headers) - 1, 80)
    sheet.freeze_panes(1, 2)
    _for_print(sheet)


def _write_details(sheet: Any, assessments: Sequence[Assessment], head: Any, body: Any, language: Language) -> None:
    for column, title in enumerate((Text("TT", "No"), Text("Nội dung", "What was found"))):
        sheet.write_string(0, column, title.in_language(language), head)
    lines: list[tuple[int, Line]] = [
        (number, line) for number, each in enumerate(assessments, start=1) for line in lines_of(each)
    ]
    for row, (number, line) in enumerate(lines, start=1):
        sheet.write_number(row, 0, number, body)
        sheet.write_string(row, 1, line.in_language(language), body)
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 120)
    sheet.freeze_panes(1, 0)
    _for_print(sheet)


def _for_print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(_LANDSCAPE_WIDTH, 0)
    sheet.repeat_rows(0)


def _say(vi: str, en: str, language: Language) -> str:
    return Text(vi, en).in_language(language)
