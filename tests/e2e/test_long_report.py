"""A report with three hundred pages of annex: it is typeset in the memory that docs/performance.md promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pdfplumber
import pytest
from nbformat import NotebookNode

from cchc_report.presentation.document import annex_heading
from cchc_report.presentation.table import Head, Row, Table
from support.executed_report import report_of
from support.registers import make_parameters

ROWS = 11_000
LEAST_PAGES = 300
MOST_MEGABYTES = 1_000
TYPESET = """
import sys
from pathlib import Path
import nbformat
from cchc_report.export.pdf import export_pdf
source, target = map(Path, sys.argv[1:])
target.write_bytes(export_pdf(nbformat.read(source, as_version=nbformat.NO_CONVERT)))
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""
"""Prints the most memory that the process ever had, in kB."""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
def test_an_annex_of_three_hundred_pages_needs_less_than_a_gigabyte(
    executed_sample: NotebookNode, tmp_path: Path
) -> None:
    table = Table(
        caption="Bảng 9. Danh sách hồ sơ",
        head=[[Head("Mã hồ sơ"), Head("Thủ tục"), Head("Số ngày")]],
        align=("left", "left", "number"),
        rows=[Row([f"000.00.01.H23-{n:06}", "Thông báo hoạt động khuyến mại", n % 30]) for n in range(ROWS)],
        widths=(35, 50, 15),
        name="long",
    )
    source, target = tmp_path / "report.ipynb", tmp_path / "report.pdf"
    nbformat.write(
        report_of(executed_sample, annex_heading(make_parameters(), "I", "Hồ sơ"), table.to_fragment()), source
    )

    said = subprocess.run([sys.executable, "-c", TYPESET, source, target], capture_output=True, text=True, check=True)

    with pdfplumber.open(target) as pdf:
        assert len(pdf.pages) >= LEAST_PAGES
        last_rows, _contents = pdf.pages[-2:]
        assert f"000.00.01.H23-{ROWS - 1:06}" in last_rows.extract_text()
    assert int(said.stdout) / 1000 < MOST_MEGABYTES
