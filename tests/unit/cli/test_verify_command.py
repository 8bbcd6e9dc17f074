"""The command `verify`: what it refuses before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report.cli.entry import run_command_line
from support.published import manifest, publish


@pytest.fixture
def project(sample_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(sample_project)
    return sample_project


def files_of(folder: Path) -> set[Path]:
    return {*folder.rglob("*")}


def test_where_nothing_was_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["verify"]) == 3
    assert f'không có báo cáo nào trong "{shown(project / "outputs")}"' in capsys.readouterr().err


def shown(path: Path) -> str:
    return "…" + str(path)[-39:]


def test_every_path_without_a_report_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(project / "outputs", manifest())
    assert run_command_line(["verify", "outputs/2020", "outputs/2021", "data", "--lang", "en"]) == 3
    lines = capsys.readouterr().err.splitlines()
    assert lines[::2] == ['there is no report in "outputs/2021"', 'there is no report in "data"']


@pytest.mark.parametrize(
    ("keep", "reason"),
    [
        ("outputs/2020/sct/internal", "không được nằm trong thư mục các báo cáo đã lập"),
        ("outputs/again", "không được nằm trong thư mục các báo cáo đã lập"),
        ("data", "phải chưa có hoặc đang trống"),
        ("params/departments.yaml", "phải chưa có hoặc đang trống"),
    ],
)
def test_what_is_kept_goes_nowhere_where_something_stands(
    project: Path, capsys: pytest.CaptureFixture[str], keep: str, reason: str
) -> None:
    publish(project / "outputs", manifest())
    before = files_of(project)
    assert run_command_line(["verify", "--keep", keep]) == 7
    assert f"{keep}: thư mục của --keep {reason}" in capsys.readouterr().err
    assert files_of(project) == before


def test_reports_of_two_folders_cannot_be_kept_in_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(project / "outputs", manifest())
    publish(project / "other", manifest())
    assert run_command_line(["verify", "outputs", "other", "--keep", "again"]) == 7
    assert "--keep chỉ dùng được khi các báo cáo nằm trong cùng một thư mục kết quả" in capsys.readouterr().err
    assert not (project / "again").exists()


@pytest.mark.parametrize("words", [["--jobs", "x"], ["--jobs", "0"], ["--jobs", "2000"], ["--timeout", "1,5"]])
@pytest.mark.usefixtures("project")
def test_a_number_that_is_none_is_told_in_vietnamese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["verify", *words]) == 2
    error = capsys.readouterr().err
    assert words[0] in error
    assert words[1] in error
    assert "Invalid" not in error
