"""A year of reports as an office makes it: all of them, again with nothing changed, after a change, after mistakes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from cchc_report.params.project import Project
from support.commands import RunCommand
from support.small_project import dossier, edit, write_dossiers, write_small_project
from support.terminal import ProgramOnTerminal, screen

YEARS, DEPARTMENTS = (2019, 2020), ("sct", "sxd")
ALL = [f"{year}/{department}" for year in YEARS for department in DEPARTMENTS]
Run = Callable[..., CompletedProcess[str]]
REPORT_FILES = {"report.html", "report.pdf", "annex.xlsx", "report.ipynb", "manifest.json"}


def published(project: Project) -> dict[str, dict[str, bytes]]:
    """Return the files of every published report, by report and name."""
    return {
        f"{folder.parent.parent.name}/{folder.parent.name}": {path.name: path.read_bytes() for path in folder.iterdir()}
        for folder in sorted(project.outputs.glob("20*/*/internal"))
    }


def inodes(project: Project) -> dict[Path, int]:
    paths = [*project.outputs.glob("20*/*/internal/*"), *project.outputs.glob("*.*"), *project.outputs.glob("runs/*")]
    return {path: path.stat().st_ino for path in paths}


def index(project: Project) -> str:
    return (project.outputs / "index.html").read_text(encoding="utf-8")


def events(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines()]


def reports(events: list[dict[str, Any]], kind: str) -> list[str]:
    return sorted(f"{event['year']}/{event['department']}" for event in events if event["event"] == kind)


def test_a_province_from_its_first_run_to_its_last_correction(
    run_command: RunCommand, command_environment: Mapping[str, str], tmp_path: Path
) -> None:
    project = write_small_project(tmp_path / "tỉnh", YEARS, DEPARTMENTS)

    def run(*words: str, status: int = 0) -> CompletedProcess[str]:
        return run_command("cchc-report", "run", *words, cwd=project.root, status=status)

    everything_is_made_on_a_terminal(project, command_environment)
    touching_makes_nothing(project, run)
    a_changed_export_makes_its_report_and_the_index(project, run)
    whole = break_two_departments(project)
    mistakes_are_told_at_once_and_nothing_is_made(project, run)
    told_to_keep_going_the_valid_ones_are_made(project, run)
    mend(project, whole)
    only_what_is_missing_is_made(project, run)


def everything_is_made_on_a_terminal(project: Project, environment: Mapping[str, str]) -> None:
    with ProgramOnTerminal("cchc-report", "run", "--jobs", "2", cwd=project.root, environment=environment) as batch:
        assert batch.end() == 0

    lines = screen(batch.written)
    assert lines[0] == "4 báo cáo cần lập"
    assert sorted(line.split()[1] for line in lines[1:5]) == [f"{name}/internal" for name in ALL]
    assert [line.split()[0] for line in lines[1:5]] == ["[1/4]", "[2/4]", "[3/4]", "[4/4]"]
    assert lines[5].startswith("Đã lập 4 báo cáo trong ")
    assert lines[6:] == ["Xem tất cả: outputs/index.html"]
    assert re.search(r"  20\d\d/s\w\w/internal +chạy sổ tay", batch.written)
    assert batch.written.rindex("\x1b[?25h") > batch.written.rindex("\x1b[?25l"), "the cursor is back"
    assert [*published(project)] == ALL
    assert all(files.keys() == REPORT_FILES for files in published(project).values())
    for name in ALL:
        assert f'href="{name}/internal/report.html"' in index(project)
    (log,) = project.outputs.glob("runs/*/events.jsonl")
    noted = events(log.read_text(encoding="utf-8"))
    assert (noted[0]["event"], noted[-1]["event"]) == ("planned", "finished")
    assert reports(noted, "published") == reports(noted, "checked") == ALL
    pdf = [event for event in noted if event.get("stage") == "pdf" and event["department"] == "sct"]
    assert len(pdf) == 4  # began and ended, in two years


def touching_makes_nothing(project: Project, run: Run) -> None:
    before = inodes(project)
    for path in project.root.rglob("*"):
        os.utime(path)

    assert run().stdout.splitlines() == ["4 báo cáo đều đã là mới nhất", "Xem tất cả: outputs/index.html"]
    assert inodes(project) == before


def a_changed_export_makes_its_report_and_the_index(project: Project, run: Run) -> None:
    before = inodes(project)
    write_dossiers(project, 2020, "sct", [dossier(day) for day in (2, 3, 4)])

    told = events(run("--json").stdout)

    assert told[0]["counts"] == {"to_make": 1, "fresh": 3, "refused": 0}
    assert reports(told, "published") == ["2020/sct"]
    new = {path.relative_to(project.outputs).as_posix() for path, inode in inodes(project).items() - before.items()}
    assert {name for name in new if not name.startswith("runs/")} == {
        *(f"2020/sct/internal/{name}" for name in REPORT_FILES),
        "catalogue.csv",
        "catalogue.parquet",
        "index.html",
    }
    manifest = json.loads((project.outputs / "2020/sct/internal/manifest.json").read_bytes())
    assert manifest["measures"]["settlement.received_in_period"]["value"] == 3


def break_two_departments(project: Project) -> bytes:
    """Edit the prose, which makes every report stale, and break two of them, each in its own way."""
    edit(project.notebooks / "self_assessment.ipynb", "Tiếp nhận", "Đã tiếp nhận")
    edit(project.params / "2020" / "sxd.yaml", "symbol:", "symbl:")
    register = project.data_folder(2020, "sct") / "registers.xlsx"
    whole = register.read_bytes()
    register.write_bytes(whole[:2000])
    return whole


def mistakes_are_told_at_once_and_nothing_is_made(project: Project, run: Run) -> None:
    before = published(project)

    failed = run("--jobs", "1", status=3)

    assert failed.stdout.splitlines() == ["3 báo cáo cần lập, 1 không lập được"]
    problems = [line for line in failed.stderr.splitlines() if not line.startswith(" ")]
    assert problems == [
        'params/2020/sxd.yaml, dòng 6, khóa document.symbl: không có khóa "symbl"',
        "data/2020/sct/registers.xlsx: tệp bị hỏng hoặc tải chưa trọn vẹn",
        "chưa lập báo cáo nào, vì 2 báo cáo không lập được",
    ]
    assert published(project) == before
    assert "không có khóa" in index(project), "why the earlier report was not made anew"


def told_to_keep_going_the_valid_ones_are_made(project: Project, run: Run) -> None:
    before = published(project)

    said = run("--keep-going", "--jobs", "1", status=9)

    lines = said.stdout.splitlines()
    assert lines[0] == "3 báo cáo cần lập, 1 không lập được"
    assert [line.split()[0] for line in lines[1:3]] == ["[3/4]", "[4/4]"]
    assert sorted(line.split()[1] for line in lines[1:3]) == ["2019/sct/internal", "2019/sxd/internal"]
    assert lines[3].startswith("Đã lập 2 báo cáo trong ")
    assert lines[3].endswith("; 2 không lập được")
    assert "\x1b" not in said.stdout + said.stderr
    assert "tệp bị hỏng hoặc tải chưa trọn vẹn" in index(project)
    assert "document.symbl" in index(project)
    now = published(project)
    assert [name for name in ALL if now[name] != before[name]] == ["2019/sct", "2019/sxd"]


def mend(project: Project, whole: bytes) -> None:
    edit(project.params / "2020" / "sxd.yaml", "symbl:", "symbol:")
    (project.data_folder(2020, "sct") / "registers.xlsx").write_bytes(whole)


def only_what_is_missing_is_made(project: Project, run: Run) -> None:
    told = events(run("--json", "--jobs", "1").stdout)

    assert reports(told, "published") == ["2020/sct", "2020/sxd"]
    assert reports(told, "fresh") == ["2019/sct", "2019/sxd"]
    assert "tệp bị hỏng" not in index(project)
    assert all("Đã tiếp nhận".encode() in files["report.html"] for files in published(project).values())
    assert list((project.outputs / ".staging").iterdir()) == []
