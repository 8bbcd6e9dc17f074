"""The product as a user runs it: its commands with settings of their own, and a browser that notes what it asks for."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from support.browser import OpenPage, Visit
from support.commands import RunCommand
from support.jupyterlab import START_SECONDS, TOKEN, Lab, is_up, wait_until
from support.planted import plant
from support.shared import made_once

BIN = Path(sys.executable).parent
LONGEST_COMMAND_SECONDS = 300
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # containers and root have no user namespace for it
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture
def command_environment(tmp_path: Path) -> dict[str, str]:
    """Return variables with which commands find this environment's programs and no settings of the user."""
    home = tmp_path / "home"
    home.mkdir()
    # What the tests themselves run under (make, pytest) is no part of a user's shell.
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTEST"))}
    return {
        **inherited,
        "PATH": os.pathsep.join([str(BIN), inherited.get("PATH", "")]),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(home / "jupyter-config"),
        "JUPYTER_DATA_DIR": str(home / "jupyter-data"),
        "JUPYTER_RUNTIME_DIR": str(home / "jupyter-runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "lab-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "lab-workspaces"),
        "PYTHONUTF8": "1",
    }


@pytest.fixture
def run_command(command_environment: Mapping[str, str]) -> RunCommand:
    """Return `run_command(*words, cwd=…, status=0)`: run a program, expect its exit code, return what it said."""

    def run(*words: str | Path, cwd: Path, status: int | None = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(word) for word in words],
            cwd=cwd,
            env=dict(command_environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST_COMMAND_SECONDS,
            check=False,
        )
        if status is not None:
            assert done.returncode == status, f"{words}\n{done.stdout}\n{done.stderr}"
        return done

    return run


@pytest.fixture(scope="session")
def sample_reports(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with both editions of the sample's report, made once by the command line; tests only read."""
    made = made_once(tmp_path_factory, "report", lambda folder: make_both_editions(repository, folder / "outputs"))
    return made / "outputs" / "2020" / "sct"


@pytest.fixture(scope="session")
def sample_report(sample_reports: Path) -> Path:
    """Return the folder of the sample's internal report."""
    return sample_reports / "internal"


@pytest.fixture(scope="session")
def planted_project(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with a word of its own in every cell, and in `outputs` both editions; tests only read it."""

    def make(folder: Path) -> None:
        for name in ("params", "data", "notebooks"):
            shutil.copytree(repository / name, folder / name)
        plant(folder)
        make_both_editions(folder, folder / "outputs")

    return made_once(tmp_path_factory, "planted", make)


@pytest.fixture(scope="session")
def planted_reports(planted_project: Path) -> Path:
    """Return the folder with both editions of the planted report."""
    return planted_project / "outputs" / "2020" / "sct"


@pytest.fixture(
    scope="session", params=["sample_reports/internal", "sample_reports/public", "planted_reports/internal"]
)
def each_report(request: pytest.FixtureRequest) -> Path:
    """Return the folder of a report: both editions of the sample, and one of which much was found wrong."""
    reports, edition = request.param.split("/")
    folder: Path = request.getfixturevalue(reports) / edition
    return folder


def make_both_editions(project: Path, output: Path) -> None:
    """Make the 2020 report of the department `sct` as a user does."""
    words = [BIN / "cchc-report", "run", "--year", "2020", "--department", "sct", "--output", output]
    done = subprocess.run(
        [*map(str, words), "--edition", "internal", "--edition", "public"],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=LONGEST_COMMAND_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


# A module at a time: while playwright's loop runs, `asyncio.run` cannot be called in the same thread.
@pytest.fixture(scope="module")
def browser(require_tool: Callable[[str], str]) -> Iterator[Browser]:
    """Return the system's Chromium, headless."""
    chromium = require_tool("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Return `open_page(address or file, width=1280, height=900)`, which opens a page in a fresh browser context."""
    contexts: list[BrowserContext] = []

    def visit(address: str | Path, *, width: int = 1280, height: int = 900) -> Visit:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        contexts.append(context)
        opened = Visit(context.new_page())
        context.on("request", opened.note_request)
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", opened.note_message)
        opened.page.on("dialog", opened.note_dialog)
        opened.page.goto(address.resolve().as_uri() if isinstance(address, Path) else address)
        return opened

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def lab(
    sample_project: Path, command_environment: Mapping[str, str], tmp_path: Path, require_tool: Callable[[str], str]
) -> Iterator[Lab]:
    require_tool("chromium")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": str(port),
        "ServerApp.port_retries": "0",
        "ServerApp.root_dir": str(sample_project),
        "ServerApp.open_browser": "False",
        "ServerApp.allow_root": "True",
        "IdentityProvider.token": TOKEN,
        "LabApp.news_url": "None",
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }
    log = tmp_path / "lab.log"
    with (
        log.open("wb") as said,
        subprocess.Popen(
            ["jupyter", "lab", *(f"--{name}={value}" for name, value in options.items())],
            cwd=sample_project,
            env=dict(command_environment),
            stdout=said,
            stderr=said,
        ) as server,
    ):
        started = Lab(port, sample_project)
        try:
            wait_until(lambda: is_up(started, server), START_SECONDS, lambda: log.read_text(encoding="utf-8"))
            yield started
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                # Seen once: its main thread had ended and waited for a worker thread of AnyIO that never does.
                server.kill()
