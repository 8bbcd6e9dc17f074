"""A stage is told of twice, and not a second time where it fails."""

from __future__ import annotations

import pytest

from cchc_report.batch.stages import STAGE_NAMES, Stage, stage
from cchc_report.errors import Text


def test_start_and_end_are_told() -> None:
    told: list[Stage] = []

    with stage("html", told.append) as tell:
        assert [each.finished for each in told] == [False]
        tell(Text(vi="3 kB", en="3 kB"))

    assert [(each.id, each.finished, each.detail.vi) for each in told] == [("html", False, ""), ("html", True, "3 kB")]
    assert told[1].seconds is not None
    assert told[1].seconds >= 0


def test_a_stage_that_fails_never_finishes() -> None:
    told: list[Stage] = []

    with pytest.raises(ZeroDivisionError), stage("pdf", told.append):
        raise ZeroDivisionError
    assert [each.finished for each in told] == [False]


def test_every_stage_has_a_name_in_both_languages() -> None:
    assert all(name.vi and name.en for name in STAGE_NAMES.values())
