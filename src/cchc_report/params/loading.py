"""From the YAML files of a project to the parameters of one report: every problem of every file at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar, cast, get_args

from pydantic import ValidationError

from cchc_report.errors import ParamsError, Place, Problem, Text, raise_all, shortened
from cchc_report.params.agreement import department_problems, year_problems
from cchc_report.params.models import (
    Department,
    DepartmentList,
    DepartmentYear,
    Edition,
    Id,
    Period,
    ReportParameters,
    YearParameters,
)
from cchc_report.params.project import Project
from cchc_report.params.publication import published_parameters
from cchc_report.params.strict import Strict
from cchc_report.params.translation import did_you_mean, problems_of
from cchc_report.params.yaml_text import YamlText, read_yaml

EDITIONS: tuple[Edition, ...] = get_args(Edition)

_YEAR = re.compile(r"[12]\d{3}")
_ID = re.compile(get_args(Id)[1].pattern)

_Model = TypeVar("_Model", bound=Strict)


class ParameterFiles:
    """The parameter files of a project, each read and judged once, for whoever needs many reports of them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._read: dict[str, tuple[Strict | None, tuple[Problem, ...]]] = {}

    def read(self, name: str, model: type[_Model], problems: list[Problem]) -> _Model | None:
        """Return the file `name` of `params/` as `model`; where that fails, add to `problems` and return `None`."""
        if name not in self._read:
            found: list[Problem] = []
            self._read[name] = (_read(self.project, name, model, found), tuple(found))
        value, told = self._read[name]
        problems += told
        return cast("_Model | None", value)


def load_parameters(
    project: Project, year: int, department: str, edition: str = "internal", *, files: ParameterFiles | None = None
) -> ReportParameters:
    """Return everything that one report is made from.

    Reads `params/departments.yaml`, `params/<year>/year.yaml` and `params/<year>/<department>.yaml`.

    Args:
        project: The project folder.
        year: Reporting year, such as 2020.
        department: Id of the department, such as `sct`.
        edition: `internal` or `public`.
        files: The project's parameter files, where several reports share what was read.

    Returns:
        The parameters, after all files were read and agreed with each other.

    Raises:
        ParamsError: With every problem of the arguments and of all three files.
    """
    problems = [*_edition_problems(edition), *year_unknown(project, year)]
    year_known = not any(problem.code == "params.unknown-year" for problem in problems)
    files = files or ParameterFiles(project)
    listed = files.read("departments.yaml", DepartmentList, problems)
    entry = _department_in(listed, department, year, problems) if listed and year_known else None
    year_file = f"{year}/year.yaml"
    of_year = files.read(year_file, YearParameters, problems) if year_known else None
    department_file = f"{year}/{department}.yaml"
    # With an unreadable list nobody knows which departments there are: the department's own file is then read as well.
    wanted = entry is not None or (listed is None and _ID.fullmatch(department) is not None)
    of_department = files.read(department_file, DepartmentYear, problems) if year_known and wanted else None
    if of_year:
        problems += year_problems(of_year, f"params/{year_file}", year)
    if of_department:
        problems += department_problems(of_department, f"params/{department_file}", year)
    raise_all(ParamsError, problems)
    if entry is None or of_year is None or of_department is None:
        message = "a parameter file is missing although nobody reported a problem"
        raise AssertionError(message)
    period = of_department.period or of_year.period
    return published_parameters(
        ReportParameters(
            year=year,
            department=_as_of(entry, period),
            edition=cast("Edition", edition),
            period=period,
            year_parameters=of_year,
            department_year=of_department,
        )
    )


def list_years(project: Project) -> tuple[int, ...]:
    """Return the years that have a `year.yaml`, ascending."""
    folders = project.params.iterdir() if project.params.is_dir() else ()
    return tuple(sorted(int(f.name) for f in folders if _YEAR.fullmatch(f.name) and (f / "year.yaml").is_file()))


def list_departments(project: Project, files: ParameterFiles | None = None) -> tuple[Department, ...]:
    """Return the departments of `params/departments.yaml`, in the order of the file.

    Raises:
        ParamsError: The file is missing or wrong.
    """
    problems: list[Problem] = []
    listed = (files or ParameterFiles(project)).read("departments.yaml", DepartmentList, problems)
    raise_all(ParamsError, problems)
    return listed.departments if listed else ()


def _read(project: Project, name: str, model: type[_Model], problems: list[Problem]) -> _Model | None:
    """Return the file `name` of `params/` as `model`; where that fails, add to `problems` and return `None`."""
    path = project.params / name
    file = project.relative(path)
    if not path.is_file():
        problems.append(_missing_file(file))
        return None
    source = read_yaml(path, file)
    if not isinstance(source, YamlText):
        problems.extend(source)
        return None
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        problems.extend(problems_of(error, model, source))
        return None


def _department_in(
    listed: DepartmentList, wanted: str, year: int, problems: list[Problem]
) -> Sequence[Department] | None:
    """Return the entries of the department `wanted` that hold in `year`; else add to `problems` and return `None`."""
    named = [d for d in listed.departments if d.id == wanted]
    in_year = [d for d in named if d.exists_in(year)]
    if in_year:
        problems += _overlapping(in_year)
    elif named:
        problems.append(_not_in_year(named, year))
    else:
        problems.append(_unknown_department(listed, wanted, year))
    return in_year or None


def _as_of(entries: Sequence[Department], period: Period) -> Department:
    """Return the department as it was on the last day of the period, or as it last was before that day."""
    begun = [d for d in entries if d.valid_from <= period.end]
    return max(begun or entries, key=lambda d: d.valid_from)


def _overlapping(entries: Sequence[Department]) -> Iterator[Problem]:
    ordered = sorted(entries, key=lambda d: d.valid_from)
    for earlier, later in pairwise(ordered):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            yield Problem(
                "params.overlapping-departments",
                Text(
                    vi=f'hai mục cùng id "{later.id}" có thời gian hiệu lực chồng nhau',
                    en=f'two entries with the id "{later.id}" are valid at the same time',
                ),
                Text(
                    vi="Ghi valid_to của mục trước sớm hơn valid_from của mục sau, hoặc đổi id của một mục.",
                    en="Let valid_to of the first end before valid_from of the second, or change one id.",
                ),
                Place(file="params/departments.yaml"),
            )


def _edition_problems(edition: str) -> Iterator[Problem]:
    if edition not in EDITIONS:
        shown = shortened(edition)
        yield Problem(
            "params.unknown-edition",
            Text(vi=f'không có ấn bản "{shown}"', en=f'there is no edition "{shown}"'),
            did_you_mean(str(edition), EDITIONS, Text(vi="Các ấn bản", en="Editions")),
        )


def year_unknown(project: Project, year: Any) -> Iterator[Problem]:
    """Yield the problem of a year that has no `year.yaml`, or is no year at all."""
    years = list_years(project)
    if year in years:
        return
    if not isinstance(year, int):
        yield _no_number(year)
        return
    shown, names = shortened(year), ", ".join(map(str, years))
    remedy = (
        Text(
            vi=f"Các năm đã có: {names}. Thêm năm mới: chép tệp year.yaml của năm gần nhất vào params/<năm>/ rồi sửa.",
            en=f"Years that are there: {names}. To add one, copy the latest year.yaml to params/<year>/ and edit it.",
        )
        if years
        else Text(
            vi="Chưa có năm nào. Chép tệp year.yaml của dự án mẫu (cchc-report init) vào params/<năm>/ rồi sửa.",
            en="There is no year yet. Copy year.yaml of the sample project (cchc-report init) to params/<year>/ "
            "and edit it.",
        )
    )
    yield Problem(
        "params.unknown-year",
        Text(vi=f'chưa có tham số của năm "{shown}"', en=f'there are no parameters of the year "{shown}"'),
        remedy,
        Place(file=f"params/{shown}/year.yaml"),
    )


def _no_number(year: Any) -> Problem:
    shown = shortened(repr(year))
    return Problem(
        "params.unknown-year",
        Text(vi=f"năm phải là số nguyên, không phải {shown}", en=f"the year must be a whole number, not {shown}"),
        Text(
            vi="Viết năm không có dấu nháy, ví dụ: year = 2020.",
            en="Write it without quotes, for example: year = 2020.",
        ),
    )


def _unknown_department(listed: DepartmentList, wanted: str, year: int) -> Problem:
    shown = shortened(wanted)
    in_year = tuple(dict.fromkeys(d.id for d in listed.departments if d.exists_in(year)))
    heading = Text(vi=f"Các sở, ban, ngành của năm {shortened(year)}", en=f"Departments of {shortened(year)}")
    nobody = Text(
        vi=f"Không mục nào của tệp có hiệu lực trong năm {shortened(year)}; thêm một mục, hoặc sửa valid_from, "
        "valid_to.",
        en=f"No entry of the file is valid in {shortened(year)}; add one, or correct valid_from and valid_to.",
    )
    return Problem(
        "params.unknown-department",
        Text(vi=f'không có sở, ban, ngành nào có id "{shown}"', en=f'there is no department with the id "{shown}"'),
        did_you_mean(str(wanted), in_year, heading) if in_year else nobody,
        Place(file="params/departments.yaml"),
    )


def _not_in_year(entries: Sequence[Department], year: int) -> Problem:
    spans = "; ".join(f"{d.valid_from:%d/%m/%Y} – {f'{d.valid_to:%d/%m/%Y}' if d.valid_to else '…'}" for d in entries)
    return Problem(
        "params.department-not-in-year",
        Text(
            vi=f"{entries[0].name} không tồn tại trong năm {year} (hiệu lực: {spans})",
            en=f"{entries[0].name} does not exist in {year} (valid: {spans})",
        ),
        Text(
            vi="Chọn năm khác, hoặc sửa valid_from, valid_to của mục này.",
            en="Choose another year, or correct valid_from and valid_to of the entry.",
        ),
        Place(file="params/departments.yaml"),
    )


def _missing_file(file: str) -> Problem:
    return Problem(
        "params.missing-file",
        Text(vi="chưa có tệp tham số này", en="this parameter file does not exist"),
        Text(
            vi="Chép tệp cùng loại của năm trước, hoặc của dự án mẫu (cchc-report init), rồi sửa.",
            en="Copy the same file of an earlier year, or of the sample project (cchc-report init), and edit it.",
        ),
        Place(file=file),
    )
