"""Ctrl-C ends a command at any moment with the code that shells expect, and without a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_report.cli import entry, main
from cchc_report.cli.ending import ended_by_signal
from support.batches import wait_until
from support.small_project import write_small_project

INTERRUPTED_WHILE_LOADING = """
import sys
from importlib.abc import MetaPathFinder

class Interrupting(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "cchc_report.cli.entry":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupting())
from cchc_report.cli import main
sys.exit(main())
"""


def test_a_command_that_is_interrupted_while_it_loads_ends_without_a_traceback() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_WHILE_LOADING], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "")


def test_a_command_that_is_interrupted_before_it_knows_its_words_ends_the_same_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "outlive_readers", interrupted)
    assert main() == 130


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_a_batch_is_ended_by_what_ends_programs(sent: signal.Signals) -> None:
    before = signal.getsignal(sent)
    with pytest.raises(KeyboardInterrupt), ended_by_signal():
        os.kill(os.getpid(), sent)
    assert signal.getsignal(sent) is before


def test_a_batch_that_was_started_to_outlive_its_terminal_does() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_by_signal():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def ended_while(command: list[str | Path], is_at_work: Callable[[], object], **environment: str) -> int:
    """Start a command, end it as a service manager does when it is at work, and return its exit code."""
    words = [sys.executable, "-c", "import sys; from cchc_report.cli import main; sys.exit(main())", *command]
    with subprocess.Popen(words, env={**os.environ, **environment}, stdout=subprocess.DEVNULL) as program:
        try:
            wait_until(is_at_work)
            program.terminate()
            return program.wait(60)
        finally:
            program.kill()


def test_a_run_that_is_ended_while_it_copies_leaves_no_copy(tmp_path: Path) -> None:
    project = write_small_project(tmp_path / "p")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    os.mkfifo(tmp_path / "outputs.zip")  # of which nothing ever comes
    command = ["run", "--project", project.root, "--output", f"zip://::file://{tmp_path}/outputs.zip"]

    code = ended_while(command, lambda: list(temporary.glob("cchc-outputs-*")), TMPDIR=str(temporary))

    assert code == 130
    assert list(temporary.iterdir()) == []


def test_a_new_project_folder_that_is_ended_midway_is_not_there(tmp_path: Path) -> None:
    command = ["samples", "--years", "2000-2050", "--departments", "500", "--output", tmp_path / "tỉnh"]

    code = ended_while(command, lambda: list(tmp_path.glob(".tỉnh.*/*")))

    assert code == 130
    assert list(tmp_path.iterdir()) == []
