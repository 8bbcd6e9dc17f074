"""The command `run`: one report, told stage by stage."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import cast

from cchc_report.batch.manifest import MANIFEST_NAME
from cchc_report.batch.run import run_report
from cchc_report.cli.terminal import StageLines, say
from cchc_report.errors import Language, Text
from cchc_report.params.models import Edition
from cchc_report.params.project import find_project

_FILES = (
    ("report.pdf", Text(vi="để ký và in", en="to sign and print")),
    ("report.html", Text(vi="để đọc và tra cứu từng số liệu", en="to read and to question every figure")),
    (
        "annex.xlsx",
        Text(vi="bảng điểm, biểu mẫu, hồ sơ phía sau số liệu", en="scores, form, dossiers behind the figures"),
    ),
    ("report.ipynb", Text(vi="sổ tay đã chạy", en="the notebook as it ran")),
    (MANIFEST_NAME, Text(vi="số liệu, nguồn và mã băm, dành cho máy", en="figures, sources and hashes, for machines")),
)


def run_one(start: Path, year: int, department: str, edition: str, *, output: Path | None, language: Language) -> int:
    """Make one report, print its stages, where it is and what was found; return the exit code.

    Raises:
        UserError: The report cannot be made; nothing stands under its final name that did not stand there before.
    """
    project = find_project(start)
    stages = StageLines(language)
    try:
        folder = run_report(
            project,
            year,
            department,
            # `run_report` reads the parameters first, and they refuse any other word.
            cast("Edition", edition),
            output=None if output is None else output.resolve(),
            progress=stages,
            language=language,
        )
    finally:
        stages.close()
    say()
    say(f"{Text(vi='Báo cáo', en='Report').in_language(language)}: {project.relative(folder)}/")
    for name, purpose in _FILES:
        say(f"  {name:<16}{purpose.in_language(language)}")
    say(findings_line(folder, language))
    return 0


def findings_line(folder: Path, language: Language) -> str:
    """Return how many findings of each severity the published report in `folder` has, as one line."""
    manifest = json.loads((folder / MANIFEST_NAME).read_bytes())
    by_severity = Counter(finding["severity"] for finding in manifest["findings"])
    errors, warnings, notes = (by_severity[severity] for severity in ("error", "warning", "note"))
    return Text(
        vi=f"Kiểm tra số liệu: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú (xem phụ lục của báo cáo)",
        en=f"Checks of the data: {errors} errors, {warnings} warnings, {notes} notes (see the report's annex)",
    ).in_language(language)
