"""Install the Debian packages that the report or the tests lack, or say in one line which ones to install.

Called by `make`, before the virtual environment exists: standard library only. Usage:
`python tools/system_packages.py report|test`. Exit codes: 0 nothing is missing (any more), 5 something is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import which
from typing import Literal

SOURCE = Path(__file__).resolve().parent.parent / "src"
EXIT_MISSING = 5

PACKAGES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "venv": (("python3-venv",),),
    "pango": (("libpango-1.0-0",), ("libpangoft2-1.0-0",), ("libharfbuzz-subset0",)),
    "times-font": (("fonts-liberation2", "fonts-liberation"),),
    "chromium": (("chromium",),),
    "java": (("default-jre-headless",),),
    "libatomic": (("libatomic1",),),
    "libreoffice": (("libreoffice-calc-nogui", "libreoffice-calc"),),
    "maven": (("maven",),),
    "poppler": (("poppler-utils",),),
}
"""What `cchc_report.machine` may miss → packages; each is a choice of names, as releases of Debian call it."""


def missing(purpose: Literal["report", "test"]) -> list[str]:
    """Ask `cchc_report.machine`, in a process of its own: libraries that apt brings are seen only by a new one."""
    answer = subprocess.run(
        [sys.executable, "-m", "cchc_report.machine", purpose],
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.split()


def wanted(names: Iterable[str], available: Iterable[str]) -> list[str]:
    """Return the packages for the missing `names`: of each choice the first that this release has."""
    has = frozenset(available)
    choices = [choice for name in names for choice in PACKAGES[name]]
    return [next((package for package in choice if package in has), choice[0]) for choice in choices]


def apt_command() -> list[str] | None:
    """Return how apt-get can be run without asking for a password, or `None`."""
    apt = which("apt-get")
    if apt is None:
        return None
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", apt]
    sudo = which("sudo")
    if sudo is None or subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode != 0:
        return None
    return [sudo, "-n", "env", "DEBIAN_FRONTEND=noninteractive", apt]


def available_packages() -> list[str]:
    """Return which of the packages named here the machine's package lists offer."""
    candidates = sorted({package for choices in PACKAGES.values() for choice in choices for package in choice})
    if which("apt-cache") is None:
        return []
    listing = subprocess.run(["apt-cache", "show", *candidates], capture_output=True, text=True, check=False)
    prefix = "Package: "
    return [line.removeprefix(prefix) for line in listing.stdout.splitlines() if line.startswith(prefix)]


def install(apt: list[str], names: Iterable[str]) -> list[str]:
    """Install what `names` need; return the last lines of what apt said where it failed, else nothing."""
    # A list of some third party that is out of reach must not stop us: the packages come from Debian's own.
    subprocess.run([*apt, "update", "-qq"], capture_output=True, check=False)
    packages = wanted(names, available_packages())
    print("Cài gói hệ thống / system packages: " + " ".join(packages), flush=True)
    done = subprocess.run(
        [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages],
        capture_output=True,
        text=True,
        check=False,
    )
    return [] if done.returncode == 0 else (done.stderr or done.stdout).strip().splitlines()[-3:]


def main(arguments: list[str]) -> int:
    """Install what is missing for the purpose named in `arguments`; return the exit code."""
    purpose: Literal["report", "test"] = "test" if "test" in arguments else "report"
    lacking = missing(purpose)
    if not lacking:
        return 0
    said: list[str] = []
    if apt := apt_command():
        said = install(apt, lacking)
        lacking = missing(purpose)
        if not lacking:
            return 0
    packages = " ".join(wanted(lacking, available_packages()))
    for line in said:
        print(line, file=sys.stderr)
    print(
        f"Thiếu / missing: {', '.join(lacking)}. Hãy cài / please install: sudo apt-get install {packages}",
        file=sys.stderr,
    )
    return EXIT_MISSING


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
