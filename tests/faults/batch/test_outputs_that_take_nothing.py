"""The disk is full, or the outputs become read-only, in the middle of a batch; two batches share one folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.batches import (
    PARTLY_FAILED,
    REPORTS,
    SCT_2022,
    Matrix,
    Undisturbed,
    end_of,
    published,
    reports_in,
    require_running_again_brings_the_rest,
    require_told_and_the_others_unharmed,
    torn,
)
from support.processes import left_over
from support.tools import absent

EVERY_RIGHT = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
"""Words before a command that make the superuser as other users are: bound by the permissions of files."""


@pytest.fixture
def small_disk(matrix: Matrix) -> Iterator[Path]:
    """Return the output folder on a disk of its own, of 64 MB."""
    matrix.outputs.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(matrix.outputs)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        absent("a small disk cannot be mounted here: it takes the superuser's rights")
    yield matrix.outputs
    subprocess.run(["umount", "--lazy", matrix.outputs], check=True)


def fill(disk: Path, left_bytes: int) -> Path:
    """Fill a disk until so much is left, and return the file that does it."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        os.posix_fallocate(file.fileno(), 0, free - left_bytes)
    return ballast


def sizes(undisturbed: Undisturbed) -> dict[str, int]:
    """Return how large each report is, in bytes."""
    return {report: sum(map(len, reports_in(undisturbed.files, report).values())) for report in REPORTS}


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a disk as Linux does")
def test_a_disk_that_is_full_after_the_first_report(matrix: Matrix, undisturbed: Undisturbed, small_disk: Path) -> None:
    # Room for one report and what else a run writes, and not for two.
    smallest, largest = min(sizes(undisturbed).values()), max(sizes(undisturbed).values())
    assert largest < 1.3 * smallest
    ballast = fill(small_disk, int(largest * 1.6))

    ended = matrix.run()

    made = {report for report in REPORTS if (small_disk / report).exists()}
    assert len(made) == 1
    assert ended.code == PARTLY_FAILED
    expected = dict.fromkeys({*REPORTS} - made, "không ghi được kết quả: đĩa đã đầy")
    require_told_and_the_others_unharmed(matrix, undisturbed, ended, expected)

    ballast.unlink()
    require_running_again_brings_the_rest(matrix, undisturbed, {*expected})


@pytest.mark.skipif(sys.platform != "linux", reason="rights as Linux has them")
def test_outputs_that_become_read_only_midway(matrix: Matrix, undisturbed: Undisturbed) -> None:
    if os.geteuid() == 0:
        matrix.prefix = EVERY_RIGHT
    outputs = matrix.outputs
    take_rights_away = """
import time
while not any(Path("outputs").glob("2*/*/*/manifest.json")): time.sleep(0.01)
for folder in Path("outputs").rglob("*"):
    if folder.is_dir(): folder.chmod(0o555)
Path("outputs").chmod(0o555)
"""
    matrix.trouble(SCT_2022, take_rights_away)

    ended = matrix.run()

    made = {report for report in REPORTS if (outputs / report).exists()}
    missing = {*REPORTS} - made
    assert made
    assert SCT_2022 in missing
    assert ended.code == 7
    assert "Traceback" not in ended.complained
    *lines, index = [line for line in ended.complained.splitlines() if not line.startswith("  → ")]
    assert {line.split()[1] for line in lines} == missing
    assert all("không ghi được kết quả: không có quyền ghi" in line for line in (*lines, index))
    assert index.startswith("outputs/.index: ")
    assert f"Đã lập {len(made)} báo cáo" in ended.said
    assert f"{len(missing)} không lập được" in ended.said
    failed = [event for event in matrix.events() if event["event"] == "failed"]
    assert len(failed) == len(missing)
    assert torn(outputs) == []

    for folder in (outputs, *(path for path in outputs.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    matrix.end_trouble()
    stands = reports_in(published(outputs), *REPORTS)
    assert stands == reports_in(undisturbed.files, *made)
    require_running_again_brings_the_rest(matrix, undisturbed, missing)


def test_two_batches_at_once_on_one_folder(matrix: Matrix, undisturbed: Undisturbed) -> None:
    batches = [matrix.start(), matrix.start()]
    ends = [end_of(batch) for batch in batches]

    assert [(end.code, end.complained) for end in ends] == [(0, ""), (0, "")]
    assert left_over(matrix.mark) == {}
    assert published(matrix.outputs) == undisturbed.files
    assert list((matrix.outputs / ".staging").iterdir()) == []
