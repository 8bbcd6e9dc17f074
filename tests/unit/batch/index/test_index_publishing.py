"""The three files show what is published, are whole, and are left alone where nothing has changed."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from cchc_report.batch.index import Existence, FailedReport, Failure, write_index
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.request import ReportRequest
from cchc_report.errors import PublishError
from support.published import manifest, publish

NAMES = ("catalogue.csv", "catalogue.parquet", "index.html")
FAILED = FailedReport(2021, "syt", "Sở Y tế", "internal", "thiếu cột Ngày nhận")

Write = Callable[..., dict[str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder with one published report."""
    root = tmp_path / "outputs"
    publish(root, manifest())
    return root


@pytest.fixture
def write(root: Path) -> Write:
    """Return a function that writes the index and returns the text of the page and the catalogue."""

    def written(
        *failed: FailedReport, up_to_date: tuple[ReportRequest, ...] = (), departments: Sequence[Existence] = ()
    ) -> dict[str, str]:
        failures = [failure_now(root, report) for report in failed]
        write_index(OutputFolder(root, "outputs"), failures, up_to_date=up_to_date, departments=departments)
        return {name: (root / name).read_text("utf-8-sig") for name in NAMES if not name.endswith("parquet")}

    return written


def failure_now(root: Path, report: FailedReport) -> Failure:
    """Return the failure of a report that fails now."""
    file = root / str(report.year) / report.department_id / report.edition / "manifest.json"
    return Failure(report, hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None)


def times(root: Path) -> list[int]:
    """Return when each file was written, and which file it is."""
    return [value for name in NAMES for value in ((root / name).stat().st_mtime_ns, (root / name).stat().st_ino)]


def test_three_files_and_nothing_else(root: Path, write: Write) -> None:
    written = write()

    assert "580/581" in written["index.html"]
    assert "2020,sct,Sở Công Thương,internal,settlement.on_time_rate.system" in written["catalogue.csv"]
    assert (root / "catalogue.parquet").read_bytes()[:4] == b"PAR1"
    assert sorted(path.name for path in root.iterdir()) == [".index", "2020", *NAMES]
    assert sorted(path.name for path in (root / ".index").iterdir()) == ["lock", "state.json"]


def test_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    write_index(OutputFolder(tmp_path / "a" / "b", "b"))

    assert "Chưa có báo cáo nào." in (tmp_path / "a" / "b" / "index.html").read_text("utf-8")


def test_what_is_right_is_left_alone(root: Path, write: Write) -> None:
    write(FAILED)
    before = times(root)

    write(FAILED)
    write()

    assert times(root) == before


def test_on_a_disk_that_takes_nothing_there_is_nothing_to_do_where_nothing_changed(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)  # as root writes everywhere
    write()
    with pytest.raises(PublishError, match="không có quyền ghi"):
        write(FAILED)


def test_only_files_that_differ_are_written(root: Path, write: Write) -> None:
    write()
    before = times(root)

    write(FAILED)

    after = times(root)
    assert after[:4] == before[:4]  # the catalogue knows no failures
    assert after[4:] != before[4:]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_damaged_or_deleted_is_made_anew(root: Path, write: Write, name: str) -> None:
    write()
    right = (root / name).read_bytes()

    (root / name).write_bytes(right[:-1])
    write()
    assert (root / name).read_bytes() == right

    (root / name).unlink()
    write()
    assert (root / name).read_bytes() == right


def test_new_changed_and_deleted_reports_show(root: Path, write: Write) -> None:
    write()

    place = publish(root, manifest(2021, "syt", name="Sở Y tế", system=(3, 4)))
    assert "3/4" in write()["index.html"]

    publish(root, manifest(2021, "syt", name="Sở Y tế", system=(2, 4)))
    written = write()
    assert "2/4" in written["index.html"]
    assert "3/4" not in written["index.html"]

    (place / "report.pdf").unlink()
    assert "2021/syt/internal/report.pdf" not in write()["index.html"]

    place.rename(root / "taken-away")
    assert "Sở Y tế" not in write()["index.html"]


def test_a_failure_is_remembered_by_later_batches_until_its_report_is_made(root: Path, write: Write) -> None:
    assert FAILED.reason in write(FAILED)["index.html"]
    assert FAILED.reason in write()["index.html"]

    publish(root, manifest(2021, "syt", name="Sở Y tế"))
    assert FAILED.reason not in write()["index.html"]


@pytest.mark.parametrize("stood", [None, (1, 4)], ids=["none stood", "an earlier one stood"])
def test_a_report_that_another_batch_published_since_it_failed_has_not_failed(
    root: Path, stood: tuple[int, int] | None
) -> None:
    if stood:
        publish(root, manifest(2021, "syt", name="Sở Y tế", system=stood))
    failure = failure_now(root, FAILED)
    publish(root, manifest(2021, "syt", name="Sở Y tế", system=(3, 4)))

    for _ in range(2):
        write_index(OutputFolder(root, "outputs"), [failure])
        page = (root / "index.html").read_text("utf-8")
        assert "3/4" in page
        assert FAILED.reason not in page


def test_a_failure_of_a_report_that_is_found_up_to_date_is_forgotten(write: Write) -> None:
    again = FailedReport(2020, "sct", "Sở Công Thương", "internal", "quá thời gian")
    other = ReportRequest(2020, "sct", "public")

    assert "quá thời gian" in write(again)["index.html"]
    assert "quá thời gian" in write(up_to_date=(other,))["index.html"]
    assert "quá thời gian" not in write(up_to_date=(ReportRequest(2020, "sct", "internal"),))["index.html"]
    assert "quá thời gian" not in write()["index.html"]


def test_a_department_that_is_listed_shows_until_it_ends_or_its_report_is_made(root: Path, write: Write) -> None:
    listed = [Existence("syt", "Sở Y tế", date(2020, 1, 1), None)]
    never_made = "○</span> Bản nội bộ: chưa lập</p>"
    assert never_made in write(departments=listed)["index.html"]
    before = times(root)
    write(departments=listed)
    assert times(root) == before

    ended = [Existence("syt", "Sở Y tế", date(2010, 1, 1), date(2019, 12, 31))]
    assert "Sở Y tế" not in write(departments=ended)["index.html"]

    publish(root, manifest(2020, "syt", name="Sở Y tế"))
    written = write(departments=listed)
    assert never_made not in written["index.html"]
    assert "2020,syt,Sở Y tế" in written["catalogue.csv"]


def test_what_an_earlier_version_remembered_is_still_known(root: Path, write: Write) -> None:
    failure = {"year": 2021, "department_id": "syt", "department_name": "Sở Y tế", "edition": "internal"}
    state = {
        "schema": "cchc-report/index-state/1",
        "source": "0" * 64,
        "files": {},
        "failures": [{"report": failure | {"reason": FAILED.reason}, "standing": None}],
    }
    (root / ".index").mkdir()
    (root / ".index" / "state.json").write_text(json.dumps(state), encoding="utf-8")

    page = write(departments=[Existence("syt", "Sở Y tế", date(2020, 1, 1), None)])["index.html"]

    assert FAILED.reason in page
    assert "năm 2020–2021; chưa lập 1 báo cáo" in page  # 2020; of 2021 it is known that it failed


def test_the_newer_reason_counts(write: Write) -> None:
    write(FAILED)
    page = write(FailedReport(2021, "syt", "Sở Y tế", "internal", "hết đĩa"))["index.html"]

    assert "hết đĩa" in page
    assert FAILED.reason not in page


@pytest.mark.parametrize("state", [b"", b"{", b"[]", b'{"schema": "cchc-report/index-state/1"}', b"\xff"])
def test_a_broken_memory_is_no_obstacle(root: Path, write: Write, state: bytes) -> None:
    right = write()
    (root / ".index" / "state.json").write_bytes(state)

    assert write() == right
    assert json.loads((root / ".index" / "state.json").read_bytes())["failures"] == []


def test_what_a_killed_run_left_is_written_over(root: Path, write: Write) -> None:
    (root / ".index").mkdir()
    (root / ".index" / "index.html.new").write_bytes(b"half of a pa" * 100_000)

    assert write()["index.html"].endswith("</html>\n")
    assert not (root / ".index" / "index.html.new").exists()


def test_a_name_that_is_taken_is_said_and_the_others_are_whole(root: Path, write: Write) -> None:
    (root / "index.html").mkdir()
    (root / "index.html" / "x").touch()

    with pytest.raises(PublishError) as caught:
        write()

    assert "outputs/index.html" in caught.value.lines("vi")[0]
    assert (root / "catalogue.csv").read_text("utf-8-sig").startswith("year,")


def test_the_reports_are_read_under_the_lock(root: Path) -> None:
    """A batch that waits for another shows what was published while it waited."""
    (root / ".index").mkdir()
    with (root / ".index" / "lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        waiting = threading.Thread(target=write_index, args=(OutputFolder(root, "outputs"),))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        assert not (root / "index.html").exists()
        publish(root, manifest(2021, "syt", name="Sở Y tế"))
    waiting.join()

    assert "Sở Y tế" in (root / "index.html").read_text("utf-8")


def test_many_batches_at_once_leave_an_index_of_everything(root: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from cchc_report.batch.index import write_index\n"
        "from cchc_report.batch.outputs import OutputFolder\n"
        "from support.published import manifest, publish\n"
        "root = Path(sys.argv[1])\n"
        "for place in range(8):\n"
        "    publish(root, manifest(2021, f'{sys.argv[2]}-{place}', name=f'Sở {sys.argv[2]} {place}.'))\n"
        "    write_index(OutputFolder(root, 'outputs'))\n"
    )
    tests = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONPATH": str(tests)}

    running = [subprocess.Popen([sys.executable, "-c", program, str(root), who], env=environment) for who in "ab"]

    assert [process.wait() for process in running] == [0, 0]
    page = (root / "index.html").read_text("utf-8")
    assert [name for who in "ab" for place in range(8) if (name := f"<bdi>Sở {who} {place}.</bdi>") not in page] == []


def test_a_run_that_changes_nothing_loads_no_data_library(root: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from cchc_report.batch.index import write_index\n"
        "from cchc_report.batch.outputs import OutputFolder\n"
        "write_index(OutputFolder(Path(sys.argv[1]), 'outputs'))\n"
        "print(*sorted({'pandas', 'numpy', 'pyarrow', 'jinja2'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", program, str(root)]

    first, second = (subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2))

    assert first == "jinja2 numpy pyarrow\n"
    assert second == "\n"
