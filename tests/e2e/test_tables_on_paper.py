"""Tables and charts over many pages: the head repeats, no row is torn, nothing leaves the page, all of it is found."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from nbformat import NotebookNode
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from cchc_report.export.pdf import export_pdf
from cchc_report.measures import Count
from cchc_report.presentation.charts.by_month import chart_by_month
from cchc_report.presentation.charts.drawing import SETTLED
from cchc_report.presentation.document import annex_heading
from cchc_report.presentation.fragment import landscape
from cchc_report.presentation.prose import paragraph
from cchc_report.presentation.table import Head, Row, Table
from support.executed_report import report_of
from support.pdf_layout import lines, occurrences
from support.registers import make_parameters
from support.verapdf import validate

ROWS = 90
LONG_TABLE = Table(
    caption="Bảng 8. Bảng dài",
    head=[[Head("Mã"), Head("Nội dung"), Head("Số hồ sơ")]],
    align=("left", "left", "number"),
    rows=[
        *(
            Row([f"M{number:03}", (f"đầu-{number:03}", "giữa " * (number % 25), f"cuối-{number:03}"), number])
            for number in range(ROWS)
        ),
        Row([None, "Tổng số", ROWS], total=True),
    ],
    widths=(15, 65, 20),
    name="long",
)


@pytest.fixture(scope="module")
def content(executed_sample: NotebookNode) -> bytes:
    heading = annex_heading(make_parameters(), "I", "Bảng dài")
    return export_pdf(report_of(executed_sample, heading, LONG_TABLE.to_fragment()))


@pytest.fixture(scope="module")
def pdf(content: bytes) -> PDF:
    return pdfplumber.open(io.BytesIO(content))


def text_of(page: Page) -> str:
    return "\n".join(run.text for run in lines(page))


def test_the_head_stands_on_every_page_of_the_table(pdf: PDF) -> None:
    pages = [page for page in pdf.pages if re.search(r"M\d{3}", text_of(page))]
    assert len(pages) > 5
    for page in pages:
        heads = [run for run in lines(page) if run.text in {"Mã", "Nội dung", "Số hồ sơ"} and run.bold]
        assert [run.text for run in heads] == ["Mã", "Nội dung", "Số hồ sơ"]
        first_row = min(run.baseline for run in lines(page) if re.fullmatch(r"M\d{3}", run.text))
        assert max(run.baseline for run in heads) < first_row


def test_the_caption_stands_once(pdf: PDF) -> None:
    assert sum(len(occurrences(page, "Bảng 8. Bảng dài")) for page in pdf.pages) == 1


def test_no_row_is_torn(pdf: PDF) -> None:
    places = {
        word: page.page_number for page in pdf.pages for word in re.findall(r"(?:M|đầu-|cuối-)\d{3}", text_of(page))
    }
    assert len(places) == 3 * ROWS
    torn = [
        number for number in range(ROWS) if len({places[f"{part}{number:03}"] for part in ("M", "đầu-", "cuối-")}) != 1
    ]
    assert torn == []


def test_the_total_is_not_left_alone(pdf: PDF) -> None:
    last = next(page for page in pdf.pages if occurrences(page, "Tổng số"))
    assert f"M{ROWS - 1:03}" in text_of(last)


def test_a_long_table_is_read_in_order(pdf: PDF) -> None:
    codes = [code for page in pdf.pages for code in re.findall(r"M\d{3}", text_of(page))]
    assert codes == sorted(codes)
    assert Counter(codes).most_common(1)[0][1] == 1


def test_pages_are_numbered_to_the_end(pdf: PDF) -> None:
    numbers = [min(lines(page), key=lambda run: run.baseline).text for page in pdf.pages[1:]]
    assert numbers == [str(page.page_number) for page in pdf.pages[1:]]


def test_a_long_table_meets_both_standards(content: bytes, tmp_path: Path, require_tool: Callable[[str], str]) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(content)
    results = validate(path, require_tool)
    assert [(result.failed_checks, result.failures) for result in results] == [(0, ()), (0, ())]


def test_a_wide_table_turns_its_pages_and_the_text_after_it_turns_back(executed_sample: NotebookNode) -> None:
    content = export_pdf(
        report_of(
            executed_sample, paragraph("Trước bảng."), landscape(LONG_TABLE.to_fragment()), paragraph("Sau bảng.")
        )
    )
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        across = [page.width > page.height for page in pdf.pages]
        assert not across[0]
        assert not across[-1]
        assert all(across[1:-1])
        assert occurrences(pdf.pages[0], "Trước bảng.")
        assert occurrences(pdf.pages[-1], "Sau bảng.")


def test_a_chart_and_its_caption_stay_together(executed_sample: NotebookNode) -> None:
    months = [
        (
            f"{month}/2020",
            Count(f"monthly.m{month}.received", "nhận", 40 + month, "hồ sơ", "kỳ"),
            Count(f"monthly.m{month}.settled", "xong", 40, "hồ sơ", "kỳ"),
        )
        for month in range(1, 13)
    ]
    charts = [chart_by_month(months, number=number).to_fragment() for number in range(1, 8)]
    content = export_pdf(report_of(executed_sample, *charts))
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) > 1
        for page in pdf.pages:
            captions = sorted(run.baseline for run in lines(page) if run.text.startswith("Biểu đồ "))
            bottoms = sorted({round(bar["bottom"]) for bar in bars_of(page)})
            assert len(bottoms) == len(captions)
            assert all(0 < caption - bottom < 50 for bottom, caption in zip(bottoms, captions, strict=True))


def bars_of(page: Page) -> list[dict[str, Any]]:
    """Return the bars of dossiers that were settled."""
    colour = pytest.approx([int(SETTLED.colour[at : at + 2], 16) / 255 for at in (1, 3, 5)], abs=0.01)
    shapes = [shape for shape in (*page.rects, *page.curves) if shape["non_stroking_color"] is not None]
    return [shape for shape in shapes if list(shape["non_stroking_color"]) == colour and shape["height"] > 20]
