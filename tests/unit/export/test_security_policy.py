"""The policy allows exactly the page's own style sheet and script."""

from __future__ import annotations

import base64
import hashlib

from cchc_report.export.security_policy import content_security_policy


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


def rules(policy: str) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in policy.split("; "))


def test_nothing_but_what_the_page_holds() -> None:
    assert rules(content_security_policy(stylesheet="p {}", script='"ờ";', data_images=True)) == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest('p {}')}'",
        "script-src": "'sha256-" + digest('"ờ";') + "'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_a_page_without_script_or_image_allows_none() -> None:
    assert {"script-src", "img-src"}.isdisjoint(rules(content_security_policy(stylesheet="")))
