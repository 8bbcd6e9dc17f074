"""A sentence whose figure was not put into it is told, not printed."""

from __future__ import annotations

import pytest

from cchc_report.errors import NotebookError
from cchc_report.presentation.marks import stated
from cchc_report.presentation.prose import bullets, paragraph

FORGOTTEN = ("{settlement.total}", "{rate.system:.1%}", "{short_date(period.start)}", "{plans[0].title}")


@pytest.mark.parametrize("name", FORGOTTEN)
def test_a_forgotten_f_is_told_with_the_sentence_and_what_to_do(name: str) -> None:
    with pytest.raises(NotebookError) as told:
        paragraph(f"Sở tiếp nhận {{{name[1:-1]}}} hồ sơ.")
    assert told.value.problems[0].lines("vi") == [
        f'câu "{shown(name)}" còn nguyên {name}: số liệu chưa được điền vào câu',
        "  → thêm chữ f ngay trước dấu nháy mở của đoạn chữ đó trong sổ tay, rồi chạy lại",
    ]


def shown(name: str) -> str:
    sentence = f"Sở tiếp nhận {name} hồ sơ."
    return sentence if len(sentence) <= 40 else f"{sentence[:39]}…"


def test_items_of_a_list_are_looked_at_as_well() -> None:
    with pytest.raises(NotebookError, match=r"còn nguyên \{review\.planned\}"):
        bullets(["Đã xong.", "Còn {review.planned} thủ tục."])


@pytest.mark.parametrize(
    "text", ["Tập hợp {1, 2}.", "Ký hiệu {} để trống.", "Mẫu {đơn vị}.", "a { b } c", r"$\frac{a}{b}$"]
)
def test_other_braces_are_text(text: str) -> None:
    assert text in paragraph(text).text


def test_what_people_wrote_may_hold_anything() -> None:
    assert "{settlement.total}" in paragraph(f"Lý do: {stated('{settlement.total}')}.").text
    assert "{settlement.total}" in bullets([stated("{settlement.total}")]).text
