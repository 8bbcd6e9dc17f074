"""The time left: what the reports made so far let expect, by one worker or by several at once."""

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
    clock.now = 30
    assert left.seconds() is None


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("report", [5, 15, 60])
def test_after_every_report_the_end_is_expected_about_when_it_comes(clock: Clock, report: float, workers: int) -> None:
    """Forty reports, in waves of as many as there are workers; within a wave one report takes a little longer."""
    left = TimeLeft(clock)
    end = 40 / workers * report
    for made in range(1, 41):
        wave, place = divmod(made - 1, workers)
        clock.now = (wave + 1) * report + place * report / 100
        left.one_done(report, left=40 - made, at_once=workers)
        assert left.seconds() == pytest.approx(end - clock.now, abs=report)


def test_between_two_reports_the_time_left_runs_down(clock: Clock) -> None:
    left = TimeLeft(clock)
    left.one_done(20, left=3, at_once=1)
    clock.now = 15
    assert left.seconds() == 45
    clock.now = 100
    assert left.seconds() == 0


def test_reports_that_take_longer_count_with_those_that_did_not(clock: Clock) -> None:
    left = TimeLeft(clock)
    left.one_done(10, left=2, at_once=1)
    left.one_done(30, left=1, at_once=1)
    assert left.seconds() == 20
