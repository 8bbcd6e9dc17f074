"""On screen, below the report: for every figure the rows behind it, in the page or in the annex workbook."""
