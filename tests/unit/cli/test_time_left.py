"""The time left: what the reports made so far let expect, one by one or several at once."""

from __future__ import annotations

import pytest

from cchc_report.cli.time_left import TimeLeft


class Clock:
    """A clock that tests set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_nothing_is_known_before_the_first_report_is_done(clock: Clock) -> None:
    left = TimeLeft(clock)
    left.begun()
    clock.now = 30
    assert left.seconds() is None


@pytest.mark.parametrize("report", [5, 15, 35, 60])
def test_twenty_reports_made_two_at_a_time_end_when_they_were_expected_to(clock: Clock, report: float) -> None:
    left = TimeLeft(clock)
    left.begun()
    for pair in range(1, 11):
        clock.now = pair * report
        for made in (2 * pair - 1, 2 * pair):
            left.one_done(left=20 - made)
        assert left.seconds() == pytest.approx((10 - pair) * report)
        clock.now += report / 2
        assert left.seconds() == pytest.approx(max(10 - pair - 0.5, 0) * report)


def test_the_time_before_the_first_report_begins_does_not_count(clock: Clock) -> None:
    left = TimeLeft(clock)
    clock.now = 100
    left.begun()
    clock.now = 110
    left.begun()
    left.one_done(left=3)
    assert left.seconds() == pytest.approx(30)
