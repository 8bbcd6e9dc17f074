"""Late dossiers, evidence, findings and the measures themselves, as worksheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cchc_report.checks.finding import Finding
from cchc_report.measures import (
    SUPPRESSED,
    VIEW_NAMES,
    Count,
    Measure,
    Measures,
    Ratio,
    Suppressed,
    Unavailable,
    View,
    vietnamese_integer,
)
from cchc_report.presentation.explanation import citation_line
from cchc_report.presentation.findings_annex import FINDING_ROWS_SHEET, SEVERITY_NAMES
from cchc_report.presentation.prose import sentence_start
from cchc_report.presentation.workbook.records import Shown
from cchc_report.presentation.workbook.sheet import Column, Formula, Sheet, SheetRow, Style, Value, cell_name
from cchc_report.registers.frames import Register
from cchc_report.registers.labels import LATE_CAUSES
from cchc_report.statistics import LateDossier
from cchc_report.statistics.late import Explanation
from cchc_report.vietnamese_dates import short_date

_NOTHING = "–"


def late_sheet(late: Sequence[LateDossier], dossiers: Register) -> Sheet:
    """Return the dossiers late on the system, with their explanations, proofs and verdicts.

    Args:
        late: The late dossiers.
        dossiers: Their register, for the rows of the file, where the edition names them.
    """
    codes_hidden = any(dossier.code_hidden for dossier in late)
    return Sheet(
        "Hồ sơ trễ hạn",
        "Hồ sơ trễ hạn trên Hệ thống một cửa điện tử: giải trình và tài liệu chứng minh",
        (
            Column("Hồ sơ" if codes_hidden else "Mã hồ sơ", 25),
            Column("Thủ tục", 24),
            Column("Ngày tiếp nhận", 11, Style.DATE),
            Column("Ngày hẹn trả", 11, Style.DATE),
            Column("Kết thúc trên Hệ thống", 11, Style.DATE),
            Column("Số ngày làm việc trễ", 8, Style.WHOLE),
            Column("Kết thúc thực tế", 11, Style.DATE),
            Column("Nguyên nhân", 14),
            Column("Tài liệu chứng minh", 24),
            Column("Nội dung giải trình", 32),
            Column("Thư xin lỗi", 16),
            Column("Kết luận", 20),
            Column("Trễ theo thực tế", 8, Style.MARK),
            Column("Lĩnh vực", 22),
            Column("Tệp", 26),
            Column("Dòng", 8, Style.WHOLE),
        ),
        [_late_row(dossier, dossiers) for dossier in late],
        above=() if late else ("Hệ thống không ghi nhận hồ sơ trễ hạn.",),
        printed=13,
    )


def _late_row(dossier: LateDossier, dossiers: Register) -> SheetRow:
    explanation = dossier.explanation
    file, row = _place(dossier, dossiers)
    return SheetRow(
        [
            dossier.code,
            dossier.procedure,
            dossier.received_on or SUPPRESSED,
            dossier.due_on or SUPPRESSED,
            dossier.ended_on or SUPPRESSED,
            SUPPRESSED if dossier.days_late is None else dossier.days_late,
            explanation.ended_in_fact_on if explanation else None,
            LATE_CAUSES[explanation.cause] if explanation else None,
            _proofs(explanation) if explanation else None,
            explanation.narrative if explanation else None,
            _apology(explanation) if explanation else None,
            dossier.verdict.value.vi,
            "không" if dossier.accepted else "có",
            dossier.field,
            file,
            row,
        ]
    )


def _place(dossier: LateDossier, dossiers: Register) -> tuple[str | None, int | None]:
    if dossier.position < 0:
        return None, None
    origin, row = dossiers.place(dossier.position)
    return origin.path, row


def _proofs(explanation: Explanation) -> str:
    unknown = [f"{id_}: không có trong danh mục tài liệu" for id_ in explanation.unknown_proof]
    return "\n".join([*(citation_line(evidence) for evidence in explanation.evidence), *unknown])


def _apology(explanation: Explanation) -> str | None:
    if explanation.apology_number is None:
        return explanation.no_apology_reason
    dated = f" ngày {short_date(explanation.apology_date)}" if explanation.apology_date else ""
    return f"{explanation.apology_number}{dated}"


def findings_sheets(findings: Sequence[Finding]) -> list[Sheet]:
    """Return the findings, and the rows that they concern on a sheet of their own.

    Args:
        findings: The findings, gravest first.
    """
    if not findings:
        nothing = ("Chương trình đã đối chiếu dữ liệu và không phát hiện mâu thuẫn.",)
        return [Sheet("Kết quả kiểm tra", "Kết quả kiểm tra số liệu", _FINDING_COLUMNS, (), nothing)]
    told = Sheet(
        "Kết quả kiểm tra",
        "Kết quả kiểm tra số liệu",
        _FINDING_COLUMNS,
        [
            SheetRow(
                [
                    number,
                    SEVERITY_NAMES[finding.severity],
                    finding.message.vi,
                    finding.gap,
                    SUPPRESSED if finding.row_count is None else finding.row_count,
                    finding.remedy.vi,
                    finding.rule,
                ]
            )
            for number, finding in enumerate(findings, start=1)
        ],
        ("Chương trình chỉ nêu, không tự sửa số liệu.",),
    )
    rows = [
        SheetRow(
            [number, row.label, row.place.file, row.place.sheet, row.place.row, row.place.column, finding.message.vi]
        )
        for number, finding in enumerate(findings, start=1)
        for row in finding.rows
    ]
    unnamed = sum(finding.omitted or 0 for finding in findings)
    note = (f"Còn {vietnamese_integer(unnamed)} dòng không nêu ở đây.",) if unnamed else ()
    concerned = Sheet(FINDING_ROWS_SHEET, "Các dòng dữ liệu mà kết quả kiểm tra nêu", _FINDING_ROW_COLUMNS, rows, note)
    return [told, concerned] if rows else [told]


_FINDING_COLUMNS = (
    Column("TT", 6, Style.WHOLE),
    Column("Mức độ", 11),
    Column("Nội dung", 60),
    Column("Chênh lệch", 11, Style.WHOLE),
    Column("Số dòng liên quan", 11, Style.WHOLE),
    Column("Cần làm", 50),
    Column("Mã quy tắc", 28),
)
_FINDING_ROW_COLUMNS = (
    Column("TT", 6, Style.WHOLE),
    Column("Hồ sơ, văn bản", 28),
    Column("Tệp", 34),
    Column("Trang tính", 20),
    Column("Dòng", 8, Style.WHOLE),
    Column("Cột", 22),
    Column("Nội dung", 80),
)


def measures_sheet(measures: Measures, shown: Mapping[str, Shown]) -> Sheet:
    """Return every figure with its definition, and where to find the rows behind it.

    Args:
        measures: All measures.
        shown: For the figures that are made of rows: where those are listed.
    """
    columns = (
        Column("Số liệu", 38),
        Column("Giá trị, tử số", 10, Style.WHOLE),
        Column("Mẫu số", 10, Style.WHOLE),
        Column("Tỷ lệ", 9, Style.SHARE),
        Column("Đơn vị", 11),
        Column("Góc nhìn", 14),
        Column("Định nghĩa", 44),
        Column("Phạm vi", 36),
        Column("Trang", 14),
        Column("Lọc để thấy các dòng của số liệu (của tỷ lệ: tử số)", 44),
        Column("Lọc để thấy phần còn lại của mẫu số", 44),
        Column("Mã số liệu", 36),
    )
    blank = Sheet("Số liệu", "Mọi số liệu của báo cáo và các dòng dữ liệu phía sau", columns, (SheetRow(()),))
    rows = [
        SheetRow(_measure_cells(measure, shown.get(measure.id), row))
        for row, measure in enumerate(measures.values(), start=blank.first_row)
    ]
    return Sheet(blank.name, blank.title, columns, rows, printed=8)


def _measure_cells(measure: Measure, shown: Shown | None, row: int) -> list[Value]:
    view: View | None = None
    population: str | None = None
    match measure:
        case Count():
            figures: list[Value] = [measure.value, None, None, measure.unit]
            definition, population, view = measure.definition, measure.population, measure.view
        case Ratio():
            figures = [measure.numerator, measure.denominator, _share(measure, row), None]
            definition, population, view = measure.definition, measure.population, measure.view
        case Suppressed():
            figures = [str(measure), None, None, None]
            definition = sentence_start(measure.reason)
        case Unavailable():
            figures = [_NOTHING, None, None, None]
            definition = f"Không tính được: {measure.reason}"
    return [
        sentence_start(measure.label),
        *figures,
        VIEW_NAMES[view] if view else None,
        definition,
        population,
        shown.sheet if shown else None,
        shown.filter if shown else None,
        shown.rest if shown else None,
        measure.id,
    ]


def _share(ratio: Ratio, row: int) -> Formula:
    part, whole = cell_name(row, 1), cell_name(row, 2)
    value: Fraction | None = ratio.value if ratio.known else None
    return Formula(f'=IF({whole}=0,"",{part}/{whole})', value)
