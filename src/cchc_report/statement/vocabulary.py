"""The counts that statements name: canonical keys, what people call them, and which key a written name means."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from cchc_report.errors import Text, shortened
from cchc_report.sources.names import normal_form

LABELS: Mapping[str, Text] = {
    "received": Text("tiếp nhận trong kỳ", "received in the period"),
    "received_online": Text("tiếp nhận trực tuyến", "received online"),
    "received_direct": Text("tiếp nhận trực tiếp", "received directly"),
    "received_postal": Text("tiếp nhận qua bưu chính", "received by post"),
    "carried_over": Text("kỳ trước chuyển sang", "carried over"),
    "total": Text("tổng số", "total"),
    "due": Text("đến hạn trong kỳ", "due in the period"),
    "settled": Text("đã giải quyết", "settled"),
    "early": Text("trước hạn", "early"),
    "on_due_date": Text("đúng hạn", "on the due day"),
    "early_or_on_time": Text("trước hạn và đúng hạn", "early or on time"),
    "late": Text("quá hạn", "late"),
    "pending": Text("đang giải quyết", "pending"),
    "pending_in_time": Text("đang giải quyết trong hạn", "pending in time"),
    "pending_overdue": Text("đang giải quyết quá hạn", "pending overdue"),
    "returned": Text("trả lại", "returned"),
    "withdrawn": Text("rút hồ sơ", "withdrawn"),
    "notices": Text("thông báo một chiều", "one-way notices"),
    "notices_online": Text("thông báo một chiều trực tuyến", "notices online"),
    "notices_direct": Text("thông báo một chiều trực tiếp", "notices received directly"),
    "petitions_received": Text("phản ánh, kiến nghị tiếp nhận", "petitions received"),
    "petitions_resolved": Text("phản ánh, kiến nghị đã giải quyết", "petitions resolved"),
    "procedures": Text("thủ tục hành chính", "procedures"),
    "procedures_disclosed": Text("thủ tục hành chính được công khai", "procedures disclosed"),
}
"""Canonical key of each count that takes part in an identity or has a natural whole, with its label."""

ON_TIME = "on_time"
"""A name with two meanings, told apart by the counts beside it (`meaning_of_on_time`)."""

UNSTATED: Collection[str] = frozenset({"", "unstated", "none", "unknown", "khongneu", "khongro", "khongghi"})
"""Normal forms of the words by which a statement says that it does not name something."""

_MISSPELT = 0.85
"""Likeness from which an unknown name is taken for a misspelt known one, in place of a count of its own."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a written name means.

    Attributes:
        key: Canonical key, `on_time`, or the name itself where it is a count that we do not know.
        known: Whether `key` is one of ours.
        near: The known key that was probably meant, where the name looks misspelt.
    """

    key: str
    known: bool
    near: str | None = None


def label_of(key: str) -> Text:
    """Return what a count is called; an unknown count has the name that the statement gives it."""
    name = shortened(key).replace("_", " ")
    return LABELS.get(key) or Text(name, name)


def meaning_of(name: str) -> Meaning:
    """Return what the name of a count means, whatever its spelling.

    Example:
        >>> meaning_of("Trễ hạn").key
        'late'
    """
    written = normal_form(name)
    if key := spellings().get(written):
        return Meaning(key, known=True)
    return Meaning(" ".join(name.split()), known=False, near=_misspelt(written))


def meaning_of_on_time(keys: Collection[str]) -> str:
    """Return what "đúng hạn" means beside the other counts of a statement.

    Where the early ones are counted apart, or all that are not late are counted under their own name, it is the
    dossiers of the due day; else all that are not late.
    """
    beside = not {"early", "early_or_on_time"}.isdisjoint(keys)
    return "on_due_date" if beside and "on_due_date" not in keys else "early_or_on_time"


@cache
def spellings() -> Mapping[str, str]:
    """Return the normal form of every spelling that we know, with its key.

    Raises:
        ValueError: Two keys share a spelling in `data/spellings.yaml`.
    """
    listed: Mapping[str, list[str]] = _data("spellings.yaml")
    known: dict[str, str] = {}
    for key, others in listed.items():
        for spelling in (key, *others):
            if known.setdefault(normal_form(spelling), key) != key:
                message = f"{spelling!r} is a spelling of {key} and of {known[normal_form(spelling)]}"
                raise ValueError(message)
    return known


def _data(name: str) -> Any:
    return yaml.safe_load((files("cchc_report.statement") / "data" / name).read_text(encoding="utf-8"))


def _misspelt(written: str) -> str | None:
    """Return the key of the known spelling that `written` all but is."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(written[:80])
    best, found = _MISSPELT, None
    for spelling, key in spellings().items():
        matcher.set_seq1(spelling)
        if matcher.quick_ratio() >= best and (likeness := matcher.ratio()) >= best:
            best, found = likeness, key
    return found
