from __future__ import annotations

import pytest

from cchc_report.batch.json_difference import ABSENT, ValueDifference, different_values, path_text, value_text


def test_equal_trees_do_not_differ() -> None:
    tree = {"a": [1, {"b": None}], "c": "x"}
    assert [*different_values(tree, {"c": "x", "a": [1, {"b": None}]})] == []


def test_each_difference_is_named_by_its_path_with_both_values() -> None:
    one = {"measures": {"a.b": {"value": 590}}, "inputs": [{"rows": 3}, {"rows": 4}], "gone": True}
    other = {"measures": {"a.b": {"value": 591}}, "inputs": [{"rows": 3}], "new": False}
    assert [*different_values(one, other)] == [
        ValueDifference(("gone",), True, ABSENT),
        ValueDifference(("inputs", 1), {"rows": 4}, ABSENT),
        ValueDifference(("measures", "a.b", "value"), 590, 591),
        ValueDifference(("new",), ABSENT, False),
    ]


def test_lists_may_be_compared_whole() -> None:
    (found,) = different_values({"a": [1, 2]}, {"a": [0, 1, 2]}, into_lists=False)
    assert (found.path, found.one, found.other) == (("a",), [1, 2], [0, 1, 2])


@pytest.mark.parametrize(("one", "other"), [(1, True), (1, 1.0), (0, False), (None, ABSENT), ([], {}), ("1", 1)])
def test_values_that_json_writes_differently_differ(one: object, other: object) -> None:
    assert [*different_values({"a": one}, {"a": other})]


def test_paths_and_values_as_text() -> None:
    assert path_text(("inputs", 2, "sha256")) == "inputs[2].sha256"
    assert path_text((3, "a")) == "[3].a"
    assert value_text("Sở") == '"Sở"'
    assert value_text(None) == "null"
    assert value_text(ABSENT) == "–"
