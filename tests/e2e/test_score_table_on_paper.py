"""The score table and the list of documents in the PDF that is signed: where they stand, and that nothing spills."""

from __future__ import annotations

from pathlib import Path

import pdfplumber

from support.commands import RunCommand

BANNER = "Bộ tiêu chí minh họa — không phải điểm chính thức"
LAST_HEADS = "Tài liệu kiểm chứng Giải trình, ghi chú"
"""The two columns of text, which stand in one line of the head."""
LEFT, RIGHT = 30 / 25.4 * 72, 17 / 25.4 * 72
"""Margins of the page, in points: those of the stylesheet, within what the decree asks (30-35 and 15-20 mm)."""


def test_two_landscape_pages_of_scores_and_one_of_documents(sample_project: Path, run_command: RunCommand) -> None:
    run_command("cchc-report", "run", "--year", "2020", "--department", "sct", cwd=sample_project)
    with pdfplumber.open(sample_project / "outputs/2020/sct/internal/report.pdf") as pdf:
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
