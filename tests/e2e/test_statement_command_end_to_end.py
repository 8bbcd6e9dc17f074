"""A reviewer types in the figures of a published report, and machines read the answer."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from support.commands import RunCommand


def test_the_examples_as_a_table(run_command: RunCommand, repository: Path, tmp_path: Path) -> None:
    files = sorted((repository / "examples" / "statements").glob("*.yaml"))
    shown = run_command("cchc-report", "statement", *files, cwd=tmp_path, status=8).stdout

    assert [line.split()[-1] for line in shown.splitlines()[2:6]] == ["khớp"] * 4
    assert "thiếu 9.612 so với đã giải quyết 257.141" in shown
    assert "thừa 93 so với tổng số 6.776" in shown
    assert "623/624 = 99,8% (trên tổng số)" in shown


def test_piped_answers_with_bad_ones_among_them(command_environment: Mapping[str, str], tmp_path: Path) -> None:
    answers = ["Sở A", "", "", "590", "", "", "34", "sáu", "624", *[""] * 13, "99,8%", "trước hạn", "tổng số", "", "a"]
    done = subprocess.run(
        ["cchc-report", "statement", "--interactive", "--json"],
        input="\n".join(answers) + "\n",
        cwd=tmp_path,
        env=dict(command_environment),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr
    (statement,) = json.loads(done.stdout)["statements"]
    (percentage,) = statement["percentages"]
    assert (percentage["verdict"], percentage["candidates"][0]["numerator"]) == ("identified", 623)
    assert "không phải là số lượng" in done.stderr
    assert (tmp_path / "a.yaml").is_file()
