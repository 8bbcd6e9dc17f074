"""Cells to values: one module a kind of column. Each judges distinct values, and returns values and faults."""
