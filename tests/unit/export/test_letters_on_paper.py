"""Letters without a shape are spelled out on paper; all others stay."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
import pytest

from cchc_report.export import letters_on_paper
from cchc_report.export.letters_on_paper import spell_out_undrawable_letters, undrawable_letters

UNASSIGNED = "\u0378"
"""Unicode has no such letter, so no font has it."""


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(letters_on_paper, "pango_library", lambda _: None)
    letters_on_paper._missing_shapes.cache_clear()
    yield
    letters_on_paper._missing_shapes.cache_clear()


def on_paper(html: str) -> str:
    root = lxml.html.fromstring(html)
    spell_out_undrawable_letters(root)
    return lxml.html.tostring(root, encoding="unicode")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (f"<p>Hồ sơ{UNASSIGNED}</p>", "<p>Hồ sơ[U+0378]</p>"),
        (f"<p>a {UNASSIGNED}\ue000{UNASSIGNED} b</p>", "<p>a [U+0378 U+E000 U+0378] b</p>"),
        (f"<p><b>x</b>\uf8ff<i>{UNASSIGNED}</i>\U00100000</p>", "<p><b>x</b>[U+F8FF]<i>[U+0378]</i>[U+100000]</p>"),
        (f'<p title="{UNASSIGNED}">Ngõ 5</p>', f'<p title="{UNASSIGNED}">Ngõ 5</p>'),
    ],
)
def test_letters_without_a_shape_are_spelled_out(typed: str, shown: str) -> None:
    assert on_paper(typed) == shown


def test_what_vietnamese_reports_are_written_with_has_shapes() -> None:
    vietnamese = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    signs = "0123456789 .,;:!?…–—-/()[]“”‘’%‰×≤≥≠→•*§°²³€$&@#\u00a0\u200b\u2011\u00ad\u2060\n\t"
    assert undrawable_letters(vietnamese + vietnamese.upper() + signs) == frozenset()


def test_a_mark_alone_and_behind_its_letter_has_a_shape() -> None:
    assert undrawable_letters("e\u0302\u0323") == frozenset()


@pytest.mark.usefixtures("without_pango")
def test_without_pango_only_letters_without_meaning_are_told() -> None:
    assert undrawable_letters(f"a\ue000{UNASSIGNED}") == {"\ue000"}
