"""Ctrl-C ends a command at any moment with the code that shells expect, and without a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from cchc_report.cli import entry, main
from cchc_report.cli.work import ended_by_signal

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
