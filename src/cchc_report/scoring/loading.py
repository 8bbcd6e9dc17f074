"""From a criteria file to a `CriteriaSet`: every problem of the file at once."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from cchc_report.errors import ParamsError, Place, Problem, Text, raise_all, shortened
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.params.translation import did_you_mean, problems_of
from cchc_report.params.yaml_text import YamlText, read_yaml
from cchc_report.scoring.consistency import set_problems
from cchc_report.scoring.criteria import CriteriaSet
from cchc_report.scoring.known_measures import known_measures
from cchc_report.scoring.rest_of_file import rest_of_file


def load_criteria(project: Project, parameters: ReportParameters) -> CriteriaSet | None:
    """Return the criteria set that the year of a report is scored with, or `None` where `year.yaml` names none.

    Args:
        project: The project folder.
        parameters: The report's parameters.

    Raises:
        ParamsError: There is no such set, it does not hold in the report's year, or its file is wrong.
    """
    wanted, year = parameters.year_parameters.criteria_set, parameters.year
    if wanted is None:
        return None
    place = Place(file=f"params/{year}/year.yaml", key="criteria_set")
    criteria = find_criteria(project, wanted, place)
    if year not in criteria.valid_years:
        raise ParamsError(_not_in_year(criteria, project.relative(project.criteria_file(wanted)), year, place))
    return criteria


def find_criteria(project: Project, wanted: str, place: Place | None = None) -> CriteriaSet:
    """Return the set with the id `wanted` of the project.

    Args:
        project: The project folder.
        wanted: Id of the set.
        place: Where the id was written, for messages.

    Raises:
        ParamsError: There is no such set, or its file is wrong.
    """
    known = list_criteria(project)
    if wanted not in known:
        raise ParamsError(_unknown_set(wanted, known, place or Place()))
    path = project.criteria_file(wanted)
    return read_criteria(path, project.relative(path))


def list_criteria(project: Project) -> tuple[str, ...]:
    """Return the ids of the project's criteria sets, in alphabetical order."""
    folder = project.criteria
    return tuple(sorted(path.stem for path in folder.glob("*.yaml"))) if folder.is_dir() else ()


def read_criteria(path: Path, file: str) -> CriteriaSet:
    """Return the criteria set in a file.

    Args:
        path: The file.
        file: Its name for messages, relative to the project.

    Raises:
        ParamsError: With every problem of the file.
    """
    if not path.is_file():
        raise ParamsError(_missing_file(file))
    source = read_yaml(path, file)
    if not isinstance(source, YamlText):
        raise ParamsError(source)
    try:
        criteria = CriteriaSet.model_validate(source.value)
    except ValidationError as error:
        raise ParamsError(_every_problem(error, source)) from error
    problems = set_problems(criteria, source, known_measures())
    if criteria.id != path.stem:
        problems.insert(0, _other_id(criteria.id, path, source))
    raise_all(ParamsError, problems)
    return criteria


def _every_problem(error: ValidationError, source: YamlText) -> list[Problem]:
    """Return what the format refuses, and what the rest of the file disagrees on, in the order of the file."""
    problems = problems_of(error, CriteriaSet, source)
    rest = rest_of_file(source.value, error)
    if rest is not None:
        told = tuple(problem.place.key or "" for problem in problems)
        problems += [each for each in set_problems(rest, source, known_measures()) if not _known(each, told)]
    return sorted(problems, key=lambda problem: problem.place.row or 0)


def _known(problem: Problem, told: tuple[str, ...]) -> bool:
    """Return whether a problem follows from one that was told.

    What stands in for a wrong key of the head, such as no decision, is not the file's; and a leaf without its rule may
    be a bonus, which has no points.
    """
    key = problem.place.key or ""
    of_part = problem.code == "criteria.no-points" or "[" not in key
    part = key.removesuffix("maximum") if problem.code == "criteria.no-points" else f"{key}."
    return key in told or (of_part and any(each.startswith(part) for each in told))


def _other_id(id_: str, path: Path, source: YamlText) -> Problem:
    return Problem(
        "criteria.id",
        Text(f'id "{id_}" khác tên tệp "{path.name}"', f'the id "{id_}" is not the name of the file "{path.name}"'),
        Text(f"Đổi tên tệp thành {id_}.yaml, hoặc sửa id.", f"Rename the file to {id_}.yaml, or change the id."),
        source.place(("id",)),
    )


def _unknown_set(wanted: str, known: tuple[str, ...], place: Place) -> Problem:
    shown = shortened(wanted)
    return Problem(
        "criteria.unknown-set",
        Text(f'không có bộ tiêu chí "{shown}"', f'there is no criteria set "{shown}"'),
        did_you_mean(wanted, known, Text("Các bộ trong params/criteria/", "Sets in params/criteria/")),
        place,
    )


def _not_in_year(criteria: CriteriaSet, file: str, year: int, place: Place) -> Problem:
    years = criteria.valid_years
    vi = f"từ {years.start}" + (f" đến {years.end}" if years.end is not None else "")
    en = f"from {years.start}" + (f" to {years.end}" if years.end is not None else "")
    return Problem(
        "criteria.not-in-year",
        Text(
            f'bộ tiêu chí "{criteria.id}" không áp dụng cho năm {year} (áp dụng {vi})',
            f'the criteria set "{criteria.id}" does not hold in {year} (it holds {en})',
        ),
        Text(
            f"Sửa valid_years trong {file} theo quyết định, chọn bộ khác, hoặc bỏ dòng criteria_set: báo cáo không kèm "
            "bảng điểm.",
            f"Correct valid_years in {file} as the decision says, choose another set, or take the line criteria_set "
            "out: a report without scores.",
        ),
        place,
    )


def _missing_file(file: str) -> Problem:
    return Problem(
        "criteria.missing-file",
        Text("không có tệp này", "there is no such file"),
        Text("Kiểm tra lại đường dẫn.", "Check the path."),
        Place(file=file),
    )
