"""An analyst in JupyterLab: opens the report's notebook, runs all cells, reads the figures, exports the document."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from support.browser import OpenPage

TOKEN = "a-token-of-the-tests"  # noqa: S105 - of a server that lives for one test
START_SECONDS = 90
RUN_SECONDS = 180


@dataclass(frozen=True)
class Lab:
    """A JupyterLab server on the sample project."""

    port: int
    project: Path

    def page(self, notebook: str) -> str:
        """Return the address at which a notebook of the project opens."""
        return f"http://127.0.0.1:{self.port}/lab/tree/notebooks/{notebook}?token={TOKEN}"

    def get(self, path: str) -> bytes:
        """Return what the server answers to `path`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=RUN_SECONDS)
        try:
            connection.request("GET", path, headers={"Authorization": f"token {TOKEN}"})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        assert answer.status == HTTPStatus.OK, content[-2000:]
        return content


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
            server.wait(timeout=30)


def is_up(lab: Lab, server: subprocess.Popen[bytes]) -> bool:
    assert server.poll() is None, "the server ended"
    try:
        lab.get("/api/status")
    except OSError:
        return False
    return True


def wait_until(condition: Callable[[], bool], seconds: float, explain: Callable[[], str]) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, explain()
        time.sleep(0.25)


def run_all_cells(page: Page) -> None:
    """Use the menu, as a person does, and wait until the kernel has done everything."""
    # The notebook's own indicator says idle before there is a kernel; the status bar names the kernel.
    expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=90_000)
    page.locator("#jp-MainMenu").get_by_text("Run", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()


def export_from_menu(page: Page, exporter: str) -> bytes:
    """Save the open notebook as another kind of file, as a person does, and return that file."""
    page.locator("#jp-MainMenu").get_by_text("File", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Save and Export Notebook As").hover()
    with page.expect_download(timeout=RUN_SECONDS * 1000) as download:
        page.locator(".lm-Menu-itemLabel").get_by_text(exporter, exact=True).click()
    return download.value.path().read_bytes()


def saved(notebook: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    return content


def outputs(notebook: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


def has_run(notebook: Mapping[str, Any]) -> bool:
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
    failed = any(output["output_type"] == "error" for output in outputs(notebook))
    return failed or all(cell["execution_count"] for cell in cells)


def run_and_save(page: Page, notebook: Path) -> dict[str, Any]:
    """Run all cells of the notebook that `page` shows, and return the file as it was saved afterwards."""
    run_all_cells(page)

    def is_saved() -> bool:
        page.keyboard.press("Control+s")
        page.wait_for_timeout(500)
        return has_run(saved(notebook))

    wait_until(is_saved, RUN_SECONDS, lambda: page.locator(".jp-Notebook").inner_text()[-2000:])
    return saved(notebook)


def plain_text(notebook: Mapping[str, Any]) -> str:
    html = ["".join(output.get("data", {}).get("text/html", "")) for output in outputs(notebook)]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", " ".join(html)))


def test_the_report_runs_and_exports_in_jupyterlab(lab: Lab, open_page: OpenPage) -> None:
    notebook = lab.project / "notebooks/self_assessment.ipynb"
    visit = open_page(lab.page("self_assessment.ipynb"), width=1440)
    ran = run_and_save(visit.page, notebook)

    assert [output for output in outputs(ran) if output["output_type"] == "error"] == []
    text = plain_text(ran)
    for figure in ("590", "34", "624", "581", "33", "5.544", "4.576", "99,8%"):
        assert re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d])", text), figure
    visit.page.locator(".jp-Notebook").get_by_text("581", exact=False).first.wait_for(state="attached")
    assert visit.foreign_requests == []

    exported = export_from_menu(visit.page, "Cchc-html")
    assert "581" in exported.decode()
    assert export_from_menu(visit.page, "Cchc-pdf").startswith(b"%PDF-")


def test_the_tour_for_analysts_runs_in_jupyterlab(lab: Lab, open_page: OpenPage) -> None:
    notebook = lab.project / "notebooks/explore.ipynb"
    visit = open_page(lab.page("explore.ipynb"), width=1440)
    ran = run_and_save(visit.page, notebook)
    assert [output for output in outputs(ran) if output["output_type"] == "error"] == []
    assert any("image/" in key for output in outputs(ran) for key in output.get("data", {})) or "<svg" in str(ran)
