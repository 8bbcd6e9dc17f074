"""A newcomer makes a province and looks at it; two processes make the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

from support.commands import RunCommand

PROVINCE = ["samples", "--years", "2020-2021", "--departments", "4", "--dossiers", "150"]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_two_processes_make_the_same_province(
    run_command: RunCommand, command_environment: dict[str, str], tmp_path: Path
) -> None:
    for name, hash_seed in (("one", "1"), ("other", "2")):
        command_environment["PYTHONHASHSEED"] = hash_seed
        run_command("cchc-report", *PROVINCE, "--output", name, cwd=tmp_path)

    one = contents(tmp_path / "one")
    assert one == contents(tmp_path / "other")
    assert len(one) == 4 * 2 * 3 + 2 + 2 + 1 + 2  # data and parameters, years, lists, the page, notebooks


def test_a_newcomer_looks_at_a_province(run_command: RunCommand, tmp_path: Path) -> None:
    said = run_command("cchc-report", *PROVINCE, "--output", "tinh-mau", cwd=tmp_path).stdout
    assert "4 đơn vị, 8 bộ số liệu" in said
    project = tmp_path / "tinh-mau"

    clean = run_command("cchc-report", "check", "--year", "2021", "--department", "sxd", cwd=project).stdout
    assert "không có phát hiện nào" in clean
    words = ["check", "--year", "2021", "--department", "sldtbxh", "--json"]
    shown = json.loads(run_command("cchc-report", *words, cwd=project, status=8).stdout)
    assert {f["rule"] for f in shown["findings"] if f["severity"] == "error"} == {"lateness.unexplained"}
    run_command("cchc-report", "criteria", "show", "tinh-mau-minh-hoa", cwd=project)
