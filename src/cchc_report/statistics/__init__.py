"""From registers to measures: one module for each section of the report, pure functions."""
