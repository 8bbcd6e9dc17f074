"""A folder under its final name is complete, always: staging, first publication, replacement, leftovers."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cchc_report.batch import exchange as exchanging
from cchc_report.batch.exchange import exchange
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.publish import clear_leftovers, publish_folder, staging_folder, write_files
from cchc_report.batch.request import ReportRequest
from cchc_report.errors import PublishError

OLD = {"report.html": b"old page", "manifest.json": b"{}"}
NEW = {"report.html": b"new page", "report.pdf": b"%PDF", "manifest.json": b"{}"}


@pytest.fixture
def outputs(tmp_path: Path) -> OutputFolder:
    return OutputFolder(tmp_path / "outputs", "outputs")


def publish_once(outputs: OutputFolder, files: dict[str, bytes]) -> Path:
    final = outputs.report_folder(ReportRequest(2020, "sct", "internal"))
    with staging_folder(outputs) as staging:
        write_files(outputs, staging / "report", files)
        publish_folder(outputs, staging / "report", final)
    return final


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_first_report_stands_under_its_final_name_and_staging_is_empty(outputs: OutputFolder) -> None:
    final = publish_once(outputs, NEW)

    assert final == outputs.root / "2020" / "sct" / "internal"
    assert content(final) == NEW
    assert list(outputs.staging.iterdir()) == []


def test_a_report_replaces_the_earlier_one_whole(outputs: OutputFolder) -> None:
    publish_once(outputs, {**OLD, "leftover.txt": b"of an older version"})

    assert content(publish_once(outputs, NEW)) == NEW
    assert list(outputs.staging.iterdir()) == []


def test_replacement_works_where_the_system_has_no_exchange(
    outputs: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_once(outputs, OLD)
    monkeypatch.setattr(exchanging, "_exchanged_at_once", lambda *_: False)

    assert content(publish_once(outputs, NEW)) == NEW
    assert list(outputs.staging.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system call is Linux's")
def test_exchange_never_leaves_the_name_free(tmp_path: Path) -> None:
    one, final = tmp_path / "one", tmp_path / "final"
    for folder in (one, final):
        folder.mkdir()
        (folder / "whole").touch()
    gaps, done = [], threading.Event()

    def watch() -> None:
        while not done.is_set():
            if not (final / "whole").exists():
                gaps.append(1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(3000):
        exchange(one, final)
    done.set()
    watcher.join()

    assert not gaps


def test_renames_in_place_of_an_exchange_roll_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, final = tmp_path / "one", tmp_path / "final"
    one.mkdir()
    final.mkdir()
    (final / "kept").touch()
    monkeypatch.setattr(exchanging, "_exchanged_at_once", lambda *_: False)
    rename = Path.rename

    def fail_on_new(self: Path, target: Path) -> Path:
        if self == one:
            raise OSError(errno.EIO, "input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_on_new)

    with pytest.raises(OSError, match="input/output error"):
        exchange(one, final)
    assert (final / "kept").exists()


PUBLISH_AND_DIE = """
import os, signal, sys
from itertools import count
from pathlib import Path
from cchc_report.batch import exchange
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.publish import publish_folder, staging_folder, write_files
last, renames = int(sys.argv[2]), count(1)
def see(event, arguments):
    if event == "os.rename" and next(renames) == last:
        os.kill(os.getpid(), signal.SIGKILL)
exchange._exchanged_at_once = lambda *_: False
outputs = OutputFolder(Path(sys.argv[1]), "outputs")
with staging_folder(outputs) as staging:
    write_files(outputs, staging / "report", {"report.html": b"new page"})
    sys.addaudithook(see)
    publish_folder(outputs, staging / "report", outputs.root / "2020" / "sct" / "internal")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no locks that end with their process")
@pytest.mark.parametrize(
    ("rename", "between", "after"),
    [(1, OLD, OLD), (2, None, OLD), (3, {"report.html": b"new page"}, {"report.html": b"new page"})],
)
def test_a_report_that_a_killed_process_took_aside_gets_its_name_back(
    outputs: OutputFolder, rename: int, between: dict[str, bytes] | None, after: dict[str, bytes]
) -> None:
    final = publish_once(outputs, OLD)
    words = [sys.executable, "-c", PUBLISH_AND_DIE, str(outputs.root), str(rename)]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert (content(final) if final.exists() else None) == between

    moved = OutputFolder(outputs.root.rename(outputs.root.with_name("elsewhere")), "elsewhere")
    clear_leftovers(moved)

    assert content(moved.root / "2020" / "sct" / "internal") == after
    assert list(moved.staging.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no locks that end with their process")
def test_a_report_that_was_published_since_stays_and_what_was_taken_aside_goes(outputs: OutputFolder) -> None:
    final = publish_once(outputs, OLD)
    words = [sys.executable, "-c", PUBLISH_AND_DIE, str(outputs.root), "2"]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    final.mkdir()
    (final / "report.html").write_bytes(b"of another batch")

    clear_leftovers(outputs)

    assert content(final) == {"report.html": b"of another batch"}
    assert list(outputs.staging.iterdir()) == []


def test_a_report_is_back_where_its_replacement_is_interrupted(
    outputs: OutputFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    final = publish_once(outputs, OLD)
    monkeypatch.setattr(exchanging, "_exchanged_at_once", lambda *_: False)
    rename = Path.rename

    def interrupted_on_new(self: Path, target: Path) -> Path:
        if self.name == "report":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted_on_new)

    with pytest.raises(KeyboardInterrupt):
        publish_once(outputs, NEW)
    assert content(final) == OLD
    assert list(outputs.staging.iterdir()) == []


def test_a_file_where_the_report_folder_should_be_is_not_swapped_away(outputs: OutputFolder) -> None:
    final = outputs.report_folder(ReportRequest(2020, "sct", "internal"))
    final.parent.mkdir(parents=True)
    final.write_text("someone's notes")

    with pytest.raises(PublishError) as caught:
        publish_once(outputs, NEW)
    assert caught.value.lines("vi") == [
        "outputs/2020/sct/internal: không ghi được kết quả: có một tệp đứng ở chỗ của thư mục",
        "  → đổi tên hoặc chuyển tệp đó đi rồi chạy lại",
    ]
    assert final.read_text() == "someone's notes"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "đĩa đã đầy"),
        (errno.EDQUOT, "đĩa đã đầy"),
        (errno.EACCES, "không có quyền ghi"),
        (errno.EROFS, "không có quyền ghi"),
        (errno.EIO, "lỗi hệ thống"),
    ],
)
def test_what_the_system_refuses_is_told_in_words(outputs: OutputFolder, code: int, reason: str) -> None:
    with pytest.raises(PublishError, match=reason) as caught, outputs.writing(outputs.root / "2020"):
        raise OSError(code, os.strerror(code))
    assert caught.value.exit_code == 7
    assert caught.value.problems[0].place.file == "outputs/2020"


def test_staging_that_fails_leaves_nothing(outputs: OutputFolder) -> None:
    with pytest.raises(PublishError), staging_folder(outputs) as staging:
        write_files(outputs, staging / "report", {**NEW, "no/such/folder": b""})
    assert list(outputs.staging.iterdir()) == []
    assert not (outputs.root / "2020").exists()


STAGE_AND_STOP = """
import os, sys, time
from pathlib import Path
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.publish import staging_folder, write_files
outputs = OutputFolder(Path(sys.argv[1]), "outputs")
with staging_folder(outputs) as staging:
    write_files(outputs, staging / "report", {"half": b"done"})
    print("staged", flush=True)
    if sys.argv[2] == "die":
        os._exit(9)
    sys.stdin.read()
"""


def start_staging(outputs: OutputFolder, then: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", STAGE_AND_STOP, str(outputs.root), then],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "staged\n"
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="no locks that end with their process")
def test_leftovers_of_a_dead_process_go_and_those_of_a_living_one_stay(outputs: OutputFolder) -> None:
    with start_staging(outputs, "die") as dead:
        dead.communicate()
    with start_staging(outputs, "wait") as living:
        here = {path.name.partition("-")[0] for path in outputs.staging.iterdir()}
        publish_once(outputs, NEW)
        after = {path.name.partition("-")[0] for path in outputs.staging.iterdir()}
        living.communicate("")

    assert here == {str(living.pid)}  # the second process swept the first one's folder when it began
    assert after == {str(living.pid)}
    assert list(outputs.staging.iterdir()) == []


def test_two_batches_that_publish_the_same_report_at_once_leave_a_whole_one(outputs: OutputFolder) -> None:
    versions = [{"report.html": bytes([65 + n]) * 1000, "manifest.json": bytes([65 + n])} for n in range(4)]
    failures: list[BaseException] = []

    def publish_often(files: dict[str, bytes]) -> None:
        try:
            for _ in range(10):
                publish_once(outputs, files)
        except BaseException as error:  # noqa: BLE001  # a thread has nobody else to tell
            failures.append(error)

    threads = [threading.Thread(target=publish_often, args=(files,)) for files in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert content(outputs.report_folder(ReportRequest(2020, "sct", "internal"))) in versions


def test_run_folders_of_the_same_second_have_their_own_names(outputs: OutputFolder) -> None:
    folders = {outputs.new_run_folder("2020-sct-internal") for _ in range(3)}

    assert len(folders) == 3
    assert all(folder.parent == outputs.root / "runs" and folder.is_dir() for folder in folders)


@pytest.mark.parametrize(
    ("inside", "shown"),
    [("2020/sct", "outputs/2020/sct"), (".", "outputs")],
)
def test_paths_are_shown_from_the_project(outputs: OutputFolder, inside: str, shown: str) -> None:
    assert outputs.show(outputs.root / inside) == shown
