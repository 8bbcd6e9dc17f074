"""The commands about criteria sets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cchc_report.cli.entry import run_command_line

SET = "params/criteria/cai-cach-tthc-minh-hoa.yaml"


@pytest.fixture
def project(sample_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the project, which is the current folder."""
    monkeypatch.chdir(sample_project)
    return sample_project


def test_check_says_what_a_sound_set_holds(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["criteria", "check", SET]) == 0
    assert capsys.readouterr().out == (
        f"{SET}: hợp lệ; 1 lĩnh vực, 7 tiêu chí, 18 tiêu chí thành phần, 20 mục chấm điểm, tối đa 100 điểm\n"
    )
    assert (project / SET).is_file()


def test_check_tells_every_problem_with_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / SET
    text = path.read_text("utf-8")
    broken = text.replace("maximum: 100\ndeclares", "maximum: 90\ndeclares").replace("leaves: 20", "leaves: 21")
    path.write_text(broken, "utf-8")
    line = broken.splitlines().index("maximum: 90") + 1
    assert run_command_line(["criteria", "check", SET]) == 3
    errors = capsys.readouterr().err.splitlines()
    assert errors[0].startswith(f"{SET}, dòng {line}, khóa maximum: điểm tối đa của cả bộ ghi 90")
    assert [line for line in errors if "khai leaves: 21, trong cây có 20 (lệch -1)" in line]


def test_check_works_outside_any_project(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(repository / SET, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run_command_line(["--lang", "en", "criteria", "check", Path(SET).name]) == 0
    assert "valid; 1 domains" in capsys.readouterr().out
    assert run_command_line(["criteria", "check", "khong-co.yaml"]) == 3
    assert "khong-co.yaml: không có tệp này" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_show_prints_the_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["criteria", "show", "cai-cach-tthc-minh-hoa"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Bộ tiêu chí minh họa — không phải điểm chính thức"
    assert "    1.4.1   20  Hồ sơ giải quyết trước hạn và đúng hạn" in lines
    at = lines.index("    1.4.1   20  Hồ sơ giải quyết trước hạn và đúng hạn")
    assert lines[at + 1].strip() == (
        "→ Theo tỷ lệ; settlement.on_time_rate.actual; theo thực tế; không phát sinh: điểm tối đa; "
        "cần tài liệu kiểm chứng"
    )
    assert "petitions.resolved / (petitions.received + petitions.carried_over)" in "\n".join(lines)
    assert lines[-1] == "Tối đa: 100 điểm"


@pytest.mark.usefixtures("project")
def test_show_of_an_unknown_set_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["criteria", "show", "qd-767-minh-hoa"]) == 3
    errors = capsys.readouterr().err
    assert 'không có bộ tiêu chí "qd-767-minh-hoa"' in errors
    assert 'Có phải ý bạn là "qd-766-minh-hoa"?' in errors


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["criteria", "schema"]) == 0
    assert "Node" in json.loads(capsys.readouterr().out)["$defs"]


@pytest.mark.parametrize("words", [["criteria"], ["criteria", "--help"]])
def test_the_commands_are_listed(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(words) == 0
    output = capsys.readouterr().out
    assert output.startswith("Cách dùng: cchc-report criteria [TÙY CHỌN] LỆNH …")
    assert all(f"\n  {name}" in output for name in ("check", "show", "schema"))
