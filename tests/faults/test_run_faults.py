"""Whatever breaks on the way: earlier output stays, nothing half-made gets a final name, and the user is told."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from cchc_report.batch import make, publish
from cchc_report.cli.entry import run_command_line
from cchc_report.errors import MissingToolError, Problem, Text
from cchc_report.params.project import Project
from support.batches import LONGEST_WAIT_SECONDS, wait_until

MEASURED = True

FINAL = Path("outputs/2020/sct/internal")
EARLIER = {"report.html": b"<p>good</p>", "report.pdf": b"%PDF good", "manifest.json": b"{}"}
RECORD_CELL = """
from IPython.display import display
record = {"parameters": {"year": YEAR, "department": {"id": "sct"}, "edition": edition},
          "inputs": [], "measures": {}, "findings": [], "scores": None, "document": {}}
workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
display({"application/vnd.cchc-report.report+json": record, workbook: "UEsDBA=="}, raw=True)
"""
QUICK_CELL = RECORD_CELL.replace("YEAR", "year")

Break = Callable[[pytest.MonkeyPatch, Project, Callable[..., None]], None]


def call(project: Project) -> int:
    return run_command_line(["run", "--year", "2020", "--department", "sct", "--project", str(project.root)])


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def quick_exports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the time of typesetting where it is not what the test is about."""
    monkeypatch.setattr(make, "export_html", lambda _: "<p>new</p>")
    monkeypatch.setattr(make, "export_pdf", lambda _: b"%PDF new")


def cell_raises(_: pytest.MonkeyPatch, __: Project, write: Callable[..., None]) -> None:
    write("1 / 0", QUICK_CELL)


def kernel_dies(_: pytest.MonkeyPatch, __: Project, write: Callable[..., None]) -> None:
    write("import os; os._exit(9)")


def no_header_is_shown(_: pytest.MonkeyPatch, __: Project, write: Callable[..., None]) -> None:
    write("print('no report')")


def no_annex_is_shown(_: pytest.MonkeyPatch, __: Project, write: Callable[..., None]) -> None:
    write(QUICK_CELL.replace(', workbook: "UEsDBA=="', ""))


def other_year_is_shown(_: pytest.MonkeyPatch, __: Project, write: Callable[..., None]) -> None:
    write(RECORD_CELL.replace("YEAR", "2019"))


def notebook_is_gone(_: pytest.MonkeyPatch, project: Project, __: Callable[..., None]) -> None:
    (project.notebooks / "self_assessment.ipynb").unlink()


def html_exporter_has_a_bug(monkeypatch: pytest.MonkeyPatch, _: Project, write: Callable[..., None]) -> None:
    write(QUICK_CELL)
    monkeypatch.setattr(make, "export_html", lambda _: {}["bug"])


def pdf_exporter_misses_a_tool(monkeypatch: pytest.MonkeyPatch, _: Project, write: Callable[..., None]) -> None:
    def export_pdf(_: Any) -> bytes:
        raise MissingToolError(Problem("tool", Text("thiếu Pango", "no Pango"), Text("cài Pango", "install it")))

    write(QUICK_CELL)
    monkeypatch.setattr(make, "export_html", lambda _: "<p>new</p>")
    monkeypatch.setattr(make, "export_pdf", export_pdf)


def disk_is_full(monkeypatch: pytest.MonkeyPatch, _: Project, write: Callable[..., None]) -> None:
    def fsync(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write(QUICK_CELL)
    quick_exports(monkeypatch)
    monkeypatch.setattr(publish.os, "fsync", fsync)


def last_rename_fails(monkeypatch: pytest.MonkeyPatch, _: Project, write: Callable[..., None]) -> None:
    def move_to(*_: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    write(QUICK_CELL)
    quick_exports(monkeypatch)
    monkeypatch.setattr(publish, "_move_to", move_to)


def workbook_is_corrupt(_: pytest.MonkeyPatch, project: Project, __: Callable[..., None]) -> None:
    path = project.data_folder(2020, "sct") / "registers.xlsx"
    path.write_bytes(path.read_bytes()[:2000])


def parameter_is_misspelt(_: pytest.MonkeyPatch, project: Project, __: Callable[..., None]) -> None:
    path = project.params / "2020" / "sct.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nrecomendations: []\n", encoding="utf-8")


def pango_is_missing(monkeypatch: pytest.MonkeyPatch, _: Project, __: Callable[..., None]) -> None:
    monkeypatch.setattr("cchc_report.batch.tools.has_pango", lambda: False)


def user_stops_it(monkeypatch: pytest.MonkeyPatch, _: Project, write: Callable[..., None]) -> None:
    def export_html(_: Any) -> str:
        raise KeyboardInterrupt

    write(QUICK_CELL)
    monkeypatch.setattr(make, "export_html", export_html)


FAULTS: list[tuple[Break, int, str]] = [
    (cell_raises, 6, 'ô thứ 2, dòng 1 ("1 / 0") gây lỗi ZeroDivisionError: division by zero'),
    (kernel_dies, 6, "đã dừng đột ngột tại ô thứ 2"),
    (no_header_is_shown, 6, "sổ tay chưa được chạy trọn, hoặc không có ô report.header()"),
    (no_annex_is_shown, 6, "không có ô report.annex() tạo phụ lục Excel"),
    (other_year_is_shown, 6, "sổ tay lập báo cáo 2019/sct/internal trong khi yêu cầu là 2020/sct/internal"),
    (notebook_is_gone, 6, "notebooks/self_assessment.ipynb: không tìm thấy sổ tay"),
    (html_exporter_has_a_bug, 1, "lỗi không lường trước: KeyError"),
    (pdf_exporter_misses_a_tool, 5, "thiếu Pango"),
    (disk_is_full, 7, "không ghi được kết quả: đĩa đã đầy"),
    (last_rename_fails, 7, "outputs/2020/sct/internal: không ghi được kết quả: không có quyền ghi"),
    (workbook_is_corrupt, 4, "data/2020/sct/registers.xlsx"),
    (parameter_is_misspelt, 3, "recommendations"),
    (pango_is_missing, 5, "apt-get install libpango"),
    (user_stops_it, 130, "Đã dừng theo yêu cầu"),
]
LEAVING_A_NOTEBOOK = {
    cell_raises,
    kernel_dies,
    no_header_is_shown,
    no_annex_is_shown,
    other_year_is_shown,
    html_exporter_has_a_bug,
    pdf_exporter_misses_a_tool,
}


@pytest.mark.parametrize("earlier", [EARLIER, {}], ids=["with earlier output", "first run"])
@pytest.mark.parametrize(("fault", "code", "message"), FAULTS, ids=[fault.__name__ for fault, _, _ in FAULTS])
def test_a_failed_run_changes_nothing_and_says_why(  # noqa: PLR0913, PLR0917  # fixtures, and what varies
    small_project: Project,
    write_notebook: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Break,
    code: int,
    message: str,
    earlier: dict[str, bytes],
) -> None:
    final = small_project.root / FINAL
    if earlier:
        final.mkdir(parents=True)
        for name, data in earlier.items():
            (final / name).write_bytes(data)
    fault(monkeypatch, small_project, write_notebook)

    assert call(small_project) == code

    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
    assert str(small_project.root) not in error
    assert content(final) == earlier
    staging = small_project.outputs / ".staging"
    assert not staging.exists() or list(staging.iterdir()) == []
    left = {path.name for path in small_project.outputs.iterdir()} if small_project.outputs.exists() else set()
    assert left <= {".staging", "runs", "2020", ".index", "index.html", "catalogue.csv", "catalogue.parquet"}
    assert earlier or not list(small_project.outputs.glob("2020/*/*"))
    kept = [*small_project.outputs.glob("runs/*/2020-sct-internal/self_assessment.ipynb")]
    assert bool(kept) == (fault in LEAVING_A_NOTEBOOK)


def test_a_failed_notebook_is_kept_where_the_message_says(
    small_project: Project, write_notebook: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    write_notebook("import os; os.write(2, b'last words')", "1 / 0")

    assert call(small_project) == 6

    shown = capsys.readouterr().err.rpartition("sổ tay đã chạy dở: ")[2].strip()
    assert shown.startswith("outputs/runs/")
    kept = small_project.root / shown
    text = kept.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert str(small_project.root) not in text
    assert (kept.parent / "kernel.log").read_text(encoding="utf-8").startswith("last words")
    nbformat.validate(nbformat.reads(text, as_version=4))


def test_a_file_where_outputs_should_be_stops_the_run_before_the_notebook(
    small_project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    small_project.outputs.write_text("not a folder")

    assert call(small_project) == 7

    captured = capsys.readouterr()
    assert captured.err.startswith("outputs/.staging: không ghi được kết quả: có một tệp đứng ở chỗ của thư mục\n")
    assert "chạy sổ tay" not in captured.out
    assert small_project.outputs.read_text() == "not a folder"


def test_a_failing_notebook_is_told_even_where_it_cannot_be_kept(
    small_project: Project, write_notebook: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    write_notebook("1 / 0")
    small_project.outputs.mkdir()
    (small_project.outputs / "runs").write_text("not a folder")

    assert call(small_project) == 6

    error = capsys.readouterr().err
    assert "ZeroDivisionError" in error
    assert "sổ tay đã chạy dở" not in error


def test_the_same_report_from_two_folders_has_the_same_bytes_and_true_hashes(
    small_project: Project, tmp_path: Path
) -> None:
    other = Project(tmp_path / "elsewhere" / "a longer path")
    shutil.copytree(small_project.root, other.root)

    assert [call(small_project), call(other)] == [0, 0]

    one, two = content(small_project.root / FINAL), content(other.root / FINAL)
    assert one.keys() == {"report.html", "report.pdf", "annex.xlsx", "report.ipynb", "manifest.json"}
    assert [name for name in one if one[name] != two[name]] == []
    manifest = json.loads(one["manifest.json"])
    assert {entry["path"]: entry["sha256"] for entry in manifest["outputs"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in one.items() if name != "manifest.json"
    }
    assert manifest["measures"]["settlement.received_in_period"]["value"] == 2
    assert all(str(tmp_path).encode() not in data for data in one.values())


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_batch_that_is_stopped_from_outside_leaves_no_kernel_and_the_next_one_clears_up(
    small_project: Project,
    write_notebook: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    sent: signal.Signals,
    code: int,
) -> None:
    pid_file = small_project.root / "pid"
    write_notebook("import os, pathlib, time; pathlib.Path('pid').write_text(str(os.getpid())); time.sleep(60)")
    command = [sys.executable, "-c", "import sys; from cchc_report.cli import main; sys.exit(main())"]
    batch = subprocess.Popen(
        [*command, "run", "--year", "2020", "--department", "sct"],
        cwd=small_project.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_until(lambda: pid_file.exists() and pid_file.read_text() != "")
    kernel = int(pid_file.read_text())

    batch.send_signal(sent)
    _, error = batch.communicate(timeout=LONGEST_WAIT_SECONDS)

    assert batch.returncode == code
    assert b"Traceback" not in error
    wait_until(lambda: not is_alive(kernel))
    assert not (small_project.root / FINAL).exists()

    write_notebook(QUICK_CELL)
    quick_exports(monkeypatch)
    assert call(small_project) == 0
    assert list((small_project.outputs / ".staging").iterdir()) == []


def is_alive(pid: int) -> bool:
    """Tell whether the process runs; one that is dead but has no parent to bury it is not alive."""
    status = Path(f"/proc/{pid}/status")
    if status.parent.parent.exists():
        return status.exists() and "State:\tZ" not in status.read_text()
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
