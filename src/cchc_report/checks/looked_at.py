"""What each rule looks at: registers of this year, those of the year before, the report's parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cchc_report.registers.schemas import SCHEMAS


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a rule looks at; one that compares figures of the report alone looks at nothing else.

    Attributes:
        registers: Names of registers.
        year_before: Whether it looks at the same registers of the year before as well.
        parameters: Whether it looks at what the parameters say of the department and its report.
    """

    registers: tuple[str, ...] = ()
    year_before: bool = False
    parameters: bool = False


OF_GROUPS: Final[Mapping[str, LookedAt]] = MappingProxyType(
    {
        "dossiers": LookedAt(("dossiers", "procedures")),
        "registers": LookedAt(tuple(schema.name for schema in SCHEMAS)),
        "procedures": LookedAt(("procedures",)),
        "lateness": LookedAt(("dossiers", "procedures", "explanations", "evidence")),
        "identities": LookedAt(("dossiers",)),
        "disclosure": LookedAt(("procedures",)),
        "ratios": LookedAt(),
        "continuity": LookedAt(("dossiers",), year_before=True),
        "documents": LookedAt(("decisions", "reviews", "petitions", "explanations", "evidence")),
        "formalities": LookedAt(parameters=True),
        "promulgation": LookedAt(("decisions",)),
        "review": LookedAt(("reviews",)),
        "petitions": LookedAt(("petitions",)),
        "scores": LookedAt(("scores", "evidence")),
    }
)
"""By the first word of a rule's id."""

OF_RULES: Final[Mapping[str, LookedAt]] = MappingProxyType(
    {
        "dossiers.no-channel-column": LookedAt(("dossiers",)),
        "continuity.kind-changed": LookedAt(("procedures",), year_before=True),
        "continuity.period-gap": LookedAt(parameters=True),
        "documents.decision-outside-period": LookedAt(("decisions",)),
        "documents.evidence-without-location": LookedAt(("evidence",)),
        "ratios.wrong-unit": LookedAt(("decisions", "reviews", "explanations", "evidence", "scores"), parameters=True),
    }
)
"""By id, where a rule looks at something else than its group."""


def looked_at(rule: str) -> LookedAt:
    """Return what the rule with this id looks at.

    Example:
        >>> looked_at("promulgation.late").registers
        ('decisions',)
    """
    return OF_RULES.get(rule) or OF_GROUPS[rule.partition(".")[0]]
