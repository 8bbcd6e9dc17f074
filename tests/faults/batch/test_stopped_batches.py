"""A batch is stopped while it makes reports, or makes them again: what stands is whole, and nothing runs on."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from support.batches import (
    REPORTS,
    Matrix,
    Undisturbed,
    end_of,
    published,
    reports_in,
    torn,
    wait_for_a_moment,
    wait_until,
)
from support.processes import left_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def test_reports_that_are_made_again_stand_whole_all_the_time(
    published_matrix: Matrix, undisturbed: Undisturbed
) -> None:
    draw = random.Random(2020)  # noqa: S311  # moments to repeat, no secrets
    reports = reports_in(undisturbed.files, *REPORTS)
    with watched(lambda: reports_in(published(published_matrix.outputs), *REPORTS) == reports) as always:
        for _ in range(2):
            batch = published_matrix.start("--force")
            wait_for_a_moment(draw, published_matrix, batch, undisturbed.seconds)
            batch.kill()
            end_of(batch)
            assert left_over(published_matrix.mark) == {}

    assert len(always) > 10
    assert all(always)
    assert published_matrix.run().code == 0
    assert published_matrix.published_by_last_run() == set()
    assert published(published_matrix.outputs) == undisturbed.files
    assert list((published_matrix.outputs / ".staging").iterdir()) == []


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        (signal.SIGINT, ("planned", None)),
        (signal.SIGINT, ("stage", "pdf")),
        (signal.SIGTERM, ("stage", "execute")),
        (signal.SIGHUP, ("stage", "execute")),
    ],
    ids=["SIGINT while workers load", "SIGINT while they work", "SIGTERM", "the terminal closes"],
)
def test_a_batch_that_is_asked_to_stop_says_so_and_leaves_nothing_running(
    matrix: Matrix, undisturbed: Undisturbed, sent: signal.Signals, moment: tuple[str, str | None]
) -> None:
    batch = matrix.start()
    wait_until(lambda: matrix.times_told(*moment) > 0, batch)
    os.killpg(batch.pid, sent)  # as a terminal does: all its processes hear it
    ended = end_of(batch)

    assert ended.code == 130
    assert ended.complained.startswith("Đã dừng theo yêu cầu")
    assert ended.complained.count("\n") == 1
    assert left_over(matrix.mark) == {}
    assert torn(matrix.outputs) == []
    stands = published(matrix.outputs)
    assert reports_in(stands, *REPORTS).items() <= undisturbed.files.items()
    assert list((matrix.outputs / ".staging").iterdir()) == []


@contextmanager
def watched(holds: Callable[[], bool]) -> Iterator[list[bool]]:
    """Look all the time whether something holds; give what was seen."""
    seen: list[bool] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.append(holds())
            time.sleep(0.02)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()
