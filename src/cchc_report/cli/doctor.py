"""The command `doctor`: what this machine has and what it lacks, and what to do about it."""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, entry_points, requires, version
from pathlib import Path
from shutil import which

from cchc_report.batch.tools import PANGO_MISSING, TIMES_FONT_MISSING
from cchc_report.cli.terminal import say
from cchc_report.errors import Language, MissingToolError, Text, UserError
from cchc_report.fonts import find_times_family
from cchc_report.machine import find_chromium, has_pango
from cchc_report.params.project import Project, find_project

DISTRIBUTION = "cchc-report"
OLDEST_PYTHON = (3, 11)
EXPORTERS = ("cchc-html", "cchc-pdf", "cchc-xlsx")

_NAME_WIDTH = 26
_NAME_OF_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")
_REINSTALL = Text(
    vi="cài lại: make report, hoặc pip install --require-hashes -r requirements.lock",
    en="install again: make report, or pip install --require-hashes -r requirements.lock",
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked for.

    Attributes:
        name: What it is.
        found: What was found, such as a version; `None` where it is missing.
        remedy: What to do where it is missing.
        required: Whether reports cannot be made without it.
    """

    name: Text
    found: Text | None
    remedy: Text
    required: bool = True

    @property
    def fails(self) -> bool:
        """Whether reports cannot be made because of this."""
        return self.required and self.found is None

    def lines(self, language: Language) -> list[str]:
        """Return one line where it is there, and a second one with the remedy where it is not."""
        name = self.name.in_language(language).ljust(_NAME_WIDTH)
        if self.found is not None:
            return [f"✓ {name}{self.found.in_language(language)}"]
        absent = _MISSING if self.required else _ABSENT
        mark = "✗" if self.required else "–"
        return [f"{mark} {name}{absent.in_language(language)}", f"  → {self.remedy.in_language(language)}"]


_MISSING = Text(vi="thiếu", en="missing")
_ABSENT = Text(vi="không có (không bắt buộc)", en="not there (not required)")


def run_doctor(start: Path, language: Language) -> int:
    """Print what is there and what is missing; what is missing comes first.

    Args:
        start: Folder from which the project is looked for.
        language: Language of the lines.

    Returns:
        The exit code: 5 where something that reports need is missing, else 0.
    """
    try:
        project = find_project(start)
    except UserError:
        project = None
    checks = doctor_report(project)
    for check in sorted(checks, key=_urgency):
        for line in check.lines(language):
            say(line)
    return MissingToolError.exit_code if any(check.fails for check in checks) else 0


def doctor_report(project: Project | None) -> list[Check]:
    """Return everything that was looked for, whether found or not.

    Nothing heavy is imported: versions come from the packages' metadata, libraries are only opened.

    Args:
        project: The project folder that commands would work on, or `None` where there is none.
    """
    return [_python(), _pango(), _font(), _project(project), _kernel(), *_exporters(), *_packages(), *_test_tools()]


def _urgency(check: Check) -> int:
    return 0 if check.fails else 1 if check.found is None else 2


def _python() -> Check:
    recent = sys.version_info >= OLDEST_PYTHON
    needed = ".".join(map(str, OLDEST_PYTHON))
    return Check(
        Text(vi="Python", en="Python"),
        _same(platform.python_version()) if recent else None,
        Text(vi=f"cài Python từ {needed} trở lên", en=f"install Python {needed} or newer"),
    )


def _pango() -> Check:
    found = Text(vi="có (tạo được PDF)", en="there (PDF can be made)") if has_pango() else None
    return Check(Text(vi="Thư viện Pango", en="Pango libraries"), found, PANGO_MISSING.remedy)


def _font() -> Check:
    family = find_times_family()
    found = None if family is None else _same(f"{family.name} ({family.regular.parent})")
    return Check(Text(vi="Phông chữ văn bản", en="Font of the document"), found, TIMES_FONT_MISSING.remedy)


def _project(project: Project | None) -> Check:
    return Check(
        Text(vi="Thư mục dự án", en="Project folder"),
        None if project is None else _same(str(project.root)),
        Text(
            vi="chuyển vào thư mục dự án, chỉ ra bằng --project, hoặc tạo mới bằng: cchc-report init THƯ_MỤC",
            en="change into the project folder, name it with --project, or make one with: cchc-report init FOLDER",
        ),
        required=False,
    )


def _kernel() -> Check:
    found = Path(sys.prefix, "share/jupyter/kernels/python3/kernel.json").is_file()
    return Check(
        Text(vi="Nhân Jupyter python3", en="Jupyter kernel python3"),
        Text(vi="có", en="there") if found else None,
        Text(
            vi="cài lại gói ipykernel trong môi trường này",
            en="install the package ipykernel again in this environment",
        ),
    )


def _exporters() -> Iterable[Check]:
    registered = {point.name for point in entry_points(group="nbconvert.exporters")}
    for name in EXPORTERS:
        yield Check(
            Text(vi=f"Bộ xuất {name}", en=f"Exporter {name}"),
            Text(vi="đã đăng ký với nbconvert", en="registered with nbconvert") if name in registered else None,
            _REINSTALL,
        )


def _packages() -> Iterable[Check]:
    for name in (DISTRIBUTION, *_runtime_requirements()):
        try:
            found = _same(version(name))
        except PackageNotFoundError:
            found = None
        yield Check(Text(vi=f"Gói {name}", en=f"Package {name}"), found, _REINSTALL)


def _runtime_requirements() -> list[str]:
    try:
        lines = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return []
    names = (_NAME_OF_REQUIREMENT.match(line) for line in lines if "extra ==" not in line)
    return [match[0] for match in names if match]


def _test_tools() -> Iterable[Check]:
    tools = {"Chromium": (find_chromium(), "chromium"), "pdftotext": (which("pdftotext"), "poppler-utils")}
    for name, (path, package) in tools.items():
        yield Check(
            _same(name),
            None if path is None else _same(path),
            Text(
                vi=f"để chạy kiểm thử: sudo apt-get install {package}",
                en=f"for the tests: sudo apt-get install {package}",
            ),
            required=False,
        )


def _same(text: str) -> Text:
    return Text(vi=text, en=text)
