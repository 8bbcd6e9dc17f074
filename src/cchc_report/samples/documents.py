"""Documents of the synthetic province: numbers that rise with their dates, as those of a real series do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from cchc_report.samples.departments import PROVINCE, SampleDepartment
from cchc_report.samples.work_years import WorkYear

_A_DAY: Final = 8
"""Decisions that the province takes a day: number 8 n + k is of the n-th day of the year."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document.

    Attributes:
        number: Number and symbol, such as `1016/QĐ-UBND`.
        dated: Its date.
        issuer: Who issued it.
        title: What it is.
    """

    number: str
    dated: date
    issuer: str
    title: str

    @property
    def cited(self) -> str:
        """How a sentence names it."""
        return f"số {self.number} ngày {self.dated:%d} tháng {self.dated:%m} năm {self.dated:%Y} của {self.issuer}"


def assessment_decision(year: WorkYear) -> Document:
    """Return the decision by which the departments assess themselves in a year."""
    return provincial_decision(
        year.day(year.first_from(10, 1)), "ban hành Quy định đánh giá, xác định chỉ số cải cách hành chính (giả lập)"
    )


def review_plan(year: WorkYear) -> Document:
    """Return the decision on the plan of reviews of a year."""
    return provincial_decision(
        year.day(year.first_from(1, 20)),
        f"ban hành Kế hoạch kiểm soát thủ tục hành chính trên địa bàn {PROVINCE} năm {year.year} (giả lập)",
    )


def review_report(year: WorkYear, department: SampleDepartment) -> Document:
    """Return a department's report on its reviews."""
    day = year.day(year.first_from(8, 10))
    return Document(
        f"{day.timetuple().tm_yday * 3}/BC-{department.abbreviation}",
        day,
        department.name,
        "Báo cáo kết quả rà soát, đánh giá thủ tục hành chính",
    )


def provincial_decision(day: date, title: str, offset: int = 0) -> Document:
    """Return a decision of the chairman of the province.

    Args:
        day: Its date.
        title: What it does.
        offset: Which of the day's decisions it is, from 0 to 7.
    """
    number = day.timetuple().tm_yday * _A_DAY + offset % _A_DAY
    return Document(f"{number}/QĐ-UBND", day, f"Chủ tịch UBND {PROVINCE}", title)
