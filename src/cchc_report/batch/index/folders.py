"""What stands under the folder of reports: every `<year>/<department>/<edition>/`, and its manifest's bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from cchc_report.batch.manifest import MANIFEST_NAME

_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_FOLDERS_BELOW_YEAR = 2
"""Department and edition."""

Manifest: TypeAlias = bytes | Literal["missing", "unreadable"]
"""The bytes of a `manifest.json`, or why there are none."""


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """A folder that is named like a report.

    Attributes:
        year: Name of its year's folder.
        department: Name of its department's folder.
        edition: Its own name.
        manifest: Bytes of `manifest.json`, or why there are none.
        files: Names of its files, in order.
    """

    year: int
    department: str
    edition: str
    manifest: Manifest
    files: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its path under the folder of reports: `2020/sct/internal`."""
        return f"{self.year}/{self.department}/{self.edition}"


def is_file_of_a_report(path: str) -> bool:
    """Return whether `path`, relative to the folder of reports, is a file in a report's folder."""
    year, *below = path.split("/")
    return len(below) == _FOLDERS_BELOW_YEAR + 1 and _YEAR.fullmatch(year) is not None


def read_folders(root: Path) -> tuple[ReportFolder, ...]:
    """Return all folders of reports under `root`, by year, department and edition; none where `root` does not exist."""
    return tuple(
        _read(edition, int(year.name), department.name)
        for year in _folders(root)
        if _YEAR.fullmatch(year.name)
        for department in _folders(Path(year.path))
        for edition in _folders(Path(department.path))
    )


def _folders(parent: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the visible folders in `parent`, by name; names that are no text cannot be linked to and are left out."""
    try:
        with os.scandir(parent) as entries:
            found = [entry for entry in entries if entry.name.isprintable() and not entry.name.startswith(".")]
    except OSError:
        return
    yield from sorted((entry for entry in found if entry.is_dir()), key=lambda entry: entry.name)


def read_manifest(folder: Path) -> Manifest:
    """Return the bytes of the manifest in `folder`, or why there are none."""
    try:
        return (folder / MANIFEST_NAME).read_bytes()
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "unreadable"


def _read(folder: os.DirEntry[str], year: int, department: str) -> ReportFolder:
    manifest = read_manifest(Path(folder.path))
    try:
        files = tuple(sorted(os.listdir(folder.path)))  # noqa: PTH208  # names are all that is wanted, of many folders
    except OSError:
        files = ()
    return ReportFolder(year, department, folder.name, manifest, files)
