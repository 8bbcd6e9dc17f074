"""The layout of the sample's PDF, pinned: how many pages, and where on each of them which block of text stands.

Whoever moves something sees it here. Where the change is meant, look at the pages as pictures, then write it anew:
`pytest tests/contract/test_pdf_layout.py --snapshot-update`, and `python tools/write_page_images.py` for the pictures
in docs/images.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pdfplumber
from nbformat import NotebookNode
from pdfplumber.page import Page
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cchc_report.export.pdf import export_pdf
from support.pdf_layout import Run, lines, millimetres

FURTHEST_LINE = 1.8
"""Lines of one block are less than this far apart, in sizes of their type."""
WORDS_SHOWN = 28


def test_layout_of_the_sample(executed_sample: NotebookNode, snapshot: SnapshotAssertion) -> None:
    with pdfplumber.open(io.BytesIO(export_pdf(executed_sample))) as pdf:
        pages = [page_record(page) for page in pdf.pages]
    assert pages == snapshot(extension_class=JSONSnapshotExtension)


def page_record(page: Page) -> dict[str, Any]:
    """Return one page: its size and its blocks, each as `left, top, right, bottom (mm), size: first words`."""
    return {
        "page": page.page_number,
        "size": f"{millimetres(page.width):.0f} x {millimetres(page.height):.0f} mm",
        "blocks": [block_record(block) for block in blocks(page)],
    }


def blocks(page: Page) -> Iterator[list[Run]]:
    """Yield lines that were set one after another, in one type, near each other."""
    block: list[Run] = []
    for _, same_line in groupby(lines(page), key=lambda run: round(run.baseline)):
        for run in same_line:
            if block and not _goes_on(block[-1], run):
                yield block
                block = []
            block.append(run)
    if block:
        yield block


def block_record(block: list[Run]) -> str:
    sizes = sorted(set().union(*(run.sizes for run in block)))
    box = (
        min(run.x0 for run in block),
        min(run.baseline for run in block),
        max(run.x1 for run in block),
        max(run.baseline for run in block),
    )
    places = ", ".join(f"{millimetres(each):.0f}" for each in box)
    return f"{places}; {'/'.join(f'{size:g}' for size in sizes)} pt: {block[0].text[:WORDS_SHOWN].strip()}"


def _goes_on(run: Run, following: Run) -> bool:
    step = following.baseline - run.baseline
    same_type = run.sizes == following.sizes and run.bold == following.bold and run.italic == following.italic
    return same_type and -1 < step < FURTHEST_LINE * max(run.sizes)
