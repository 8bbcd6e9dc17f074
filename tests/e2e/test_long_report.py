"""A report with three hundred pages of annex: it is typeset in the memory that docs/performance.md promises.

And in time that grows as its pages do; time is counted in calls of functions, which no other program disturbs.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from cProfile import Profile
from pathlib import Path

import nbformat
import pdfplumber
import pytest
from nbformat import NotebookNode

from cchc_report.export.pdf import export_pdf
from cchc_report.presentation.document import annex_heading
from cchc_report.presentation.fragment import Fragment
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


def long_table(rows: int) -> Fragment:
    return Table(
        caption="Bảng 9. Danh sách hồ sơ",
        head=[[Head("Mã hồ sơ"), Head("Thủ tục"), Head("Số ngày")]],
        align=("left", "left", "number"),
        rows=[Row([f"000.00.01.H23-{n:06}", "Thông báo hoạt động khuyến mại", n % 30]) for n in range(rows)],
        widths=(35, 50, 15),
        name="long",
    ).to_fragment()


def calls(executed: NotebookNode, rows: int) -> int:
    """Return how many functions are called to typeset a report with a table of so many rows."""
    report = report_of(executed, long_table(rows))
    with Profile() as profile:
        export_pdf(report)
    return sum(entry.callcount for entry in profile.getstats())


def test_twice_the_pages_take_twice_the_time(executed_sample: NotebookNode) -> None:
    calls(executed_sample, 10)  # what is loaded and worked out once
    ten_pages, twenty_pages, thirty_pages = (calls(executed_sample, rows) for rows in (360, 720, 1080))
    assert thirty_pages - twenty_pages == pytest.approx(twenty_pages - ten_pages, rel=0.03)


def test_no_walk_of_the_garbage_collector_through_a_growing_report(executed_sample: NotebookNode) -> None:
    report = report_of(executed_sample, long_table(360))
    seen: list[str] = []

    def look(phase: str, _: dict[str, int]) -> None:
        seen.append(phase)

    gc.callbacks.append(look)
    try:
        export_pdf(report)
    finally:
        gc.callbacks.remove(look)
    assert gc.isenabled()
    assert seen in ([], ["start", "stop"])  # one walk at most, when all is done


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
def test_an_annex_of_three_hundred_pages_needs_less_than_a_gigabyte(
    executed_sample: NotebookNode, tmp_path: Path
) -> None:
    source, target = tmp_path / "report.ipynb", tmp_path / "report.pdf"
    heading = annex_heading(make_parameters(), "I", "Hồ sơ")
    nbformat.write(report_of(executed_sample, heading, long_table(ROWS)), source)

    said = subprocess.run([sys.executable, "-c", TYPESET, source, target], capture_output=True, text=True, check=True)

    with pdfplumber.open(target) as pdf:
        assert len(pdf.pages) >= LEAST_PAGES
        last_rows, _contents = pdf.pages[-2:]
        assert f"000.00.01.H23-{ROWS - 1:06}" in last_rows.extract_text()
    assert int(said.stdout) / 1000 < MOST_MEGABYTES
