"""Something breaks in one report of a batch: it is told in a line, the others are made, the next run does the rest."""

from __future__ import annotations

import shutil
import sys

import pytest

from support.batches import (
    PARTLY_FAILED,
    REPORTS,
    SCT_2021,
    SCT_2022,
    SXD_2021,
    SXD_2022,
    Matrix,
    Undisturbed,
    published,
    reports_in,
    require_kept_and_shown,
    require_running_again_brings_the_rest,
    require_told_and_the_others_unharmed,
)

PARENT = """
import os, signal, time
from pathlib import Path
def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
kernel_forkserver = os.getppid()
server = parent_of(kernel_forkserver)
worker = int(os.environ["JPY_PARENT_PID"])
forkserver = parent_of(worker)
"""
WAIT = "\nwhile True: time.sleep(1)\n"
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="forkservers, and /proc")


def test_notebooks_that_do_not_come_through(matrix: Matrix, undisturbed: Undisturbed) -> None:
    matrix.trouble(SCT_2021, "1 / 0")
    matrix.trouble(SXD_2021, "import os; os._exit(9)")
    registers = matrix.root / "data" / "2022" / "sct" / "registers.xlsx"
    good = registers.read_bytes()
    matrix.trouble(SCT_2022, "Path('data/2022/sct/registers.xlsx').write_bytes(b'no workbook any more')")

    ended = matrix.run()

    assert ended.code == PARTLY_FAILED
    expected = {
        SCT_2021: "gây lỗi ZeroDivisionError: division by zero",
        SXD_2021: "đã dừng đột ngột tại ô thứ 2",
        SCT_2022: "data/2022/sct/registers.xlsx",
    }
    require_told_and_the_others_unharmed(matrix, undisturbed, ended, expected)
    kept = (matrix.run_folder / SCT_2021.replace("/", "-") / "self_assessment.ipynb").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in kept

    matrix.end_trouble()
    registers.write_bytes(good)
    require_running_again_brings_the_rest(matrix, undisturbed, {*expected})


@linux_only
def test_processes_that_are_killed_under_a_report(matrix: Matrix, undisturbed: Undisturbed) -> None:
    for report, victim in ((SCT_2021, "worker"), (SXD_2021, "server"), (SCT_2022, "kernel_forkserver")):
        matrix.trouble(report, f"{PARENT}\nos.kill({victim}, signal.SIGKILL){WAIT}")

    ended = matrix.run()

    assert ended.code == PARTLY_FAILED
    expected = {
        SCT_2021: "tiến trình lập báo cáo này đã dừng đột ngột",
        SXD_2021: "đã dừng đột ngột tại ô thứ 2",
        SCT_2022: "đã dừng đột ngột tại ô thứ 2",
    }
    require_told_and_the_others_unharmed(matrix, undisturbed, ended, expected)

    matrix.end_trouble()
    require_running_again_brings_the_rest(matrix, undisturbed, {*expected})


@linux_only
def test_a_killed_forkserver_harms_nobody_and_a_worker_that_is_lost_later_is_replaced(
    matrix: Matrix, undisturbed: Undisturbed
) -> None:
    matrix.trouble(SCT_2021, f"{PARENT}\nos.kill(forkserver, signal.SIGKILL)\nPath('killed').touch()")
    kill_worker = "while not Path('killed').exists(): time.sleep(0.01)\nos.kill(worker, signal.SIGKILL)"
    matrix.trouble(SCT_2022, f"{PARENT}\n{kill_worker}{WAIT}")

    ended = matrix.run()

    expected = {SCT_2022: "tiến trình lập báo cáo này đã dừng đột ngột"}
    require_told_and_the_others_unharmed(matrix, undisturbed, ended, expected)


def test_reports_past_their_time(matrix: Matrix, undisturbed: Undisturbed) -> None:
    shutil.copytree(undisturbed.root / "outputs" / SXD_2022, matrix.outputs / SXD_2022)
    expected = dict.fromkeys((SCT_2021, SXD_2021, SCT_2022), "sổ tay chạy quá 5 giây")
    for report in expected:
        matrix.trouble(report, f"import time{WAIT}")

    ended = matrix.run("--timeout", "5")

    assert ended.code == PARTLY_FAILED
    require_told_and_the_others_unharmed(matrix, undisturbed, ended, expected)

    matrix.end_trouble()
    require_running_again_brings_the_rest(matrix, undisturbed, {*expected})


def test_an_export_and_parameters_that_cannot_be_read(matrix: Matrix, undisturbed: Undisturbed) -> None:
    registers, parameters = matrix.root / "data/2022/sxd/registers.xlsx", matrix.root / "params/2022/sct.yaml"
    good = {path: path.read_bytes() for path in (registers, parameters)}
    registers.write_bytes(good[registers][:2000])
    parameters.write_bytes(good[parameters] + b"recomendations: []\n")
    expected = {SXD_2022: "data/2022/sxd/registers.xlsx", SCT_2022: "params/2022/sct.yaml"}

    ended = matrix.run()

    assert ended.code == 3
    problems = [line for line in ended.complained.splitlines() if not line.startswith("  → ")]
    assert problems[0].startswith("params/2022/sct.yaml, ")
    assert problems[1].startswith("data/2022/sxd/registers.xlsx: ")
    assert problems[2:] == ["chưa lập báo cáo nào, vì 2 báo cáo không lập được"]
    require_kept_and_shown(matrix, expected)
    assert reports_in(published(matrix.outputs), *REPORTS) == {}

    ended = matrix.run("--keep-going")

    assert ended.code == PARTLY_FAILED
    require_told_and_the_others_unharmed(matrix, undisturbed, ended, expected)

    for path, content in good.items():
        path.write_bytes(content)
    require_running_again_brings_the_rest(matrix, undisturbed, {*expected})
