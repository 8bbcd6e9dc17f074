"""environment.yml promises the same Python, the same locked packages and the same project as pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml


@pytest.fixture(scope="module")
def environment(repository: Path) -> dict[str, Any]:
    return yaml.safe_load((repository / "environment.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project_table(repository: Path) -> dict[str, Any]:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def conda_packages(environment: dict[str, Any]) -> dict[str, str]:
    """Return what conda itself installs: name → version range, empty where any version will do."""
    lines = [line for line in environment["dependencies"] if isinstance(line, str)]
    split = {line: next((i for i, c in enumerate(line) if c in "<>=!"), len(line)) for line in lines}
    return {line[:end].strip(): line[end:].strip() for line, end in split.items()}


def test_name_is_the_projects(environment: dict[str, Any], project_table: dict[str, Any]) -> None:
    assert environment["name"] == project_table["name"]


def test_python_range_is_the_projects(environment: dict[str, Any], project_table: dict[str, Any]) -> None:
    assert conda_packages(environment)["python"] == project_table["requires-python"]


def test_conda_brings_what_pip_cannot_and_nothing_else(environment: dict[str, Any]) -> None:
    assert set(conda_packages(environment)) == {"python", "pango", "mscorefonts", "pip"}


def test_pip_installs_exactly_the_runtime_lock(environment: dict[str, Any], repository: Path) -> None:
    pip_sections = [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)]
    assert pip_sections == [["-r requirements.lock"]]
    assert (repository / "requirements.lock").is_file()


def test_the_project_itself_is_installed_as_make_does(repository: Path) -> None:
    command = "--no-deps --no-build-isolation --editable ."
    for file in ("environment.yml", "Makefile", "README.md"):
        assert command in (repository / file).read_text(encoding="utf-8"), file
