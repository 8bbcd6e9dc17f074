"""A batch is killed, at whatever moment: what stands is whole, nothing runs on, and the next run brings the rest."""

from __future__ import annotations

import random
import shutil
import signal
import sys

import pytest

from support.batches import REPORTS, Matrix, Undisturbed, end_of, published, reports_in, torn, wait_for_a_moment
from support.processes import left_over

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")

SEEDS = 4
KILLS = 5
"""Of each seed."""


@pytest.mark.parametrize("seed", range(SEEDS))
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

    assert matrix.run(jobs=1).code == 0
    assert published(matrix.outputs) == undisturbed.files
    assert list((matrix.outputs / ".staging").iterdir()) == []
