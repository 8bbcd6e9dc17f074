"""From registers to measures: one module for each section of the report, pure functions."""

from cchc_report.statistics.classify import classify
from cchc_report.statistics.compute import Statistics, compute_statistics
from cchc_report.statistics.form import FieldRow
from cchc_report.statistics.late import EvidenceCitation, Explanation, LateDossier, Verdict, assess_late_dossiers
from cchc_report.statistics.monthly import MonthRow

__all__ = [
    "EvidenceCitation",
    "Explanation",
    "FieldRow",
    "LateDossier",
    "MonthRow",
    "Statistics",
    "Verdict",
    "assess_late_dossiers",
    "classify",
    "compute_statistics",
]
