"""Explanations of late dossiers as a reviewer ticks them off, and the notes under form II.06a."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from cchc_report.measures import SUPPRESSED, Measures
from cchc_report.presentation.citation import Cited
from cchc_report.presentation.long_lists import MOST_ROWS_TOLD, first_names, notes_of_first_rows, title_of_first_rows
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.table import Head, Row, Table
from cchc_report.public_text import WITHHELD
from cchc_report.registers.labels import LATE_CAUSES
from cchc_report.statistics import EvidenceCitation, LateDossier
from cchc_report.vietnamese_dates import short_date

_MOST_LATE_IN_TEXT: Final = 20
"""Late dossiers that the signed part tells of one by one: about three pages."""

_ON_PORTRAIT: Final = (20, 13.25, 13.25, 13.25, 13.25, 27)
_ON_LANDSCAPE: Final = (22, 8.5, 8.5, 8.5, 8.5, 44)
"""Widths of the columns; annexes lie on their side."""


def late_told(late: Sequence[LateDossier]) -> Sequence[LateDossier]:
    """Return the late dossiers that the report tells one by one: all of them, or the first of very many."""
    return late[:MOST_ROWS_TOLD]


def late_in_annex(late: Sequence[LateDossier]) -> bool:
    """Return whether there are so many late dossiers that an annex tells of them: what is signed stays readable."""
    return len(late) > _MOST_LATE_IN_TEXT


def late_anchor(place: int) -> str:
    """Return the element id of a late dossier's row in their table; the first has place 1."""
    return f"tre-han-{place}"


def late_dossiers_table(late: Sequence[LateDossier], *, number: int) -> Table:
    """Return the table of dossiers late on the system, one row each, with cause and proof.

    Args:
        late: The late dossiers, in the order of their rows.
        number: Number of the table in the document.
    """
    title = "Hồ sơ trễ hạn trên Hệ thống một cửa điện tử và tài liệu chứng minh"
    anchors = [late_anchor(place) for place in range(1, len(late) + 1)]
    return Table(
        caption=f"Bảng {number}. {title_of_first_rows(title, anchors, 'hồ sơ')}",
        head=[
            [
                Head("Hồ sơ, thủ tục" if any(dossier.code_hidden for dossier in late) else "Mã hồ sơ, thủ tục"),
                Head("Tiếp nhận"),
                Head("Hẹn trả"),
                Head("Kết thúc trên Hệ thống"),
                Head("Kết thúc thực tế"),
                Head("Nguyên nhân, tài liệu chứng minh, kết luận"),
            ]
        ],
        align=("left", "center", "center", "center", "center", "left"),
        rows=[_late_row(dossier, anchor) for dossier, anchor in zip(late_told(late), anchors, strict=False)],
        widths=_ON_LANDSCAPE if late_in_annex(late) else _ON_PORTRAIT,
        name="late-dossiers",
        notes=(*notes_of_first_rows(anchors, "hồ sơ", "Hồ sơ trễ hạn"), *_note_on_dates(late)),
    )


def _note_on_dates(late: Sequence[LateDossier]) -> tuple[str, ...]:
    hidden = any(dossier.received_on is None or dossier.ended_on is None for dossier in late)
    return (f"Dấu {SUPPRESSED}: ngày không nêu trong bản công khai, vì từ đó suy ra được số nhỏ.",) if hidden else ()


def late_accounts(late: Sequence[LateDossier]) -> list[str]:
    """Return a paragraph for each account, with the names of the dossiers of which it is told.

    Args:
        late: All late dossiers, in the order of their rows.
    """
    told: dict[str, list[str]] = {}
    for place, dossier in enumerate(late_told(late), start=1):
        if words := _account(dossier):
            named = told.setdefault(words, [])
            name = dossier.title.removeprefix("Hồ sơ ") if named else dossier.title
            named.append(linked(name, late_anchor(place)))
    return [f"{first_names(names, 'hồ sơ')}: {stated(words)}" for words, names in told.items()]


def _account(dossier: LateDossier) -> str | None:
    """Return what the report tells of a late dossier beside the table: the explanation's own words.

    Where the edition does not show these, the cause, the end in fact and the conclusion, as the register has them.
    """
    explanation = dossier.explanation
    if explanation is None:
        return None
    if explanation.narrative != WITHHELD:
        return explanation.narrative
    ended = explanation.ended_in_fact_on
    in_fact = f"; kết quả trả thực tế ngày {short_date(ended)}" if ended else ""
    proofs = f"; tài liệu chứng minh: {', '.join(explanation.proof)}" if explanation.proof else ""
    cause = LATE_CAUSES[explanation.cause]
    return f"Nguyên nhân: {cause[0].lower()}{cause[1:]}{in_fact}{proofs}. Kết luận: {dossier.verdict.value.vi}."


def citation_line(evidence: EvidenceCitation) -> str:
    """Return how a document is cited: `TL-05: 1691/XN-SCT ngày 30/9/2020`, or its title where it has no number."""
    name = evidence.number or evidence.title
    dated = f" ngày {short_date(evidence.dated)}" if evidence.dated and short_date(evidence.dated) not in name else ""
    place = f", {evidence.location}" if evidence.location else ""
    return f"{evidence.id}: {name}{dated}{place}"


def form_notes(measures: Measures, counting_rules: Iterable[str]) -> tuple[str, ...]:
    """Return the notes under form II.06a: dossiers that the form has no column for, and the policies in force.

    Args:
        measures: All measures; `settlement.*` and `notices.received` are read.
        counting_rules: The policies in force, in words.
    """
    returned, withdrawn = measures.count("settlement.returned"), measures.count("settlement.withdrawn")
    parts = [f"{Cited(count)} hồ sơ {name}" for count, name in ((returned, "trả lại"), (withdrawn, "rút")) if count]
    missing = f"Biểu mẫu không có cột cho {' và '.join(parts)}. " if parts else ""
    return (f"Ghi chú: {missing}Quy tắc đếm: {'; '.join(counting_rules)}.",)


def _late_row(dossier: LateDossier, anchor: str) -> Row:
    explanation = dossier.explanation
    lines: list[str] = []
    if explanation is not None:
        lines.append(f"{LATE_CAUSES[explanation.cause]}.")
        lines += [stated(citation_line(evidence)) for evidence in explanation.evidence]
        lines += [f"{stated(id_)}: không có trong danh mục tài liệu" for id_ in explanation.unknown_proof]
    lines.append(f"Kết luận: {dossier.verdict.value.vi}.")
    return Row(
        [
            (stated(dossier.code), stated(dossier.procedure or "")),
            dossier.received_on or SUPPRESSED,
            dossier.due_on or SUPPRESSED,
            dossier.ended_on or SUPPRESSED,
            explanation.ended_in_fact_on if explanation else None,
            tuple(lines),
        ],
        anchor=anchor,
    )
