"""The year before the report's: what this year's figures must continue."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_report.errors import Problem, Text, UserError
from cchc_report.params.loading import load_parameters
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import Project
from cchc_report.registers.frames import Registers
from cchc_report.sources.load import load_registers


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """The department's year before, as its own files say it.

    Attributes:
        parameters: Its parameters.
        registers: Its registers.
    """

    parameters: ReportParameters
    registers: Registers


@dataclass(frozen=True, slots=True)
class UnreadableYear:
    """A year before whose files are there and cannot be read with one meaning.

    Attributes:
        year: Which year.
        problems: What is wrong with its files.
    """

    year: int
    problems: tuple[Problem, ...]


def load_previous(project: Project, parameters: ReportParameters) -> PreviousYear | UnreadableYear | None:
    """Return the department's year before, or `None` where its parameters or its data are not there.

    Files that are there and broken are no error of this year's report: a check reports that nothing could be compared.

    Args:
        project: The project folder.
        parameters: The parameters of this year's report.
    """
    year, department = parameters.year - 1, parameters.department.id
    folder = project.params / str(year)
    files = (folder / "year.yaml", folder / f"{department}.yaml")
    if not all(path.is_file() for path in files) or not project.data_folder(year, department).is_dir():
        return None
    try:
        before = load_parameters(project, year, department, parameters.edition)
        return PreviousYear(before, load_registers(project, before))
    except UserError as error:
        return UnreadableYear(year, tuple(map(_unnamed, error.problems)) if parameters.is_public else error.problems)


def _unnamed(problem: Problem) -> Problem:
    """Return a problem as a public edition tells it: its kind alone, for the value at fault may be anything."""
    return Problem(problem.code, Text(vi=problem.code, en=problem.code), problem.remedy)
