"""The dossiers of a synthetic department: drawn for the year in which they are received, followed until they end.

All that was received in one year is a *cohort*. It depends on the seed, the department and the year alone. What is
still open at the end of its year is what the next year carries over: same codes, same dates. So any year can be made
without the years before it but one, and continuity holds by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from cchc_report.registers.labels import CHANNELS
from cchc_report.samples.departments import SampleDepartment
from cchc_report.samples.procedures import Procedure
from cchc_report.samples.work_years import CLOSING_TIME, SECONDS_WORKED, Days, Mask, Numbers, WorkYear

SETTLED, RETURNED, WITHDRAWN = 0, 1, 2
"""How a dossier ends."""

ONLINE, DIRECT, POSTAL = (list(CHANNELS).index(name) for name in ("online", "direct", "postal"))

_BY_MONTH: Final = np.array([0.7, 0.8, 1.1, 0.9, 1.0, 1.2, 1.1, 1.0, 1.1, 1.1, 1.3, 1.4])
"""Dossiers per working day relative to an ordinary month; fewer around Tết."""
_POSTAL: Final = 0.12
_FILED_ONLINE: Final = ("level_3", "level_4")
_WAITING: Final = 0.1
"""Share of open dossiers that wait for a supplement."""
_LONGEST_LATENESS: Final = 12
_NEVER: Final = np.datetime64("NaT", "s")


@dataclass(frozen=True, slots=True)
class Dossiers:
    """Dossiers as columns of the same length.

    Attributes:
        procedure: Position in the department's catalogue.
        channel: Position in `CHANNELS`.
        owner: Number from which the owner's invented name is made.
        sequence: Number within the day of reception, from 1.
        received: Moment of reception.
        due: Moment at which it is due: closing time.
        finished: Moment of its end on the system, be it in the year after.
        handed_over: Moment at which the result was handed over; missing where there is no result.
        ending: `SETTLED`, `RETURNED` or `WITHDRAWN`.
        waiting: Whether, while it is open, it waits for a supplement.
        one_way: Whether it is received and filed only.
    """

    procedure: Numbers
    channel: Numbers
    owner: Numbers
    sequence: Numbers
    received: Days
    due: Days
    finished: Days
    handed_over: Days
    ending: Numbers
    waiting: Mask
    one_way: Mask

    def __len__(self) -> int:
        return len(self.procedure)

    def where(self, mask: Mask) -> Dossiers:
        """Return the dossiers for which `mask` holds."""
        return Dossiers(*(getattr(self, field.name)[mask] for field in fields(self)))

    def then(self, later: Dossiers) -> Dossiers:
        """Return these dossiers with `later` ones behind them."""
        return Dossiers(*(np.concatenate([getattr(self, f.name), getattr(later, f.name)]) for f in fields(self)))

    def ended_by(self, day: np.datetime64) -> Mask:
        """Return which of them ended on `day` or before."""
        ended: Mask = self.finished.astype("datetime64[D]") <= day
        return ended

    def ended_late(self) -> Mask:
        """Return which of them ended, or will end, after their due day."""
        late: Mask = self.finished.astype("datetime64[D]") > self.due.astype("datetime64[D]")
        return late


def draw_cohort(department: SampleDepartment, year: WorkYear, seed: int, size: int | None) -> Dossiers:
    """Return the dossiers that a department receives in a year, in the order of reception.

    Args:
        department: The department.
        year: The year's working days.
        seed: Seed of the sample.
        size: How many dossiers; by default what the kind of the department says.
    """
    random = np.random.default_rng([seed, department.index, year.year])
    catalogue = department.catalogue(year.year)
    procedure = _draw_procedures(department, seed, size, random)
    one_way = np.array([p.kind == "one_way" for p in catalogue], dtype=bool)[procedure]
    day, second, sequence = _draw_receptions(year, len(procedure), random)
    limit = np.array([p.days for p in catalogue], dtype=np.int64)[procedure]
    ending, elapsed = _draw_ends(department, year, random, day, limit, one_way)
    end_second = _later(second, elapsed == 0, random)
    waited = random.choice([0, 0, 1, 1, 2], len(day))
    handed_over = year.moments(day + elapsed + waited, _later(end_second, waited == 0, random))
    return Dossiers(
        procedure=procedure,
        channel=_draw_channels(catalogue, procedure, year.year, random),
        owner=random.integers(0, 1 << 20, len(day)),
        sequence=sequence,
        received=year.moments(day, second),
        due=year.days[day + limit].astype("datetime64[s]") + CLOSING_TIME,
        finished=year.moments(day + elapsed, end_second),
        handed_over=np.where((ending == SETTLED) & ~one_way, handed_over, _NEVER),
        ending=ending,
        waiting=random.random(len(day)) < _WAITING,
        one_way=one_way,
    )


def _draw_procedures(department: SampleDepartment, seed: int, size: int | None, random: np.random.Generator) -> Numbers:
    """Return the procedures of a year's dossiers. How many there are hardly changes over the years.

    Provincial procedures stand first in every year's catalogue, so that their positions are the same in all years.
    """
    kind, catalogue = department.kind, department.procedures
    habits = np.random.default_rng([seed, department.index])
    usual, share = habits.integers(kind.volume[0], kind.volume[1], endpoint=True), habits.uniform(*kind.notices)
    total = round(usual * random.uniform(0.9, 1.1)) if size is None else size
    notices = min(round(total * share), total - 1)
    parts = [
        random.choice(len(catalogue), count, p=_shares([p.demand * (p.kind == of_kind) for p in catalogue]))
        for of_kind, count in (("settled", total - notices), ("one_way", notices))
        if count
    ]
    return random.permutation(np.concatenate(parts).astype(np.int64))


def _shares(weights: Sequence[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    array = np.array(weights, dtype=np.float64)
    shares: np.ndarray[tuple[int], np.dtype[np.float64]] = array / array.sum()
    return shares


def _draw_receptions(year: WorkYear, size: int, random: np.random.Generator) -> tuple[Numbers, Numbers, Numbers]:
    """Return position of the day, seconds worked before, and number within the day, in the order of reception."""
    months = year.days[: year.in_year].astype("datetime64[M]").astype(np.int64) % 12
    weights = _BY_MONTH[months] * random.uniform(0.85, 1.15, year.in_year)
    day = random.choice(year.in_year, size, p=weights / weights.sum())
    second = random.integers(0, SECONDS_WORKED, size)
    order = np.lexsort((second, day))
    day, second = day[order].astype(np.int64), second[order]
    first_of_day = np.searchsorted(day, np.arange(year.in_year))
    return day, second, np.arange(size) - first_of_day[day] + 1


def _draw_ends(
    department: SampleDepartment,
    year: WorkYear,
    random: np.random.Generator,
    day: Numbers,
    limit: Numbers,
    one_way: Mask,
) -> tuple[Numbers, Numbers]:
    """Return how the dossiers end, and after how many working days."""
    kind, size = department.kind, len(day)
    core = random.permutation(np.flatnonzero(~one_way))
    returned, withdrawn = round(kind.returned * len(core)), round(kind.withdrawn * len(core))
    ending = np.full(size, SETTLED, dtype=np.int64)
    ending[core[:returned]] = RETURNED
    ending[core[returned : returned + withdrawn]] = WITHDRAWN
    elapsed = np.clip(np.rint(limit * random.triangular(0.3, 0.85, 1.0, size)), 1, limit).astype(np.int64)
    # A notice ends with its filing: at once or on the next day, never in the next year.
    filed = np.minimum(random.random(size) < 0.3, year.in_year - 1 - day)  # noqa: PLR2004  # three in ten
    elapsed = np.where(one_way, filed, elapsed)
    behind = limit + np.minimum(random.geometric(0.3, size), _LONGEST_LATENESS)
    may_be_late = (day + behind < year.in_year) | kind.late_across_year
    settled = core[returned + withdrawn :]
    late = settled[may_be_late[settled]][: random.integers(*kind.late, endpoint=True)]
    notices = random.permutation(np.flatnonzero(one_way & (day + behind < year.in_year)))[: kind.late_notices]
    for chosen in (late, notices):
        elapsed[chosen] = behind[chosen]
    return ending, elapsed


def _later(second: Numbers, same_day: Mask, random: np.random.Generator) -> Numbers:
    """Return seconds worked before something happens: any on another day, on the same day not before `second`."""
    least = np.where(same_day, second, 0)
    later: Numbers = least + np.floor(random.random(len(second)) * (SECONDS_WORKED - least)).astype(np.int64)
    return later


def _draw_channels(
    catalogue: Sequence[Procedure], procedure: Numbers, year: int, random: np.random.Generator
) -> Numbers:
    """Return how the dossiers are filed: online only where that is offered, and more from year to year."""
    offered = np.array([p.online_level in _FILED_ONLINE for p in catalogue], dtype=bool)[procedure]
    share = min(max(0.25 + 0.09 * (year - 2018), 0.25), 0.8)
    chance = random.random(len(procedure))
    online = offered & (chance < _POSTAL + share)
    return np.select([chance < _POSTAL, online], [POSTAL, ONLINE], default=DIRECT)
