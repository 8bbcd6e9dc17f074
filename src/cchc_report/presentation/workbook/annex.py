"""All worksheets of `annex.xlsx`, in order, and the file."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from cchc_report.checks.finding import Finding
from cchc_report.params.models import ReportParameters
from cchc_report.presentation import explanation
from cchc_report.presentation.document import document_title
from cchc_report.presentation.fragment import Fragment
from cchc_report.presentation.prose import enumerated, paragraph
from cchc_report.presentation.suppressed import has_suppressed, suppression_note
from cchc_report.presentation.workbook.evidence import evidence_sheet
from cchc_report.presentation.workbook.form import form_sheet
from cchc_report.presentation.workbook.records import Records, find_records, record_sheet
from cchc_report.presentation.workbook.scores import scores_sheet
from cchc_report.presentation.workbook.sheet import Column, Sheet, SheetRow
from cchc_report.presentation.workbook.tables import findings_sheets, late_sheet, measures_sheet
from cchc_report.presentation.workbook.writer import workbook_bytes
from cchc_report.registers.frames import Registers
from cchc_report.scoring import ScoreSheet
from cchc_report.statistics import Statistics
from cchc_report.statistics.dossier_sets import counting_rules_in_words
from cchc_report.statistics.form import TOTAL
from cchc_report.vietnamese_dates import short_date

ANNEX_NAME = "annex.xlsx"
WORKBOOK_MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""MIME type under which an executed notebook carries the workbook, in base64."""

_ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "Bảng điểm": "Điểm tự đánh giá từng tiêu chí; tổng tính bằng công thức, cột điểm thẩm định để điền",
        "Biểu II.06a": "Tình hình, kết quả giải quyết theo lĩnh vực; dòng và cột tổng tính bằng công thức",
        "Hồ sơ trễ hạn": "Từng hồ sơ trễ hạn trên Hệ thống, giải trình, tài liệu chứng minh, kết luận",
        "Tài liệu kiểm chứng": "Danh mục tài liệu, và tài liệu nào chứng minh cho tiêu chí, hồ sơ nào",
        "Kết quả kiểm tra": "Những điểm không khớp trong dữ liệu và việc cần làm",
        "Dòng cần xem": "Các dòng dữ liệu mà kết quả kiểm tra nêu",
        "Số liệu": "Mọi số liệu của báo cáo: định nghĩa, phạm vi, và cách lọc để thấy các dòng phía sau",
        "Hồ sơ": "Từng hồ sơ và cách phân loại; không có cột nêu tên, địa chỉ, số điện thoại, số định danh",
    }
)


@dataclass(frozen=True)
class AnnexSource:
    """What the annex is made from.

    Attributes:
        parameters: The report's parameters.
        registers: Its registers.
        statistics: Its figures.
        findings: Its findings, gravest first.
        scores: Its score sheet, where the year names a criteria set.
    """

    parameters: ReportParameters
    registers: Registers
    statistics: Statistics
    findings: Sequence[Finding]
    scores: ScoreSheet | None

    @cached_property
    def records(self) -> Records:
        """The lists of records, and where each figure's rows are."""
        return find_records(self.statistics.measures, self.registers, self.statistics.classified)


def annex_sheets(source: AnnexSource) -> list[Sheet]:
    """Return the worksheets of the annex, the list of sheets first."""
    statistics, registers = source.statistics, source.registers
    fields = [(row.field, row.slug) for row in statistics.fields if row.slug != TOTAL]
    rules = counting_rules_in_words(source.parameters.year_parameters.counting)
    suppressed = has_suppressed(statistics.measures.under("form"))
    notes = [suppression_note(source.parameters.publication.smallest_cell)] if suppressed else []
    sheets = [
        *([scores_sheet(source.scores)] if source.scores else []),
        form_sheet(statistics.measures, fields, [*explanation.form_notes(statistics.measures, rules), *notes]),
        late_sheet(statistics.late, registers.dossiers),
        evidence_sheet(registers, statistics.late, source.scores),
        *findings_sheets(source.findings),
        measures_sheet(statistics.measures, source.records.shown),
        *(record_sheet(each) for each in source.records.lists),
    ]
    return [_contents(source, sheets), *sheets]


def annex_workbook(source: AnnexSource) -> bytes:
    """Return the annex as an Excel file; the same report gives the same bytes."""
    return _bytes(source, annex_sheets(source))


def annex_note(source: AnnexSource) -> Fragment:
    """Return the line of the report that names the annex; the workbook travels with it under `WORKBOOK_MIME_TYPE`."""
    sheets = annex_sheets(source)
    names = enumerated(f"“{sheet.name}”" for sheet in sheets[1:])
    about = (
        "Trang tính “Số liệu” nêu định nghĩa của mọi số liệu; bản công khai không kèm danh sách hồ sơ."
        if source.parameters.is_public
        else "Trang tính “Số liệu” chỉ cách lọc để thấy từng dòng dữ liệu phía sau mỗi số liệu."
    )
    line = paragraph(f"Kèm theo báo cáo có tệp {ANNEX_NAME} gồm các trang tính {names}. {about}")
    return replace(line, data={WORKBOOK_MIME_TYPE: base64.b64encode(_bytes(source, sheets)).decode("ascii")})


def _bytes(source: AnnexSource, sheets: Sequence[Sheet]) -> bytes:
    title = f"Phụ lục số liệu: {document_title(source.parameters)}"
    return workbook_bytes(sheets, title=title, author=source.parameters.department.name)


def _contents(source: AnnexSource, sheets: Sequence[Sheet]) -> Sheet:
    period = source.parameters.period
    above = [
        source.parameters.department.name,
        f"Kỳ số liệu: từ ngày {short_date(period.start)} đến ngày {short_date(period.end)}",
    ]
    if source.scores and source.scores.banner:
        above.append(source.scores.banner)
    return Sheet(
        "Mục lục",
        document_title(source.parameters),
        (Column("Trang", 24), Column("Nội dung", 100)),
        [SheetRow([sheet.name, _ABOUT.get(sheet.name, sheet.title)]) for sheet in sheets],
        above,
        filterable=False,
    )
