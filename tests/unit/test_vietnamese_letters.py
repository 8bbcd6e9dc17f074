"""Letters without their signs."""

from __future__ import annotations

import unicodedata

import pytest

from cchc_report.vietnamese_letters import without_signs


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Trường hợp đặc biệt", "Truong hop dac biet"),
        ("ĐƠN VỊ – Số 12/QĐ", "DON VI – So 12/QD"),
        ("plain ASCII, 12.5 %", "plain ASCII, 12.5 %"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_signs_go_and_the_rest_stays(text: str, plain: str, form: str) -> None:
    assert without_signs(unicodedata.normalize(form, text)) == plain  # type: ignore[arg-type]  # one of the forms
