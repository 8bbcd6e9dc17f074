"""Recognise text in the old TCVN3 (ABC) and VNI encodings, which a spreadsheet shows well only in an old font.

Such text is refused and never converted here: a converter ruins text that is Unicode already. A value counts as legacy
where most of its words with non-ASCII letters are no Vietnamese syllables as they stand, and become syllables when they
are decoded; and where it has no letter that only Unicode Vietnamese has. A column counts as legacy from three such
words on. Foreign names ("Schäffler", "Noël") become no syllables, and pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from cchc_report.errors import Text
from cchc_report.sources.faults import Fault

LEGACY_TEXT = Fault(
    "legacy-encoding",
    Text(
        vi="chữ không phải Unicode mà là bảng mã cũ TCVN3 (ABC) hoặc VNI",
        en="the text is not Unicode but in the old encoding TCVN3 (ABC) or VNI",
    ),
    Text(
        vi="Chuyển cột sang Unicode dựng sẵn (ví dụ bằng công cụ chuyển mã của Unikey), xem lại rồi lưu.",
        en="Convert the column to precomposed Unicode (for example with Unikey's converter), look it over and save.",
    ),
)

_LEAST_WORDS = 3

# In the order grave, acute, hook, tilde, dot, as the tables below list them.
_TONES = "\u0300\u0301\u0309\u0303\u0323"

_TCVN3_TONED = {
    "a": "µ¸¶·¹", "ă": "»¾¼½Æ", "â": "ÇÊÈÉË", "e": "ÌÐÎÏÑ", "ê": "ÒÕÓÔÖ", "i": "×ÝØÜÞ",
    "o": "ßãáâä", "ô": "åèæçé", "ơ": "êíëìî", "u": "ïóñòô", "ư": "õøö÷ù", "y": "úýûüþ",
}  # fmt: skip
_TCVN3_PLAIN = dict(zip("¡¢£¤¥¦§¨©ª«¬\u00ad®", "ăâêôơưđăâêôơưđ", strict=True))

_VNI_MARKS = {"ø": 0, "ù": 1, "û": 2, "õ": 3, "ï": 4}
_VNI_CIRCUMFLEX = {"à": 0, "á": 1, "å": 2, "ã": 3, "ä": 4}
_VNI_BREVE = {"è": 0, "é": 1, "ú": 2, "ü": 3, "ë": 4}
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _toned(letter: str, tone: int) -> str:
    return unicodedata.normalize("NFC", letter + _TONES[tone])


def _tcvn3_table() -> Mapping[str, str]:
    toned = {sign: _toned(base, tone) for base, signs in _TCVN3_TONED.items() for tone, sign in enumerate(signs)}
    return {**_TCVN3_PLAIN, **toned}


def _vni_table() -> Mapping[str, str]:
    table = dict(_VNI_SINGLE)
    for letter in "aeouy":
        table |= {letter + mark: _toned(letter, tone) for mark, tone in _VNI_MARKS.items()}
    for letter, target in zip("ôö", "ơư", strict=True):
        table |= {letter + mark: _toned(target, tone) for mark, tone in _VNI_MARKS.items()}
    for letter, target in zip("aeo", "âêô", strict=True):
        table |= {letter + "â": target}
        table |= {letter + mark: _toned(target, tone) for mark, tone in _VNI_CIRCUMFLEX.items()}
    table |= {"aê": "ă"}
    table |= {"a" + mark: _toned("ă", tone) for mark, tone in _VNI_BREVE.items()}
    return table


_TCVN3 = _tcvn3_table()
_VNI = _vni_table()
_VNI_PARTS = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_VIETNAMESE_LATIN_1 = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"
_LATIN_1 = "".join(map(chr, chain(range(0xA1, 0x100))))
_TELLTALE = re.compile("[" + re.escape("".join(c for c in _LATIN_1 if c not in _VIETNAMESE_LATIN_1)) + "]")
_BEYOND_LATIN_1 = re.compile("[\u0100-\U0010ffff]")
_WORD = re.compile(f"[A-Za-z{re.escape(_LATIN_1)}]+")

_ONSET = "(?:ngh|ng|nh|gh|gi|g|kh|k|ch|c|th|tr|t|ph|p|qu|b|d|đ|h|l|m|n|r|s|v|x)?"
_NUCLEUS = (
    "(?:uyê|oai|oay|oeo|uây|uôi|ươi|ươu|iêu|yêu|uya|uyu|oa|oă|oe|oo|uâ|uê|uơ|uô|uy|ươ|ưa|ưi|ưu|ia|iê|iu|yê"
    "|ai|ao|au|ay|âu|ây|eo|êu|oi|ôi|ơi|ua|ui|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
)
_CODA = "(?:ch|nh|ng|c|m|n|p|t)?"
_SYLLABLE = re.compile(_ONSET + _NUCLEUS + _CODA)


def legacy_values(distinct: Sequence[object]) -> list[int]:
    """Return the positions of the legacy values of a column, or none where the column as a whole is not legacy.

    Example:
        >>> legacy_values(["C«ng ty Cæ phÇn", "Công ty Cổ phần"])
        [0]
    """
    found: dict[int, set[str]] = {}
    for position, value in enumerate(distinct):
        if isinstance(value, str) and not value.isascii() and _TELLTALE.search(value):
            words = legacy_words(value)
            if words:
                found[position] = words
    return list(found) if len(set().union(*found.values())) >= _LEAST_WORDS else []


def legacy_words(value: str) -> set[str]:
    """Return the words of a value that only a legacy encoding explains; empty unless they are most of its words."""
    if _BEYOND_LATIN_1.search(unicodedata.normalize("NFC", value)):
        return set()
    words = [word.lower() for word in _WORD.findall(value) if not word.isascii()]
    legacy = [word for word in words if not is_syllable(word) and (_is_tcvn3(word) or _is_vni(word))]
    return set(legacy) if 2 * len(legacy) > len(words) else set()


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Return whether a lower-case word has the shape of one Vietnamese syllable, in Unicode."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = sum(decomposed.count(tone) for tone in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None


def _is_tcvn3(word: str) -> bool:
    return is_syllable("".join(_TCVN3.get(character, character) for character in word))


def _is_vni(word: str) -> bool:
    return is_syllable(_VNI_PARTS.sub(lambda match: _VNI[match.group()], word))
