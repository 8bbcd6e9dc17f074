"""A JupyterLab server of one's own, and what a person does in it."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

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
        try:
            return has_run(saved(notebook))
        except ValueError:  # half of the file: JupyterLab still writes it
            return False

    wait_until(is_saved, RUN_SECONDS, lambda: page.locator(".jp-Notebook").inner_text()[-2000:])
    return saved(notebook)
