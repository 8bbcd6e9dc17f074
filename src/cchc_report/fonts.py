"""The Times-metric font of the document: which family this machine has, and where its four files lie.

Decree 30/2020/NĐ-CP asks for Times New Roman. Three free families have the same widths, so that lines and pages break
alike. Only the standard library is used: the check runs before anything is installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which

_SUFFIXES = frozenset({".ttf", ".otf"})

_STYLES: Mapping[str, tuple[str, str, str, str]] = {
    "Times New Roman": ("", "bold", "italic", "bolditalic"),
    "Liberation Serif": ("regular", "bold", "italic", "bolditalic"),
    "Tinos": ("regular", "bold", "italic", "bolditalic"),
    "TeX Gyre Termes": ("regular", "bold", "italic", "bolditalic"),
}
"""Families in order of preference, and how each names its styles at the end of a file name."""

_SHORT_NAMES: Mapping[str, str] = {
    "times": "timesnewroman",
    "timesbd": "timesnewromanbold",
    "timesi": "timesnewromanitalic",
    "timesbi": "timesnewromanbolditalic",
}
"""File names of Windows, and the names that other systems give to the same files."""


@dataclass(frozen=True, slots=True)
class TimesFamily:
    """A complete family with the metrics of Times New Roman.

    Attributes:
        name: Family name as fontconfig and style sheets know it.
        regular: Upright file.
        bold: Bold file.
        italic: Italic file.
        bold_italic: Bold italic file.
    """

    name: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path


def find_times_family(files: Iterable[Path] | None = None) -> TimesFamily | None:
    """Return the preferred Times-metric family of which all four styles are present.

    Args:
        files: Font files to choose from; by default those that fontconfig lists, or where it cannot be asked, those
            in the usual font folders of the system.

    Returns:
        The family, or `None` where no family is complete. The same files give the same answer, in whatever order.

    Example:
        >>> styles = ["Regular", "Bold", "Italic", "BoldItalic"]
        >>> find_times_family(Path(f"Tinos-{style}.ttf") for style in styles).name
        'Tinos'
    """
    by_name: dict[str, Path] = {}
    for file in sorted(font_files() if files is None else files):
        bare = _bare(file.stem)
        by_name.setdefault(_SHORT_NAMES.get(bare, bare), file)
    for family, styles in _STYLES.items():
        paths = [by_name.get(_bare(family) + style) for style in styles]
        found = [path for path in paths if path is not None]
        if len(found) == len(styles):
            return TimesFamily(family, *found)
    return None


def font_files() -> list[Path]:
    """Return the TrueType and OpenType files of this machine, from fontconfig or from the usual folders."""
    listed = list(_listed_by_fontconfig())
    return listed or [
        Path(folder, name)
        for root in font_folders()
        for folder, _, names in os.walk(root)
        for name in names
        if Path(name).suffix.lower() in _SUFFIXES
    ]


def font_folders() -> list[Path]:
    """Return the folders in which this system, the user and an active conda environment keep fonts."""
    home = Path.home()
    folders = [home / ".fonts", home / ".local/share/fonts"]
    if conda := os.environ.get("CONDA_PREFIX"):
        folders += [Path(conda, "fonts"), Path(conda, "share/fonts")]
    if sys.platform == "win32":
        folders += [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")]
        folders += [home / "AppData/Local/Microsoft/Windows/Fonts"]
    elif sys.platform == "darwin":
        folders += [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        folders += [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/usr/share/texmf/fonts")]
    return folders


def _listed_by_fontconfig() -> Iterator[Path]:
    lister = which("fc-list")
    if lister is None:
        return
    try:
        listing = subprocess.run(  # noqa: S603 - a fixed command, no user text
            [lister, "--format", "%{file}\n"], capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return
    for line in listing.stdout.splitlines():
        path = Path(line)
        if path.suffix.lower() in _SUFFIXES:
            yield path


def _bare(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())
