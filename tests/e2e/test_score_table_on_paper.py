"""The score table and the list of documents in the PDF that is signed: where they stand, and that nothing spills."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import openpyxl
import pdfplumber
from pdfplumber.page import Page

from support.commands import RunCommand

BANNER = "Bộ tiêu chí minh họa — không phải điểm chính thức"
LAST_HEADS = "Tài liệu kiểm chứng Giải trình, ghi chú"
"""The two columns of text, which stand in one line of the head."""
LEFT, RIGHT = 30 / 25.4 * 72, 17 / 25.4 * 72
"""Margins of the page, in points: those of the stylesheet, within what the decree asks (30-35 and 15-20 mm)."""


def overlapping(page: Page) -> list[tuple[str, str]]:
    """Return pairs of neighbouring words of one line that lie over each other: a column too narrow for its text."""
    words = sorted(page.extract_words(use_text_flow=True), key=lambda word: (round(word["top"]), word["x0"]))
    return [
        (one["text"], other["text"])
        for one, other in pairwise(words)
        if abs(one["top"] - other["top"]) < 1 and max(one["x0"], other["x0"]) < min(one["x1"], other["x1"]) - 1
    ]


def spoil(project: Path) -> None:
    """Take away a document of evidence, the reason of a score, and the due dates of two dossiers."""
    registers = openpyxl.load_workbook(project / "data/2020/sct/registers.xlsx")
    evidence = registers["Tài liệu kiểm chứng"]
    evidence.delete_rows(next(cells[0].row for cells in evidence.iter_rows() if cells[0].value == "TL-13"))
    registers["Điểm tự chấm"]["C3"].value = None
    registers.save(project / "data/2020/sct/registers.xlsx")
    dossiers = openpyxl.load_workbook(project / "data/2020/sct/dossiers.xlsx")
    page = dossiers.worksheets[0]
    due = next(cell.column for cell in page[1] if cell.value == "NgayHenTra")
    for row in (2, 3):
        page.cell(row, due).value = None
    dossiers.save(project / "data/2020/sct/dossiers.xlsx")


def test_what_must_be_explained_stands_below_the_scores_and_findings_in_their_columns(
    sample_project: Path, run_command: RunCommand
) -> None:
    spoil(sample_project)
    run_command("cchc-report", "run", "--year", "2020", "--department", "sct", cwd=sample_project)
    with pdfplumber.open(sample_project / "outputs/2020/sct/internal/report.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
        assert [pair for page in pdf.pages for pair in overlapping(page)] == []
    scores, documents = text.index("Tổng điểm 100,00"), text.index("Danh mục tài liệu kiểm chứng")
    explained = text[scores:documents]
    assert "Tiêu chí cần giải trình:" in explained
    assert "- Tiêu chí 1.6 (Tiếp nhận, xử lý phản ánh, kiến nghị): Chưa có tài liệu kiểm chứng" in explained
    assert "- Tiêu chí 1.7 " in explained
    assert "Điểm tự chấm chưa ghi lý do." in explained
    findings = text[text.index("KẾT QUẢ KIỂM TRA SỐ LIỆU") :]
    assert "000.00.02.H23-" in findings, "the dossiers without a due date are named"


def test_two_landscape_pages_of_scores_and_one_of_documents(sample_report: Path) -> None:
    with pdfplumber.open(sample_report / "report.pdf") as pdf:
        texts = [page.extract_text() for page in pdf.pages]
        scores = [number for number, text in enumerate(texts) if LAST_HEADS in text]
        assert len(scores) == 2, "the head is repeated on each page of the table"
        first, last = scores
        assert texts[first].index("BẢNG ĐIỂM TỰ ĐÁNH GIÁ") < texts[first].index(BANNER)
        assert texts[first].index(BANNER) < texts[first].index("Bảng 3.") < texts[first].index(LAST_HEADS)
        assert texts[last].index("1.7 ") < texts[last].index("Tổng điểm 100,00 97,11")
        assert "Tổng điểm tự đánh giá: 97,11/100 điểm." in texts[last]
        documents = last + 1
        assert [f"TL-{number:02}" in texts[documents] for number in range(1, 15)] == [True] * 14
        for page in pdf.pages[first : documents + 1]:
            assert page.width > page.height
            words = page.extract_words()
            assert min(word["x0"] for word in words) >= LEFT - 1
            assert max(word["x1"] for word in words) <= page.width - RIGHT + 1
            assert round(min(char["size"] for char in page.chars), 2) >= 10
