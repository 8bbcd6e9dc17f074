"""Write the reference pictures of the sample's two PDF files into docs/images: `python tools/write_page_images.py`.

First page, a page with charts, first page of the score table: what a director looks at; and of both editions what
differs: form II.06a and the late dossiers. Make the reports first (`make report`, `make report EDITION=public`); needs
pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pdfplumber

REPOSITORY = Path(__file__).resolve().parent.parent
REPORTS = REPOSITORY / "outputs/2020/sct"
IMAGES = REPOSITORY / "docs/images"
PAGES = {
    "report-page-1": ("internal", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    "report-charts": ("internal", "Biểu đồ 2."),
    "report-score-table": ("internal", "BẢNG ĐIỂM TỰ ĐÁNH GIÁ"),
    "form-internal": ("internal", "Bảng 1. Tình hình"),
    "form-public": ("public", "Bảng 1. Tình hình"),
    "charts-public": ("public", "Biểu đồ 2."),
    "sources-public": ("public", "Đây là bản công khai"),
    "late-internal": ("internal", "Bảng 2. Hồ sơ trễ hạn"),
    "late-public": ("public", "Bảng 2. Hồ sơ trễ hạn"),
}
"""Name of the picture → edition, and what stands on the page and on none before it."""

DOTS_PER_INCH = 80


def page_with(pdf: Path, text: str) -> int:
    """Return the number of the first page with `text`.

    Raises:
        LookupError: No page has it.
    """
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            if text in page.extract_text():
                return int(page.page_number)
    message = f"no page of {pdf} has {text!r}"
    raise LookupError(message)


def write_image(pdf: Path, page: int, name: str) -> Path:
    """Write one page and return the file."""
    stem = IMAGES / name
    size = ["-r", str(DOTS_PER_INCH), "-f", str(page), "-l", str(page)]
    subprocess.run(["pdftoppm", "-png", "-singlefile", *size, pdf, stem], check=True)
    return stem.with_suffix(".png")


def main() -> int:
    """Write all pictures from the PDF files that `make report` made."""
    for name, (edition, text) in PAGES.items():
        pdf = REPORTS / edition / "report.pdf"
        page = page_with(pdf, text)
        print(f"{write_image(pdf, page, name).relative_to(REPOSITORY)}: page {page} of {edition}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
