"""Documents of the evidence register: their list, how a table cites them by code, and what each of them proves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cchc_report.presentation.citation import with_sources
from cchc_report.presentation.explanation import late_anchor, late_told
from cchc_report.presentation.fragment import Fragment, element, escape
from cchc_report.presentation.long_lists import (
    MOST_ROWS_TOLD,
    first_names,
    notes_of_first_rows,
    title_of_first_rows,
)
from cchc_report.presentation.marks import linked, stated
from cchc_report.presentation.score_anchor import score_anchor
from cchc_report.presentation.table import Align, Head, Row, Table, code
from cchc_report.scoring import ScoreSheet
from cchc_report.statistics import EvidenceCitation, LateDossier
from cchc_report.vietnamese_dates import short_date

_TEXT: Align = "left"
_NOTHING = "–"

_HEAD = (
    "Mã",
    "Số, ký hiệu",
    "Ngày",
    "Cơ quan ban hành",
    "Tên tài liệu",
    "Mục, trang",
    "Chứng minh cho",
)


def evidence_table(
    documents: Sequence[EvidenceCitation], sheet: ScoreSheet | None, late: Sequence[LateDossier], *, number: int
) -> Table:
    """Return the list of documents that the score table and the explanations cite by code.

    Args:
        documents: The evidence register, in its order.
        sheet: The score sheet, where there is one; its leaves name documents.
        late: The late dossiers; their explanations name documents.
        number: Number of the table in the document.
    """
    criteria = {
        id_: [linked(code_, score_anchor(code_)) for code_ in codes] for id_, codes in criteria_proven(sheet).items()
    }
    rows_of_dossiers = {dossier.code: late_anchor(place) for place, dossier in enumerate(late_told(late), start=1)}
    dossiers = {
        id_: [linked(code_, rows_of_dossiers[code_]) if code_ in rows_of_dossiers else stated(code_) for code_ in codes]
        for id_, codes in dossiers_proven(late).items()
    }
    # The score table links to what it cites, so these stay in a list of any length.
    told = [each for at, each in enumerate(documents) if at < MOST_ROWS_TOLD or each.id in criteria]
    anchors = [_anchor(document) for document in documents]
    return Table(
        caption=f"Bảng {number}. {title_of_first_rows('Danh mục tài liệu kiểm chứng', anchors, 'tài liệu')}",
        head=[[Head(text) for text in _HEAD]],
        align=(_TEXT,) * len(_HEAD),
        rows=[
            Row(
                [
                    code(document.id),
                    stated(document.number or _NOTHING),
                    document.dated or _NOTHING,
                    stated(document.issuer or _NOTHING),
                    stated(document.title),
                    stated(document.location or _NOTHING),
                    _proven(criteria.get(document.id, ()), dossiers.get(document.id, ())) or _NOTHING,
                ],
                anchor=_anchor(document),
            )
            for document in told
        ],
        widths=(5.4, 11.4, 8.2, 13.2, 29.6, 11.4, 20.8),
        name="evidence",
        notes=notes_of_first_rows(anchors, "tài liệu", "Tài liệu kiểm chứng"),
    )


def criteria_proven(sheet: ScoreSheet | None) -> Mapping[str, Sequence[str]]:
    """Return, by id of a document, the codes of the criteria that it proves."""
    return _users((row.code, row.evidence) for row in sheet.rows if row.is_leaf) if sheet else {}


def dossiers_proven(late: Iterable[LateDossier]) -> Mapping[str, Sequence[str]]:
    """Return, by id of a document, the codes of the late dossiers whose explanations name it."""
    return _users((dossier.code, dossier.explanation.evidence) for dossier in late if dossier.explanation)


def cited_in_lines(documents: Iterable[EvidenceCitation]) -> Fragment:
    """Return documents one a line, each by code, number, date and place; the code leads to the list of documents."""
    lines = [
        element("span", f"{_link(document)}: {with_sources(stated(_where(document)))}", class_="line")
        for document in documents
    ]
    return Fragment("".join(lines), "\n".join(f"{document.id}: {_where(document)}" for document in documents))


def cited_by_code(documents: Iterable[EvidenceCitation]) -> Fragment:
    """Return documents by their codes alone, each of which leads to the list of documents."""
    listed = tuple(documents)
    return Fragment(", ".join(map(_link, listed)), ", ".join(document.id for document in listed))


def _proven(criteria: Sequence[str], dossiers: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in ("; ".join(criteria), first_names(dossiers, "hồ sơ")) if line)


def _users(named: Iterable[tuple[str, Sequence[EvidenceCitation]]]) -> Mapping[str, Sequence[str]]:
    users: defaultdict[str, list[str]] = defaultdict(list)
    for user, documents in named:
        for document in documents:
            users[document.id].append(user)
    return users


def _link(document: EvidenceCitation) -> str:
    return element("a", escape(document.id), class_="reference", href=f"#{_anchor(document)}")


def _anchor(document: EvidenceCitation) -> str:
    return f"tai-lieu-{re.sub(r'[^0-9A-Za-zĐđ.]+', '-', document.id)}"


def _where(document: EvidenceCitation) -> str:
    """Return number, date and place, `1691/XN-SCT ngày 30/9/2020, trang 2`; the title where it has none of them."""
    dated = f"ngày {short_date(document.dated)}" if document.dated else ""
    name = " ".join(part for part in (document.number, dated) if part)
    return ", ".join(part for part in (name, _uncapitalized(document.location or "")) if part) or document.title


def _uncapitalized(text: str) -> str:
    """Return `text` to go on after a comma: `Trang 2` is `trang 2`, `TTHC` stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
