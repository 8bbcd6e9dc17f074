"""How plain text is set: numbers of documents, dossiers and forms stay on one line, references lead to their tables.

Each of these numbers says by its class that it is no figure: `nowrap` for numbers of documents, dossiers and forms and
dates in digits, `date` for dates in words, months and years, `reference` for tables and charts of the report.
"""

from __future__ import annotations

import re

from cchc_report.presentation.fragment import breakable, element, escape
from cchc_report.presentation.marks import linked, stated, without_noncharacters

_UNBREAKABLE = (
    r"(?P<agency>\b[0-9A-Z.]{3,}-)(?P<rest>\d{6}-\d{4,6}\b)"
    r"|(?P<whole>\b\d+(?:/\d{4})?/[A-ZĐ]+\d*(?:-[A-ZĐ0-9]+)*"
    r"|\b\d+-[A-ZĐ]{2,}(?:/[A-ZĐ]+)+"
    r"|\b[IVX]+\.\d+[a-z]?(?:/[A-ZĐ]+)*"
    r"|\b(?:[Đđ]iều|[Kk]hoản|[Mm]ức độ|[Mm]ẫu số) \d+\b"
    r"|\b\d{1,2}/\d{1,2}/\d{4}\b)"
)
"""Dossier codes; numbers of documents (`1016/QĐ-UBND`, `61/2018/NĐ-CP`, `91/2025/QH15`, `17-NQ/TW`), of forms
(`II.06a`) and of what legal texts count (`Điều 5`, `mức độ 4`); dates in digits."""
_DATE = (
    r"(?P<date>\b[Nn]gày \d{1,2} tháng \d{1,2}(?: năm \d{4})?\b"
    r"|\b(?:[Nn]ăm|NĂM|[Gg]iai đoạn) \d{4}(?:\s?[–-]\s?\d{4}| đến(?: năm)? \d{4})?\b"
    r"|\b[Tt]háng \d{1,2}(?:/| năm )\d{4}\b"
    r"|\b[Qq]uý [IV]+/\d{4}\b)"
)
_REFERENCE = r"(?P<reference>(?P<what>Bảng|Biểu đồ) (?P<number>\d+))\b"
_ANY = re.compile(f"{_UNBREAKABLE}|{_DATE}|{_REFERENCE}")
_TYPED = re.compile(r"\d+(?:[.,/]\d+)*%?")
_NAMED = r"(?P<named>“[^”]*”|\b[Tt]iêu chí \d+(?:\.\d+)*|\b[Cc]ột \d+(?: [=+] \d+)*)"
_NAMED_OR_KNOWN = re.compile(f"{_NAMED}|{_ANY.pattern}")
_WITH_DIGIT = re.compile(r"[^\s(){}]*\d[^\s(){}]*")
_COUNT = re.compile(rf"(?P<count>[+−]?{_TYPED.pattern})[.,;:]*")
_ORDINAL = re.compile(r"\A\s*(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+)\s")
_LABEL = re.compile(r"(?P<what>Bảng|Biểu đồ) (?P<number>\d+)\.")
_ANCHORS = {"Bảng": "bang", "Biểu đồ": "bieu-do"}


def plain_html(text: str, *, references: bool = True) -> str:
    """Return plain text as HTML.

    Args:
        text: The text; all of it is escaped.
        references: Whether `Bảng 1` means a table of this report and leads to it.
    """
    parts: list[str] = []
    end = 0
    clean = without_noncharacters(text)
    for match in _ANY.finditer(clean):
        parts += [breakable(clean[end : match.start()]), _set(match, references=references)]
        end = match.end()
    return "".join([*parts, breakable(clean[end:])])


def typed_number(text: str) -> str | None:
    """Return the first number in plain text that nothing says what it is, or `None`: somebody typed it.

    The number of a paragraph (`1. …`, `2.1) …`) counts nothing.

    Example:
        >>> typed_number("Năm 2020 có 12 hồ sơ theo Quyết định 1016/QĐ-UBND, xem Bảng 2")
        '12'
    """
    found = _TYPED.search(_ANY.sub(" ", _ORDINAL.sub("", text.replace("\N{NO-BREAK SPACE}", " "))))
    return found.group() if found else None


def with_numbers_linked(text: str, anchor: str) -> str:
    """Return prose in which each number that nothing says what it is leads to the element `anchor`.

    What stands in quotation marks, numbers of criteria and of columns of a form, and words that hold digits (codes,
    names of files) are stated.

    Example:
        >>> from cchc_report.presentation.marks import pieces
        >>> [(p.kind, p.text) for p in pieces(with_numbers_linked("Lệch +3: “12%” của H23, năm 2020", "kiem-tra-1"))]
        ... # doctest: +NORMALIZE_WHITESPACE
        [('plain', 'Lệch '), ('link', '+3'), ('plain', ': '), ('stated', '“12%”'), ('plain', ' của '),
         ('stated', 'H23,'), ('plain', ' năm 2020')]
    """

    def marked(word: re.Match[str]) -> str:
        count = _COUNT.fullmatch(word.group())
        if count is None:
            return format(stated(word.group()))
        return linked(count["count"], anchor) + word.group()[count.end("count") :]

    parts: list[str] = []
    end = 0
    clean = without_noncharacters(text)
    for match in _NAMED_OR_KNOWN.finditer(clean):
        known = format(stated(match["named"])) if match["named"] else match.group()
        parts += [_WITH_DIGIT.sub(marked, clean[end : match.start()]), known]
        end = match.end()
    return "".join([*parts, _WITH_DIGIT.sub(marked, clean[end:])])


def labelled(caption: str) -> tuple[str | None, str, str]:
    """Return the anchor that the label of a caption gives its table or chart, the label as HTML, and the rest.

    Example:
        >>> labelled("Bảng 1. Tên bảng")
        ('bang-1', '<span class="label">Bảng 1.</span>', ' Tên bảng')
    """
    match = _LABEL.match(caption)
    if match is None:
        return None, "", caption
    return _anchor(match), element("span", escape(match.group()), class_="label"), caption[match.end() :]


def _set(match: re.Match[str], *, references: bool) -> str:
    if match["agency"]:
        # In a narrow column, where the stylesheet lets it, a dossier code breaks after its agency.
        return element("span", f"{escape(match['agency'])}<wbr>{match['rest']}", class_="nowrap parted")
    if match["whole"]:
        return element("span", escape(match["whole"]), class_="nowrap")
    if match["date"]:
        return element("span", escape(match["date"]), class_="date")
    if references:
        return element("a", escape(match["reference"]), class_="reference", href=f"#{_anchor(match)}")
    return escape(match["reference"])


def _anchor(match: re.Match[str]) -> str:
    return f"{_ANCHORS[match['what']]}-{match['number']}"
