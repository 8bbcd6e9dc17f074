"""A page in a browser, what it asked for, and what it complained of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS = [pytest.param(width, scheme, id=f"{width}-{scheme}") for width in (1400, 390) for scheme in ("light", "dark")]
"""Desktop and phone, in the light and in the dark."""
LOCAL_SCHEMES = frozenset({"file", "data", "blob", "about"})
LOOPBACK = frozenset({"127.0.0.1", "localhost"})


@dataclass
class Visit:
    """A page that was opened, and what it asked for and complained of since.

    Attributes:
        page: The page, loaded.
        foreign_requests: Addresses of every request that left this machine, or tried to, and of every other file that
            the page wanted for itself.
        errors: What scripts of the page raised.
        refusals: What the page's security policy refused.
        complaints: Errors in the browser's console, such as a script that the page's policy refused.
        dialogs: What the page said in dialogs; they are dismissed.
    """

    page: Page
    foreign_requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def note_message(self, message: ConsoleMessage) -> None:
        """Note `message` where it is an error, or tells of something that the security policy refused."""
        if message.type == "error":
            self.complaints.append(message.text)
        if "Content Security Policy" in message.text:
            self.refusals.append(message.text)

    def note_dialog(self, dialog: Dialog) -> None:
        """Note what `dialog` says, and close it."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def note_request(self, request: Request) -> None:
        """Note `request` where it is not for this machine, or for a file that is not the page itself."""
        address = urlsplit(request.url)
        # A page of a server may go on to another before its frame can be asked for; only files are judged by it.
        wants_a_file = address.scheme == "file" and not _is_the_page_itself(request)
        if wants_a_file or (address.scheme not in LOCAL_SCHEMES and address.hostname not in LOOPBACK):
            self.foreign_requests.append(request.url)


def _is_the_page_itself(request: Request) -> bool:
    return request.is_navigation_request() and request.frame.parent_frame is None


class OpenPage(Protocol):
    """Opens an address, or a file, in a browser window of its own."""

    def __call__(self, address: str | Path, *, width: int = 1280, height: int = 900) -> Visit: ...


CONTRASTS = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb(color).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (rgb(color)[3] !== 0) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(ground(element))];
    found.push([walker.currentNode.data.trim(), (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)]);
  }
  return found;
}"""
"""Script: contrast of every piece of text in `main` with the nearest ground behind it, as WCAG defines it."""


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong (WCAG 2.2 AA and good practice): rule, how often, and where first."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    return [
        f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:200]} {rule['nodes'][0]['failureSummary']}"
        for rule in found.response["violations"]
    ]
