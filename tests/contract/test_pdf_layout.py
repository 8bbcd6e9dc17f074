"""The layout of the sample's PDFs, pinned: how many pages, and where on each of them which block of text stands, which
rules and which drawing.

Whoever moves something sees it here. Where the change is meant, look at the pages as pictures, then write it anew:
`pytest tests/contract/test_pdf_layout.py --snapshot-update`, and `python tools/write_page_images.py` for the pictures
in docs/images.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from nbformat import NotebookNode
from pdfplumber.page import Page
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cchc_report.export.pdf import export_pdf
from support.counting import uncounted
from support.executed_report import executed_report
from support.pdf_layout import Rule, Run, lines, millimetres, rules

FURTHEST_LINE = 1.8
"""Lines of one block are less than this far apart, in sizes of their type."""
WORDS_SHOWN = 28


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_layout_of_the_sample(
    edition: str, executed_sample: NotebookNode, repository: Path, snapshot: SnapshotAssertion
) -> None:
    notebook = executed_sample if edition == "internal" else executed_report(repository, 2020, "sct", edition)
    content = export_pdf(notebook)
    with uncounted(), pdfplumber.open(io.BytesIO(content)) as pdf:
        pages = [page_record(page) for page in pdf.pages]
    assert pages == snapshot(extension_class=JSONSnapshotExtension)


def page_record(page: Page) -> dict[str, Any]:
    """Return one page.

    Its size; its blocks, each as `left, top, right, bottom (mm), size: first words`; its thin horizontal rules, as
    `left - right (mm)` with how many there are; the box around what is drawn in curves (letters of charts are curves).
    """
    return {
        "page": page.page_number,
        "size": f"{millimetres(page.width):.0f} x {millimetres(page.height):.0f} mm",
        "blocks": [block_record(block) for block in blocks(page)],
        "rules": dict(sorted(Counter(rule_record(rule) for rule in rules(page)).items())),
        "drawing": drawing_record(page),
    }


def rule_record(rule: Rule) -> str:
    return f"{millimetres(rule.x0):.0f} - {millimetres(rule.x1):.0f}"


def drawing_record(page: Page) -> str | None:
    if not page.curves:
        return None
    box = (
        min(curve["x0"] for curve in page.curves),
        min(curve["top"] for curve in page.curves),
        max(curve["x1"] for curve in page.curves),
        max(curve["bottom"] for curve in page.curves),
    )
    return ", ".join(f"{millimetres(each):.0f}" for each in box)


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
