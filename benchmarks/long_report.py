"""Typeset the sample's report with an annex of many rows; print seconds, megabytes at the highest, and pages."""

from __future__ import annotations

import io
import resource
import sys
from pathlib import Path
from time import perf_counter

import matplotlib as mpl
import nbformat
import pdfplumber

from cchc_report.export.annex import without_annex
from cchc_report.export.pdf import export_pdf
from cchc_report.params.loading import load_parameters
from cchc_report.params.project import find_project
from cchc_report.presentation.document import annex_heading
from cchc_report.presentation.table import Head, Row, Table
from without_notebook import output_of, shown_by_cells


def main(arguments: list[str]) -> int:
    """Add `ROWS` rows to the report of `PROJECT YEAR DEPARTMENT`."""
    mpl.use("agg")
    project, year, department, rows = Path(arguments[0]), int(arguments[1]), arguments[2], int(arguments[3])
    notebook = nbformat.read(project / "notebooks" / "self_assessment.ipynb", as_version=4)  # type: ignore[no-untyped-call]  # a gap
    executed = without_annex(shown_by_cells(notebook, project, year, department))
    table = Table(
        caption="Danh sách hồ sơ",
        head=[[Head("Mã hồ sơ"), Head("Thủ tục"), Head("Số ngày")]],
        align=("left", "left", "number"),
        rows=[Row([f"000.00.01.H23-{n:06}", "Thông báo hoạt động khuyến mại", n % 30]) for n in range(rows)],
        widths=(35, 50, 15),
        name="long",
    )
    heading = annex_heading(load_parameters(find_project(project), year, department, "internal"), "IX", "Hồ sơ")
    outputs = [output_of(each) for each in (heading, table.to_fragment())]
    executed.cells.append(nbformat.v4.new_code_cell("", outputs=outputs))  # type: ignore[no-untyped-call]  # the same
    start = perf_counter()
    pdf = export_pdf(executed)
    seconds = perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        pages = len(read.pages)
    print(seconds, megabytes, pages)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
