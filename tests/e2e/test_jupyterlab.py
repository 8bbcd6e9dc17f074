"""An analyst in JupyterLab: opens the report's notebook, runs all cells, reads the figures, exports the document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page

from support.browser import OpenPage
from support.jupyterlab import RUN_SECONDS, Lab, outputs, run_and_save


def export_from_menu(page: Page, exporter: str) -> bytes:
    """Save the open notebook as another kind of file, as a person does, and return that file."""
    page.locator("#jp-MainMenu").get_by_text("File", exact=True).click()
    page.locator(".lm-Menu-itemLabel").get_by_text("Save and Export Notebook As").hover()
    with page.expect_download(timeout=RUN_SECONDS * 1000) as download:
        page.locator(".lm-Menu-itemLabel").get_by_text(exporter, exact=True).click()
    return download.value.path().read_bytes()


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
