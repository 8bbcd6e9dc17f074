"""A batch is killed, at whatever moment: what stands is whole, nothing runs on, and the next run brings the rest."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from support.batches import REPORTS, Matrix, Undisturbed, end_of, published, reports_in, torn, wait_until
from support.processes import left_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")

SEEDS = 4
KILLS = 5
"""Of each seed."""
EVENTS = (
    ("planned", None, 1),
    ("checked", None, 4),
    ("stage", "execute", 4),
    ("stage", "html", 4),
    ("stage", "pdf", 4),
    ("stage", "publish", 4),
    ("published", None, 4),
    ("finished", None, 1),
)
"""What a batch tells of, and how often at most."""


@pytest.mark.parametrize(
    "seed",
    [pytest.param(seed, marks=pytest.mark.xdist_group(f"killed batches {seed}")) for seed in range(SEEDS)],
)
def test_what_a_killed_batch_leaves_is_whole_and_the_next_run_brings_the_rest(
    matrix: Matrix, undisturbed: Undisturbed, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311  # moments to repeat, no secrets
    kills = 0
    while kills < KILLS:
        batch = matrix.start(jobs=1 + seed % 2)
        wait_for_a_moment(draw, matrix, batch, undisturbed.seconds)
        batch.kill()
        ended = end_of(batch)

        assert ended.code in {0, -signal.SIGKILL}
        # The standard library's forkserver complains where its batch was killed in the middle of a request.
        assert ended.code or "Traceback" not in ended.complained
        assert torn(matrix.outputs) == []
        stands = published(matrix.outputs)
        assert stands.items() >= reports_in(stands, *REPORTS).items() <= undisturbed.files.items()
        assert left_over(matrix.mark) == {}
        if ended.code == 0:
            assert stands == undisturbed.files
            shutil.rmtree(matrix.outputs)
        else:
            kills += 1

    assert matrix.run().code == 0
    assert published(matrix.outputs) == undisturbed.files
    assert list((matrix.outputs / ".staging").iterdir()) == []


def test_reports_that_are_made_again_stand_whole_all_the_time(
    published_matrix: Matrix, undisturbed: Undisturbed
) -> None:
    draw = random.Random(2020)  # noqa: S311  # the same
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
    [(signal.SIGINT, ("planned", None)), (signal.SIGINT, ("stage", "pdf")), (signal.SIGTERM, ("stage", "execute"))],
    ids=["SIGINT while workers load", "SIGINT while they work", "SIGTERM"],
)
def test_a_batch_that_is_asked_to_stop_says_so_and_leaves_nothing_running(
    matrix: Matrix, undisturbed: Undisturbed, sent: signal.Signals, moment: tuple[str, str | None]
) -> None:
    batch = matrix.start()
    wait_until(lambda: count(matrix, *moment) > 0, batch)
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


def wait_for_a_moment(draw: random.Random, matrix: Matrix, batch: subprocess.Popen[str], seconds: float) -> None:
    """Wait for a part of the time that a batch takes, or until it has said something; or until it has ended."""
    if draw.random() < 0.5:
        end = time.monotonic() + draw.random() * seconds
        wait_until(lambda: time.monotonic() > end, batch)
    else:
        kind, stage, most = draw.choice(EVENTS)
        number = draw.randint(1, most)
        wait_until(lambda: count(matrix, kind, stage) >= number, batch)


def count(matrix: Matrix, kind: str, stage: str | None) -> int:
    """Return how often the running batch has told of something."""
    return sum((event["event"], event.get("stage")) == (kind, stage) for event in matrix.events())


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
