"""The matrix of reports that a batch makes: years × departments valid in that year × editions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cchc_report.batch.request import ReportRequest
from cchc_report.errors import ParamsError, Place, Problem, Text, raise_all, shortened
from cchc_report.params.loading import ParameterFiles, list_departments, list_years, year_unknown
from cchc_report.params.models import Department, Edition
from cchc_report.params.translation import did_you_mean


def report_matrix(
    files: ParameterFiles, years: Sequence[int], departments: Sequence[str], editions: Sequence[Edition]
) -> tuple[ReportRequest, ...]:
    """Return the reports to make, year by year, departments in the order of their list.

    Args:
        files: The project's parameter files.
        years: Years; none for all that have a `year.yaml`.
        departments: Ids; none for all. Each is taken in the years in which it exists; one that exists in none of the
            years named is taken in all of them, so that this is told.
        editions: Editions.

    Raises:
        ParamsError: The list of departments is wrong, a year or a department is in no list, or there is nothing to
            make; all of it.
    """
    listed = list_departments(files.project, files)
    problems = [problem for year in dict.fromkeys(years) for problem in year_unknown(files.project, year)]
    raise_all(ParamsError, [*problems, *_unknown(listed, departments)])
    chosen = tuple(dict.fromkeys(years)) or list_years(files.project)
    wanted = tuple(dict.fromkeys(departments))
    ever = {each.id for each in listed if any(each.exists_in(year) for year in chosen)}
    lost = {id_ for id_ in wanted if id_ not in ever} if years else set()
    requests = tuple(
        ReportRequest(year, department, edition)
        for year in chosen
        for department in _existing(listed, year, wanted, lost)
        for edition in dict.fromkeys(editions)
    )
    if not requests:
        raise ParamsError(_nothing(chosen))
    return requests


def _existing(listed: Sequence[Department], year: int, wanted: Sequence[str], lost: Collection[str]) -> tuple[str, ...]:
    existing = dict.fromkeys(department.id for department in listed if department.exists_in(year))
    return tuple(id_ for id_ in (wanted or existing) if id_ in existing or id_ in lost)


def _unknown(listed: Sequence[Department], wanted: Sequence[str]) -> Iterator[Problem]:
    known = tuple(dict.fromkeys(department.id for department in listed))
    for name in dict.fromkeys(wanted):
        if name not in known:
            shown = shortened(name)
            yield Problem(
                "params.unknown-department",
                Text(
                    vi=f'không có sở, ban, ngành nào có id "{shown}"',
                    en=f'there is no department with the id "{shown}"',
                ),
                did_you_mean(name, known, Text(vi="Các sở, ban, ngành", en="Departments")),
                Place(file="params/departments.yaml"),
            )


def _nothing(years: Sequence[int]) -> Problem:
    shown = ", ".join(map(str, years))
    return Problem(
        "params.nothing-to-make",
        Text(
            vi=f"không có đơn vị nào trong các năm được chọn ({shown})",
            en=f"no department exists in the years chosen ({shown})",
        )
        if years
        else Text(vi="chưa có tham số của năm nào", en="there are no parameters of any year"),
        Text(
            vi="Kiểm tra --year, các thư mục params/<năm>/, và valid_from, valid_to trong params/departments.yaml.",
            en="Check --year, the folders params/<year>/, and valid_from and valid_to in params/departments.yaml.",
        ),
    )
