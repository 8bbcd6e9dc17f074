"""Reports under axe-core and by their contrasts: light and dark, desktop and phone.

Both editions of the sample, and a report of which much was found wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.browser import CONTRASTS, LOOKS, violations

OPEN_EVERYTHING = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  document.querySelector("#bang-1 .sort").click();
  if (document.querySelector("#ds-1")) location.hash = "#ds-1";
  document.querySelector("main > p a.figure").click();
}"""
"""Script: folded parts out, a table sorted, a list of dossiers chosen, the source of a figure shown."""
OPEN_A_FINDING = """() => {
  const numbers = [...document.querySelectorAll(".findings td.number a")];
  if (!numbers.length) return false;
  location.hash = document.querySelector('a[href^="#dong-kiem-tra-"]').hash;
  numbers[0].click();
  return true;
}"""
"""Script: the rows of a finding listed, and the source of its gap shown, with the figures that were compared."""


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_violation_and_enough_contrast(browser: Browser, each_report: Path, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto((each_report / "report.html").as_uri())

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(20, 23, 27)" if scheme == "dark" else "rgb(255, 255, 255)")
    page.evaluate(OPEN_EVERYTHING)
    assert page.locator(".panel:popover-open, .list-title:visible, [aria-sort], details[open] table").count() >= 5
    contrasts: list[tuple[str, float]] = page.evaluate(CONTRASTS)
    found = violations(page)
    if page.evaluate(OPEN_A_FINDING):
        assert page.locator(".panel:popover-open, .finding-list:visible").count() == 2
        found += violations(page)
        contrasts += page.evaluate(CONTRASTS)
    context.close()

    assert found == []
    assert len(contrasts) > 500
    # axe-core passes over what lies behind fixed columns; this looks at every piece of text (WCAG 2.2, 1.4.3).
    assert [text for text, contrast in contrasts if contrast < 4.5] == []


def test_a_violation_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang='vi'><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert [line.split(" ")[0] for line in violations(page)] == ["image-alt"]
    page.close()
