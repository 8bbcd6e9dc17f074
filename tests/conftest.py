"""What every test stands on: kinds by folder, tools that must be there, a project to work on, no other host."""

from __future__ import annotations

import ipaddress
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import hypothesis
import nbformat
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from nbformat import NotebookNode

from cchc_report.machine import find_chromium
from support.counting import uncounted
from support.executed_report import executed_report
from support.shared import made_once
from support.tools import absent

REPOSITORY = Path(__file__).resolve().parent.parent
KINDS = ("faults", "e2e", "property", "contract", "unit")
"""In the order in which they begin: the longest first."""
UNCOUNTED = ("faults", "e2e", "property")
"""Kinds of tests that start programs and typeset reports, or run again and again what other tests run once."""
PROJECT_FOLDERS = ("params", "data", "notebooks")

# No deadline for one example: the machine may be busy with the other half of the tests.
hypothesis.settings.register_profile("project", deadline=None, print_blob=True)
hypothesis.settings.load_profile("project")


if current_thread() is main_thread():
    # A shell has what it puts in the background ignore Ctrl-C, and `nohup` a terminal that closes: the programs that
    # tests stop so would inherit it.
    for _signal, _usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
        if signal.getsignal(_signal) is signal.SIG_IGN:
            signal.signal(_signal, _usual)


@pytest.hookimpl(wrapper=True, tryfirst=True)  # after all the others, of which one puts the tests in random order
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Give each test the marker of its folder, and begin with the kinds that take longest.

    A file goes to one process, because its tests share reports; the many short files then fill what is left.
    """
    yield
    for item in items:
        kind = kind_of(item.path)
        if kind is None:
            raise pytest.UsageError(f"{item.path}: a test lies in tests/<kind>/, with one of the kinds {KINDS}")
        item.add_marker(kind)
    items.sort(key=lambda item: KINDS.index(str(kind_of(item.path))))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Count no lines where tests take long, unless their module says `MEASURED = True`: counting doubles the time."""
    if kind_of(item.path) not in UNCOUNTED or getattr(getattr(item, "module", None), "MEASURED", False):
        return (yield)
    with uncounted():
        return (yield)


def kind_of(path: Path) -> str | None:
    """Return the kind of the test file at `path`, or `None` where its folder says none."""
    tests = REPOSITORY / "tests"
    first = path.relative_to(tests).parts[0] if path.is_relative_to(tests) else ""
    return first if first in KINDS else None


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def require_tool() -> Callable[[str], str]:
    """Return a function that gives the path of a program; without it a test is skipped, or fails where `CI` is set."""

    def require(name: str) -> str:
        path = find_chromium() if name == "chromium" else shutil.which(name)
        if path is None:
            absent(f"{name} is not installed on this machine; `make test` installs it")
        return path

    return require


@pytest.fixture
def sample_project(tmp_path: Path) -> Path:
    """Return a project folder of one's own: a copy of the sample's parameters, data and notebooks."""
    project = tmp_path / "project"
    for folder in PROJECT_FOLDERS:
        shutil.copytree(REPOSITORY / folder, project / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return project


@pytest.fixture
def store() -> Iterator[MemoryFileSystem]:
    """Return a store of objects, empty; it lives in this process, which alone may write to it."""
    system = MemoryFileSystem()
    system.store.clear()
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


@pytest.fixture(scope="session")
def executed_sample(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    """Return the executed notebook of the sample's report; copy it before changing it."""
    folder = made_once(
        tmp_path_factory,
        "executed-sample",
        lambda folder: nbformat.write(executed_report(REPOSITORY, 2020, "sct"), folder / "report.ipynb"),
    )
    executed: NotebookNode = nbformat.read(folder / "report.ipynb", as_version=nbformat.NO_CONVERT)
    return executed


@pytest.fixture(scope="session", autouse=True)
def _no_other_host() -> Iterator[None]:
    """Refuse connections of this process to other hosts, and point those of its children at a closed port."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            refuse_other_hosts(address[0])
        connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        refuse_other_hosts(host)
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        for scheme in ("http", "https", "all"):
            patch.setenv(f"{scheme}_proxy", "http://127.0.0.1:9")
        patch.setenv("no_proxy", "127.0.0.1,localhost,::1")
        yield


class OtherHostError(AssertionError):
    """A test wanted something of another host."""


def refuse_other_hosts(host: str | bytes | None) -> None:
    """Raise `OtherHostError` unless `host` is this machine (or none, as when a socket is bound to any address)."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return
    try:
        loopback = ipaddress.ip_address(name).is_loopback or ipaddress.ip_address(name).is_unspecified
    except ValueError:
        loopback = False
    if not loopback:
        raise OtherHostError(f"a test tried to reach {name}")
