"""Write the reference pictures of the sample's PDF into docs/images: `python tools/write_page_images.py [PDF]`.

First page, a page with charts, first page of the score table: what a director looks at. Make the report first
(`make report`); needs pdftoppm.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pdfplumber

REPOSITORY = Path(__file__).resolve().parent.parent
REPORT = REPOSITORY / "outputs/2020/sct/internal/report.pdf"
IMAGES = REPOSITORY / "docs/images"
PAGES = {
    "report-page-1": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "report-charts": "Biểu đồ 2.",
    "report-score-table": "BẢNG ĐIỂM TỰ ĐÁNH GIÁ",
}
"""Name of the picture → what stands on the page and on none before it."""

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


def main(arguments: list[str]) -> int:
    """Write all pictures from the PDF named in `arguments`, or from the one that `make report` made."""
    pdf = Path(arguments[0]) if arguments else REPORT
    for name, text in PAGES.items():
        page = page_with(pdf, text)
        print(f"{write_image(pdf, page, name).relative_to(REPOSITORY)}: page {page}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
