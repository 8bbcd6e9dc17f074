"""The index of all reports for reviewers, and the catalogue of all their measures (docs/index-page.md)."""

from cchc_report.batch.index.entries import Existence, FailedReport
from cchc_report.batch.index.publish import write_index

__all__ = ["Existence", "FailedReport", "write_index"]
