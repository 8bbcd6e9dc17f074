"""Synthetic catalogues of procedures.

Names follow the pattern of real ones: one licence, several things that can happen to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

FIRST_IN_GROUP = 0.7
"""Share of a group's dossiers that concern its first procedure: most people ask for a licence, few for a change."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure of the catalogue.

    Attributes:
        code: Synthetic code in the national pattern; real codes begin with 1, 2 or 3, these with 9.
        name: Its name.
        field: Its field.
        level: `province` or `district`.
        kind: `settled` or `one_way`.
        online_level: `level_2`, `level_3` or `level_4`, as such services were graded in 2020.
        days: Time limit in working days.
        demand: How often dossiers are filed, relative to the others; 0 for procedures that other agencies settle.
    """

    code: str
    name: str
    field: str
    level: str
    kind: str
    online_level: str
    days: int
    demand: float


@dataclass(frozen=True, slots=True)
class Group:
    """Procedures about one thing: `verbs` joined with `thing`, the first one the most in demand.

    Attributes:
        verbs: What can be asked for; an empty one stands for the thing itself.
        thing: What it is about.
        days: Time limit in working days.
        online: Online level, 2 to 4.
        demand: How often dossiers are filed, relative to the other groups.
        one_way: Whether they are received and filed only.
    """

    verbs: tuple[str, ...]
    thing: str
    days: int
    online: int
    demand: float
    one_way: bool = False


Fields = Mapping[str, Sequence[Group]]


def make_catalogue(province: Fields, district: Fields, *, handbook: str, first: int = 1) -> tuple[Procedure, ...]:
    """Return all procedures, provincial ones first, in the order of their fields.

    Args:
        province: Field to the groups that the province's departments settle.
        district: Field to the groups that districts settle; their demand should be 0.
        handbook: Last part of the codes: the code of the province.
        first: Number in the code of the first procedure; the others follow it.
    """
    listed = [*_of_level("province", province), *_of_level("district", district)]
    return tuple(
        Procedure(f"9.{number:06d}.000.00.00.{handbook}", *details)
        for number, details in enumerate(listed, start=first)
    )


def procedure_row(procedure: Procedure) -> dict[str, object]:
    """Return a row of the register: disclosed, with an internal process, not new.

    At the centre stand provincial procedures only.
    """
    return {
        "code": procedure.code,
        "name": procedure.name,
        "field": procedure.field,
        "level": procedure.level,
        "kind": procedure.kind,
        "online_level": procedure.online_level,
        "disclosed_at_centre": True if procedure.level == "province" else None,
        "disclosed_on_site": True,
        "internal_process_approved": True,
        "new_in_year": False,
    }


def _of_level(level: str, fields: Fields) -> Iterator[tuple[str, str, str, str, str, int, float]]:
    for field, groups in fields.items():
        for group in groups:
            for position, verb in enumerate(group.verbs):
                name = f"{verb} {group.thing}".strip()
                kind = "one_way" if group.one_way else "settled"
                demand = group.demand * _share(position, len(group.verbs))
                yield name, field, level, kind, f"level_{group.online}", group.days, demand


def _share(position: int, size: int) -> float:
    if size == 1:
        return 1.0
    return FIRST_IN_GROUP if position == 0 else (1 - FIRST_IN_GROUP) / (size - 1)
