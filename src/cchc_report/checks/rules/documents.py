"""Numbers and dates of documents; decisions outside the period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from cchc_report.checks.document_numbers import DocumentNumber, parse_document_number
from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.checks.rows import finding_rows
from cchc_report.errors import Text

NUMBER_COLUMNS = (
    ("decisions", "number"),
    ("reviews", "plan_number"),
    ("reviews", "report_number"),
    ("petitions", "report_number"),
    ("explanations", "apology_number"),
    ("evidence", "number"),
)
"""Every column that holds a document's number."""


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
            rows = finding_rows(register, mask, column=column, label=column)
            if rows:
                title = register.schema.title
                yield Observation(
                    Text(
                        f"{title}: {len(rows)} số, ký hiệu văn bản {vi}", f"{name}: {len(rows)} document numbers {en}"
                    ),
                    rows,
                )


def number_order(material: Material) -> Iterator[Observation]:
    """Report decisions of one series and year whose numbers do not rise with their dates."""
    decisions = material.registers.decisions
    series: dict[tuple[str, int], list[tuple[date, int, int]]] = defaultdict(list)
    for position, (text, day) in enumerate(
        zip(decisions.frame["number"], decisions.frame["promulgated_on"], strict=True)
    ):
        number: DocumentNumber | None = parse_document_number(text)
        if number is not None and not pd.isna(day):
            series[number.symbol, day.year].append((day.date(), number.number, position))
    mask = np.zeros(len(decisions.frame), dtype=bool)
    for documents in series.values():
        documents.sort()
        for (_, number_before, before), (_, number_after, after) in pairwise(documents):
            if number_after <= number_before:
                mask[[before, after]] = True
    rows = finding_rows(decisions, mask, column="number")
    if rows:
        yield Observation(
            Text(
                f"{len(rows)} quyết định có số không tăng theo ngày ban hành",
                f"{len(rows)} decisions whose numbers do not rise with their dates",
            ),
            rows,
        )


def decisions_outside_period(material: Material) -> Iterator[Observation]:
    """Report decisions of the register that were not promulgated in the period."""
    decisions, period = material.registers.decisions, material.parameters.period
    inside = decisions.frame["promulgated_on"].between(pd.Timestamp(period.start), pd.Timestamp(period.end))
    rows = finding_rows(decisions, ~inside.to_numpy(dtype=bool), column="promulgated_on")
    if rows:
        yield Observation(
            Text(
                f"{len(rows)} quyết định ban hành ngoài kỳ báo cáo, không được tính",
                f"{len(rows)} decisions outside the period are not counted",
            ),
            rows,
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
        Text("Số quyết định không tăng theo ngày", "Decision numbers do not rise"),
        Text(
            "Số văn bản một cơ quan trong một năm tăng theo ngày; trái thứ tự thường là gõ nhầm",
            "Within a year an issuer's numbers rise; else it is a typing error",
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
)
