"""The PDF is what an archive keeps (PDF/A-3a) and what a screen reader can read (PDF/UA-1): veraPDF is the judge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode

from cchc_report.export.pdf import export_pdf
from support.verapdf import validate

PROFILES = {"PDF/A-3A validation profile", "PDF/UA-1 validation profile"}


@pytest.fixture(scope="module")
def sample_pdf(executed_sample: NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pdf = tmp_path_factory.mktemp("sample") / "report.pdf"
    pdf.write_bytes(export_pdf(executed_sample))
    return pdf


def test_the_sample_meets_both_standards(sample_pdf: Path, require_tool: Callable[[str], str]) -> None:
    results = validate(sample_pdf, require_tool)
    assert {result.profile for result in results} == PROFILES
    assert [failure for result in results for failure in result.failures] == []
    assert [result.failed_checks for result in results] == [0, 0]
    assert min(result.passed_checks for result in results) > 10_000
