"""Ask for the figures of a statement one by one; a bad answer is asked again, and the end of the input ends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from cchc_report.errors import NOWHERE, Language, ParamsError, Problem, Text
from cchc_report.statement.model import Statement
from cchc_report.statement.reading import problems as wrong
from cchc_report.statement.reading.drafts import Draft, Written, WrittenCount, WrittenPercentage, understand
from cchc_report.statement.vocabulary import label_of
from cchc_report.typed_text import clean_text

_ASKED = (
    "received",
    "received_online",
    "received_direct",
    "carried_over",
    "total",
    "settled",
    "early",
    "on_due_date",
    "early_or_on_time",
    "late",
    "pending",
    "pending_in_time",
    "pending_overdue",
    "returned",
    "withdrawn",
    "notices",
    "notices_online",
)
"""Counts that are asked for by name; any other can be given afterwards."""

_QUESTIONS: Mapping[str, Text] = {
    "on_due_date": Text("đúng hạn, không gồm trước hạn", "on the due day, without the early ones"),
    "early_or_on_time": Text("trước hạn và đúng hạn, gộp một số", "early or on time, as one number"),
    "late": Text("giải quyết quá hạn", "settled late"),
}
"""Counts whose label alone could be taken for another."""

_INTRODUCTION = Text(
    vi="Nhập các số liệu mà báo cáo nêu; số nào không nêu thì bấm Enter để bỏ qua.",
    en="Type the figures that the report states; press Enter for those that it does not.",
)
_SOURCE = Text(vi="Nguồn (đơn vị, báo cáo)", en="Source (agency, report)")
_FROM = Text(vi="Từ ngày (07/12/2020)", en="From (07/12/2020, day first)")
_TO = Text(vi="Đến ngày", en="To")
_OTHER = Text(vi="Số liệu khác, ghi tên: số", en="Another count, as name: number")
_PERCENTAGE = Text(vi='Tỷ lệ, chép nguyên văn (ví dụ "99,8%")', en='Percentage, as it is printed (such as "99,8%")')
_CLAIM = Text(vi="  là tỷ lệ của (ví dụ: trước hạn)", en="  is the share of (such as: early)")
_OF = Text(vi="  trên (ví dụ: đã giải quyết)", en="  of (such as: settled)")
_UNNAMED = Text(vi="số liệu báo cáo không gọi tên", en="a report whose source is not named")


@dataclass(frozen=True, slots=True)
class Conversation:
    """How the interview talks.

    Attributes:
        ask: Shows a question and returns the answer; raises `EOFError` where the input has ended.
        tell: Shows a line.
        language: Language of the questions.
    """

    ask: Callable[[str], str]
    tell: Callable[[str], None]
    language: Language

    def question(self, text: Text) -> str:
        """Return the answer to a question, without blanks and quotes at its ends."""
        return self.ask(f"{text.in_language(self.language)}: ").strip().strip('"').strip()


def interview(talk: Conversation) -> Statement:
    """Return the statement that the answers make.

    Args:
        talk: Asks and tells.

    Raises:
        ParamsError: No figure was given.
    """
    draft = Draft(NOWHERE)
    talk.tell(_INTRODUCTION.in_language(talk.language))
    try:
        draft = _with_source(draft, talk)
        for key in _ASKED:
            draft = _with_count(draft, key, talk)
        draft = _with_other_counts(draft, talk)
        draft = _with_percentages(draft, talk)
    except _EndOfInputError as end:
        draft = end.draft
        talk.tell("")
    if not draft.counts and not draft.percentages:
        raise ParamsError(wrong.nothing_stated(NOWHERE))
    source = draft.source or _UNNAMED.in_language(talk.language)
    return understand(replace(draft, source=source), [])


class _EndOfInputError(Exception):
    """The input ended; `draft` is what was understood before."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__()


def _with_source(draft: Draft, talk: Conversation) -> Draft:
    draft = replace(draft, source=clean_text(_answer(_SOURCE, draft, talk)))
    draft = _asked(_FROM, draft, partial(_setting, draft, "start"), talk)
    return _asked(_TO, draft, partial(_setting, draft, "end"), talk)


def _with_count(draft: Draft, key: str, talk: Conversation) -> Draft:
    label = _QUESTIONS.get(key) or label_of(key)
    question = Text(label.vi.capitalize(), label.en.capitalize())
    return _asked(question, draft, partial(_counting, draft, key), talk)


def _with_other_counts(draft: Draft, talk: Conversation) -> Draft:
    while (longer := _asked(_OTHER, draft, partial(_counting_other, draft), talk)) is not draft:
        draft = longer
    return draft


def _with_percentages(draft: Draft, talk: Conversation) -> Draft:
    while (longer := _asked(_PERCENTAGE, draft, partial(_claiming, draft), talk)) is not draft:
        draft = _asked(_CLAIM, longer, partial(_completing, longer, "claim"), talk)
        draft = _asked(_OF, draft, partial(_completing, draft, "of"), talk)
    return draft


def _setting(draft: Draft, name: str, answer: str) -> Draft:
    return replace(draft, start=Written(answer)) if name == "start" else replace(draft, end=Written(answer))


def _counting(draft: Draft, key: str, answer: str) -> Draft:
    return replace(draft, counts=[*draft.counts, WrittenCount((key,), Written(answer))])


def _counting_other(draft: Draft, answer: str) -> Draft | Problem:
    """Return the draft with `name: number` in it, or what is wrong where there is no name."""
    name, _, value = answer.rpartition(":")
    return _counting(draft, name.strip(), value.strip()) if name.strip() else wrong.no_name(answer)


def _claiming(draft: Draft, text: str) -> Draft:
    return replace(draft, percentages=[*draft.percentages, WrittenPercentage(Written(text))])


def _completing(draft: Draft, part: str, answer: str) -> Draft:
    *others, last = draft.percentages
    done = replace(last, claim=Written(answer)) if part == "claim" else replace(last, of=Written(answer))
    return replace(draft, percentages=[*others, done])


def _asked(question: Text, draft: Draft, changed: Callable[[str], Draft | Problem], talk: Conversation) -> Draft:
    """Return the draft with an answer in it, asking until it makes sense; the same draft for an empty answer."""
    while True:
        answer = _answer(question, draft, talk)
        if not answer:
            return draft
        candidate = changed(answer)
        if isinstance(candidate, Problem):
            problems = [candidate]
        elif not (problems := _problems(candidate)):
            return candidate
        for problem in problems:
            for line in problem.lines(talk.language):
                talk.tell(f"  {line}")


def _answer(question: Text, draft: Draft, talk: Conversation) -> str:
    try:
        return talk.question(question)
    except EOFError:
        raise _EndOfInputError(draft) from None


def _problems(draft: Draft) -> list[Problem]:
    """Return what is wrong with a draft, apart from being at its beginning."""
    problems: list[Problem] = []
    understand(draft, problems)
    return [each for each in problems if each.code != "statement.no-figures"]
