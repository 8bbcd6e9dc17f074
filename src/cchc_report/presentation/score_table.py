"""The score table of the self-assessment, the documents that prove it, and the criteria that must be explained.

The table cites a document by code, number, date and place, and names it in full once, in the list of documents: so a
row stays a row, and a code is found in the list at a glance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from cchc_report.measures import vietnamese_decimal
from cchc_report.presentation.citation import with_sources
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.prose import short_date
from cchc_report.presentation.table import Align, Cell, Head, Row, Table
from cchc_report.scoring import ScoreRow, ScoreSheet
from cchc_report.statistics import EvidenceCitation, LateDossier

_TEXT: Align = "left"

TOTAL_ANCHOR = "diem-tong"
"""Element id of the row with the total."""

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
_EVIDENCE_HEAD = (
    "Mã",
    "Số, ký hiệu",
    "Ngày",
    "Cơ quan ban hành",
    "Tên tài liệu",
    "Mục, trang",
    "Chứng minh cho tiêu chí, hồ sơ",
)
_HOW_TO_READ = (
    "Tài liệu kiểm chứng ghi mã, số, ngày, mục hoặc trang; tên đầy đủ và cơ quan ban hành tại danh mục sau bảng này. "
    "Cột “Điểm thẩm định” để cơ quan thẩm định ghi."
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
    proofs = _proofs(sheet.rows)
    return Table(
        caption=f"Bảng {number}. Bảng điểm tự đánh giá: {sheet.criteria.title}",
        head=[[Head(text) for text in _HEAD]],
        align=("left", "left", "number", "number", "number", "number", "number", "left", "left"),
        rows=[*(_row(row, proofs.get(row.code)) for row in sheet.rows), Row(last, total=True, anchor=TOTAL_ANCHOR)],
        widths=(4.4, 22.9, 5.6, 8.4, 5.4, 6.6, 6.6, 25.1, 15),
        name="scores",
        row_header=1,
        notes=[total.arithmetic, _HOW_TO_READ],
    )


def evidence_table(
    documents: Sequence[EvidenceCitation], sheet: ScoreSheet, late: Sequence[LateDossier], *, number: int
) -> Table:
    """Return the list of documents that the score table and the explanations cite by code.

    Args:
        documents: The evidence register, in its order.
        sheet: The score sheet; its leaves name documents.
        late: The late dossiers; their explanations name documents.
        number: Number of the table in the document.
    """
    users: defaultdict[str, list[str]] = defaultdict(list)
    for row in sheet.rows:
        for document in row.evidence if row.is_leaf else ():
            users[document.id].append(row.code)
    for dossier in late:
        for document in dossier.explanation.evidence if dossier.explanation else ():
            users[document.id].append(dossier.code)
    return Table(
        caption=f"Bảng {number}. Danh mục tài liệu kiểm chứng",
        head=[[Head(text) for text in _EVIDENCE_HEAD]],
        align=(_TEXT,) * len(_EVIDENCE_HEAD),
        rows=[
            Row(
                [
                    document.id,
                    document.number or "–",
                    document.dated,
                    document.issuer or "–",
                    document.title,
                    document.location or "–",
                    "; ".join(users[document.id]) or "–",
                ],
                anchor=_document_anchor(document),
            )
            for document in documents
        ],
        widths=(5.6, 11.4, 8.4, 14.5, 32.6, 11.5, 16),
        name="evidence",
    )


def illustrative_banner(sheet: ScoreSheet) -> Fragment | None:
    """Return the line that stands above a table scored with an illustrative set; nothing for an official one."""
    return Fragment(element("p", escape(sheet.banner), class_="banner"), sheet.banner) if sheet.banner else None


def criteria_to_explain(sheet: ScoreSheet) -> tuple[str, ...]:
    """Return a line for each criterion that lacks points, figures or evidence and so must be explained."""
    return tuple(f"Tiêu chí {row.code} ({row.title}): {row.explanation}" for row in sheet.to_explain)


def _row(row: ScoreRow, proof: Fragment | None) -> Row:
    declared = row.declared
    cells: list[Cell] = [
        row.code,
        row.title,
        row.maximum_text,
        str(declared) if declared else None,
        _percent(declared.rate if declared else None),
        row.points_text,
        None,
        proof,
        tuple(text for text in (row.note, row.explanation) if text),
    ]
    style = "domain" if row.level == "domain" else None if row.is_leaf else "criterion"
    return Row(cells, style=style, anchor=f"diem-{row.code}")


def _percent(rate: Fraction | None) -> Fragment | None:
    """Return a share for a column headed by the sign; `100` keeps its place before the comma of `99,8`."""
    if rate is None:
        return None
    exact = rate in {0, 1}
    text = vietnamese_decimal(rate * 100, 0 if exact else 1)
    return Fragment(element("span", text, class_="whole") if exact else text, text)


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
        proofs[row.code] = _codes_only(row.evidence, before) if repeated else _in_full(row.evidence)
    return proofs


def _in_full(documents: Iterable[EvidenceCitation]) -> Fragment:
    lines = [
        element("span", f"{_link(document)}: {with_sources(_where(document))}", class_="line") for document in documents
    ]
    return Fragment("".join(lines))


def _codes_only(documents: Iterable[EvidenceCitation], like: str) -> Fragment:
    link = element("a", escape(like), class_="reference", href=f"#diem-{like}")
    return Fragment(f"{', '.join(_link(document) for document in documents)} (như {link})")


def _link(document: EvidenceCitation) -> str:
    return element("a", escape(document.id), class_="reference", href=f"#{_document_anchor(document)}")


def _document_anchor(document: EvidenceCitation) -> str:
    return f"tai-lieu-{re.sub(r'[^0-9A-Za-zĐđ.]+', '-', document.id)}"


def _where(document: EvidenceCitation) -> str:
    """Return number, date and place: `1691/XN-SCT ngày 30/9/2020, trang 2`."""
    dated = f"ngày {short_date(document.dated)}" if document.dated else ""
    name = " ".join(part for part in (document.number, dated) if part)
    return ", ".join(part for part in (name, _uncapitalized(document.location or "")) if part)


def _uncapitalized(text: str) -> str:
    """Return `text` to go on after a comma: `Trang 2` is `trang 2`, `TTHC` stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
