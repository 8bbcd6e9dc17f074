"""What people entered about criteria: their own points, and which documents prove which criterion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from cchc_report.registers.frames import Registers
from cchc_report.registers.id_lists import ids_in
from cchc_report.scoring.readings import WrittenScore
from cchc_report.statistics import EvidenceCitation
from cchc_report.statistics.late import read_evidence


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register of scores.

    Attributes:
        position: Its row in the register.
        score: Points and reason.
        evidence: Ids of the documents that it names.
    """

    position: int
    score: WrittenScore
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything that was entered about criteria.

    Attributes:
        scores: Code of a criterion to its row in the register of scores.
        documents: The evidence register by id.
        proves: Code of a criterion or group to the documents that say that they prove it.
        criteria_of: Row in the evidence register to the codes that it names.
    """

    scores: Mapping[str, Entry]
    documents: Mapping[str, EvidenceCitation]
    proves: Mapping[str, tuple[EvidenceCitation, ...]]
    criteria_of: Mapping[int, tuple[str, ...]]

    def evidence_for(self, codes: tuple[str, ...]) -> tuple[EvidenceCitation, ...]:
        """Return the documents of a criterion, in the register's order, each once.

        Args:
            codes: The criterion's own code and those of the groups above it.
        """
        own = self.scores.get(codes[-1])
        named = [self.documents[id_] for id_ in (own.evidence if own else ()) if id_ in self.documents]
        found = {c.position: c for code in codes for c in self.proves.get(code, ())} | {c.position: c for c in named}
        return tuple(found[position] for position in sorted(found))

    def unknown_evidence(self, code: str) -> tuple[str, ...]:
        """Return the ids that the criterion's row of scores names and the evidence register does not have."""
        own = self.scores.get(code)
        return tuple(id_ for id_ in (own.evidence if own else ()) if id_ not in self.documents)


def read_entries(registers: Registers) -> Entries:
    """Return what the registers of scores and of evidence say about criteria."""
    documents = read_evidence(registers)
    criteria_of = {n: ids_in(cell) for n, cell in enumerate(registers.evidence.frame["criteria"])}
    proves: dict[str, list[EvidenceCitation]] = {}
    for document in documents:
        for code in criteria_of[document.position]:
            proves.setdefault(code, []).append(document)
    frame = registers.scores.frame
    columns = (frame[name] for name in ("criterion", "points", "reason", "evidence"))
    scores = {
        code: Entry(
            position,
            WrittenScore(None if pd.isna(points) else Fraction(points), None if pd.isna(reason) else reason),
            ids_in(evidence),
        )
        for position, (code, points, reason, evidence) in enumerate(zip(*columns, strict=True))
    }
    return Entries(
        scores,
        {document.id: document for document in documents},
        {code: tuple(found) for code, found in proves.items()},
        criteria_of,
    )
