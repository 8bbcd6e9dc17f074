"""A reviewer asks whether published reports can be made again, finds what was touched, and looks at both versions."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.commands import RunCommand
from support.counting import uncounted_environment
from support.province import REPORT_CELL, quick_province, write_notebook

MEASURED = True


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project folder with two published reports, 2020/sct and 2020/sxd, that no test may change."""
    folder = quick_province(tmp_path_factory.mktemp("published") / "province", years=(2020,)).root
    write_notebook(folder, REPORT_CELL, "show(report.signature())")
    program = Path(sys.executable).with_name("cchc-report")
    subprocess.run(
        [program, "run", "--jobs", "1"], cwd=folder, check=True, capture_output=True, env=uncounted_environment()
    )
    return folder


@pytest.fixture
def province(published: Path, tmp_path: Path) -> Path:
    """Return a copy of that folder."""
    return shutil.copytree(published, tmp_path / "province")


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return the content of all files below a folder, and when each was written."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in folder.rglob("*")
    }


def test_published_reports_are_made_again(province: Path, run_command: RunCommand) -> None:
    before = state_of(province)
    said = run_command("cchc-report", "verify", "--jobs", "2", cwd=province)
    lines = said.stdout.splitlines()
    assert {line.split()[1] for line in lines[:2]} == {"2020/sct/internal", "2020/sxd/internal"}
    assert all("giống từng byte" in line for line in lines[:2])
    assert lines[2].startswith("Đã lập lại 2 báo cáo: 2 giống từng byte, 0 khác; ")
    assert said.stderr == ""
    assert state_of(province) == before


def test_a_page_that_was_touched_is_found(province: Path, run_command: RunCommand) -> None:
    report = province / "outputs/2020/sct/internal"
    page = (report / "report.html").read_text(encoding="utf-8")
    (report / "report.html").write_text(page.replace("</main>", "chèn</main>"), encoding="utf-8")
    place = page[: page.index("</main>")].count("\n") + 1
    before = state_of(province)

    said = run_command("cchc-report", "verify", report, "--keep", "again", cwd=province, status=10)
    lines = said.stdout.splitlines()
    assert lines[0].startswith("[1/1] 2020/sct/internal           KHÁC")
    assert lines[1] == "  đã đổi từ khi lập: tệp report.html không còn như khi lập"
    assert lines[2].startswith(f"  report.html: dòng {place}: ")
    assert "chèn</main>" in lines[2].split(" → ")[0]
    assert "chèn" not in lines[2].split(" → ")[1]
    assert lines[3].startswith("Đã lập lại 1 báo cáo: 0 giống từng byte, 1 khác; ")

    kept = province / "again/2020/sct/internal"
    assert (kept / "report.html").read_text(encoding="utf-8") == page
    assert (kept / "report.pdf").read_bytes() == (report / "report.pdf").read_bytes()
    now = state_of(province)
    assert {name: now[name] for name in before} == before
    run_command("cchc-report", "diff", report, kept, cwd=province)


def test_what_has_changed_since_is_told_as_the_reason(province: Path, run_command: RunCommand) -> None:
    parameters = province / "params/2020/sct.yaml"
    text = parameters.read_text(encoding="utf-8")
    assert "title: Giám đốc" in text
    parameters.write_text(text.replace("title: Giám đốc", "title: Quyền Giám đốc"), encoding="utf-8")
    (province / "data/2020/sxd/dossiers.xlsx").write_bytes(b"")

    said = run_command("cchc-report", "verify", "--json", "--jobs", "1", cwd=province, status=10)
    found = json.loads(said.stdout)
    assert found["schema"] == "cchc-report/verification/1"
    sct, sxd = found["reports"]
    assert (sct["report"], sct["folder"], sct["status"]) == (
        "2020/sct/internal",
        "outputs/2020/sct/internal",
        "different",
    )
    assert sct["changed"][0]["vi"] == "tham số đã sửa: document.signer.title trong params/2020/sct.yaml"
    first = sct["differences"][0]
    assert first["file"] == "manifest.json"
    assert first["where"]["en"] == "key parameters.department_year.document.signer.title"
    assert (first["published"], first["remade"]) == ('"Giám đốc"', '"Quyền Giám đốc"')
    assert {each["file"] for each in sct["differences"]} >= {"manifest.json", "report.html", "report.pdf"}
    assert (sxd["status"], sxd["differences"]) == ("not_made", [])
    assert sxd["changed"][0]["vi"] == "tệp đã thay đổi: data/2020/sxd/dossiers.xlsx"
    assert "dossiers.xlsx" in sxd["problems"][0]["vi"]

    said = run_command("cchc-report", "verify", "outputs/2020/sxd", cwd=province, status=9)
    assert "KHÔNG LẬP LẠI ĐƯỢC" in said.stdout
    assert "data/2020/sxd/dossiers.xlsx" in said.stderr
    assert said.stdout.splitlines()[-1].startswith("Đã lập lại 0 báo cáo: 0 giống từng byte, 0 khác; 1 không lập lại")
