"""Names of counts are understood whatever their spelling; unknown ones are kept; only near misses are refused."""

from __future__ import annotations

import unicodedata

import pytest

from cchc_report.statement.vocabulary import LABELS, label_of, meaning_of, meaning_of_on_time, spellings


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("settled", "settled"),
        ("Settled-Late", "late"),
        ("Trễ hạn", "late"),
        (unicodedata.normalize("NFD", "Trễ hạn"), "late"),
        ("tre han", "late"),
        ("TỔNG SỐ HỒ SƠ", "total"),
        ("trước và đúng hạn", "early_or_on_time"),
        ("đúng hạn", "on_time"),
        ("pending_overdue", "pending_overdue"),
    ],
)
def test_known_names(name: str, key: str) -> None:
    assert meaning_of(name).key == key
    assert meaning_of(name).known


@pytest.mark.parametrize(
    ("name", "near"), [("recieved", "received"), ("setled", "settled"), ("withdrawm", "withdrawn")]
)
def test_misspelt_names(name: str, near: str) -> None:
    meaning = meaning_of(name)

    assert (meaning.known, meaning.near) == (False, near)


@pytest.mark.parametrize("name", ["settled_online", "hồ sơ liên thông", "stopped", "x", "x" * 100_000])
def test_other_names_are_counts_of_the_reports_own(name: str) -> None:
    meaning = meaning_of(name)

    assert (meaning.key, meaning.known, meaning.near) == (name, False, None)


@pytest.mark.parametrize(
    ("beside", "key"),
    [
        (set(), "early_or_on_time"),
        ({"settled", "late"}, "early_or_on_time"),
        ({"early", "late"}, "on_due_date"),
        ({"early_or_on_time"}, "on_due_date"),
        ({"early", "on_due_date"}, "early_or_on_time"),
    ],
)
def test_on_time_has_two_meanings(beside: set[str], key: str) -> None:
    assert meaning_of_on_time(beside) == key


def test_every_label_means_its_key() -> None:
    meanings = {key: meaning_of(label.vi).key for key, label in LABELS.items()}

    assert meanings.pop("on_due_date") == "on_time"
    assert meanings == {key: key for key in LABELS if key != "on_due_date"}


def test_every_spelling_leads_to_a_count_that_we_know() -> None:
    assert set(spellings().values()) == {*LABELS, "on_time"}


def test_an_unknown_count_has_its_own_name_in_messages() -> None:
    assert label_of("settled_online").vi == "settled online"
    assert "\x1b" not in label_of("\x1b[31mred").vi
