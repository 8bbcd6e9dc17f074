"""The result as lines for a reader, each with a mark of what it says; colours are the terminal's matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cchc_report.errors import Language, Text
from cchc_report.statement.assessment import Assessment
from cchc_report.statement.identities import Identity
from cchc_report.statement.model import Statement
from cchc_report.statement.percentage_sentences import details, percentage_sentence
from cchc_report.statement.percentages import PercentageResult
from cchc_report.statement.sentences import assumptions, explanation_sentence, identity_sentence, sum_sentence

Mark = Literal["title", "heading", "good", "bad", "unclear", "untested", "detail", "note", "blank"]

SYMBOLS: dict[Mark, str] = {
    "title": "",
    "heading": "",
    "good": "  ✓ ",
    "bad": "  ✗ ",
    "unclear": "  ? ",
    "untested": "  – ",
    "detail": "      ",
    "note": "  * ",
    "blank": "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        mark: What kind of line it is.
        text: What it says.
    """

    mark: Mark
    text: Text

    def in_language(self, language: Language) -> str:
        """Return the line with its symbol."""
        return SYMBOLS[self.mark] + self.text.in_language(language)


def lines_of(assessment: Assessment) -> list[Line]:
    """Return everything that was found out about a statement, in the order in which an appraiser asks."""
    return [
        Line("title", title_of(assessment.statement)),
        *(Line("note", note) for note in assessment.statement.notes),
        *_section(Text("Cộng đối chiếu", "Sums"), [*_identities(assessment), *_sums(assessment)]),
        *_section(Text("Tỷ lệ", "Percentages"), list(_percentages(assessment.percentages))),
        *_section(Text("Chưa đối chiếu được", "Not testable"), list(_untestable(assessment))),
        Line("heading", conclusion(assessment)),
    ]


def title_of(statement: Statement) -> Text:
    """Return who says it, and for which period."""
    days = [f"{day:%d/%m/%Y}" if day else "…" for day in (statement.start, statement.end)]
    period = f" ({days[0]} – {days[1]})" if statement.start or statement.end else ""
    return Text(f"{statement.source}{period}", f"{statement.source}{period}")


def conclusion(assessment: Assessment) -> Text:
    """Return the verdict on the whole statement."""
    unclear = sum(1 for each in assessment.percentages if each.verdict == "ambiguous")
    vi, en = (f"; {unclear} tỷ lệ có nhiều cách hiểu", f"; {unclear} ambiguous percentages") if unclear else ("", "")
    if not assessment.tested:
        return Text("Kết luận: chưa đủ số liệu để đối chiếu.", "Conclusion: too few figures to compare anything.")
    if assessment.fits:
        return Text(f"Kết luận: không thấy điểm nào không khớp{vi}.", f"Conclusion: nothing contradicts{en}.")
    return Text(
        f"Kết luận: {assessment.misfits} điểm không khớp{vi}.",
        f"Conclusion: {assessment.misfits} things do not fit{en}.",
    )


def mark_of_percentage(result: PercentageResult) -> Mark:
    """Return the mark of a percentage's line."""
    if not result.fits:
        return "bad"
    return "good" if result.verdict == "identified" else "unclear" if result.verdict == "ambiguous" else "untested"


def _section(heading: Text, lines: Sequence[Line]) -> list[Line]:
    return [Line("heading", heading), *lines] if lines else []


def _identities(assessment: Assessment) -> Iterator[Line]:
    for each in assessment.identities:
        identity = each.identity
        if identity.status == "untestable":
            continue
        yield Line("good" if identity.status == "holds" else "bad", identity_sentence(identity))
        for explanation in each.explanations:
            yield Line("detail", explanation_sentence(explanation))
        if (assumed := assumptions(identity)) is not None and _matters(identity):
            yield Line("detail", assumed)


def _matters(identity: Identity) -> bool:
    """Return whether it is worth a line that optional counts were taken for none: by post hardly anything comes."""
    return identity.id == "outcome" or identity.status == "broken"


def _sums(assessment: Assessment) -> Iterator[Line]:
    for added in assessment.sums:
        yield Line("good" if added.fits else "bad", sum_sentence(added))


def _percentages(results: Sequence[PercentageResult]) -> Iterator[Line]:
    for result in results:
        yield Line(mark_of_percentage(result), percentage_sentence(result))
        for text in details(result):
            yield Line("detail", text)


def _untestable(assessment: Assessment) -> Iterator[Line]:
    for each in assessment.identities:
        if each.identity.status == "untestable":
            yield Line("untested", identity_sentence(each.identity))
