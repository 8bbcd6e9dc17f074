"""The one way from written names and values to a `Statement`, whatever they were written in.

A reader (YAML, workbook, terminal) fills a `Draft` with what stands in its file and where; names, numbers, dates and
percentages are understood here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from cchc_report.errors import NOWHERE, Place, Problem, Text, shortened
from cchc_report.sources.cells.counts import AMBIGUOUS, NOT_WHOLE, read_count
from cchc_report.sources.faults import Fault, as_written
from cchc_report.sources.names import normal_form
from cchc_report.statement.model import ClaimedPercentage, Statement
from cchc_report.statement.percent_text import read_percentage
from cchc_report.statement.reading import problems as wrong
from cchc_report.statement.vocabulary import (
    LABELS,
    ON_TIME,
    UNSTATED,
    Meaning,
    label_of,
    meaning_of,
    meaning_of_on_time,
)
from cchc_report.typed_text import clean_text

_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it stands in a file, and where."""

    value: object
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class WrittenCount:
    """A count as it stands in a file.

    Attributes:
        names: How it may be named, best first: inside a group `early` is looked for as `settled_early` before that.
        value: Its value.
        own: Whether it is a count of the statement's own, which is not looked for among the known ones.
    """

    names: tuple[str, ...]
    value: Written
    own: bool = False


@dataclass(frozen=True, slots=True)
class WrittenPercentage:
    """A percentage as it stands in a file; `None` where the file does not say."""

    text: Written
    claim: Written | None = None
    of: Written | None = None


@dataclass(slots=True)
class Draft:
    """What a reader found, not yet understood."""

    place: Place
    source: str = ""
    start: Written | None = None
    end: Written | None = None
    counts: list[WrittenCount] = field(default_factory=list)
    percentages: list[WrittenPercentage] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def understand(draft: Draft, problems: list[Problem]) -> Statement:
    """Return the statement that a draft means; whatever has no meaning is added to `problems` and left out."""
    meanings = [_meaning(count) for count in draft.counts]
    keys = {meaning.key for meaning in meanings}
    on_time = meaning_of_on_time(keys)
    notes = [*draft.notes, *_notes(meanings, on_time)]
    counts: dict[str, int] = {}
    first_names: dict[str, str] = {}
    for written, meaning in zip(draft.counts, meanings, strict=True):
        name, place = written.names[-1], written.value.place
        key = on_time if meaning.key == ON_TIME else meaning.key
        value = _count(written.value, problems)
        if meaning.near:
            wrong.add_misspelt_count(problems, name, meaning.near, place)
        elif value is not None and key in counts:
            problems.append(wrong.same_count_twice(name, key, first_names[key], place))
        elif value is not None:
            counts[key], first_names[key] = value, name
    percentages = [_percentage(written, on_time, problems) for written in draft.percentages]
    start, end = read_day(draft.start, problems), read_day(draft.end, problems)
    if start and end and end < start:
        problems.append(wrong.dates_exchanged(draft.end.place if draft.end else draft.place))
    if not draft.percentages and all(written.value.value in {None, ""} for written in draft.counts):
        problems.append(wrong.nothing_stated(draft.place))
    return Statement(
        draft.source,
        _in_order(counts),
        tuple(each for each in percentages if each is not None),
        start,
        end,
        tuple(notes),
        draft.place,
    )


def read_day(written: Written | None, problems: list[Problem]) -> date | None:
    """Return a day: a date, or text as 2020-12-07 or 07/12/2020; `None` for a blank, or what is no day."""
    if written is None or written.value is None or written.value == "":
        return None
    value = written.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = clean_text(str(value))
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        problems.append(wrong.not_a_date(value, written.place))
        return None
    try:
        return date(year, month, day)
    except ValueError:
        problems.append(wrong.not_a_date(value, written.place))
        return None


def _meaning(written: WrittenCount) -> Meaning:
    if written.own:
        return Meaning(written.names[-1], known=False)
    meanings = [meaning_of(name) for name in written.names]
    return next((meaning for meaning in meanings if meaning.known), meanings[0])


_ON_TIME_MEANS: Mapping[str, Text] = {
    "early_or_on_time": Text(
        '"đúng hạn" được hiểu là: trước hạn và đúng hạn', '"on time" is taken for: early or on time'
    ),
    "on_due_date": Text(
        '"đúng hạn" được hiểu là: đúng ngày hẹn, không gồm trước hạn',
        '"on time" is taken for: on the due day, not early',
    ),
}


def _notes(meanings: Iterable[Meaning], on_time: str) -> list[Text]:
    notes = []
    for meaning in meanings:
        label = label_of(meaning.key)
        if meaning.key == ON_TIME:
            notes.append(_ON_TIME_MEANS[on_time])
        elif not meaning.known and not meaning.near:
            notes.append(
                Text(
                    vi=f'"{label.vi}" không có trong danh mục: chỉ dùng để tìm tử số, mẫu số và khoản chênh lệch',
                    en=f'"{label.en}" is not a count that we know: used only for shares and to explain gaps',
                )
            )
    return list(dict.fromkeys(notes))


def _count(written: Written, problems: list[Problem]) -> int | None:
    value = clean_text(written.value) if isinstance(written.value, str) else written.value
    if isinstance(value, Decimal):
        value = float(value)
    count = read_count(value)
    if not isinstance(count, Fault):
        return count
    remedy = _without_fraction(written.place) if count is NOT_WHOLE else count.remedy
    shown = shortened(as_written(written.value))
    what = Text(vi=f"{count.what.vi}: {shown}", en=f"{count.what.en}: {shown}")
    problems.append(wrong.problem(count.code, what, remedy, written.place))
    return None


def _without_fraction(place: Place) -> Text:
    """Return how to write thousands, where they stand: in a sheet, in a YAML file, or as an answer."""
    if place.sheet is not None:
        return NOT_WHOLE.remedy
    return _FRACTION if place.file is not None else AMBIGUOUS.remedy


_FRACTION = Text(
    vi='Nếu ý là hàng nghìn (5.544 = 5 544) thì viết 5544, hoặc đặt trong dấu nháy: "5.544".',
    en='If thousands were meant (5.544 = 5 544), write 5544, or put it in quotes: "5.544".',
)


def _percentage(written: WrittenPercentage, on_time: str, problems: list[Problem]) -> ClaimedPercentage | None:
    claim = _name(written.claim, on_time, problems)
    of = _whole(written.of, on_time, problems)
    value = written.text.value
    if value is None or value == "":
        problems.append(wrong.no_percentage(written.text.place))
        return None
    if isinstance(value, float):
        problems.append(wrong.percentage_as_number(value, written.text.place))
        return None
    text = clean_text(str(value))
    share = None if isinstance(value, list | dict) else read_percentage(text)
    if share is None:
        problems.append(wrong.not_a_percentage(value, written.text.place))
        return None
    return ClaimedPercentage(text, share, claim, of, is_loose=_is_loose(written.claim))


def _is_loose(written: Written | None) -> bool:
    return written is not None and isinstance(written.value, str) and meaning_of(written.value).key == ON_TIME


def _whole(written: Written | None, on_time: str, problems: list[Problem]) -> tuple[str, ...] | None:
    """Return the keys of a whole, which may be a sum: `settled + returned`, in the order of the known counts."""
    if written is None or not isinstance(written.value, str):
        name = _name(written, on_time, problems)
        return None if name is None else (name,)
    parts = [Written(part, written.place) for part in written.value.split("+")]
    keys = [key for part in parts if (key := _name(part, on_time, problems)) is not None]
    order = list(LABELS)
    return tuple(sorted(dict.fromkeys(keys), key=lambda k: order.index(k) if k in order else len(order))) or None


def _name(written: Written | None, on_time: str, problems: list[Problem]) -> str | None:
    """Return the key that a name means, or `None` where it says that nothing is named."""
    if written is None or written.value is None:
        return None
    if not isinstance(written.value, str):
        shown = shortened(written.value)
        problems.append(
            wrong.wrong_shape(
                Text(vi=f'"{shown}" không phải là tên số liệu', en=f'"{shown}" is not the name of a count'),
                Text(
                    vi="Ghi tên một số liệu (ví dụ settled), hoặc unstated nếu báo cáo không nêu.",
                    en="Write the name of a count (such as settled), or unstated where the report does not say.",
                ),
                written.place,
            )
        )
        return None
    name = clean_text(written.value)
    if normal_form(name) in UNSTATED:
        return None
    meaning = meaning_of(name)
    if meaning.near:
        wrong.add_misspelt_count(problems, name, meaning.near, written.place)
        return None
    return on_time if meaning.key == ON_TIME else meaning.key


def _in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts in the order of a report: known ones first, the statement's own after them."""
    order = {key: position for position, key in enumerate(LABELS)}
    return dict(sorted(counts.items(), key=lambda item: order.get(item[0], len(order))))
