"""The score table of the self-assessment, and the criteria that must be explained.

The table cites a document by code, number, date and place; the list of documents (`evidence.py`) names it in full: so a
row stays a row, and a code is found in the list at a glance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from cchc_report.measures import vietnamese_decimal
from cchc_report.presentation.citation import figure
from cchc_report.presentation.evidence import cited_by_code, cited_in_lines
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.score_anchor import score_anchor
from cchc_report.presentation.table import Cell, Head, Row, Table, code
from cchc_report.scoring import ScoreRow, ScoreSheet, Total
from cchc_report.statistics import EvidenceCitation

TOTAL_ANCHOR = "diem-tong"
"""Element id of the row with the total."""
RESCALED_ANCHOR = "diem-tong-quy-doi"
"""Element id of the row with the total on the scale of the whole maximum."""

_HEAD = (
    "Mã",
    "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    "Điểm tối đa",
    "Số liệu kê khai",
    "Tỷ lệ (%)",
    "Điểm tự đánh giá",
    "Điểm thẩm định",
    "Tài liệu kiểm chứng",
    "Giải trình, ghi chú",
)
_FOR_THE_APPRAISER = "Cột “Điểm thẩm định” để cơ quan thẩm định ghi."
_DOCUMENTS_BELOW = "Tên đầy đủ của tài liệu kiểm chứng tại danh mục sau bảng này."


def score_table(sheet: ScoreSheet, *, number: int) -> Table:
    """Return the score table: a row for each domain, criterion and sub-criterion, and the total.

    The column of appraised scores is left blank for the appraiser.

    Args:
        sheet: The score sheet.
        number: Number of the table in the document.
    """
    proofs = _proofs(sheet.rows)
    return Table(
        caption=f"Bảng {number}. Bảng điểm tự đánh giá: {stated(sheet.criteria.title)}",
        head=[[Head(text) for text in _HEAD]],
        align=("left", "left", "number", "number", "number", "number", "number", "left", "left"),
        rows=[*(_row(row, proofs.get(row.code)) for row in sheet.rows), *_totals(sheet.total)],
        widths=(4, 23.4, 5, 7.5, 4.6, 6.2, 7.3, 25, 17),
        name="scores",
        row_header=1,
        notes=[
            linked(sheet.total.arithmetic, TOTAL_ANCHOR),
            f"{_FOR_THE_APPRAISER} {_DOCUMENTS_BELOW if proofs else ''}".rstrip(),
        ],
    )


def illustrative_banner(sheet: ScoreSheet) -> Fragment | None:
    """Return the line that stands above a table scored with an illustrative set; nothing for an official one."""
    return Fragment(element("p", escape(sheet.banner), class_="banner"), sheet.banner) if sheet.banner else None


def criteria_to_explain(sheet: ScoreSheet) -> tuple[str, ...]:
    """Return a line for each criterion that lacks points, figures or evidence and so must be explained."""
    return tuple(
        f"Tiêu chí {linked(row.code, score_anchor(row.code))} ({stated(row.title)}): {stated(row.explanation or '')}"
        for row in sheet.to_explain
    )


def _row(row: ScoreRow, proof: Fragment | None) -> Row:
    declared = row.declared
    cells: list[Cell] = [
        code(row.code),
        stated(row.title),
        row.maximum_text,
        Fragment(_figure(row, str(declared)), str(declared)) if declared else None,
        _percent(row),
        row.points_text,
        None,
        proof,
        row.remarks,
    ]
    style = "domain" if row.level == "domain" else None if row.is_leaf else "criterion"
    return Row(cells, style=style, anchor=score_anchor(row.code))


def _totals(total: Total) -> list[Row]:
    """Return the total and, where criteria were left out, the total on the scale of the whole maximum."""
    rows = [_total("Tổng điểm", total, total.points, anchor=TOTAL_ANCHOR)]
    if total.sum.excluded and total.rescaled_rounded is not None:
        rows.append(_total("Tổng điểm quy đổi", total, total.rescaled_rounded, anchor=RESCALED_ANCHOR))
    return rows


def _total(title: str, total: Total, points: Fraction, *, anchor: str) -> Row:
    maximum, shown = (vietnamese_decimal(value, total.decimals) for value in (total.maximum, points))
    return Row([None, title, maximum, None, None, shown, None, None, None], total=True, anchor=anchor)


def _percent(row: ScoreRow) -> Fragment | None:
    """Return a share for a column headed by the sign; `100` keeps its place before the comma of `99,8`."""
    rate = row.declared.rate if row.declared else None
    if rate is None:
        return None
    exact = rate in {0, 1}
    text = vietnamese_decimal(rate * 100, 0 if exact else 1)
    shown = _figure(row, text)
    return Fragment(element("span", shown, class_="whole") if exact else shown, text)


def _figure(row: ScoreRow, text: str) -> str:
    """Return a figure that the row is scored from as a link to the source of all measures that it is made of."""
    ids = (*row.measures, *row.out_of)
    return figure(ids[0], text, *ids[1:]) if ids else escape(text)


def _proofs(rows: Iterable[ScoreRow]) -> Mapping[str, Fragment]:
    """Return, by code of a leaf, its documents; a group of documents that an earlier leaf has is cited by its codes."""
    proofs: dict[str, Fragment] = {}
    first_use: dict[tuple[str, ...], str] = {}
    for row in rows:
        if not (row.is_leaf and row.evidence):
            continue
        group = tuple(document.id for document in row.evidence)
        before = first_use.setdefault(group, row.code)
        repeated = before != row.code and len(group) > 1
        proofs[row.code] = _like(row.evidence, before) if repeated else cited_in_lines(row.evidence)
    return proofs


def _like(documents: Iterable[EvidenceCitation], before: str) -> Fragment:
    codes = cited_by_code(documents)
    link = element("a", escape(before), class_="reference", href=f"#{score_anchor(before)}")
    return Fragment(f"{codes.html} (như {link})", f"{codes.text} (như {before})")
