"""Which Times-metric family is chosen, from files as each system names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_report import fonts
from cchc_report.fonts import TimesFamily, find_times_family, font_files

WINDOWS = ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"]
MACOS = [f"Times New Roman{style}.ttf" for style in ("", " Bold", " Italic", " Bold Italic")]
MSCOREFONTS = [f"Times_New_Roman{style}.ttf" for style in ("", "_Bold", "_Italic", "_Bold_Italic")]
LIBERATION = [f"LiberationSerif-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")]
TINOS = [f"Tinos-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")]
TERMES = [f"texgyretermes-{style}.otf" for style in ("regular", "bold", "italic", "bolditalic")]


def paths(names: list[str]) -> list[Path]:
    return [Path("fonts") / name for name in names]


@pytest.mark.parametrize(
    ("files", "family"),
    [
        (WINDOWS, "Times New Roman"),
        (MACOS, "Times New Roman"),
        (MSCOREFONTS, "Times New Roman"),
        (LIBERATION, "Liberation Serif"),
        (TINOS, "Tinos"),
        (TERMES, "TeX Gyre Termes"),
        (TERMES + LIBERATION, "Liberation Serif"),
        (LIBERATION + WINDOWS, "Times New Roman"),
        (WINDOWS[:3] + TINOS, "Tinos"),
    ],
    ids=[
        "Windows",
        "macOS",
        "core fonts",
        "Liberation",
        "Tinos",
        "Termes",
        "preferred",
        "best",
        "incomplete is no family",
    ],
)
def test_family_is_chosen(files: list[str], family: str) -> None:
    found = find_times_family(paths(files))
    assert found is not None
    assert found.name == family


def test_each_style_has_its_file() -> None:
    assert find_times_family(paths(WINDOWS)) == TimesFamily("Times New Roman", *paths(WINDOWS))


@pytest.mark.parametrize("files", [[], LIBERATION[:3], ["LiberationSans-Regular.ttf"]], ids=["none", "three", "sans"])
def test_no_family_where_none_is_complete(files: list[str]) -> None:
    assert find_times_family(paths(files)) is None


def test_the_order_of_the_files_does_not_matter() -> None:
    twice = [Path(folder, name) for folder in ("b", "a") for name in TINOS]
    assert find_times_family(twice) == find_times_family(reversed(twice))


def test_without_fontconfig_the_usual_folders_are_searched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "conda/fonts/deeper"
    folder.mkdir(parents=True)
    for name in [*TINOS, "readme.txt"]:
        (folder / name).touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    files = font_files()
    assert {file.name for file in files if file.is_relative_to(tmp_path)} == set(TINOS)


def test_fontconfig_is_asked_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lister = tmp_path / "fc-list"
    lister.write_text("#!/bin/sh\nprintf '/a/Tinos-Bold.ttf\\n/a/old.pfb\\n'\n", encoding="utf-8")
    lister.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    assert font_files() == [Path("/a/Tinos-Bold.ttf")]


def test_a_broken_fontconfig_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lister = tmp_path / "fc-list"
    lister.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    lister.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setattr(fonts, "font_folders", list)
    assert font_files() == []
