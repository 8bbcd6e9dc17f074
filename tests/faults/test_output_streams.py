"""Whoever reads the output may leave before the end, and the disk that takes it may fill up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

MEASURED = True

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "statements"
HOLDS = str(EXAMPLES / "trung-tam-hcc-quang-nam-2018.yaml")
BROKEN = str(EXAMPLES / "so-tu-phap-binh-thuan-2020.yaml")
COMMAND = (sys.executable, "-c", "from cchc_report.cli import main; raise SystemExit(main())")


@pytest.fixture
def left_pipe() -> Iterator[int]:
    """Return the writing end of a pipe whose reader has left."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


def run(*words: str, output: int, errors: int = subprocess.PIPE) -> tuple[int, str]:
    done = subprocess.run(
        [*COMMAND, *words],
        stdout=output,
        stderr=errors,
        env={**os.environ, "PYTHONUTF8": "1"},
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr or ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["statement", HOLDS], 0),
        (["statement", BROKEN], 8),
        (["statement", "--json", BROKEN], 8),
        (["criteria", "schema"], 0),
        (["--help"], 0),
        (["statement", "--help"], 0),
    ],
)
def test_a_reader_that_leaves_changes_neither_the_exit_code_nor_says_anything(
    words: list[str], code: int, left_pipe: int
) -> None:
    assert run(*words, output=left_pipe) == (code, "")


def test_a_message_that_nobody_reads_is_no_other_error(left_pipe: int) -> None:
    assert run("statement", "there-is-no-such-file.yaml", output=subprocess.DEVNULL, errors=left_pipe) == (3, "")


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
def test_closed_streams_change_no_exit_code(closed: str, require_tool: Callable[[str], str]) -> None:
    words = [require_tool("sh"), "-c", f'exec "$@" {closed}', "sh", *COMMAND]
    for command, code in ((["statement", BROKEN], 8), (["statement", "there-is-no-such-file.yaml"], 3)):
        done = subprocess.run([*words, *command], capture_output=True, check=False, timeout=120)
        assert done.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_told_and_has_its_exit_code() -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        code, errors = run("criteria", "schema", output=full)
    finally:
        os.close(full)

    assert code == 7
    assert errors.splitlines() == [
        "không ghi được kết quả ra tệp (hết dung lượng đĩa)",
        "  → kiểm tra dung lượng đĩa và quyền ghi ở nơi nhận kết quả",
    ]
