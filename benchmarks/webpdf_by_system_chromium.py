"""`jupyter nbconvert --to webpdf` with the system's Chromium: nbconvert has no option to name the browser.

Everything else is nbconvert's own program; the arguments are passed on. The sandbox is off, as containers need it.
"""

from __future__ import annotations

import sys
from typing import Any

from nbconvert.nbconvertapp import main
from playwright.async_api import Browser, BrowserType

from cchc_report.machine import find_chromium

_launch = BrowserType.launch


async def launch(self: BrowserType, **options: Any) -> Browser:
    """Start the system's browser in place of the one that playwright would download."""
    return await _launch(self, executable_path=find_chromium(), **options)


if __name__ == "__main__":
    BrowserType.launch = launch  # type: ignore[method-assign]  # that is the point
    sys.argv[1:1] = ["--to", "webpdf", "--WebPDFExporter.disable_sandbox=True"]
    main()
