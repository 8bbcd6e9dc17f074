from __future__ import annotations

from cchc_report.batch.excerpts import excerpts, same_beginning


def test_short_texts_are_shown_whole() -> None:
    assert excerpts("590", "591") == ("590", "591")


def test_long_texts_are_shown_where_they_differ() -> None:
    one, other = excerpts("a" * 1000 + "X" + "b" * 1000, "a" * 1000 + "Y" + "b" * 1000)
    assert one == "…" + "a" * 20 + "X" + "b" * 39 + "…"
    assert other == one.replace("X", "Y")


def test_the_end_of_the_shorter_text_is_shown() -> None:
    one, other = excerpts("a" * 100, "a" * 100 + "b")
    assert one == "…" + "a" * 20
    assert other == "…" + "a" * 20 + "b"


def test_what_a_terminal_would_act_on_becomes_spaces() -> None:
    assert excerpts("a\x1b[31m\nb", "c") == ("a [31m b", "c")


def test_how_far_two_texts_are_the_same() -> None:
    assert [same_beginning(b"abc", b"abd"), same_beginning("ab", "abc"), same_beginning("", "x")] == [2, 2, 0]
