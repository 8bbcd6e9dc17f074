"""From criteria sets (dated data) and measures to the score sheet: `load_criteria`, then `score_sheet`."""

from cchc_report.scoring.criteria import CriteriaSet, Node
from cchc_report.scoring.findings import gravest_first
from cchc_report.scoring.loading import find_criteria, list_criteria, load_criteria, read_criteria
from cchc_report.scoring.score import score_sheet
from cchc_report.scoring.sheet import ScoreRow, ScoreSheet, Total

__all__ = [
    "CriteriaSet",
    "Node",
    "ScoreRow",
    "ScoreSheet",
    "Total",
    "find_criteria",
    "gravest_first",
    "list_criteria",
    "load_criteria",
    "read_criteria",
    "score_sheet",
]
