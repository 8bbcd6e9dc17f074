"""What this machine has besides Python packages: cores, libraries of the PDF engine, a font, tools of the tests.

Only the standard library is used: `make` asks before anything is installed. Printed as a list for it by
`python -m cchc_report.machine report` or `… test`: the names of what is missing, one a line.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from ctypes.util import find_library
from pathlib import Path
from shutil import which
from typing import Literal

from cchc_report.fonts import find_times_family

Purpose = Literal["report", "test"]

PANGO_LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0-0", "pango-1.0"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll", "pangoft2-1.0"),
    "harfbuzz-subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
        "harfbuzz-subset-0",
    ),
}
"""Libraries that the PDF engine loads, and the file names under which systems keep them."""

CONTAINER_QUOTA = Path("/sys/fs/cgroup/cpu.max")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def usable_cores(quota: Path = CONTAINER_QUOTA) -> int:
    """Return how many cores this process may keep busy: fewer than the machine has under `taskset`, or in a container.

    Args:
        quota: Where the system tells how much time a container may have: microseconds of work and of the clock.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        work, clock = map(int, quota.read_text(encoding="ascii").split())
    except (OSError, ValueError):  # no container, or one without a limit (`max`)
        return cores
    return min(cores, max(1, -(-work // clock)))


def has_library(names: Iterable[str]) -> bool:
    """Tell whether one of the shared libraries `names` loads in this process, as the PDF engine would load it."""
    return any(_loads(name) for name in names)


def has_pango() -> bool:
    """Tell whether every library that the PDF engine needs can be loaded."""
    return all(has_library(names) for names in PANGO_LIBRARIES.values())


def pango_library(part: str) -> ctypes.CDLL | None:
    """Return one of the `PANGO_LIBRARIES`, loaded; `None` where it cannot be."""
    return next((library for name in PANGO_LIBRARIES[part] if (library := _loaded(name)) is not None), None)


def pango_version() -> str | None:
    """Return the version of Pango, which breaks the lines of the PDF; `None` where it cannot be loaded."""
    library = pango_library("pango")
    if library is None:
        return None
    library.pango_version_string.restype = ctypes.c_char_p
    version: bytes = library.pango_version_string()
    return version.decode()


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome on the search path."""
    return next((path for path in map(which, CHROMIUM_NAMES) if path), None)


_NEEDS: Mapping[Purpose, Mapping[str, Callable[[], bool]]] = {
    "report": {
        "venv": lambda: importlib.util.find_spec("ensurepip") is not None,
        "pango": has_pango,
        "times-font": lambda: find_times_family() is not None,
    },
    "test": {
        "chromium": lambda: find_chromium() is not None,
        "java": lambda: which("java") is not None,
        "libatomic": lambda: sys.platform != "linux" or has_library(["libatomic.so.1"]),
        "libreoffice": lambda: which("soffice") is not None,
        "maven": lambda: which("mvn") is not None,
        "poppler": lambda: all(map(which, ("pdftotext", "pdftoppm"))),
    },
}
"""What each purpose needs; the tests need more than the report (libatomic: the driver of the browser; java and
maven: the judge of the PDF)."""


def missing(purpose: Purpose) -> list[str]:
    """Return the names of what this machine lacks to make the report, or to run the tests as well."""
    purposes: tuple[Purpose, ...] = ("report",) if purpose == "report" else ("report", "test")
    return [name for each in purposes for name, is_there in _NEEDS[each].items() if not is_there()]


def _loads(name: str) -> bool:
    return _loaded(name) is not None


def _loaded(name: str) -> ctypes.CDLL | None:
    path = name if name.startswith("lib") else find_library(name)
    if path is None:
        return None
    try:
        return ctypes.CDLL(path)
    except OSError:
        return None


if __name__ == "__main__":
    print("\n".join(missing("test" if "test" in sys.argv[1:] else "report")))  # noqa: T201 - read by `make`
