"""A page in a browser, what it asked for, and what it complained of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

LOCAL_SCHEMES = frozenset({"file", "data", "blob", "about"})
LOOPBACK = frozenset({"127.0.0.1", "localhost"})


@dataclass
class Visit:
    """A page that was opened, and what it asked for and complained of since.

    Attributes:
        page: The page, loaded.
        foreign_requests: Addresses of every request that left this machine, or tried to.
        errors: What scripts of the page raised.
        complaints: Errors in the browser's console, such as a script that the page's policy refused.
        dialogs: What the page said in dialogs; they are dismissed.
    """

    page: Page
    foreign_requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def note_message(self, message: ConsoleMessage) -> None:
        """Note `message` where it is an error."""
        if message.type == "error":
            self.complaints.append(message.text)

    def note_dialog(self, dialog: Dialog) -> None:
        """Note what `dialog` says, and close it."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def note_request(self, request: Request) -> None:
        """Note `request` where it is not for this machine."""
        address = urlsplit(request.url)
        if address.scheme not in LOCAL_SCHEMES and address.hostname not in LOOPBACK:
            self.foreign_requests.append(request.url)


class OpenPage(Protocol):
    """Opens an address, or a file, in a browser window of its own."""

    def __call__(self, address: str | Path, *, width: int = 1280, height: int = 900) -> Visit: ...
