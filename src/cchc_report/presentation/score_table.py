"""The score table of the self-assessment, and the criteria that must be explained beside it."""

from __future__ import annotations

from cchc_report.measures import vietnamese_decimal, vietnamese_percentage
from cchc_report.presentation.explanation import citation_line
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.table import Cell, Head, Row, Table
from cchc_report.scoring import ScoreRow, ScoreSheet

_HEAD = (
    "Mã",
    "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    "Điểm tối đa",
    "Số liệu kê khai",
    "Tỷ lệ",
    "Điểm tự đánh giá",
    "Điểm thẩm định",
    "Tài liệu kiểm chứng",
    "Giải trình, ghi chú",
)


def score_table(sheet: ScoreSheet, *, number: int) -> Table:
    """Return the score table: a row for each domain, criterion and sub-criterion, and the total.

    The column of appraised scores is left blank for the appraiser.

    Args:
        sheet: The score sheet.
        number: Number of the table in the document.
    """
    total = sheet.total
    last: list[Cell] = [
        None,
        "Tổng điểm",
        vietnamese_decimal(total.maximum, total.decimals),
        None,
        None,
        vietnamese_decimal(total.points, total.decimals),
        None,
        None,
        None,
    ]
    return Table(
        caption=f"Bảng {number}. Bảng điểm tự đánh giá: {sheet.criteria.title}",
        unit="Đơn vị tính: điểm",
        head=[[Head(text) for text in _HEAD]],
        align=("left", "left", "number", "number", "number", "number", "number", "left", "left"),
        rows=[*(_row(row) for row in sheet.rows), Row(last, total=True)],
        widths=(4.5, 21, 6.2, 8, 6.5, 6.5, 6.3, 26, 15),
        name="scores",
        row_header=1,
        notes=[total.arithmetic],
    )


def illustrative_banner(sheet: ScoreSheet) -> Fragment | None:
    """Return the line that stands above a table scored with an illustrative set; nothing for an official one."""
    return Fragment(element("p", escape(sheet.banner), class_="banner"), sheet.banner) if sheet.banner else None


def criteria_to_explain(sheet: ScoreSheet) -> tuple[str, ...]:
    """Return a line for each criterion that lacks points, figures or evidence and so must be explained."""
    return tuple(f"Tiêu chí {row.code} ({row.title}): {row.explanation}" for row in sheet.to_explain)


def _row(row: ScoreRow) -> Row:
    declared = row.declared
    rate = declared.rate if declared else None
    cells: list[Cell] = [
        row.code,
        row.title,
        row.maximum_text,
        str(declared) if declared else None,
        None if rate is None else vietnamese_percentage(rate, 0 if rate in {0, 1} else 1),
        row.points_text,
        None,
        tuple(citation_line(evidence) for evidence in row.evidence) if row.is_leaf else None,
        tuple(text for text in (row.note, row.explanation) if text),
    ]
    return Row(cells, strong=row.level == "domain", anchor=f"diem-{row.code}")
