"""The departments of the synthetic province: invented offices with names as real provinces have them.

A department is the same whatever other departments there are: a larger province contains a smaller one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc_report.samples.kinds import KINDS, Kind
from cchc_report.samples.procedures import Fields, Procedure, make_catalogue
from cchc_report.samples.profiles import PROFILES

PROVINCE = "tỉnh Mẫu"
PARENT = f"UBND {PROVINCE}"
HANDBOOK = "H99"
"""Code of the province in codes of agencies and procedures; no real province has it."""

LAST_YEAR_WITH_DISTRICTS = 2025
_CODES_OF_A_DEPARTMENT = 1000
_CALLED_BY_NUMBER = "sm"


@dataclass(frozen=True, slots=True)
class SampleDepartment:
    """A department of the province.

    Attributes:
        index: Its number, from 0; all its random draws depend on it.
        id: Id in `params/departments.yaml`.
        name: Its name.
        abbreviation: In the symbols of its documents.
        kind: What it is there to show.
        procedures: Its catalogue as long as there are districts.
        valid_from: First day of its existence.
        valid_to: Last day of its existence, where that is known.
    """

    index: int
    id: str
    name: str
    abbreviation: str
    kind: Kind
    procedures: tuple[Procedure, ...]
    valid_from: date
    valid_to: date | None

    @property
    def agency_code(self) -> str:
        """First part of the codes of its dossiers."""
        return f"000.00.{self.index + 1:02d}.{HANDBOOK}"

    def exists_in(self, year: int) -> bool:
        """Return whether it exists in `year`; it comes and goes with whole years."""
        return self.valid_from.year <= year and (self.valid_to is None or year <= self.valid_to.year)

    def catalogue(self, year: int) -> tuple[Procedure, ...]:
        """Return its procedures in `year`."""
        if year <= LAST_YEAR_WITH_DISTRICTS:
            return self.procedures
        return tuple(procedure for procedure in self.procedures if procedure.level != "district")


def make_departments(count: int, years: Sequence[int]) -> tuple[SampleDepartment, ...]:
    """Return the first `count` departments.

    Args:
        count: How many.
        years: The years of the sample, ascending; they decide when departments are created and abolished.
    """
    return tuple(_department(index, years) for index in range(count))


def _department(index: int, years: Sequence[int]) -> SampleDepartment:
    profile = PROFILES[index % len(PROFILES)]
    named = index < len(PROFILES)
    number = index + 1
    kind = KINDS[profile.kind] if named else list(KINDS.values())[index % len(KINDS)]
    first = years[min(1, len(years) - 1)] if kind.starts_later else years[0] - 10
    last = years[max(0, len(years) - 2)] if kind.abolished else None
    return SampleDepartment(
        index=index,
        id=profile.id if named else f"{_CALLED_BY_NUMBER}{number:02d}",
        name=profile.name if named else f"Sở Mẫu số {number:02d}",
        abbreviation=profile.abbreviation if named else f"SM{number:02d}",
        kind=kind,
        procedures=make_catalogue(
            _kept(profile.province, kind),
            profile.district if kind.district else {},
            handbook=HANDBOOK,
            first=1 + index * _CODES_OF_A_DEPARTMENT,
        ),
        valid_from=date(first, 1, 1),
        valid_to=None if last is None else date(last, 12, 31),
    )


def _kept(fields: Fields, kind: Kind) -> Fields:
    """Return the fields without one-way procedures where the kind has none."""
    if kind.notices[1] > 0:
        return fields
    kept = {field: tuple(group for group in groups if not group.one_way) for field, groups in fields.items()}
    return {field: groups for field, groups in kept.items() if groups}
