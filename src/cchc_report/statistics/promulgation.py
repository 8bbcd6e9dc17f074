"""Promulgation: the decisions that published or abolished procedures in the period."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cchc_report.measures import Count, Measure, Members
from cchc_report.params.models import Period


def promulgation_measures(decisions: pd.DataFrame, period: Period) -> Iterator[Measure]:
    """Yield the measures of the section on promulgation.

    Args:
        decisions: Frame of the decision register.
        period: Only decisions promulgated in it count.
    """
    day = decisions["promulgated_on"]
    in_period = day.between(pd.Timestamp(period.start), pd.Timestamp(period.end)).to_numpy(dtype=bool)
    late = in_period & decisions["late_reason"].notna().to_numpy()
    population = f"Quyết định công bố danh mục TTHC; kỳ báo cáo {period.start:%d/%m/%Y} - {period.end:%d/%m/%Y}"
    for name, label, rows in (
        ("decisions", "quyết định công bố hoặc bãi bỏ TTHC ban hành trong kỳ", in_period),
        ("late", "quyết định công bố muộn, có ghi lý do", late),
    ):
        members = Members.where("decisions", rows)
        yield Count.of_rows(f"promulgation.{name}", label, members, unit="quyết định", population=population)
