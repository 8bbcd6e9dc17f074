"""The Excel annex (`annex.xlsx`): the report's tables with real formulas, and the rows behind every figure."""

from __future__ import annotations

from cchc_report.presentation.workbook.annex import (
    ANNEX_NAME,
    WORKBOOK_MIME_TYPE,
    AnnexSource,
    annex_note,
    annex_sheets,
    annex_workbook,
)

__all__ = ["ANNEX_NAME", "WORKBOOK_MIME_TYPE", "AnnexSource", "annex_note", "annex_sheets", "annex_workbook"]
