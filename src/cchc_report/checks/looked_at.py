"""What each group of rules looks at, in the report's own registers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cchc_report.registers.schemas import SCHEMAS

REGISTERS_OF_GROUP: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "dossiers": ("dossiers", "procedures"),
        "registers": tuple(schema.name for schema in SCHEMAS),
        "procedures": ("procedures",),
        "lateness": ("dossiers", "procedures", "explanations", "evidence"),
        "identities": ("dossiers",),
        "disclosure": ("procedures",),
        "ratios": ("decisions", "reviews", "explanations", "evidence", "scores"),
        "continuity": ("dossiers", "procedures"),
        "documents": ("decisions", "reviews", "explanations", "evidence"),
        "formalities": (),
        "promulgation": ("decisions",),
        "review": ("reviews",),
        "petitions": ("petitions",),
        "scores": ("scores", "evidence"),
    }
)
"""Register names by the first word of a rule's id; a rule that looks at parameters alone has none."""


def registers_looked_at(rule: str) -> tuple[str, ...]:
    """Return the names of the registers that a rule looks at.

    Example:
        >>> registers_looked_at("promulgation.late")
        ('decisions',)
    """
    return REGISTERS_OF_GROUP[rule.partition(".")[0]]
