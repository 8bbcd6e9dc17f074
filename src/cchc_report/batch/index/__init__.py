"""The index of all reports for reviewers, and the catalogue of all their measures (docs/index-page.md)."""

from cchc_report.batch.index.entries import Existence, FailedReport
from cchc_report.batch.index.publish import write_index
from cchc_report.batch.index.state import Failure

__all__ = ["Existence", "FailedReport", "Failure", "write_index"]
