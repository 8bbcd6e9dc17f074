"""The executor of one report: work is done at once; its failure is the future's, the user's interruption is not."""

from __future__ import annotations

from concurrent.futures import as_completed
from typing import NoReturn

import pytest

from cchc_report.batch.serial import SerialExecutor


def test_work_is_done_when_it_is_submitted() -> None:
    done: list[int] = []
    with SerialExecutor() as executor:
        futures = [executor.submit(done.append, number) for number in (1, 2, 3)]
        assert done == [1, 2, 3]

    assert set(as_completed(futures)) == set(futures)


def test_arguments_are_handed_on() -> None:
    assert SerialExecutor().submit(divmod, 7, 2).result() == (3, 1)
    assert SerialExecutor().submit(int, "12", base=3).result() == 5


def test_a_failure_belongs_to_the_future() -> None:
    future = SerialExecutor().submit(lambda: 1 / 0)

    assert isinstance(future.exception(), ZeroDivisionError)


def test_an_interruption_is_not_the_works_own_failure() -> None:
    def interrupted() -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        SerialExecutor().submit(interrupted)
