"""Findings: what does not add up, never corrected silently."""

from cchc_report.checks.catalogue import CATALOGUE, run_checks
from cchc_report.checks.finding import SEVERITIES, Finding, FindingRow, Rule, Severity

__all__ = ["CATALOGUE", "SEVERITIES", "Finding", "FindingRow", "Rule", "Severity", "run_checks"]
