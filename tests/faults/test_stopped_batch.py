"""A batch that its user stops while two reports are being made: nothing is left running, nothing is half-made."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from cchc_report.cli.entry import run_command_line
from cchc_report.params.project import Project
from support.notebooks import LOAD_CELL, PARAMETERS_CELL, SHOW_CELL, write_notebook_in
from support.processes import MARK, left_over, marked
from support.small_project import write_small_project
from support.terminal import CTRL_C, ProgramOnTerminal, screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals of POSIX")

COMMAND = [sys.executable, "-c", "import sys; from cchc_report.cli import main; sys.exit(main())"]
RUN = ["run", "--jobs", "2"]
BUSY = """
import os, pathlib, subprocess, time
if department != "sct":
    child = subprocess.Popen(["sleep", "1000"])
    pathlib.Path("busy-" + department).touch()
    time.sleep(1000)
"""
STOPPED = "Đã dừng theo yêu cầu; kết quả đã lưu vẫn giữ nguyên. Chạy lại lệnh để làm tiếp phần còn thiếu."
LONGEST_WAIT_SECONDS = 240


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project of three departments: the report of the first is made, those of the others take for ever."""
    project = write_small_project(tmp_path / "p", (2020,), ("sct", "sxd", "stp"))
    write_notebook_in(project.root, PARAMETERS_CELL, BUSY, LOAD_CELL, SHOW_CELL)
    (project.data_folder(2020, "sct") / "scan.pdf").write_bytes(b"x" * 100_000)  # the largest begins first
    return project


@pytest.fixture
def folder_of_sockets() -> Iterator[Path]:
    """Return a folder for temporary files, with a name short enough for the names of sockets in it."""
    folder = Path(tempfile.mkdtemp(prefix="t-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def environment(folder_of_sockets: Path) -> Mapping[str, str]:
    """Return variables by which all processes of the batch are known, however far from it they are."""
    return {**os.environ, MARK: secrets.token_hex(8), "TMPDIR": str(folder_of_sockets), "PYTHONUTF8": "1"}


def two_are_busy_and_one_is_published(project: Project) -> bool:
    busy = all((project.root / f"busy-{department}").exists() for department in ("sxd", "stp"))
    return busy and (project.outputs / "2020" / "sct" / "internal").exists()


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.05)


def nothing_is_left_but_what_is_whole(project: Project, environment: Mapping[str, str]) -> None:
    """Assert that no process of the batch runs, and that the one finished report stands there and is shown."""
    assert left_over(environment[MARK]) == {}
    assert list(Path(environment["TMPDIR"]).iterdir()) == []
    assert list((project.outputs / ".staging").iterdir()) == []
    (published,) = project.outputs.glob("2020/*/*")
    assert published == project.outputs / "2020" / "sct" / "internal"
    assert len(list(published.iterdir())) == 5
    page = (project.outputs / "index.html").read_text(encoding="utf-8")
    assert 'href="2020/sct/internal/report.html"' in page
    (log,) = project.outputs.glob("runs/*/events.jsonl")
    last = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["event"], last["counts"]) == ("stopped", {"made": 1, "failed": 0})


def test_ctrl_c_on_a_terminal(project: Project, environment: Mapping[str, str]) -> None:
    with ProgramOnTerminal(*COMMAND, *RUN, cwd=project.root, environment=environment) as batch:
        batch.wait_for("[1/3] 2020/sct/internal")
        wait_until(lambda: two_are_busy_and_one_is_published(project))
        assert len(marked(environment[MARK])) >= 7  # the batch, forkserver, two workers, two kernels, their servers

        batch.press(CTRL_C)

        assert batch.end() == 130
    nothing_is_left_but_what_is_whole(project, environment)
    assert "Traceback" not in batch.written
    lines = [line for line in screen(batch.written) if line != "^C"]
    assert lines[0] == "3 báo cáo cần lập"
    assert lines[1].startswith("[1/3] 2020/sct/internal ")
    assert [line.removeprefix("^C") for line in lines[2:]] == ["Đã xong 1/3 báo cáo.", STOPPED]
    assert batch.written.rindex("\x1b[?25h") > batch.written.rindex("\x1b[?25l"), "the cursor is back"


def test_a_signal_to_end(project: Project, environment: Mapping[str, str]) -> None:
    with subprocess.Popen(
        [*COMMAND, *RUN],
        cwd=project.root,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as batch:
        try:
            wait_until(lambda: two_are_busy_and_one_is_published(project))
            batch.send_signal(signal.SIGTERM)
            said, error = batch.communicate(timeout=LONGEST_WAIT_SECONDS)
        finally:
            batch.kill()

    assert batch.returncode == 130
    nothing_is_left_but_what_is_whole(project, environment)
    assert said.splitlines()[-1] == "Đã xong 1/3 báo cáo."
    assert error.splitlines() == [STOPPED]


def test_ctrl_c_while_the_workers_still_load(project: Project, environment: Mapping[str, str]) -> None:
    with ProgramOnTerminal(*COMMAND, *RUN, cwd=project.root, environment=environment) as batch:
        batch.wait_for("3 báo cáo cần lập")

        batch.press(CTRL_C)

        assert batch.end() == 130
    assert left_over(environment[MARK]) == {}
    assert "Traceback" not in batch.written
    assert screen(batch.written)[-1].endswith(STOPPED)
    assert list(Path(environment["TMPDIR"]).iterdir()) == []


def test_a_notebook_that_takes_too_long_is_given_up_and_kept(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["run", "--year", "2020", "--department", "sxd", "--timeout", "5", "--project", str(project.root)]

    assert run_command_line(words) == 6

    said = capsys.readouterr()
    assert "sổ tay chạy quá 5 giây; đang ở ô thứ 2" in said.err
    assert "Đã lập" not in said.out
    kept = project.root / said.err.rpartition("sổ tay đã chạy dở: ")[2].strip()
    assert "time.sleep(1000)" in kept.read_text(encoding="utf-8")
    assert not (project.outputs / "2020" / "sxd").exists()
