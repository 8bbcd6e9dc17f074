"""From registers as read to those of a public edition, and the texts in them and in the parameters that name a person.

Whoever clears a sentence for publication, or writes one into the parameters, may overlook a name. So each text that a
public edition would print is compared with the personal columns of the registers, while they are still at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa

from cchc_report.errors import Place, Problem, Text
from cchc_report.params.models import ReportParameters
from cchc_report.params.project import REPORT_NOTEBOOK, Project
from cchc_report.params.publication import published_parameters
from cchc_report.public_text import Personal, is_organisation, personal_data_in, phrases, without_dossier_codes
from cchc_report.registers.frames import Registers
from cchc_report.registers.published import (
    PrintedText,
    common_values,
    looks_like_a_code,
    printed_texts,
    published_registers,
)
from cchc_report.registers.schema import Kind, Publication
from cchc_report.registers.schemas import SCHEMAS
from cchc_report.sources.criteria_texts import criteria_texts
from cchc_report.sources.notebook_texts import notebook_texts
from cchc_report.vietnamese_letters import without_signs

_LONGEST_PHRASE: Final = 24
"""Words of the longest name or address that is looked for."""

_LEAST_WORDS_WITHOUT_SIGNS: Final = 3
"""Two words without diacritics are too many other words: `trung an` is `Trung Ân`, and the name of a place."""

_BETWEEN_NAMES: Final = re.compile(r"[;:,/()\n]|\s[-–]\s")  # people type both dashes
"""What stands between two names, or behind one, in a cell or a sentence."""

_BEFORE_A_NAME: Final = re.compile(
    r"^\s*(?:(?:ông|bà|anh|chị|cô|chú|bác|em|chủ hộ|hộ kinh doanh|hộ gia đình|hkd|hộ)[\s:.]+)+", re.IGNORECASE
)
"""Forms of address, and what makes a household of a name."""

_NOT_ONE_NAME: Final = re.compile(f"{_BETWEEN_NAMES.pattern}|{_BEFORE_A_NAME.pattern}", re.IGNORECASE)

_PLACE: Final = re.compile(
    r"^(?:thôn|xóm|khu|tổ|ấp|số nhà|xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp|tỉnh)\b", re.IGNORECASE
)
"""How the name of a place begins."""

_SEVERAL_WORDS: Final = re.compile(r"[^\W\d_]+\.?(?: [^\W\d_]+\.?){2,6}")
"""Names inside of a cell: words of letters, as many as make a name that no other words are taken for."""

_BLANKS = " \t.:"

_ADDRESS: Final = "address"
"""Name of the columns with addresses."""

_LEAST_DIGITS: Final = 7
"""Digits of the shortest phone, identity or passport number that is looked for."""

_KINDS: dict[Personal, Text] = {
    "name": Text("tên hoặc địa chỉ của một cá nhân", "a person's name or address"),
    "number": Text("một số điện thoại, số định danh hoặc số tài khoản", "a phone, identity or account number"),
    "email": Text("một địa chỉ thư điện tử", "an address of e-mail"),
}


@dataclass(frozen=True, slots=True)
class _Printed:
    """A text that would be printed, and where the office finds it."""

    text: str
    place: Place
    remedy: Text
    cell: int | None = None

    def advice(self, what: Text) -> Text:
        """Return what to do, with the cell of the notebook where it is to be done."""
        if self.cell is None:
            return what
        return Text(vi=f"Ô thứ {self.cell} của sổ tay. {what.vi}", en=f"Cell {self.cell} of the notebook. {what.en}")


def published(
    registers: Registers, parameters: ReportParameters, project: Project, problems: list[Problem]
) -> Registers:
    """Return the registers of a public edition, and add to `problems` the texts of it that name a person.

    Args:
        registers: The registers as they were read.
        parameters: The report's parameters; their texts are printed too.
        project: Where the report's notebook and its criteria set are; so are the texts of these.
        problems: Gets one problem a text; the values that were found are in none of them.
    """
    as_they_are = [
        *_of_criteria(project, parameters.year_parameters.criteria_set),
        *_of_notebook(project.notebooks / REPORT_NOTEBOOK),
    ]
    problems += _naming_somebody(registers, [*_of_registers(registers), *_of_parameters(parameters), *as_they_are])
    hide_codes = parameters.publication.dossier_codes == "hide"
    if hide_codes:
        # In registers codes are replaced, and in parameters those that look like one.
        of_parameters = _of_parameters(published_parameters(parameters))
        problems += _naming_a_dossier(registers, [*of_parameters, *as_they_are])
    return published_registers(registers, hide_codes=hide_codes)


def _naming_somebody(registers: Registers, texts: list[_Printed]) -> Iterator[Problem]:
    in_text = [_phrases(printed.text) for printed in texts]
    known = _personal_values(registers, frozenset().union(*in_text))
    for printed, its_phrases in zip(texts, in_text, strict=True):
        kind = personal_data_in(printed.text) or next((known[p] for p in sorted(its_phrases) if p in known), None)
        if kind is not None:
            named = _KINDS[kind]
            yield Problem(
                "publication.names-a-person",
                Text(
                    vi=f"câu chữ của bản công khai có {named.vi}", en=f"a text of the public edition holds {named.en}"
                ),
                printed.advice(printed.remedy),
                printed.place,
            )


def _naming_a_dossier(registers: Registers, texts: list[_Printed]) -> Iterator[Problem]:
    words = [frozenset(phrases(printed.text, longest=1)) for printed in texts]
    wanted = pa.array(sorted(frozenset().union(*words)), type=pa.string())
    codes = frozenset(filter(looks_like_a_code, common_values(registers.dossiers.frame["code"], wanted)))
    for printed, its_words in zip(texts, words, strict=True):
        if codes & its_words or without_dossier_codes(printed.text) != printed.text:
            yield Problem(
                "publication.names-a-dossier",
                Text(
                    vi="câu chữ của bản công khai có mã hồ sơ, mà bản này không nêu mã hồ sơ",
                    en="a text of the public edition holds a dossier code, and this edition shows none",
                ),
                printed.advice(_WITHOUT_CODE),
                printed.place,
            )


def _phrases(text: str) -> frozenset[str]:
    """Return the phrases of a text in which a name may stand: as they are, and longer ones without diacritics."""
    written = {text, _BETWEEN_NAMES.sub(" ", text)}
    as_they_are = (phrase for each in written for phrase in phrases(each, _LONGEST_PHRASE))
    plain = (phrase for each in written for phrase in phrases(without_signs(each), _LONGEST_PHRASE))
    return frozenset((*as_they_are, *filter(_is_known_without_signs, plain)))


def _is_known_without_signs(phrase: str) -> bool:
    return phrase.count(" ") + 1 >= _LEAST_WORDS_WITHOUT_SIGNS


def _personal_values(registers: Registers, wanted: frozenset[str]) -> dict[str, Personal]:
    """Return those of the `wanted` phrases that stand in a personal column, unless they name an organisation or nobody.

    A name has two words, and an address a number: one word alone, or the name of a town, is in many a sentence. Names
    and addresses of three words or more are found also where the text or the column lacks their diacritics, or sets a
    tone mark over the other vowel.
    """
    found: dict[str, Personal] = {}
    phrases_wanted = pa.array(sorted(wanted), type=pa.string())
    for schema in SCHEMAS:
        for column in schema.columns:
            if column.publication is not Publication.NEVER:
                continue
            values = registers[schema.name].frame[column.name]
            if column.name == _ADDRESS:
                values = _with_first_parts(values)
            elif column.kind is Kind.TEXT:
                values = _with_names_inside(values)
            for value in common_values(values, phrases_wanted, signs_matter=False):
                if value not in wanted and not _is_known_without_signs(value):
                    continue
                if kind := _kind(value, is_number=column.kind is Kind.CODE, is_address=column.name == _ADDRESS):
                    found.setdefault(value, kind)
                    found.setdefault(without_signs(value), kind)
    return found


def _with_first_parts(addresses: pd.Series[Any]) -> pd.Series[Any]:
    """Return addresses, and the part of each before its first comma: house and street without the town."""
    each = pd.Series(addresses.dropna().unique(), dtype=addresses.dtype)
    both: pd.Series[Any] = pd.concat([each, each.str.split(",", n=1).str[0].str.strip()])
    return both


def _with_names_inside(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return the values of a column of names, and the names of several words that stand inside of some.

    `Ông Nguyễn Văn An`, `Hộ kinh doanh Trần Thị Lan`, `Nguyễn Văn An; Trần Thị Bình (đại diện)`. The name of an
    organisation is not taken apart: what follows it is its place.
    """
    each = pd.Series(values.dropna().unique(), dtype="str")
    several = each[each.str.contains(_NOT_ONE_NAME)]
    people = several[~several.map(is_organisation).astype(bool)]
    parts = people.str.split(_BETWEEN_NAMES).explode().str.replace(_BEFORE_A_NAME, "", regex=True).str.strip(_BLANKS)
    names = parts[parts.str.fullmatch(_SEVERAL_WORDS) & ~parts.str.contains(_PLACE)]
    both: pd.Series[Any] = pd.concat([each, names])
    return both


def _kind(phrase: str, *, is_number: bool, is_address: bool) -> Personal | None:
    digits = sum(letter.isdigit() for letter in phrase)
    if is_number:
        return "number" if digits >= _LEAST_DIGITS else None
    if " " not in phrase or is_organisation(phrase) or (is_address and not digits):
        return None
    return "name"


def _of_registers(registers: Registers) -> Iterator[_Printed]:
    for printed in printed_texts(registers):
        yield _Printed(printed.text, _place(printed), _REMEDIES[printed.column.publication])


def _place(printed: PrintedText) -> Place:
    origin, row = printed.register.place(printed.position)
    header = origin.columns.get(printed.column.name, printed.column.title)
    return Place(origin.path, origin.sheet, row, header)


def _of_parameters(parameters: ReportParameters) -> Iterator[_Printed]:
    of_year, of_department = parameters.year_parameters, parameters.department_year
    year_file = f"params/{parameters.year}/year.yaml"
    department_file = f"params/{parameters.year}/{parameters.department.id}.yaml"
    document, department = of_department.document, parameters.department
    singles: Iterable[tuple[str, str, str | None]] = (
        (year_file, "assessment_decision", of_year.assessment_decision),
        # The signer's own name is the one that a document must bear.
        (department_file, "document.signer.authority", document.signer.authority),
        (department_file, "document.signer.title", document.signer.title),
        (department_file, "document.filed_by", document.filed_by),
        *(
            ("params/departments.yaml", f"{department.id}.{key}", getattr(department, key))
            for key in ("name", "parent", "place", "website", "portal")
        ),
    )
    for file, key, line in singles:
        if line is not None:
            yield _Printed(line, Place(file=file, key=key), _REWRITE)
    lists: Iterable[tuple[str, str, tuple[str, ...]]] = (
        (year_file, "legal_bases", of_year.legal_bases),
        (department_file, "document.recipients", of_department.document.recipients),
        (department_file, "difficulties", of_department.difficulties),
        (department_file, "recommendations", of_department.recommendations),
    )
    for file, key, lines in lists:
        for number, line in enumerate(lines, start=1):
            yield _Printed(line, Place(file=file, key=f"{key}[{number}]"), _REWRITE)


def _of_criteria(project: Project, name: str | None) -> Iterator[_Printed]:
    if name is not None:
        path = project.criteria_file(name)
        for place, text in criteria_texts(path, project.relative(path)):
            yield _Printed(text, place, _REWRITE)


def _of_notebook(path: Path) -> Iterator[_Printed]:
    for number, text in notebook_texts(path):
        yield _Printed(text, Place(file=f"{path.parent.name}/{path.name}"), _REWRITE, cell=number)


_REWRITE = Text(
    vi="Viết lại, không nêu cá nhân (“người nộp”, “chủ hồ sơ”…); tổ chức thì được nêu tên.",
    en="Write it without persons (“the applicant” …); organisations may be named.",
)
_WITHOUT_CODE = Text(
    vi="Bỏ mã hồ sơ; hoặc đặt dossier_codes: show ở mục publication của year.yaml nếu được nêu mã.",
    en="Take the code out; or set dossier_codes: show in year.yaml if codes may be shown.",
)
_REMEDIES = {
    Publication.OPEN: _REWRITE,
    Publication.CLEARED: Text(
        vi=f"{_REWRITE.vi} Chưa rà soát được thì để trống ô “Được công khai” của dòng này.",
        en=f"{_REWRITE.en} Or leave the row's cell “Được công khai” blank until it is looked over.",
    ),
}
