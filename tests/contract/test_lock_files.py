"""The lock files: exact versions and hashes, no address, one set of versions, all that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[0-9][^ ;\\*]*)(?: ; (?P<marker>[^\\]+?))?(?: \\)?$")
HASH = re.compile(r"^    --hash=sha256:(?P<hash>[0-9a-f]{64})(?: \\)?$")
COMMENT = re.compile(r"^ *#")
ADDRESS = re.compile(
    r"://|--(?:extra-)?index|--find-links|--trusted-host|\bfile:|\bgit\+|[a-z0-9-]+\.(?:org|com|net|io)\b"
)
HASHES = f"    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'0' * 64}\n"


@dataclass(frozen=True)
class Pin:
    version: str
    hashes: frozenset[str]


def read_lock(text: str) -> dict[tuple[str, str | None], Pin]:
    """Return the pins of a lock file by name and marker; a line of any other form is an error."""
    pins: dict[tuple[str, str | None], Pin] = {}
    last: tuple[str, str | None] | None = None
    for line in text.splitlines():
        if COMMENT.match(line):
            continue
        if pin := PIN.match(line):
            last = (pin["name"], pin["marker"])
            pins[last] = Pin(pin["version"], frozenset())
        elif (found := HASH.match(line)) and last is not None:
            pins[last] = Pin(pins[last].version, pins[last].hashes | {found["hash"]})
        else:
            raise AssertionError(f"unexpected line: {line!r}")
    return pins


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", line)[0].lower().replace("_", "-") for line in requirements}


@pytest.fixture(scope="module")
def project_table(repository: Path) -> Mapping[str, Any]:
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_version_is_exact_and_hashed(repository: Path, lock: str) -> None:
    pins = read_lock((repository / lock).read_text(encoding="utf-8"))
    assert len(pins) > 50
    assert [key for key, pin in pins.items() if not pin.hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_stands_in_a_lock(repository: Path, lock: str) -> None:
    lines = (repository / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if ADDRESS.search(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example.org/simple",
        "--find-links wheels",
        "    # from https://packages.example.org/simple",
        "    # via packages.example.org",
        "name @ git+ssh://somewhere/name",
    ],
)
def test_an_address_would_be_noticed(line: str) -> None:
    assert ADDRESS.search(line)


@pytest.mark.parametrize("line", ["pandas>=3", "pandas", "-e .", "pandas==3.*", "    --hash=md5:0123"])
def test_an_inexact_line_would_be_noticed(line: str) -> None:
    with pytest.raises(AssertionError, match="unexpected line"):
        read_lock(f"numpy==2.4.6\n{line}\n")


def untested(runtime: dict[tuple[str, str | None], Pin], development: dict[tuple[str, str | None], Pin]) -> set[str]:
    """Return the names that the runtime lock may install otherwise than the development lock.

    A tool may want a library on more systems than the runtime does: then the development lock holds it without a
    marker, which covers the runtime's systems. Any other difference of markers could mean another version somewhere.
    """
    return {
        name
        for (name, marker), pin in runtime.items()
        if pin not in {development.get((name, marker)), development.get((name, None))}
    }


def test_what_is_tested_is_what_is_used(repository: Path) -> None:
    runtime, development = (read_lock((repository / lock).read_text(encoding="utf-8")) for lock in LOCKS)

    assert untested(runtime, development) == set()


@pytest.mark.parametrize(
    ("development", "differs"),
    [
        ("psutil==7.2.2 ; sys_platform != 'cygwin' \\\n" + HASHES, False),
        ("psutil==7.2.2 \\\n" + HASHES, False),
        ("psutil==7.2.3 \\\n" + HASHES, True),
        ("psutil==7.2.2 \\\n" + HASHES.replace("aaaa", "bbbb"), True),
        ("psutil==7.2.2 \\\n" + HASHES.splitlines()[1] + "\n", True),
        ("psutil==7.2.2 ; sys_platform == 'linux' \\\n" + HASHES, True),
        ("numpy==7.2.2 \\\n" + HASHES, True),
    ],
    ids=["same", "everywhere", "version", "hash", "fewer hashes", "elsewhere", "another library"],
)
def test_a_version_that_is_not_tested_would_be_noticed(development: str, differs: bool) -> None:
    runtime = read_lock("psutil==7.2.2 ; sys_platform != 'cygwin' \\\n" + HASHES)

    assert (untested(runtime, read_lock(development)) == {"psutil"}) == differs


def test_runtime_lock_holds_dependencies_and_build_backend(repository: Path, project_table: Mapping[str, Any]) -> None:
    asked = names(project_table["dependencies"]) | names(project_table["optional-dependencies"]["build"])
    locked = {name for name, _ in read_lock((repository / LOCKS[0]).read_text(encoding="utf-8"))}
    assert asked - locked == set()


def test_development_tools_are_locked_apart(repository: Path, project_table: Mapping[str, Any]) -> None:
    runtime, development = (
        {name for name, _ in read_lock((repository / lock).read_text(encoding="utf-8"))} for lock in LOCKS
    )
    asked = names(project_table["optional-dependencies"]["dev"])
    assert asked - development == set()
    assert {"pytest", "mypy", "ruff", "playwright"} & runtime == set()


def test_build_extra_names_the_backend_of_the_build_system(repository: Path, project_table: Mapping[str, Any]) -> None:
    pyproject = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    assert names(pyproject["build-system"]["requires"]) <= names(project_table["optional-dependencies"]["build"])
