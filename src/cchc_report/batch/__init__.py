"""Run a report from raw exports to its published folder."""
