"""The evidence register as a worksheet: each document, and what it proves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cchc_report.presentation.workbook.sheet import Column, Sheet, SheetRow, Style
from cchc_report.registers.frames import Registers
from cchc_report.scoring import ScoreSheet
from cchc_report.statistics import EvidenceCitation, LateDossier
from cchc_report.statistics.late import read_evidence

_COLUMNS = (
    Column("Mã tài liệu", 11),
    Column("Số, ký hiệu", 22),
    Column("Ngày", 12, Style.DATE),
    Column("Cơ quan ban hành", 28),
    Column("Tên tài liệu", 50),
    Column("Mục, trang", 24),
    Column("Chứng minh cho tiêu chí", 22),
    Column("Chứng minh cho hồ sơ trễ hạn", 28),
)


def evidence_sheet(registers: Registers, late: Sequence[LateDossier], scores: ScoreSheet | None) -> Sheet:
    """Return the documents of the evidence register.

    Args:
        registers: The registers; that of evidence is read.
        late: The late dossiers; their explanations name proofs.
        scores: The score sheet; its leaves name evidence.
    """
    by_criterion = _users((row.code, row.evidence) for row in scores.rows if row.is_leaf) if scores else {}
    by_dossier = _users((each.code, each.explanation.evidence) for each in late if each.explanation)
    rows = [
        SheetRow(
            [
                document.id,
                document.number,
                document.dated,
                document.issuer,
                document.title,
                document.location,
                "; ".join(by_criterion.get(document.id, ())) or None,
                "\n".join(by_dossier.get(document.id, ())) or None,
            ]
        )
        for document in read_evidence(registers)
    ]
    return Sheet("Tài liệu kiểm chứng", "Danh mục tài liệu kiểm chứng", _COLUMNS, rows)


def _users(named: Iterable[tuple[str, Sequence[EvidenceCitation]]]) -> Mapping[str, list[str]]:
    """Return, by id of a document, what names it as its proof."""
    users: defaultdict[str, list[str]] = defaultdict(list)
    for user, documents in named:
        for document in documents:
            users[document.id].append(user)
    return users
