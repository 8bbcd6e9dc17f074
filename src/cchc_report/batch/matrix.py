"""The matrix of reports that a batch makes: years × departments valid in that year × editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_report.batch.request import ReportRequest
from cchc_report.errors import ParamsError, Place, Problem, Text, raise_all
from cchc_report.params.loading import ParameterFiles, list_departments, list_years
from cchc_report.params.models import Department, Edition
from cchc_report.params.translation import did_you_mean


def report_matrix(
    files: ParameterFiles, years: Sequence[int], departments: Sequence[str], editions: Sequence[Edition]
) -> tuple[ReportRequest, ...]:
    """Return the reports to make, year by year, departments in the order of their list.

    Args:
        files: The project's parameter files.
        years: Years; none for all that have a `year.yaml`.
        departments: Ids; none for all that exist in the year. A department that is named is taken in every year, so
            that a year in which it does not exist is told.
        editions: Editions.

    Raises:
        ParamsError: The list of departments is wrong, a department is in no list, or there is nothing to make.
    """
    listed = list_departments(files.project, files)
    raise_all(ParamsError, [*_unknown(listed, departments)])
    chosen = tuple(dict.fromkeys(years)) or list_years(files.project)
    requests = tuple(
        ReportRequest(year, department, edition)
        for year in chosen
        for department in (tuple(dict.fromkeys(departments)) or _existing(listed, year))
        for edition in dict.fromkeys(editions)
    )
    if not requests:
        raise ParamsError(_nothing(chosen))
    return requests


def _existing(listed: Sequence[Department], year: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(department.id for department in listed if department.exists_in(year)))


def _unknown(listed: Sequence[Department], wanted: Sequence[str]) -> Iterator[Problem]:
    known = tuple(dict.fromkeys(department.id for department in listed))
    for name in dict.fromkeys(wanted):
        if name not in known:
            yield Problem(
                "params.unknown-department",
                Text(
                    vi=f'không có sở, ban, ngành nào có id "{name}"', en=f'there is no department with the id "{name}"'
                ),
                did_you_mean(name, known, Text(vi="Các sở, ban, ngành", en="Departments")),
                Place(file="params/departments.yaml"),
            )


def _nothing(years: Sequence[int]) -> Problem:
    shown = ", ".join(map(str, years)) or "–"
    return Problem(
        "params.nothing-to-make",
        Text(
            vi=f"không có đơn vị nào trong các năm được chọn ({shown})",
            en=f"no department exists in the years chosen ({shown})",
        ),
        Text(
            vi="Kiểm tra --year, và valid_from, valid_to trong params/departments.yaml.",
            en="Check --year, and valid_from and valid_to in params/departments.yaml.",
        ),
    )
