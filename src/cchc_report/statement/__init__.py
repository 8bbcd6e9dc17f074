"""The statement checker: do the figures that a published report states agree with each other?

Data goes one way: a file is *read* (`reading`) into a `Statement`; `assess` tests every identity and every percentage
on exact numbers; `sentences`, `terminal`, `records` and `workbook` tell the result. Nothing between reading and
telling knows about files.
"""

from cchc_report.statement.assessment import Assessment, assess
from cchc_report.statement.model import ClaimedPercentage, Statement

__all__ = ["Assessment", "ClaimedPercentage", "Statement", "assess"]
