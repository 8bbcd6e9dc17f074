"""Publishing is cut off before each of its steps in turn: what stands is whole, and the next run brings the rest."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from support import replayed_batch
from support.batches import REPORTS, Matrix, Undisturbed, published, reports_in, torn
from support.replayed_batch import Order

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, and the locks of processes that died")

Publish = Callable[[Order], int]


@pytest.fixture
def publish() -> Iterator[Publish]:
    """Return a function that publishes recorded reports and returns the number of steps; -9 if it was killed."""
    command = [sys.executable, replayed_batch.__file__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        stdin, stdout = program.stdin, program.stdout

        def done(order: Order) -> int:
            stdin.write(json.dumps(asdict(order)) + "\n")
            stdin.flush()
            return int(stdout.readline())

        yield done
        stdin.close()


def put_earlier_versions(outputs: Path) -> None:
    """Put an earlier version of each report there, whole, and no index."""
    for report in REPORTS:
        folder = outputs / report
        folder.mkdir(parents=True)
        (folder / "report.html").write_bytes(b"earlier")
        hashes = [{"path": "report.html", "sha256": hashlib.sha256(b"earlier").hexdigest()}]
        (folder / "manifest.json").write_text(json.dumps({"outputs": hashes}), encoding="utf-8")


@pytest.mark.parametrize(
    ("years", "put_before"),
    [((2021, 2022), Path.mkdir), ((2021,), put_earlier_versions)],
    ids=["first reports", "over earlier versions"],
)
def test_whatever_the_step_what_stands_is_whole_and_the_next_run_brings_the_rest(
    matrix: Matrix,
    undisturbed: Undisturbed,
    publish: Publish,
    years: Sequence[int],
    put_before: Callable[[Path], object],
) -> None:
    outputs = matrix.outputs
    whole = Order(str(matrix.root), str(undisturbed.root / "outputs"), str(outputs), years, "sct")
    put_before(outputs)
    steps = publish(whole)
    at_the_end = published(outputs)
    reports = [f"{year}/sct/internal" for year in years]
    assert reports_in(at_the_end, *reports) == reports_in(undisturbed.files, *reports)
    assert steps > 25

    for step in range(1, steps + 1):
        shutil.rmtree(outputs)
        put_before(outputs)

        assert publish(replace(whole, last_step=step)) == -signal.SIGKILL

        assert torn(outputs) == []
        assert publish(whole) >= 0
        assert published(outputs) == at_the_end
        assert list((outputs / ".staging").iterdir()) == []
