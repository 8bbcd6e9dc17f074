"""The registers that a synthetic department keeps beside its export: what an analyst would have written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from cchc_report.registers import schemas
from cchc_report.registers.schema import RegisterSchema
from cchc_report.samples.departments import SampleDepartment
from cchc_report.samples.documents import (
    Document,
    assessment_decision,
    provincial_decision,
    review_plan,
    review_report,
)
from cchc_report.samples.procedures import procedure_row
from cchc_report.samples.work_years import WorkYear

Row = Mapping[str, object]

PLANNED_REVIEWS: Final = 10
_FIRST_YEAR_OF_TODAYS_LEVELS = 2022
_TODAYS_LEVELS: Final = {"level_2": "information", "level_3": "partial", "level_4": "full"}
"""Grades of online services as they were called until 2021, and as they are called now."""

_PUBLISHED_FIRST: Final = (3, 9)
"""Working days from the national database to a decision in time, at least and at most."""
_PUBLISHED_FIRST_WHEN_LATE: Final = (14, 20)
HANDOVER_BOOK: Final = "TL-01"
"""Id of the evidence that proves when results were handed over in fact."""

_DOCUMENTS_BEFORE_DECISIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that promulgates procedures.

    Attributes:
        document: The decision.
        row: Its row in the register.
    """

    document: Document
    row: Row


def make_registers(
    department: SampleDepartment, year: WorkYear, seed: int, explanations: Sequence[Row]
) -> list[tuple[RegisterSchema, Sequence[Row]]]:
    """Return the registers of a department-year, in the order of their sheets.

    Args:
        department: The department.
        year: The year.
        seed: Seed of the sample.
        explanations: The explanations of its late dossiers.
    """
    random = np.random.default_rng([seed, department.index, year.year, 1])
    decisions = list(_decisions(department, year, random))
    evidence = [*_records(department, year), *_documents(department, year, decisions)]
    return [
        (schemas.PROCEDURES, [*_procedures(department, year.year)]),
        (schemas.DECISIONS, [decision.row for decision in decisions]),
        (schemas.REVIEWS, [_review(department, year)]),
        (schemas.PETITIONS, [*_petitions(department, year, random)]),
        (schemas.EXPLANATIONS, explanations),
        (schemas.EVIDENCE, [{"id": _evidence_id(number), **row} for number, row in enumerate(evidence)]),
        (schemas.SCORES, _scores(decisions)),
    ]


def _procedures(department: SampleDepartment, year: int) -> Iterator[Row]:
    for procedure in department.catalogue(year):
        row = procedure_row(procedure)
        if year >= _FIRST_YEAR_OF_TODAYS_LEVELS:
            row["online_level"] = _TODAYS_LEVELS[procedure.online_level]
        yield row


def _decisions(department: SampleDepartment, year: WorkYear, random: np.random.Generator) -> Iterator[Decision]:
    count = int(random.integers(2, 4, endpoint=True))
    first, last = year.first_from(3, 1), year.first_from(12, 1)
    positions = np.sort(random.choice(np.arange(first, last), count, replace=False))
    settled = list(dict.fromkeys(p.field for p in department.procedures if p.level == "province"))
    for number, position in enumerate(positions):
        field = settled[number % len(settled)]
        late = department.kind.late_decision and number == 0
        waited = int(random.integers(*(_PUBLISHED_FIRST_WHEN_LATE if late else _PUBLISHED_FIRST), endpoint=True))
        document = provincial_decision(
            year.day(position),
            f"công bố danh mục TTHC sửa đổi, bổ sung và phê duyệt quy trình nội bộ lĩnh vực {field} (giả lập)",
            offset=1 + department.index,
        )
        row: dict[str, object] = {
            "number": document.number,
            "promulgated_on": document.dated,
            "national_database_on": year.day(position - waited),
            "summary": f"{document.title[:1].upper()}{document.title[1:]}",
        }
        if late:
            row["late_reason"] = "do phải lấy lại ý kiến các cơ quan liên quan trước khi trình công bố (giả lập)"
        yield Decision(document, row)


def _review(department: SampleDepartment, year: WorkYear) -> Row:
    plan, report = review_plan(year), review_report(year, department)
    planned = min(PLANNED_REVIEWS, len(department.catalogue(year.year)))
    return {
        "plan_number": plan.number,
        "plan_date": plan.dated,
        "plan_issuer": plan.issuer,
        "plan_title": f"Kế hoạch kiểm soát thủ tục hành chính năm {year.year} (giả lập)",
        "planned": planned,
        "reviewed": planned,
        "report_number": report.number,
        "report_date": report.dated,
        "problems_found": 0,
    }


def _petitions(department: SampleDepartment, year: WorkYear, random: np.random.Generator) -> Iterator[Row]:
    first, last = year.first_from(2, 1), year.first_from(11, 1)
    received = np.sort(random.choice(np.arange(first, last), int(random.integers(0, 3, endpoint=True)), replace=False))
    for number, position in enumerate(received, start=1):
        yield {
            "id": f"PAKN-{year.year}-{number:02d}",
            "received_on": year.day(position),
            "sender": f"Nguyễn Văn Mẫu {number:02d} (tên giả định)",
            "summary": f"Phản ánh về việc giải quyết TTHC thuộc thẩm quyền của {department.name}",
            "resolved_on": year.day(position + int(random.integers(3, 9))),
        }


def _documents(department: SampleDepartment, year: WorkYear, decisions: Sequence[Decision]) -> Iterator[Row]:
    """Yield the evidence that has numbers. The codes of criteria are those of the illustrative set."""
    plan = "Kế hoạch rà soát, đánh giá thủ tục hành chính"
    yield _evidence(assessment_decision(year), "Căn cứ tự đánh giá", None)
    yield _evidence(review_plan(year), plan, "1.1.1")
    yield _evidence(review_report(year, department), "Hoàn thành kế hoạch rà soát", "1.1.1; 1.1.2")
    for decision in decisions:
        yield _evidence(decision.document, "Công bố, công khai thủ tục hành chính", "1.2; 1.3.4; 1.3.5")


def _evidence(document: Document, supports: str, criteria: str | None) -> Row:
    kind = "" if document.title.startswith("Báo cáo") else "Quyết định "
    return {
        "number": document.number,
        "dated": document.dated,
        "issuer": document.issuer,
        "title": f"{kind}{document.title}",
        "supports": supports,
        "criteria": criteria,
    }


_RECORDS: Final = (
    # month and day from which it is dated, title, location, what it shows, criteria
    (
        1,
        1,
        "Sổ bàn giao hồ sơ, mở từ ngày làm việc đầu tiên",
        "Các dòng của hồ sơ có giải trình",
        "Ngày trả thực tế",
        "1.4.1; 1.4.2",
    ),
    (11, 25, "Biên bản kiểm tra việc niêm yết TTHC", "Toàn văn biên bản", "Niêm yết đủ TTHC cấp tỉnh", "1.3.1"),
    (11, 26, "Danh mục TTHC trên Trang thông tin điện tử", "Toàn bộ danh mục", "Công khai đủ TTHC", "1.3.2; 1.3.3"),
    (12, 20, "Bảng kết xuất kết quả giải quyết TTHC", "Toàn bộ bảng", "Số hồ sơ tiếp nhận, giải quyết", "1.4; 1.5"),
    (12, 21, "Sổ theo dõi phản ánh, kiến nghị", "Các dòng trong năm", "Phản ánh, kiến nghị đã xử lý", "1.6"),
    (12, 22, "Sổ theo dõi các báo cáo định kỳ", "Các dòng trong năm", "Báo cáo đủ và đúng thời hạn", "1.7"),
)


def _records(department: SampleDepartment, year: WorkYear) -> Iterator[Row]:
    """Yield the evidence without numbers; the first is the handover book, which proves ends in fact."""
    for month, day, title, location, supports, criteria in _RECORDS:
        yield {
            "dated": year.day(year.first_from(month, day)),
            "issuer": f"Văn phòng {department.name}",
            "title": f"{title} năm {year.year} (giả lập)",
            "location": location,
            "supports": supports,
            "criteria": criteria,
        }


def _evidence_id(position: int) -> str:
    return f"TL-{position + 1:02d}"


def _scores(decisions: Sequence[Decision]) -> list[Row]:
    first = len(_RECORDS) + _DOCUMENTS_BEFORE_DECISIONS
    proof = "; ".join(_evidence_id(first + number) for number in range(len(decisions)))
    late = any("late_reason" in decision.row for decision in decisions)
    return [
        {
            "criterion": "1.2.3",
            "points": Decimal("4.5") if late else Decimal(5),
            "reason": "Công khai ngay sau khi công bố"
            + ("; trừ 0,5 điểm vì có quyết định công bố muộn" if late else ""),
            "evidence": proof,
        },
        {
            "criterion": "1.7",
            "points": Decimal(5),
            "reason": "Báo cáo đủ các kỳ, đúng thời hạn và đúng mẫu",
            "evidence": _evidence_id(len(_RECORDS) - 1),
        },
    ]
