"""Dossier codes, and what stands twice."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.checks.rows import finding_rows, observed, rows_left_out
from cchc_report.errors import Text
from cchc_report.measures import vietnamese_integer
from cchc_report.registers.schemas import SCHEMAS
from cchc_report.statistics.dossier_sets import Mask


def malformed_codes(material: Material) -> Iterator[Observation]:
    """Report codes that are not `{agency}-{yyMMdd}-{sequence}` with a day that exists."""
    yield from observed(
        finding_rows(material.registers.dossiers, ~material.codes.valid, column="code"),
        "{n} mã hồ sơ không đúng mẫu {cơ quan}-{yyMMdd}-{số thứ tự}",
        "{n} dossier codes are not {agency}-{yyMMdd}-{sequence}",
    )


def code_dates(material: Material) -> Iterator[Observation]:
    """Report codes whose day is not the day of reception."""
    codes = material.codes
    received = material.statistics.classified["received_on"].to_numpy().astype("datetime64[D]")
    yield from observed(
        finding_rows(
            material.registers.dossiers,
            codes.valid & ~np.isnat(received) & (codes.day != received),
            column="received_at",
        ),
        "{n} hồ sơ có ngày trong mã khác ngày tiếp nhận",
        "{n} dossiers whose code states another day than their reception",
    )


def foreign_codes(material: Material) -> Iterator[Observation]:
    """Report codes of an agency that is not one of the department's own, unless they are most of the export."""
    foreign, own = _foreign_and_own(material)
    if foreign.sum() <= own.sum():
        yield from _observed_foreign(material, foreign, "", "")


def export_of_another_agency(material: Material) -> Iterator[Observation]:
    """Report an export of which most dossiers carry another agency's code: it is probably the wrong file."""
    foreign, own = _foreign_and_own(material)
    if foreign.sum() > own.sum():
        yield from _observed_foreign(
            material, foreign, ": có thể nhầm tệp của đơn vị khác", ": probably another department's file"
        )


def _observed_foreign(material: Material, foreign: Mask, vi: str, en: str) -> Iterator[Observation]:
    known = ", ".join(material.parameters.department.agency_codes)
    yield from observed(
        finding_rows(material.registers.dossiers, foreign, column="code"),
        f"{{n}}/{vietnamese_integer(len(foreign))} hồ sơ mang mã của cơ quan khác (mã của đơn vị: {known}){vi}",
        f"{{n}} of {len(foreign)} dossiers carry another agency's code (the department's own: {known}){en}",
    )


def _foreign_and_own(material: Material) -> tuple[Mask, Mask]:
    codes = material.codes
    own = pd.Series(codes.agency).isin(material.parameters.department.agency_codes).to_numpy(dtype=bool)
    return codes.valid & ~own, codes.valid & own


def duplicate_rows(material: Material) -> Iterator[Observation]:
    """Report rows that repeat another row in every column; they are counted once."""
    for schema in SCHEMAS:
        register = material.registers[schema.name]
        title, name = schema.title, schema.name
        yield from observed(
            rows_left_out(register),
            f"{title}: {{n}} dòng trùng hoàn toàn với dòng khác; mỗi bản ghi chỉ được tính một lần",
            f"{name}: {{n}} rows repeat another row exactly; each record is counted once",
        )


RULES = (
    Rule(
        "dossiers.code-malformed",
        "warning",
        Text("Mã hồ sơ sai mẫu", "Malformed dossier code"),
        Text(
            "Mã sai mẫu thường do nhập tay hoặc lẫn mã thủ tục vào cột mã hồ sơ",
            "It is typed by hand, or is a procedure's code",
        ),
        Text("Đối chiếu mã trên Hệ thống một cửa và kết xuất lại", "Compare with the one-stop system and export again"),
        malformed_codes,
    ),
    Rule(
        "dossiers.code-date",
        "warning",
        Text("Ngày trong mã khác ngày tiếp nhận", "Code date is not the reception date"),
        Text(
            "Hệ thống lấy ngày tiếp nhận để cấp mã; khác nhau là dấu hiệu sửa ngày",
            "The system takes the code's date from the reception",
        ),
        Text(
            "Kiểm tra ngày tiếp nhận của từng hồ sơ trên Hệ thống",
            "Check the reception date of each dossier on the system",
        ),
        code_dates,
    ),
    Rule(
        "dossiers.code-agency",
        "warning",
        Text("Mã hồ sơ của cơ quan khác", "Another agency's dossier"),
        Text("Hồ sơ của cơ quan khác làm sai mọi số liệu của đơn vị", "Another agency's dossiers distort every figure"),
        Text(
            "Lọc lại tệp kết xuất theo đơn vị, hoặc bổ sung mã vào agency_codes trong params/departments.yaml",
            "Filter the export by department, or add the code to agency_codes in params/departments.yaml",
        ),
        foreign_codes,
    ),
    Rule(
        "dossiers.export-of-another-agency",
        "error",
        Text("Tệp kết xuất của cơ quan khác", "Another agency's export"),
        Text(
            "Phần lớn hồ sơ không phải của đơn vị thì mọi số liệu của báo cáo đều sai",
            "Where most dossiers are another agency's, every figure of the report is wrong",
        ),
        Text(
            "Lấy đúng tệp của đơn vị; đơn vị vừa đổi mã thì bổ sung vào agency_codes trong params/departments.yaml",
            "Take the department's own file; add a new code to agency_codes in params/departments.yaml",
        ),
        export_of_another_agency,
    ),
    Rule(
        "registers.duplicate-rows",
        "warning",
        Text("Dòng trùng lặp", "Duplicate rows"),
        Text("Ghép nhiều tệp kết xuất dễ làm một hồ sơ xuất hiện hai lần", "Joined exports easily hold a record twice"),
        Text("Xóa dòng trùng trong tệp nguồn", "Remove the repeated rows from the source file"),
        duplicate_rows,
    ),
)
