"""What a page may load and run: its own style sheet and script, by their hashes, and nothing from any other place."""

from __future__ import annotations

import base64
import hashlib


def content_security_policy(*, stylesheet: str, script: str | None = None, data_images: bool = False) -> str:
    """Return the value of `Content-Security-Policy` for a page that is complete in itself.

    The page must hold `stylesheet` and `script` character by character as the whole content of its one `style` and its
    one `script` element; a style attribute, an event attribute or any other script is refused by the browser.

    Args:
        stylesheet: Text of the `style` element.
        script: Text of the `script` element, where there is one.
        data_images: Whether the page shows images that it holds itself (`data:` addresses).

    Example:
        >>> content_security_policy(stylesheet="", data_images=True).split("; ")[:2]
        ["default-src 'none'", "style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"]
    """
    rules = ["default-src 'none'", f"style-src '{_hash(stylesheet)}'"]
    if script is not None:
        rules.append(f"script-src '{_hash(script)}'")
    if data_images:
        rules.append("img-src data:")
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
