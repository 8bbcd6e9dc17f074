"""Findings: what does not add up, never corrected silently."""
