"""A sentence whose figure was not put into it, or was typed, is told, not printed."""

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
    "text", ["Tập hợp {a, b}.", "Ký hiệu {} để trống.", "Mẫu {đơn vị}.", "a { b } c", r"$\frac{a}{b}$"]
)
def test_other_braces_are_text(text: str) -> None:
    assert text in paragraph(text).text


def test_what_people_wrote_may_hold_anything() -> None:
    assert "{settlement.total}" in paragraph(f"Lý do: {stated('{settlement.total}')}.").text
    assert "{settlement.total}" in bullets([stated("{settlement.total}")]).text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Sở đã cắt giảm 25% thời gian.", "25%"),
        ("Đã xử lý xong 3 phản ánh.", "3"),
        ("Tỷ lệ 99,8 và 1.234 hồ sơ", "99,8"),
        ("Năm 2020 có 12/15 TTHC theo Quyết định 1016/QĐ-UBND", "12/15"),
        ("2. Có 12 hồ sơ", "12"),
        (f"{stated('Điều 5')}: 7 hồ sơ", "7"),
    ],
)
def test_a_number_typed_into_a_sentence_is_told_with_what_to_do(text: str, number: str) -> None:
    for write in (paragraph, lambda item: bullets(["Đã xong.", item])):
        with pytest.raises(NotebookError) as told:
            write(text)
        (problem,) = told.value.problems
        assert problem.code == "prose.typed-number"
        assert f"số gõ tay ({number})" in problem.what.vi
        assert "report.cite(" in problem.remedy.vi
        assert "stated(" in problem.remedy.vi


@pytest.mark.parametrize(
    "text",
    [
        "1. Khó khăn",
        "2.1) Nguyên nhân",
        "Từ ngày 01/01/2020 đến ngày 07/12/2020, năm 2020, tháng 3/2020, ngày 03 tháng 02 năm 2020.",
        "Nghị định 61/2018/NĐ-CP, Báo cáo số 1450/BC-SCT, biểu II.06a",
        "Xem Bảng 2 và Biểu đồ 3.",
        "Hồ sơ 000.00.02.H23-200922-0005",
        "Luật số 91/2025/QH15, Nghị quyết 17-NQ/TW, Điều 5, khoản 2, mức độ 4, Mẫu số 01.",
        "Ngày 5/3/2020, ngày 31 tháng 12, tháng 3 năm 2020, quý IV/2020, NĂM 2020.",
        "Giai đoạn 2021-2030, từ năm 2019 đến 2020, năm 2019–2021.",
        "năm\N{NO-BREAK SPACE}2020, Bảng\N{NO-BREAK SPACE}1",
        "1.1 Tiếp nhận",
        f"Trực {stated('24/7')}.",
    ],
)
def test_numbers_that_say_what_they_are_may_stand(text: str) -> None:
    assert paragraph(text).text.strip()
    assert bullets([text]).text.strip()
