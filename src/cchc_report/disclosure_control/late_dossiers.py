"""The late dossiers as a public edition tells them: with nothing that says how large a hidden cell is at least.

The report accounts for each late dossier, hidden cells or not. So a row tells neither field nor procedure where the
field's number of late dossiers is hidden, and no day where one of its days lies in a hidden month. Such rows stand
last, in an order that no day decides: between two others they would tell theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cchc_report.measures import Suppressed
from cchc_report.public_text import WITHHELD
from cchc_report.statistics import LateDossier, Statistics

UNNAMED_PROCEDURE = "(thủ tục không nêu)"


def published_late(
    late: Sequence[LateDossier], shown: Statistics, *, hide_codes: bool, is_listed: Callable[[LateDossier], bool]
) -> tuple[tuple[str, LateDossier], ...]:
    """Return each late dossier's code, and the dossier as it may be shown, in the order in which they are told.

    Where codes are hidden they are called `Hồ sơ 1`, `Hồ sơ 2`. A code holds the day of reception, so a dossier whose
    days are not told is called so too where the others bear their codes.

    Args:
        late: All of them.
        shown: The figures as they are shown.
        hide_codes: Whether the edition hides codes.
        is_listed: Whether the catalogue has the procedure; what else an export calls it may be anything.
    """
    hidden = _HiddenCells.of(shown)
    told = [dossier for dossier in late if not hidden.has_day_of(dossier)]
    untold = sorted((dossier for dossier in late if hidden.has_day_of(dossier)), key=_without_order)
    return tuple(_published(told, untold, hidden, hide_codes=hide_codes, is_listed=is_listed))


def _published(
    told: Sequence[LateDossier],
    untold: Sequence[LateDossier],
    hidden: _HiddenCells,
    *,
    hide_codes: bool,
    is_listed: Callable[[LateDossier], bool],
) -> Iterator[tuple[str, LateDossier]]:
    for number, dossier in enumerate((*told, *untold), start=1):
        without_days = number > len(told)
        name = f"Hồ sơ {number}" if hide_codes or without_days else dossier.code
        shown = _named(dossier, name)
        if hidden.has_lateness_of(dossier):
            shown = replace(shown, procedure=UNNAMED_PROCEDURE, field=WITHHELD)
        elif not is_listed(dossier):
            shown = replace(shown, procedure=UNNAMED_PROCEDURE)
        yield dossier.code, _without_days(shown) if without_days else shown


def _named(dossier: LateDossier, name: str) -> LateDossier:
    explanation = dossier.explanation and replace(dossier.explanation, position=-1, dossier_code=name)
    is_hidden = name != dossier.code
    return replace(dossier, code=name, code_hidden=is_hidden, position=-1, explanation=explanation)


def _without_days(dossier: LateDossier) -> LateDossier:
    explanation = dossier.explanation and replace(dossier.explanation, ended_in_fact_on=None, apology_date=None)
    return replace(dossier, received_on=None, due_on=None, ended_on=None, days_late=None, explanation=explanation)


def _without_order(dossier: LateDossier) -> str:
    return hashlib.sha256(dossier.code.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _HiddenCells:
    """The breakdowns' hidden cells about which a late dossier would tell something.

    Attributes:
        late: Fields whose number of late dossiers is hidden.
        carried_over: Fields whose number of dossiers from before the period is hidden.
        received: First days of the months whose number of dossiers received is hidden.
        settled: Those of the months whose number of dossiers settled is hidden.
    """

    late: frozenset[str]
    carried_over: frozenset[str]
    received: frozenset[date]
    settled: frozenset[date]

    @classmethod
    def of(cls, statistics: Statistics) -> _HiddenCells:
        """Return the hidden cells of statistics as they are shown."""
        fields, months = statistics.fields, statistics.months
        return cls(
            frozenset(row.field for row in fields if isinstance(row.settled_late, Suppressed)),
            frozenset(row.field for row in fields if isinstance(row.carried_over, Suppressed)),
            frozenset(row.month for row in months if isinstance(row.received, Suppressed)),
            frozenset(row.month for row in months if isinstance(row.settled, Suppressed)),
        )

    def has_lateness_of(self, dossier: LateDossier) -> bool:
        """Return whether its field's number of late dossiers is hidden; the breakdowns count core dossiers only."""
        return dossier.population == "core" and dossier.field in self.late

    def has_day_of(self, dossier: LateDossier) -> bool:
        """Return whether a day of it lies in a hidden month, or may lie before the period where that number is hidden.

        A day between reception and end says as much: of hidden months, how many dossiers came before or after it.
        """
        if dossier.population != "core":
            return False
        received, ended = _month(dossier.received_on), _month(dossier.ended_on)
        return received in self.received or ended in self.settled or dossier.field in self.carried_over


def _month(day: date | None) -> date | None:
    return day and day.replace(day=1)
