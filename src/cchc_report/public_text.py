"""What a text may hold to stand in a public edition: no natural person, no dossier code where codes are hidden.

Pure functions over texts; docs/editions.md tells an office what they mean. They err on the safe side: a recogniser of
organisations that does not know a name takes it for a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias

from cchc_report.vietnamese_letters import without_signs

WITHHELD: Final = "(không nêu trong bản công khai)"
"""Stands where a text was written and is not shown."""

HIDDEN_CODE: Final = "(mã không nêu)"
"""Stands in a sentence where a dossier code was written."""

Personal: TypeAlias = Literal["name", "number", "email"]

_DOSSIER_CODE = re.compile(r"(?<![\w.-])[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*-\d{6}-\d{4,6}(?![\w-])")
_NUMBER = re.compile(
    r"(?:(?<![\w.,/-])|(?<=[^\W\d_][.:/-]))(?:\+84[ .()-]{0,2}|\(?0)[2-9](?:[ .()-]{0,2}\d){8,9}(?!\d)"
    r"|(?<!\d)\d{9,}(?!\d)"
    r"|(?<![\w.,/-])0\d{2}(?:[ .]\d{3}){3}(?![\w.,])"
    r"|\bhộ chiếu\b\D{0,12}\d{7,}"
    r"|\b(?:cccd|cmnd|căn cước(?: công dân)?|chứng minh nhân dân|hộ chiếu|tài khoản|stk)\b\D{0,12}\d(?:[ .]?\d){8,}",
    re.IGNORECASE,
)
"""Phone numbers, spaced or not; identity and account numbers: nine digits or more without a break, twelve in groups of
three, or behind a word that says what they are."""
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")

_FORMS_OF_ADDRESS = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "bác", "em"})
_PLACES_LIKE_A_FORM_OF_ADDRESS = frozenset({"bà rịa", "bà nà", "bà đen", "bà triệu"})
_NOT_OF_A_WORD = "“”‘’\"'()[]{}.,;:!?…"

_ORGANISATIONS = re.compile(
    r"(?:(?:chi nhánh|văn phòng đại diện|nhà máy|xí nghiệp|cửa hàng|siêu thị|khách sạn)\s+)*"
    r"(?:công ty|cty|tổng công ty|tập đoàn|doanh nghiệp|dntn|hợp tác xã|htx|liên hiệp|liên đoàn|hiệp hội|ngân hàng"
    r"|quỹ tín dụng|ủy ban|uỷ ban|ubnd|hđnd|hội đồng|sở|chi cục|cục|tổng cục|văn phòng|ban quản lý|ban chỉ đạo"
    r"|bệnh viện|viện (?:kiểm sát|nghiên cứu)"
    r"|trường (?:đại học|cao đẳng|trung (?:học|cấp)|tiểu học|mầm non|thcs|thpt|mn|th)"
    r"|trung tâm|bưu điện|bưu cục|điện lực|tòa án|toà án|công an|kho bạc|mặt trận tổ quốc|nhà máy|xí nghiệp|siêu thị"
    r"|khách sạn)\b"
)
"""First words of the names of organisations, in small letters. Words that are family names too (Đoàn, Phòng) are left
out, and so are household businesses, which bear their owner's name."""
_DEPARTMENTS = (
    "cong (?:thuong|nghiep)|y te|tai (?:chinh|nguyen)|xay dung|ke hoach|giao (?:duc|thong)|noi vu|nong nghiep|tu phap"
    "|thong tin|van hoa|khoa hoc|lao dong|ngoai vu|du lich|quy hoach|dan toc|thuong mai|the thao|kinh te|buu chinh"
)
_ORGANISATIONS_WITHOUT_SIGNS = re.compile(
    without_signs(_ORGANISATIONS.pattern).replace("|so|", f"|so (?:{_DEPARTMENTS})|").replace("|mn|th)", ")")
)
"""The same, as machines without Vietnamese letters write them, but for words that are family names (`Sô`) or begin one
(`Trương Th. …`) when their signs are missing."""

_IDENTIFIER = re.compile(r"(?:số\s*:?\s*)?[\w.]+(?:\s*[-–/.&]\s*[\w.]+)*", re.IGNORECASE)
_MOST_LETTERS_OF_AN_IDENTIFIER = 40
_MOST_LETTERS_WITHOUT_A_DIGIT = 10

_STANDARD_NAME = re.compile(r"(?:dossiers|registers)\.[a-z]{3,7}")
_EXTENSIONS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".csv", ".parquet", ".html", ".htm"})


def without_dossier_codes(text: str) -> str:
    """Return `text` with every dossier code replaced.

    Example:
        >>> without_dossier_codes("Hồ sơ H55.242-200229-0001 trả đúng hạn")
        'Hồ sơ (mã không nêu) trả đúng hạn'
    """
    return _DOSSIER_CODE.sub(HIDDEN_CODE, text)


def personal_data_in(text: str) -> Personal | None:
    """Return what in `text` points at a person by its look alone.

    That is a phone, identity or account number, an address of e-mail, or a name behind a form of address (`ông Nguyễn
    Văn A`). A name alone looks like any other words; those of the registers are looked for elsewhere.

    Example:
        >>> personal_data_in("liên hệ 0912 345 678")
        'number'
    """
    if _EMAIL.search(text):
        return "email"
    if _NUMBER.search(text):
        return "number"
    words = [word.strip(_NOT_OF_A_WORD) for word in text.replace("/", " ").split()]
    for form, first, second in zip(words, words[1:], words[2:], strict=False):
        named = _like_a_name(first) and _like_a_name(second)
        if (
            named
            and form.lower() in _FORMS_OF_ADDRESS
            and f"{form} {first}".lower() not in _PLACES_LIKE_A_FORM_OF_ADDRESS
        ):
            return "name"
    return None


def _like_a_name(word: str) -> bool:
    return word.isalpha() and (word.istitle() or word.isupper())


def phrases(text: str, longest: int) -> Iterator[str]:
    """Yield every run of at most `longest` words of a text, in small letters, without the signs around it."""
    words = text.lower().split()
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            phrase = " ".join(words[start:end]).strip(_NOT_OF_A_WORD)
            if phrase:
                yield phrase


def is_organisation(name: str) -> bool:
    """Return whether a name is that of an organisation, by its first words; a name that is not known to be one is not.

    Example:
        >>> is_organisation("Công ty TNHH Thành Đông"), is_organisation("CONG TY A"), is_organisation("Nguyễn Văn Công")
        (True, True, False)
    """
    lowered = unicodedata.normalize("NFC", name).lower()
    pattern = _ORGANISATIONS_WITHOUT_SIGNS if lowered.isascii() else _ORGANISATIONS
    return pattern.match(lowered) is not None


def is_identifier(text: str) -> bool:
    """Return whether a text is the number of a document, a code or an id, and not a name or a sentence.

    It is one word, or words joined by a hyphen, a slash or a dot; it is short, and holds a digit unless it is very
    short. A long run of digits (an identity or account number) is none.

    Example:
        >>> is_identifier("1016/QĐ-UBND"), is_identifier("TL-01"), is_identifier("Đơn của bà Lan")
        (True, True, False)
    """
    if len(text) > _MOST_LETTERS_OF_AN_IDENTIFIER or _NUMBER.search(text) or not _IDENTIFIER.fullmatch(text):
        return False
    return len(text) <= _MOST_LETTERS_WITHOUT_A_DIGIT or any(letter.isdigit() for letter in text)


def public_path(path: str) -> str:
    """Return how a public edition names a file of `data/`.

    The names that this program proposes stay as they are; another name may say something, and is replaced by a hash.

    Args:
        path: Path relative to the project, with `/`.

    Example:
        >>> public_path("data/2020/sct/dossiers.xlsx")
        'data/2020/sct/dossiers.xlsx'
    """
    parts = PurePosixPath(path).parts
    inside = 3  # data/<year>/<department>
    if parts[:1] != ("data",) or len(parts) <= inside or _STANDARD_NAME.fullmatch("/".join(parts[inside:])):
        return path
    suffix = PurePosixPath(path).suffix.lower()
    name = f"tep-{sha256(path.encode()).hexdigest()[:8]}{suffix if suffix in _EXTENSIONS else ''}"
    return "/".join((*parts[:inside], name))
