"""Numbers and dates of documents; decisions outside the period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from cchc_report.checks.document_numbers import DocumentNumber, parse_document_number
from cchc_report.checks.finding import Material, Observation, Rows, Rule
from cchc_report.checks.rows import finding_rows, joined, observed
from cchc_report.errors import Text
from cchc_report.statistics.names import comparison_key

NUMBER_COLUMNS = (
    ("decisions", "number"),
    ("reviews", "plan_number"),
    ("reviews", "report_number"),
    ("petitions", "report_number"),
    ("explanations", "apology_number"),
    ("evidence", "number"),
)
"""Every column that holds a document's number."""


DATED_COLUMNS = (
    ("decisions", "number", "promulgated_on", None),
    ("reviews", "plan_number", "plan_date", "plan_issuer"),
    ("reviews", "report_number", "report_date", None),
    ("explanations", "apology_number", "apology_date", None),
    ("evidence", "number", "dated", "issuer"),
)
"""Those of them that have a date: register, number, date, issuer."""

_LEVELS_BELOW = tuple(
    comparison_key(f"UBND {level}") for level in ("huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn")
)


def unreadable_numbers(material: Material) -> Iterator[Observation]:
    """Report document numbers that are not `number/symbol`, and those that lost a hyphen."""
    for name, column in NUMBER_COLUMNS:
        register = material.registers[name]
        texts = register.frame[column]
        parsed = [None if pd.isna(text) else parse_document_number(text) for text in texts]
        unread = np.array([number is None for number in parsed], dtype=bool) & texts.notna().to_numpy()
        lost = np.array([number is not None and number.hyphen_lost for number in parsed], dtype=bool)
        for mask, vi, en in (
            (unread, "không đúng dạng số/ký hiệu", "not number/symbol"),
            (lost, "thiếu dấu gạch nối", "lost their hyphen"),
        ):
            title = register.schema.title
            yield from observed(
                finding_rows(register, mask, column=column, label=column),
                f"{title}: {{n}} số, ký hiệu văn bản {vi}",
                f"{name}: {{n}} document numbers {en}",
            )


def number_order(material: Material) -> Iterator[Observation]:
    """Report documents of one series and year, from all registers, whose numbers do not rise with their dates.

    A document that several registers name is one document. Documents of one day may have their numbers in any order.
    """
    series: dict[tuple[str, str, int], dict[tuple[date, int], list[_Dated]]] = defaultdict(lambda: defaultdict(list))
    for document in _dated_documents(material):
        key = (document.issuer, document.number.symbol, document.day.year)
        series[key][document.day, document.number.number].append(document)
    wrong: dict[str, set[int]] = defaultdict(set)
    for documents in series.values():
        for earlier, later in pairwise(sorted(documents)):
            if later[1] <= earlier[1]:
                for document in (*documents[earlier], *documents[later]):
                    wrong[document.source].add(document.position)
    yield from observed(
        joined(_rows_of(material, source, positions) for source, positions in wrong.items()),
        "{n} văn bản có số không tăng theo ngày ban hành so với văn bản cùng ký hiệu trong năm",
        "{n} documents have numbers that do not rise with the dates of their series",
    )


def number_years(material: Material) -> Iterator[Observation]:
    """Report documents whose number states another year than their date."""
    wrong: dict[str, set[int]] = defaultdict(set)
    for document in _dated_documents(material):
        if document.number.year not in {None, document.day.year}:
            wrong[document.source].add(document.position)
    yield from observed(
        joined(_rows_of(material, source, positions) for source, positions in wrong.items()),
        "{n} văn bản có năm trong số, ký hiệu khác năm ban hành",
        "{n} documents state another year in their number than in their date",
    )


def evidence_without_location(material: Material) -> Iterator[Observation]:
    """Report evidence that can be found neither by a number nor by a section or page."""
    evidence = material.registers.evidence
    mask = (evidence.frame["number"].isna() & evidence.frame["location"].isna()).to_numpy(dtype=bool)
    yield from observed(
        finding_rows(evidence, mask, column="location"),
        "{n} tài liệu kiểm chứng không có số, ký hiệu cũng không ghi mục, trang",
        "{n} documents of evidence have neither a number nor a section or page",
    )


@dataclass(frozen=True, slots=True)
class _Dated:
    """A document's number with its date: which of `DATED_COLUMNS` it stands in, in which row, and who issued it."""

    source: str
    position: int
    number: DocumentNumber
    day: date
    issuer: str


def _dated_documents(material: Material) -> Iterator[_Dated]:
    province = comparison_key(material.parameters.department.parent)
    for name, column, dated, issuer in DATED_COLUMNS:
        frame = material.registers[name].frame
        issuers = frame[issuer] if issuer else [None] * len(frame)
        for position, (text, day, by) in enumerate(zip(frame[column], frame[dated], issuers, strict=True)):
            number = None if pd.isna(text) or pd.isna(day) else parse_document_number(text)
            if number is not None:
                yield _Dated(f"{name}.{column}", position, number, day.date(), _local_issuer(by, province))


def _local_issuer(issuer: Any, province: str) -> str:
    """Return the issuer where it is below the province, for districts and communes number on their own; else nothing.

    The province's own offices all write into the province's series (`UBND tỉnh`, `Chủ tịch UBND tỉnh`).
    """
    key = "" if pd.isna(issuer) else comparison_key(str(issuer))
    below = any(f"{level} " in f"{key} " for level in _LEVELS_BELOW)
    return key if below and province not in key else ""


def _rows_of(material: Material, source: str, positions: set[int]) -> Rows:
    name, column = source.split(".")
    register = material.registers[name]
    mask = np.zeros(len(register.frame), dtype=bool)
    mask[sorted(positions)] = True
    return finding_rows(register, mask, column=column, label=column)


def decisions_outside_period(material: Material) -> Iterator[Observation]:
    """Report decisions of the register that were not promulgated in the period."""
    decisions, period = material.registers.decisions, material.parameters.period
    inside = decisions.frame["promulgated_on"].between(pd.Timestamp(period.start), pd.Timestamp(period.end))
    rows = finding_rows(decisions, ~inside.to_numpy(dtype=bool), column="promulgated_on")
    yield from observed(
        rows,
        "{n} quyết định ban hành ngoài kỳ báo cáo, không được tính",
        "{n} decisions outside the period are not counted",
    )


RULES = (
    Rule(
        "documents.number-unreadable",
        "note",
        Text("Số, ký hiệu văn bản sai dạng", "Unusual document number"),
        Text("Người thẩm định tra văn bản theo số, ký hiệu", "An appraiser looks a document up by its number"),
        Text("Ghi theo dạng 1016/QĐ-UBND", "Write it like 1016/QĐ-UBND"),
        unreadable_numbers,
    ),
    Rule(
        "documents.number-order",
        "warning",
        Text("Số văn bản không tăng theo ngày", "Document numbers do not rise"),
        Text(
            "Trong một năm, số văn bản cùng ký hiệu của một cơ quan tăng theo ngày; trái thứ tự thường là gõ nhầm",
            "Within a year the numbers of an issuer's series rise, in all registers together; else one is mistyped",
        ),
        Text("Đối chiếu số và ngày với bản gốc", "Compare number and date with the original"),
        number_order,
    ),
    Rule(
        "documents.decision-outside-period",
        "note",
        Text("Quyết định ngoài kỳ báo cáo", "Decision outside the period"),
        Text("Chỉ quyết định ban hành trong kỳ mới được tính", "Only decisions of the period count"),
        Text("Kiểm tra ngày ban hành và kỳ báo cáo", "Check the date and the period"),
        decisions_outside_period,
    ),
    Rule(
        "documents.number-year",
        "warning",
        Text("Năm trong số văn bản khác năm ban hành", "Year in the number is not the date's"),
        Text("Số 61/2018/NĐ-CP chỉ có thể ban hành năm 2018", "61/2018/NĐ-CP can only be of 2018"),
        Text("Đối chiếu số và ngày với bản gốc", "Compare number and date with the original"),
        number_years,
    ),
    Rule(
        "documents.evidence-without-location",
        "note",
        Text("Tài liệu kiểm chứng khó tìm", "Evidence hard to find"),
        Text(
            "Sổ sách, bảng kê không có số, ký hiệu thì phải ghi mục, trang để người thẩm định tìm được",
            "A record without a number needs a section or page, or an appraiser cannot find what it proves",
        ),
        Text(
            "Điền cột “Mục, trang” ở trang tính “Tài liệu kiểm chứng”", "Fill the column “Mục, trang” of the evidence"
        ),
        evidence_without_location,
    ),
)
