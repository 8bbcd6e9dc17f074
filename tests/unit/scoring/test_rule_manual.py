"""The rule `manual`: points with a written reason, within the maximum."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc_report.scoring.readings import Unscored, Why, WrittenScore
from support.criteria import ask, points


@pytest.mark.parametrize("given", ["0", "2.49", "2.5"])
def test_points_within_the_maximum_count(given: str) -> None:
    assert points("manual", WrittenScore(Fraction(given), "Vì …"), "2.5") == Fraction(given)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (None, Why.NOT_ENTERED),
        (WrittenScore(None, "Vì …"), Why.NOT_ENTERED),
        (WrittenScore(Fraction(2), None), Why.NO_REASON),
        (WrittenScore(Fraction(2), ""), Why.NO_REASON),
        (WrittenScore(Fraction("2.51"), "Vì …"), Why.ABOVE_MAXIMUM),
    ],
)
def test_what_does_not_count(entry: WrittenScore | None, why: Why) -> None:
    answer = ask("manual", entry, "2.5")
    assert isinstance(answer, Unscored)
    assert answer.why is why
