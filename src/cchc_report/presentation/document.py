"""The formal parts of the document: header, title, signature, annex headings (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from cchc_report.params.models import ReportParameters
from cchc_report.presentation.fragment import Fragment, breakable, element, escape
from cchc_report.presentation.letterhead import document_date, document_number, letterhead
from cchc_report.vietnamese_dates import short_date

RECORD_MIME_TYPE = "application/vnd.cchc-report.report+json"
"""MIME type under which an executed notebook carries what its report is made from."""

KIND = "BÁO CÁO"


def subject(parameters: ReportParameters) -> str:
    """Return the document's trích yếu: what the report is about."""
    return f"Tự đánh giá, chấm điểm cải cách thủ tục hành chính năm {parameters.year}"


def document_title(parameters: ReportParameters) -> str:
    """Return the title by which the document is filed: kind, subject and agency."""
    return f"Báo cáo {subject(parameters)[0].lower()}{subject(parameters)[1:]} của {parameters.department.name}"


def header(parameters: ReportParameters, record: Mapping[str, Any]) -> Fragment:
    """Return the header block, number, place and date, kind and subject of the document.

    Args:
        parameters: The report's parameters.
        record: What the report is made from; it travels with the header under `RECORD_MIME_TYPE`.
    """
    year_parameters = parameters.year_parameters
    document = parameters.department_year.document
    head = letterhead(parameters.department, document, parameters.year, year_parameters.layout)
    period = f"Kỳ số liệu: từ ngày {short_date(parameters.period.start)} đến ngày {short_date(parameters.period.end)}"
    title = element(
        "h1",
        element("span", KIND, class_="kind") + " " + element("span", escape(subject(parameters)), class_="subject"),
    ) + element("p", escape(f"({period})"), class_="period")
    markup = element("header", head + title, class_="document-header")
    style = element("style", (files("cchc_report.presentation") / "assets" / "notebook.css").read_text("utf-8"))
    return Fragment(style + markup, f"{KIND}\n{subject(parameters)}\n{period}", {RECORD_MIME_TYPE: dict(record)})


def signature(parameters: ReportParameters) -> Fragment:
    """Return the signature block, with room to sign, and the list of recipients."""
    document = parameters.department_year.document
    recipients = [name.rstrip(" ;.") for name in (*document.recipients, f"Lưu: VT, {document.filed_by}")]
    listed = "".join(
        element("li", breakable(name) + (";" if index < len(recipients) - 1 else "."))
        for index, name in enumerate(recipients)
    )
    left = element(
        "div", element("p", "Nơi nhận:", class_="recipients-title") + element("ul", listed), class_="recipients"
    )
    signer = document.signer
    lines = [line for line in (signer.authority, signer.title) if line]
    right = element(
        "div",
        "".join(element("p", escape(line.upper()), class_="signer-title") for line in lines)
        + element("p", escape(signer.name or ""), class_="signer-name"),
        class_="signer",
    )
    return Fragment(element("div", left + right, class_="signature"), "\n".join(lines))


def annex_heading(parameters: ReportParameters, number: str, title: str, *, anchor: str | None = None) -> Fragment:
    """Return the heading of an annex: `Phụ lục I`, its title, and whose annex it is; it begins on a new page.

    On the page number and title are two lines; the label says them in one, for the lists of contents.

    Args:
        parameters: The report's parameters.
        number: Its Roman number.
        title: Its title.
        anchor: Its element id, where other parts of the document lead to it.
    """
    label = f"Phụ lục {number}. {title}"
    markup = element(
        "h2",
        element("span", escape(f"Phụ lục {number}"), class_="annex-number")
        + " "
        + element("span", escape(title), class_="annex-title"),
        class_="annex",
        id=anchor,
        data_label=label,
    )
    belongs_to = f"(Kèm theo {_reference(parameters)})"
    return Fragment(markup + element("p", escape(belongs_to), class_="annex-of"), f"{label}\n{belongs_to}")


def _reference(parameters: ReportParameters) -> str:
    """Return how other papers name this report; a number or date that is still open leaves room to write it."""
    document = parameters.department_year.document
    number, dated = document_number(document), document_date(document, parameters.year)
    return f"Báo cáo số {number} {dated} của {parameters.department.name}"
