"""Questions one by one; a bad answer is asked again; the end of the input ends the interview."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_report.errors import ParamsError
from cchc_report.statement import Statement
from cchc_report.statement.reading.interview import Conversation, interview


class Person:
    """Answers questions by their beginnings; other questions with Enter. `None` is the end of the input."""

    def __init__(self, answers: dict[str, list[str | None]]) -> None:
        self.answers = {question: [*given] for question, given in answers.items()}
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask(self, question: str) -> str:
        self.asked.append(question.strip().rstrip(":"))
        given = next(
            (rest for start, rest in self.answers.items() if question.strip().startswith(start) and rest), None
        )
        answer = given.pop(0) if given else ""
        if answer is None:
            raise EOFError
        return answer + "\n"

    def interviewed(self) -> Statement:
        return interview(Conversation(self.ask, self.told.append, "vi"))


def test_a_whole_interview() -> None:
    person = Person(
        {
            "Nguồn": ["Sở A"],
            "Từ ngày": ["01/01/2020"],
            "Đến ngày": ["2020-12-07"],
            "Tổng số": ["6.776"],
            "Giải quyết quá hạn": ["85"],
            "Số liệu khác": ["liên thông: 7", "đến hạn: 6.000"],
            "Tỷ lệ, chép": ["1,25%", '"40%"'],
            "là tỷ lệ của": ["quá hạn", ""],
            "trên": ["đã giải quyết", ""],
        }
    )
    statement = person.interviewed()

    assert (statement.source, statement.start, statement.end) == ("Sở A", date(2020, 1, 1), date(2020, 12, 7))
    assert statement.counts == {"total": 6776, "due": 6000, "late": 85, "liên thông": 7}
    assert [(each.text, each.claim, each.of) for each in statement.percentages] == [
        ("1,25%", "late", ("settled",)),
        ("40%", None, None),
    ]
    assert person.told == ["Nhập các số liệu mà báo cáo nêu; số nào không nêu thì bấm Enter để bỏ qua."]


@pytest.mark.parametrize(
    ("question", "bad", "good", "told"),
    [
        ("Tổng số", "sáu", "6", "không phải là số lượng"),
        ("Tổng số", "5,544", "5544", "dấu phẩy"),
        ("Từ ngày", "31/02/2020", "01/02/2020", "không phải là ngày"),
        ("Số liệu khác", "7", "a: 7", "không có tên số liệu"),
        ("Số liệu khác", "tổng cộng: 7", "a: 7", "cùng nghĩa"),
        ("Số liệu khác", "recieved: 7", "a: 7", "recieved"),
        ("Tỷ lệ, chép", "nhiều", "9%", "không phải là một tỷ lệ"),
        ("là tỷ lệ của", "setled", "settled", "setled"),
    ],
)
def test_a_bad_answer_is_asked_again(question: str, bad: str, good: str, told: str) -> None:
    answers: dict[str, list[str | None]] = {"Tổng số": ["9"], "Tỷ lệ, chép": ["9%"]}
    person = Person({**answers, question: [bad, good]})
    statement = person.interviewed()

    assert any(told in line for line in person.told[1:])
    assert sum(asked.startswith(question) for asked in person.asked) >= 2
    assert "total" in statement.counts


def test_a_day_before_the_first_is_asked_again() -> None:
    person = Person({"Từ ngày": ["01/02/2020"], "Đến ngày": ["01/01/2020", "03/02/2020"], "Tổng số": ["1"]})

    assert person.interviewed().end == date(2020, 2, 3)


@pytest.mark.parametrize("question", ["Kỳ trước chuyển sang", "Tổng số", "Tỷ lệ, chép"])
def test_the_end_of_the_input_ends_the_interview(question: str) -> None:
    person = Person({"Tiếp nhận trong kỳ": ["5"], question: [None]})

    assert person.interviewed().counts == {"received": 5}
    assert person.asked[-1].startswith(question)


def test_advice_to_somebody_who_types_does_not_speak_of_quotes_or_cells() -> None:
    person = Person({"Tổng số": ["6.24", "624"]})
    person.interviewed()
    assert person.told[1:] == ["  số lượng phải là số nguyên: 6.24", "    → Viết số không có dấu, ví dụ 5544."]


def test_a_percentage_cut_short_is_kept_without_its_whole() -> None:
    (percentage,) = Person({"Tỷ lệ, chép": ["9%"], "là tỷ lệ của": [None]}).interviewed().percentages

    assert (percentage.text, percentage.claim, percentage.of) == ("9%", None, None)


def test_without_a_figure_there_is_no_statement() -> None:
    with pytest.raises(ParamsError, match="không có số liệu nào"):
        Person({"Nguồn": ["A"]}).interviewed()
