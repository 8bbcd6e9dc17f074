"""What a batch will make, what is up to date, and why. Nothing heavy is loaded: most runs find nothing to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cchc_report.batch.freshness import why_not_fresh
from cchc_report.batch.key import KeyMaker, ReportKey
from cchc_report.batch.manifest import describe_environment
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.request import ReportRequest
from cchc_report.errors import SourceError, Text, UserError, raise_all
from cchc_report.params.loading import ParameterFiles, load_parameters
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import REPORT_NOTEBOOK, Project
from cchc_report.sources.location import missing_files, unreadable_file

NOTEBOOK_NAME = REPORT_NOTEBOOK
"""The notebook that a report is made with."""

_FORCED = Text(vi="được yêu cầu lập lại (--force)", en="asked to be made again (--force)")


@dataclass(frozen=True, slots=True)
class Planned:
    """A report with good parameters.

    Attributes:
        request: Which report.
        parameters: Its parameters.
        key: Its key.
        reasons: Why it must be made; nothing where it is up to date.
    """

    request: ReportRequest
    parameters: ReportParameters
    key: ReportKey
    reasons: tuple[Text, ...]

    @property
    def is_fresh(self) -> bool:
        """Whether the published report is up to date."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Refused:
    """A report that cannot be made.

    Attributes:
        request: Which report.
        error: What is wrong, all of it.
    """

    request: ReportRequest
    error: UserError


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do about each report that was asked for.

    Attributes:
        planned: Those with good parameters, in the order asked.
        refused: Those without.
    """

    planned: tuple[Planned, ...]
    refused: tuple[Refused, ...]

    @property
    def to_make(self) -> tuple[Planned, ...]:
        """The reports to make."""
        return tuple(planned for planned in self.planned if planned.reasons)

    @property
    def fresh(self) -> tuple[Planned, ...]:
        """The reports that are up to date."""
        return tuple(planned for planned in self.planned if planned.is_fresh)


def make_plan(files: ParameterFiles, requests: Sequence[ReportRequest], outputs: OutputFolder, *, force: bool) -> Plan:
    """Return what to do about each of `requests`.

    Args:
        files: The project's parameter files.
        requests: The reports asked for.
        outputs: Where they are published.
        force: Whether to make even what is up to date.
    """
    maker = KeyMaker(files, files.project.notebooks / NOTEBOOK_NAME)
    environment = describe_environment()
    planned: list[Planned] = []
    refused: list[Refused] = []
    for request in requests:
        try:
            parameters = load_parameters(files.project, request.year, request.department, request.edition, files=files)
            key = _key(files.project, maker, parameters)
        except UserError as error:
            refused.append(Refused(request, error))
            continue
        folder = outputs.report_folder(request)
        reasons = (_FORCED,) if force else why_not_fresh(folder, key, parameters, environment)
        planned.append(Planned(request, parameters, key, reasons))
    return Plan(tuple(planned), tuple(refused))


def without_missing_files(plan: Plan, project: Project) -> Plan:
    """Return the plan with those reports refused of which a file is not there.

    It is for who asks only what will be done. Who makes reports reads all files, and tells what is not there together
    with what is wrong in the others.
    """
    planned: list[Planned] = []
    refused = list(plan.refused)
    for each in plan.planned:
        try:
            _require_files(project, each.parameters)
        except UserError as error:
            refused.append(Refused(each.request, error))
        else:
            planned.append(each)
    return Plan(tuple(planned), tuple(sorted(refused, key=lambda each: each.request)))


def _key(project: Project, maker: KeyMaker, parameters: ReportParameters) -> ReportKey:
    try:
        return maker.key_of(parameters)
    except OSError as error:
        raise SourceError(unreadable_file(project, error)) from None


def _require_files(project: Project, parameters: ReportParameters) -> None:
    """Raise what reading the report's files would raise where one is not there."""
    raise_all(SourceError, missing_files(project, parameters))
    wanted = parameters.year_parameters.criteria_set
    if wanted is not None and not project.criteria_file(wanted).is_file():
        from cchc_report.scoring.loading import load_criteria  # noqa: PLC0415  # loads what makes reports

        load_criteria(project, parameters)
