"""What the parameter files say must agree: with the year that they are filed under, and with themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cchc_report.errors import Place, Problem, Text
from cchc_report.params.models import DepartmentYear, Period, WorkingDays, YearParameters

_SATURDAY = 5


def year_problems(parameters: YearParameters, file: str, year: int) -> Iterator[Problem]:
    """Yield what `year.yaml` says that cannot hold.

    Args:
        parameters: The file's content.
        file: Its path relative to the project.
        year: The year that it is filed under.
    """
    yield from _period_problems(parameters.period, file, year)
    yield from _working_day_problems(parameters.working_days, file)


def department_problems(parameters: DepartmentYear, file: str, year: int) -> Iterator[Problem]:
    """Yield what a department's file says that cannot hold; arguments as for `year_problems`."""
    if parameters.period is not None:
        yield from _period_problems(parameters.period, file, year)


def _period_problems(period: Period, file: str, year: int) -> Iterator[Problem]:
    # A period may begin in the year before (15/12 to 14/12), but must lie in its year at least in part: else the file
    # was copied from another year and never edited.
    if not period.start.year <= year <= period.end.year:
        span = f"{period.start:%d/%m/%Y} – {period.end:%d/%m/%Y}"
        yield Problem(
            "params.period-outside-year",
            Text(vi=f"kỳ báo cáo {span} nằm ngoài năm {year}", en=f"the period {span} lies outside {year}"),
            Text(vi="Sửa from và to cho đúng năm của thư mục.", en="Correct from and to for the year of the folder."),
            Place(file=file, key="period"),
        )


def _working_day_problems(days: WorkingDays, file: str) -> Iterator[Problem]:
    for day in days.working_saturdays:
        if day.weekday() != _SATURDAY:
            yield _day_problem(
                file,
                "working_saturdays",
                Text(vi=f"ngày {day:%d/%m/%Y} không phải thứ Bảy", en=f"{day:%d/%m/%Y} is no Saturday"),
                Text(vi="Sửa ngày làm bù, hoặc xóa dòng này.", en="Correct the day, or delete the line."),
            )
    groups = {
        "extra_holidays": days.extra_holidays,
        "not_holidays": days.not_holidays,
        "working_saturdays": days.working_saturdays,
    }
    for free, worked in (("extra_holidays", "not_holidays"), ("extra_holidays", "working_saturdays")):
        for day in sorted(set(groups[free]) & set(groups[worked])):
            yield _both(file, day, free, worked)


def _both(file: str, day: date, free: str, worked: str) -> Problem:
    return _day_problem(
        file,
        worked,
        Text(
            vi=f"ngày {day:%d/%m/%Y} vừa là ngày nghỉ ({free}) vừa là ngày làm việc ({worked})",
            en=f"{day:%d/%m/%Y} is both a day off ({free}) and a working day ({worked})",
        ),
        Text(vi="Giữ ngày này trong một danh sách.", en="Keep the day in one of the lists."),
    )


def _day_problem(file: str, group: str, what: Text, remedy: Text) -> Problem:
    return Problem("params.working-days", what, remedy, Place(file=file, key=f"working_days.{group}"))
