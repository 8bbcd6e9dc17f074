"""Folders of temporary files: gone afterwards, also after a process that was killed; what cannot be is told."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from cchc_report.batch.temporary import temporary_folder, using_temporary_files
from cchc_report.errors import PublishError

LONG_AGO = time.time() - 3_600
KILLED = """
import sys, tempfile, time
tempfile.tempdir = sys.argv[1]
from cchc_report.batch.temporary import temporary_folder
with temporary_folder("cchc-data-") as folder:
    (folder / "dossiers.csv").write_text("Nguyễn Văn An", encoding="utf-8")
    print("ready", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of temporary files of this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def names(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_a_folder_is_gone_afterwards(place: Path) -> None:
    with temporary_folder("cchc-data-") as folder:
        (folder / "a").write_bytes(b"x")
        assert [f"{folder.name}"] == names(place)
    assert names(place) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody can tell who is dead")
def test_what_a_killed_process_left_is_deleted_by_the_next_and_what_is_held_stays(place: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED, place], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    (held,) = place.iterdir()
    os.utime(held, (LONG_AGO, LONG_AGO))
    with temporary_folder("cchc-data-"):
        assert held.is_dir()

    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    others = place / "of-somebody-else"
    others.mkdir()
    os.utime(others, (LONG_AGO, LONG_AGO))
    os.utime(held, (LONG_AGO, LONG_AGO))
    with temporary_folder("cchc-data-"):
        assert not held.exists()
    assert names(place) == ["of-somebody-else"]


def test_a_folder_that_was_made_just_now_may_not_be_held_yet(place: Path) -> None:
    (place / "cchc-data-new").mkdir()
    with temporary_folder("cchc-data-"):
        assert (place / "cchc-data-new").is_dir()


def test_no_folder_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    monkeypatch.setenv("TMPDIR", "/full")
    with pytest.raises(PublishError) as caught, using_temporary_files():
        pytest.fail("there is nowhere to work")
    assert "/full" in caught.value.lines("vi")[0]
    assert "TMPDIR" in caught.value.lines("vi")[1]


def test_a_full_disk_is_told_and_what_is_no_trouble_of_the_disk_is_left_alone(place: Path) -> None:
    with pytest.raises(PublishError, match="thư mục tạm"), using_temporary_files():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place / "kernel.json"))
    with pytest.raises(ConnectionRefusedError), using_temporary_files():
        raise ConnectionRefusedError
