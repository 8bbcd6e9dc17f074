"""The files of the project keep their promises to each other: links, commands, notebooks, dependencies, no machine."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path
from subprocess import run

import pytest

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|Users|home/[a-z])[\w/.-]*|[A-Z]:\\\\?Users")
REGISTRY = re.compile(r"pythonhosted|artifactory|nexus|devpi|pypi\.org/simple", re.IGNORECASE)
COMMANDS_AND_PLUGINS = {"jupyterlab"}
"""Dependencies that nothing imports: the place to edit notebooks."""

TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    ".ci/run",
    "docs/architecture.md",
    "environment.yml",
    "outputs/.gitignore",
    "pyproject.toml",
    "requirements.lock",
}


@pytest.fixture(scope="module")
def tracked(repository: Path, require_tool: Callable[[str], str]) -> list[Path]:
    """Return the files of the project that git keeps."""
    listing = run([require_tool("git"), "ls-files", "-z"], cwd=repository, capture_output=True, text=True, check=True)
    return [repository / name for name in listing.stdout.split("\0") if name and (repository / name).is_file()]


def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_layout_that_readers_are_told_of_is_there(tracked: list[Path], repository: Path) -> None:
    assert TOP_LEVEL - {file.relative_to(repository).as_posix() for file in tracked} == set()


def test_outputs_are_not_kept(tracked: list[Path], repository: Path) -> None:
    assert [file for file in tracked if file.is_relative_to(repository / "outputs")] == [
        repository / "outputs/.gitignore"
    ]


def test_links_between_documents_lead_somewhere(tracked: list[Path]) -> None:
    broken = [
        f"{file.name}: {target}"
        for file in tracked
        if file.suffix == ".md"
        for target in LINK.findall(text_of(file))
        if "://" not in target and not target.startswith(("#", "mailto:"))
        if not (file.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine path", "registry"])
def test_no_machine_stands_in_the_project(repository: Path, tracked: list[Path], pattern: re.Pattern[str]) -> None:
    found = [
        f"{file.name}: {match[0]}"
        for file in tracked
        if not file.is_relative_to(repository / "tests")  # tests make up paths of machines to see them kept out
        if (match := pattern.search(text_of(file)))
    ]
    assert found == []


@pytest.mark.parametrize("path", ["/work/main", "in /root/x", '"/home/an/project"', "C:\\Users\\an", "/Users/an"])
def test_a_machine_path_would_be_noticed(path: str) -> None:
    assert MACHINE_PATH.search(path)


@pytest.mark.parametrize("text", ["outputs/work/x", "https://a.example/home/", "network/rooted", "./work/x"])
def test_other_paths_are_let_be(text: str) -> None:
    assert not MACHINE_PATH.search(text)


def test_imported_libraries_are_the_declared_ones(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared, for_clusters = names(project["dependencies"]), names(project["optional-dependencies"]["cluster"])
    imported, imported_for_clusters = set(), set()
    known = packages_distributions()
    for file in (repository / "src").rglob("*.py"):
        is_for_clusters = file.parent.name == "cluster"
        (imported_for_clusters if is_for_clusters else imported).update(distributions_of(file, known))
    assert imported - declared == set()
    assert declared - imported - imported_for_clusters == COMMANDS_AND_PLUGINS
    assert imported_for_clusters - declared == for_clusters


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[ ]", line)[0].lower() for line in requirements}


def distributions_of(file: Path, known: Mapping[str, list[str]]) -> set[str]:
    """Return the distributions of which a file of ours imports something."""
    return {
        known.get(module, [module])[0].lower().replace("_", "-")
        for module in imported_modules(file.read_text(encoding="utf-8"))
        if module not in sys.stdlib_module_names and module != "cchc_report"
    }


def imported_modules(source: str) -> set[str]:
    """Return the top-level names of the modules that `source` imports anywhere."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            modules.add(node.module.partition(".")[0])
    return modules


def test_modules_stay_small(repository: Path) -> None:
    lengths = {file: len(text_of(file).splitlines()) for file in (repository / "src").rglob("*.py")}
    assert {str(file): length for file, length in lengths.items() if length > 420} == {}


def test_notebooks_are_clean(repository: Path) -> None:
    check = run(
        [sys.executable, "tools/clean_notebooks.py", "--check"],
        check=False,
        cwd=repository,
        capture_output=True,
        text=True,
    )
    assert (check.returncode, check.stdout) == (0, "")


def test_help_lists_every_command_for_people(repository: Path, require_tool: Callable[[str], str]) -> None:
    makefile = text_of(repository / "Makefile")
    shown = run(
        [require_tool("make"), "--no-print-directory"], check=True, cwd=repository, capture_output=True, text=True
    )
    listed = set(re.findall(r"^  make ([a-z-]+) ", shown.stdout, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: ((?:.*\\\n)*.*)", makefile, re.MULTILINE)[1].replace("\\\n", " ").split())
    steps = {"unit-test", "python-is-recent", "system-packages", "system-packages-for-tests"}
    assert listed == phony - steps
    assert {"help", "report", "test", "lab", "lock", "format", "lint", "types", "layers", "clean"} <= listed


def test_make_commands_in_documents_exist(tracked: list[Path], repository: Path) -> None:
    makefile = text_of(repository / "Makefile")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        target
        for file in tracked
        if file.suffix == ".md"
        for target in re.findall(r"(?:`|^)make ([a-z-]+)", text_of(file), re.MULTILINE)
    }
    assert named
    assert named - targets == set()


def test_continuous_integration_runs_every_check(repository: Path) -> None:
    script = repository / ".ci/run"
    assert script.stat().st_mode & 0o111
    lines = text_of(script).splitlines()
    assert "export CI=true" in lines
    assert lines[-1] == "exec make test"
