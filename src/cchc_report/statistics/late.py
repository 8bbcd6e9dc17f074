"""Late dossiers, their explanations, and whether the evidence supports them.

A dossier is late on the system where it ended after its due date. In the view `actual` it stays late unless its
explanation is accepted: its procedure is one-way, or the proven end is not after the due date and at least one proof is
named; and every proof named stands in the evidence register. An explanation that itself says `late_in_fact` admits the
lateness and is never accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal

import pandas as pd

from cchc_report.errors import Text
from cchc_report.public_text import WITHHELD
from cchc_report.registers.frames import Registers
from cchc_report.registers.id_lists import ids_in
from cchc_report.statistics.names import in_short

UNNAMED_DOCUMENT = "Tài liệu không nêu tên"
"""Title of a document whose own title a public edition does not show."""

Population = Literal["core", "one_way"]


class Verdict(Enum):
    """Why an explanation was accepted, or why the dossier stays late in both views."""

    ONE_WAY = Text(
        "Thủ tục một chiều: chỉ tiếp nhận, không phải giải quyết và trả kết quả",
        "One-way procedure: received and filed only",
    )
    PROVEN = Text(
        "Tài liệu kiểm chứng cho thấy đã trả kết quả không quá ngày hẹn", "Evidence shows an end not after the due date"
    )
    NO_EXPLANATION = Text("Chưa có giải trình", "No explanation")
    LATE_IN_FACT = Text("Giải trình xác nhận trễ hạn thực tế", "The explanation itself says that it was late in fact")
    UNKNOWN_PROOF = Text(
        "Có tài liệu chứng minh chưa có trong danh mục tài liệu kiểm chứng",
        "A proof that is named is not in the evidence register",
    )
    NO_PROOF = Text("Giải trình không nêu tài liệu chứng minh", "The explanation names no proof")
    NO_END_IN_FACT = Text("Giải trình không ghi ngày trả thực tế", "The explanation states no end in fact")
    END_AFTER_DUE = Text("Ngày trả thực tế sau ngày hẹn trả", "The end in fact is after the due date")
    END_BEFORE_RECEPTION = Text("Ngày trả thực tế trước ngày tiếp nhận", "The end in fact is before the reception")

    @property
    def accepted(self) -> bool:
        """Whether the dossier is not late in the view `actual`."""
        return self in {Verdict.ONE_WAY, Verdict.PROVEN}


@dataclass(frozen=True, slots=True)
class EvidenceCitation:
    """A document of the evidence register as an explanation cites it.

    Attributes:
        position: Its row in the evidence register.
        id: Id in the report, such as `TL-01`.
        number: Number and symbol; `None` for a book or record.
        dated: Its date.
        issuer: Who issued it.
        title: What it is.
        location: Section or page that proves the point.
    """

    position: int
    id: str
    number: str | None
    dated: date | None
    issuer: str | None
    title: str
    location: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One row of the explanation register, its proofs looked up.

    Attributes:
        position: Its row in the explanation register.
        dossier_code: Code of the dossier that it explains.
        cause: A name of `LATE_CAUSES`.
        ended_in_fact_on: When the dossier ended in fact.
        proof: Ids of the proofs named, in their order.
        evidence: Those of them that are in the evidence register.
        unknown_proof: Ids of those that are not.
        narrative: What happened.
        apology_number: Number of the apology letter.
        apology_date: Its date.
        no_apology_reason: Why none is due.
    """

    position: int
    dossier_code: str
    cause: str
    ended_in_fact_on: date | None
    proof: tuple[str, ...]
    evidence: tuple[EvidenceCitation, ...]
    unknown_proof: tuple[str, ...]
    narrative: str | None
    apology_number: str | None
    apology_date: date | None
    no_apology_reason: str | None


@dataclass(frozen=True, slots=True)
class LateDossier:
    """A dossier that is late on the system.

    Attributes:
        code: Dossier code; where the edition hides codes, the number that stands for it (`Hồ sơ 1`).
        position: Its row in the dossier register; -1 in an edition that lists no dossiers.
        population: `core` or `one_way`.
        procedure: Name of the procedure, as the catalogue has it, else as the system recorded it.
        field: Field of the procedure.
        received_on: Day of reception; `None` where the edition does not tell it.
        due_on: Due day; `None` as that.
        ended_on: Day of its end on the system; `None` where the edition does not tell it.
        days_late: Working days from the due day to the end on the system; `None` as that.
        explanation: Its explanation, where there is one.
        verdict: Whether the explanation holds, and why.
        code_hidden: Whether the edition hides its code.
    """

    code: str
    position: int
    population: Population
    procedure: str | None
    field: str
    received_on: date | None
    due_on: date | None
    ended_on: date | None
    days_late: int | None
    explanation: Explanation | None
    verdict: Verdict
    code_hidden: bool = False

    @property
    def title(self) -> str:
        """How prose names it: `Hồ sơ 000.00.02.H23-200922-0005`, or `Hồ sơ 1` where codes are hidden."""
        return self.code if self.code_hidden else f"Hồ sơ {self.code}"

    @property
    def accepted(self) -> bool:
        """Whether it is not late in the view `actual`."""
        return self.verdict.accepted

    @property
    def reason(self) -> Text:
        """Why the explanation was accepted, or why not."""
        return self.verdict.value

    def as_record(self) -> dict[str, Any]:
        """Return the dossier with its explanation as flat JSON values: dates as `2020-12-07`, missing ones `None`."""
        told = self.explanation
        return {
            "code": self.code,
            "population": self.population,
            "procedure": self.procedure,
            "field": self.field,
            "received_on": _iso(self.received_on),
            "due_on": _iso(self.due_on),
            "ended_on": _iso(self.ended_on),
            "days_late": self.days_late,
            "verdict": self.verdict.name.lower(),
            "conclusion": self.reason.vi,
            "cause": told.cause if told else None,
            "ended_in_fact_on": _iso(told.ended_in_fact_on) if told else None,
            "proof": "; ".join(told.proof) if told else None,
            "narrative": told.narrative if told else None,
            "apology_number": told.apology_number if told else None,
            "apology_date": _iso(told.apology_date) if told else None,
            "no_apology_reason": told.no_apology_reason if told else None,
        }


def assess_late_dossiers(classified: pd.DataFrame, registers: Registers) -> tuple[LateDossier, ...]:
    """Return every dossier that is late on the system with its explanation: core ones first, then by reception.

    Args:
        classified: What `classify` returned.
        registers: The registers; dossiers, procedures, explanations and evidence are read.
    """
    late = classified[(classified["outcome"] == "late").to_numpy()]
    explanations = {e.dossier_code: e for e in read_explanations(registers)}
    recorded = registers.dossiers.frame.loc[late.index, ["code", "procedure_name"]]
    catalogue = [*registers.procedures.frame["name"], None]
    assessed = [
        _assess(row, str(code), catalogue[row.procedure] or _text(name), explanations.get(str(code)))
        for row, code, name in zip(_records(late), recorded["code"], recorded["procedure_name"], strict=True)
    ]
    return tuple(sorted(assessed, key=lambda d: (d.population != "core", d.received_on or date.min, d.code)))


def read_explanations(registers: Registers) -> tuple[Explanation, ...]:
    """Return the rows of the explanation register with the proofs that they name, in the register's order."""
    evidence = {citation.id: citation for citation in read_evidence(registers)}
    return tuple(_explanation(row, evidence) for row in _records(registers.explanations.frame))


def _assess(row: Any, code: str, procedure: str | None, explanation: Explanation | None) -> LateDossier:
    received, due = row.received_on.date(), row.due_on.date()
    return LateDossier(
        code=code,
        position=int(row.Index),
        population=row.population,
        procedure=procedure and in_short(procedure),
        field=in_short(row.field),
        received_on=received,
        due_on=due,
        ended_on=row.ended_on.date(),
        days_late=int(row.days_late),
        explanation=explanation,
        verdict=_verdict(explanation, one_way=row.population == "one_way", received=received, due=due),
    )


def _verdict(explanation: Explanation | None, *, one_way: bool, received: date, due: date) -> Verdict:
    """Return whether `explanation` holds; the first reason against it decides (handbook rule in the module's text)."""
    if explanation is None:
        return Verdict.NO_EXPLANATION
    ended = explanation.ended_in_fact_on
    against = (
        (explanation.cause == "late_in_fact", Verdict.LATE_IN_FACT),
        (bool(explanation.unknown_proof), Verdict.UNKNOWN_PROOF),
        (one_way, Verdict.ONE_WAY),
        (not explanation.proof, Verdict.NO_PROOF),
        (ended is None, Verdict.NO_END_IN_FACT),
        (ended is not None and ended > due, Verdict.END_AFTER_DUE),
        (ended is not None and ended < received, Verdict.END_BEFORE_RECEPTION),
    )
    return next((verdict for holds, verdict in against if holds), Verdict.PROVEN)


def _explanation(row: Any, evidence: Mapping[str, EvidenceCitation]) -> Explanation:
    proof = ids_in(row.proof)
    return Explanation(
        position=int(row.Index),
        dossier_code=row.dossier_code,
        cause=row.cause,
        ended_in_fact_on=_date(row.ended_in_fact_on),
        proof=proof,
        evidence=tuple(evidence[id_] for id_ in proof if id_ in evidence),
        unknown_proof=tuple(id_ for id_ in proof if id_ not in evidence),
        narrative=_text(row.narrative),
        apology_number=_text(row.apology_number),
        apology_date=_date(row.apology_date),
        no_apology_reason=_text(row.no_apology_reason),
    )


def read_evidence(registers: Registers) -> tuple[EvidenceCitation, ...]:
    """Return the documents of the evidence register, in its order."""
    return tuple(
        EvidenceCitation(
            position=int(row.Index),
            id=row.id,
            number=_text(row.number),
            dated=_date(row.dated),
            issuer=_text(row.issuer),
            title=UNNAMED_DOCUMENT if row.title == WITHHELD else row.title,
            location=None if row.location == WITHHELD else _text(row.location),
        )
        for row in _records(registers.evidence.frame)
    )


def _records(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows as named tuples, untyped: pandas' stubs give every cell the union of all scalars."""
    yield from frame.itertuples()


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()
