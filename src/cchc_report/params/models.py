"""What the YAML files in `params/` may say. Unknown keys are refused; every value is dated data, never code.

`params/departments.yaml` holds `DepartmentList`; `params/<year>/year.yaml` holds `YearParameters`;
`params/<year>/<department>.yaml` holds `DepartmentYear`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from cchc_report.params.layout import Layout
from cchc_report.params.strict import Strict
from cchc_report.typed_text import clean_text

Edition = Literal["internal", "public"]

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_LEADS_OUT = re.compile(r"^[/\\]|:|\0|(^|[/\\])\.\.([/\\]|$)")


def _stays_inside(path: str) -> str:
    if _LEADS_OUT.search(path):
        raise PydanticCustomError("leads_out_of_folder", "The path must stay inside the data folder")
    return path


def _cleaned(value: Any) -> Any:
    """Return text as registers hold it; one with a broken character is told as such, not mended unseen."""
    is_whole = isinstance(value, str) and not _HALF_CHARACTER.search(value)
    return clean_text(value) if is_whole else value


Line = Annotated[str, StringConstraints(min_length=1), BeforeValidator(_cleaned)]
"""Text as registers hold it too (`typed_text`), on one line."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
RelativePath = Annotated[str, StringConstraints(min_length=1), AfterValidator(_stays_inside)]
"""A path that stays inside its folder: neither absolute nor with `..`."""


class Period(Strict):
    """The reporting period, both days included (`from`, `to` in the file)."""

    start: date = Field(alias="from")
    end: date = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.end < self.start:
            message = "to is before from"
            raise ValueError(message)
        return self


class Department(Strict):
    """A department, with the years in which it exists: departments merge and change their names.

    Attributes:
        letterhead: The lines in which its name stands at the head of the document, where ours would part a word.
    """

    id: Id
    name: Line
    abbreviation: Line
    parent: Line
    place: Line
    letterhead: tuple[Line, ...] | None = Field(default=None, min_length=1)
    agency_codes: tuple[Line, ...] = Field(min_length=1)
    website: Line | None = None
    portal: Line | None = None
    valid_from: date
    valid_to: date | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Department:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            message = "valid_to is before valid_from"
            raise ValueError(message)
        if self.letterhead and " ".join(self.letterhead).casefold() != self.name.casefold():
            message = "letterhead is not the name"
            raise ValueError(message)
        return self

    def exists_in(self, year: int) -> bool:
        """Return whether the department exists on some day of `year`."""
        return self.valid_from.year <= year and (self.valid_to is None or self.valid_to.year >= year)


class DepartmentList(Strict):
    """`params/departments.yaml`."""

    departments: tuple[Department, ...] = Field(min_length=1)


class WorkingDays(Strict):
    """Overrides to the public holidays of Vietnam that the `holidays` package knows."""

    extra_holidays: tuple[date, ...] = ()
    not_holidays: tuple[date, ...] = ()
    working_saturdays: tuple[date, ...] = ()


class CountingRules(Strict):
    """Named policies for cases that published reports count in different ways; the defaults are printed in the report.

    Attributes:
        no_due_date: A settled dossier without a due date: `exclude` it from the on-time denominator and list it as a
            finding, or count it `on_time`.
        returned_and_withdrawn: `own_group`, or counted as settled `on_time` whatever the date.
        supplement_waiting: `in_due_date` where the exported due date already includes the wait for a supplement,
            `extend_due_date` to add the dossier's `supplement_days` (working days) to it.
    """

    no_due_date: Literal["exclude", "on_time"] = "exclude"
    returned_and_withdrawn: Literal["own_group", "on_time"] = "own_group"
    supplement_waiting: Literal["in_due_date", "extend_due_date"] = "in_due_date"


class CheckRules(Strict):
    """Limits of the checks. What has a default is a threshold of ours, not of any law.

    Attributes:
        promulgation_limit_working_days: Working days that a decision may take after the ministry's stands on the
            national database; without it no decision is called late by its dates.
        due_day_peak_minimum: Dossiers that must have ended exactly on their due day before a peak there means anything.
        due_day_peak_ratio: How many times the busiest of the six working days around the due day a peak has.
        same_moment_minimum: Dossiers that ended in the same second before that is called a bulk closing.
    """

    promulgation_limit_working_days: Annotated[int, Field(gt=0)] | None = None
    due_day_peak_minimum: Annotated[int, Field(gt=0)] = 20
    due_day_peak_ratio: Annotated[int, Field(gt=0)] = 3
    same_moment_minimum: Annotated[int, Field(gt=0)] = 10


class PublicationRules(Strict):
    """What a public edition shows (docs/editions.md).

    Attributes:
        dossier_codes: `hide` to name dossiers by running numbers: a portal finds a dossier by its code.
        smallest_cell: Smallest count above zero that a breakdown by field or month shows; 1 shows all.
    """

    dossier_codes: Literal["hide", "show"] = "hide"
    smallest_cell: Annotated[int, Field(gt=0)] = 5


class DepartmentPublication(Strict):
    """What a department decides otherwise than its province; what is left out is as in `year.yaml`."""

    dossier_codes: Literal["hide", "show"] | None = None
    smallest_cell: Annotated[int, Field(gt=0)] | None = None


class YearParameters(Strict):
    """`params/<year>/year.yaml`: what holds for every department of the province in that year."""

    period: Period
    assessment_decision: Line
    legal_bases: tuple[Line, ...] = Field(min_length=1)
    working_days: WorkingDays = WorkingDays()
    counting: CountingRules = CountingRules()
    checks: CheckRules = CheckRules()
    layout: Layout = Layout()
    publication: PublicationRules = PublicationRules()
    criteria_set: Id | None = None  # params/criteria/<id>.yaml; without it the report has no score table


class Sources(Strict):
    """Which files of `data/<year>/<department>/` hold the registers; without `dossiers`, the one named `dossiers.*`."""

    dossiers: tuple[RelativePath, ...] = ()
    registers: RelativePath = "registers.xlsx"


_ACADEMIC_TITLE = re.compile(r"^\s*(?:(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|CKI|CKII)\s*\.\s*)+", re.IGNORECASE)


def _without_academic_title(name: str) -> str:
    if _ACADEMIC_TITLE.match(name):
        raise PydanticCustomError("academic_title", "A signer's name stands without academic titles")
    return name


class Signer(Strict):
    """Who signs, without academic titles (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    authority: Line | None = None
    title: Line
    name: Annotated[Line, AfterValidator(_without_academic_title)] | None = None


class Document(Strict):
    """The formal parts of the document (Nghị định 30/2020/NĐ-CP). A missing number or date leaves room to write it."""

    number: Annotated[int, Field(gt=0)] | None = None
    symbol: Line
    dated: date | None = None
    signer: Signer
    recipients: tuple[Line, ...] = Field(min_length=1)
    filed_by: Line


class DepartmentYear(Strict):
    """`params/<year>/<department>.yaml`: the department's own part of one report."""

    document: Document
    sources: Sources = Sources()
    period: Period | None = None
    publication: DepartmentPublication = DepartmentPublication()
    difficulties: tuple[Line, ...] = ()
    recommendations: tuple[Line, ...] = ()


class ReportParameters(Strict):
    """Everything that one report is made from, after all files were read and agreed.

    Attributes:
        year: Reporting year.
        department: The department as it is in that year.
        edition: `internal` or `public`.
        period: The department's own period where it has one, else the year's.
        year_parameters: The year's file.
        department_year: The department's file.
    """

    year: int
    department: Department
    edition: Edition
    period: Period
    year_parameters: YearParameters
    department_year: DepartmentYear

    @property
    def is_public(self) -> bool:
        """Whether the edition is for everybody."""
        return self.edition == "public"

    @property
    def publication(self) -> PublicationRules:
        """What a public edition shows: the department's own rules, for the rest those of the year."""
        own = self.department_year.publication.model_dump(exclude_none=True)
        return self.year_parameters.publication.model_copy(update=own)

    def as_record(self) -> dict[str, Any]:
        """Return the parameters as plain JSON values.

        In a public edition the names of the data files are left out; they are the department's own.
        """
        private = {"department_year": {"sources"}} if self.is_public else None
        return self.model_dump(mode="json", by_alias=True, exclude=private)
