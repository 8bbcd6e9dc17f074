"""Decisions that came late: counted in working days from the day on the national database."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cchc_report.checks.finding import Material, Observation, Rule
from cchc_report.checks.rows import finding_rows, observed
from cchc_report.errors import Text
from cchc_report.statistics.promulgation import working_days_waited


def promulgated_late(material: Material) -> Iterator[Observation]:
    """Report decisions that came later than the year's parameters allow; without a limit there in no case."""
    over = _days_over_limit(material)
    if over is None:
        return
    limit, worst = material.parameters.year_parameters.checks.promulgation_limit_working_days, int(over.max(initial=0))
    yield from observed(
        finding_rows(material.registers.decisions, over > 0, column="promulgated_on"),
        f"{{n}} quyết định ban hành muộn hơn {limit} ngày làm việc kể từ ngày đăng trên CSDL quốc gia, "
        f"nhiều nhất quá {worst} ngày làm việc",
        f"{{n}} decisions came later than {limit} working days after the national database, by {worst} at most",
        gap=worst,
    )


def late_without_reason(material: Material) -> Iterator[Observation]:
    """Report decisions that came late, by the year's limit, without a reason."""
    over = _days_over_limit(material)
    if over is not None:
        silent = material.registers.decisions.frame["late_reason"].isna().to_numpy()
        yield from observed(
            finding_rows(material.registers.decisions, (over > 0) & silent, column="late_reason"),
            "{n} quyết định công bố muộn chưa ghi lý do",
            "{n} decisions came late and state no reason",
        )


def _days_over_limit(material: Material) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
    """Return working days over the limit for each decision, 0 for those in time; `None` where there is no limit."""
    limit = material.parameters.year_parameters.checks.promulgation_limit_working_days
    if limit is None:
        return None
    waits = working_days_waited(material.registers.decisions.frame, material.calendar)
    return np.array([max(0, (wait or 0) - limit) for wait in waits], dtype=np.int64)


RULES = (
    Rule(
        "promulgation.late",
        "warning",
        Text("Công bố thủ tục muộn", "Promulgated late"),
        Text(
            "Thủ tục phải được công bố trong thời hạn kể từ khi quyết định của Bộ có trên CSDL quốc gia; thời hạn là "
            "promulgation_limit_working_days trong year.yaml, không ghi thì không xét",
            "Procedures must be promulgated in time after the ministry's decision is on the national database; the "
            "limit is promulgation_limit_working_days in year.yaml, and without it nothing is looked at",
        ),
        Text("Nêu lý do trong phần giải trình của mục công bố", "Explain it in the section on promulgation"),
        promulgated_late,
    ),
    Rule(
        "promulgation.late-without-reason",
        "warning",
        Text("Công bố muộn chưa có lý do", "Late decision without a reason"),
        Text(
            "Người thẩm định chỉ xem xét việc công bố muộn khi có lý do",
            "An appraiser considers a late decision only where a reason is given",
        ),
        Text(
            "Điền cột “Lý do công bố muộn” ở trang tính “Quyết định công bố”",
            "Fill the column “Lý do công bố muộn” in the sheet “Quyết định công bố”",
        ),
        late_without_reason,
    ),
)
