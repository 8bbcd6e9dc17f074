"""The evidence register as a worksheet: each document, and what it proves."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_report.presentation.evidence import criteria_proven, dossiers_proven
from cchc_report.presentation.workbook.sheet import Column, Sheet, SheetRow, Style
from cchc_report.registers.frames import Registers
from cchc_report.scoring import ScoreSheet
from cchc_report.statistics import LateDossier
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
    by_criterion, by_dossier = criteria_proven(scores), dossiers_proven(late)
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
