"""Which report is meant: one cell of the matrix of years, departments and editions."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_report.params.models import Edition


@dataclass(frozen=True, slots=True, order=True)
class ReportRequest:
    """One report.

    Attributes:
        year: Reporting year.
        department: Id of the department.
        edition: `internal` or `public`.
    """

    year: int
    department: str
    edition: Edition

    @property
    def name(self) -> str:
        """Its name in messages, and its folder under the outputs: `2020/sct/internal`."""
        return f"{self.year}/{self.department}/{self.edition}"
