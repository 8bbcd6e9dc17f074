"""What an office would do without this package: papermill, then nbconvert twice, once for each report."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from timing import run

_HERE = Path(__file__).resolve().parent
_PYTHON = Path(sys.executable).name


def peer_seconds(project: Path, reports: Sequence[str]) -> float:
    """Return how long the loop takes for these reports (`2020/sct`): the same notebook, the same data."""
    total = 0.0
    notebook = project / "notebooks" / "self_assessment.ipynb"
    for report in reports:
        year, department = report.split("/")
        executed = project / f"{year}-{department}.ipynb"
        parameters = ["-p", "year", year, "-p", "department", department, "-p", "project", str(project)]
        for command in (
            ["papermill", str(notebook), str(executed), *parameters],
            ["jupyter", "nbconvert", "--to", "html", str(executed)],
            [_PYTHON, str(_HERE / "webpdf_by_system_chromium.py"), str(executed)],
        ):
            total += run(command, project).seconds
    return total
