"""The command `samples`: what it refuses, what it leaves behind, what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report.cli.entry import run_command_line
from cchc_report.samples import province

SMALL = ["samples", "--years", "2021", "--departments", "2", "--dossiers", "20", "--format", "csv"]


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--years", "1999", "--years", "2021-2019", "--departments", "0", "--seed", "-1", "--dossiers", "many"]

    assert run_command_line(["samples", *words, "--format", "xls", "--output", str(tmp_path / "new")]) == 2

    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("  →")]
    assert [line.split('"')[1] for line in lines] == ["1999", "2021-2019", "0", "-1", "many", "xls"]
    assert [line.split(" của ")[1].split()[0] for line in lines] == [
        *["--years"] * 2,
        "--departments",
        "--seed",
        "--dossiers",
        "--format",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "least", "most"),
    [("--departments", "1", "500"), ("--seed", "0", "4294967295"), ("--dossiers", "1", "1000000")],
)
def test_spans_of_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, least: str, most: str
) -> None:
    beyond = str(int(most) + 1)
    assert run_command_line(["samples", "--years", "2021", option, beyond, "--output", str(tmp_path / "new")]) == 2
    assert f"một số nguyên từ {least} đến {most}" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["--years", "--output"])
def test_what_must_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str) -> None:
    given = {"--years": "2021", "--output": str(tmp_path / "new")}
    words = [word for option, value in given.items() if option != missing for word in (option, value)]
    assert run_command_line(["samples", *words]) == 2
    assert f"thiếu {missing}" in capsys.readouterr().err


def test_a_folder_that_holds_anything_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert run_command_line([*SMALL, "--output", str(tmp_path)]) == 2
    assert "không trống" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["new", "."])
def test_a_failure_midway_leaves_nothing(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / name
    write, written = province.write_registers, []

    def fail_at_the_second(path: Path, *rest: object) -> None:
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        write(path, *rest)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(province, "write_registers", fail_at_the_second)
    assert run_command_line([*SMALL, "--output", str(output)]) == 7
    assert "hết dung lượng đĩa" in capsys.readouterr().err
    assert len(written) == 1
    assert list(tmp_path.iterdir()) == []
    assert tmp_path.is_dir()


def test_a_workbook_that_cannot_be_written_is_told_as_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert run_command_line([*SMALL, "--output", str(tmp_path / "file" / "new")]) == 7
    assert "đường dẫn đi qua một tệp" in capsys.readouterr().err


def test_the_user_is_told_what_is_there_and_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "tỉnh mẫu"
    assert run_command_line([*SMALL, "--output", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "2 đơn vị, 2 bộ số liệu" in told
    assert f"cchc-report run --year 2021 --department sct --project '{folder}'" in told
    assert "--years 2021 --departments 2 --seed 1 --dossiers 20 --format csv" in (folder / "README.md").read_text()
