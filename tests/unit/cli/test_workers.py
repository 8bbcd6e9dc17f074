"""How many work at once where nobody says it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from cchc_report.cli.work import workers
from cchc_report.machine import usable_cores

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="cores are not given out by this system")


@dataclass(frozen=True)
class Options:
    """What a command line asks for."""

    jobs: int | None
    timeout_seconds: float | None = None


@pytest.fixture
def one_core() -> Iterator[None]:
    """Let this process use one core only, however many the machine has."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    yield
    os.sched_setaffinity(0, before)


def threads_of(options: Options, reports: int) -> int:
    """Return how many threads attend a worker each."""
    before = threading.active_count()
    with workers(options, reports, lambda _: None):
        return threading.active_count() - before


def test_without_limits_it_is_one_a_core() -> None:
    cores = usable_cores()
    assert 1 <= cores <= len(os.sched_getaffinity(0))
    assert threads_of(Options(jobs=None), reports=cores + 2) == cores


@pytest.mark.usefixtures("one_core")
def test_only_cores_that_this_process_may_use_count() -> None:
    assert usable_cores() == 1
    assert threads_of(Options(jobs=None), reports=4) == 1
    assert threads_of(Options(jobs=3), reports=4) == 3
