"""`manifest.json`: what a published report was made from, what came out, with which versions (docs/manifest.md)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from cchc_report.errors import Text
from cchc_report.export.manifest import (
    MANIFEST_NAME,
    attached_manifest,
    describe_environment,
    is_as_written,
    manifest_bytes,
)

__all__ = [
    "MANIFEST_NAME",
    "SCHEMA",
    "build_manifest",
    "describe_environment",
    "findings_in_words",
    "is_as_written",
    "manifest_bytes",
]

SCHEMA = "cchc-report/manifest/1"


def findings_in_words(manifest: Mapping[str, Any]) -> Text:
    """Return how many errors and warnings the checks of a report found: `1 lỗi, 2 cảnh báo`; nothing of none."""
    found = Counter(finding["severity"] for finding in manifest["findings"])
    told = [
        Text(vi=f"{count} {vi}", en=f"{count} {en}{'s' if count > 1 else ''}")
        for severity, vi, en in (("error", "lỗi", "error"), ("warning", "cảnh báo", "warning"))
        if (count := found[severity])
    ]
    return Text(vi=", ".join(each.vi for each in told), en=", ".join(each.en for each in told))


def build_manifest(
    record: Mapping[str, Any],
    outputs: Mapping[str, bytes],
    environment: Mapping[str, Any],
    key: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the manifest of one report, as plain JSON values.

    Args:
        record: What the executed notebook carries: `parameters`, `inputs`, `measures`, `findings`, `scores`,
            `document`.
        outputs: Content of the report's files, by name.
        environment: What `describe_environment` returns.
        key: What the report was made from, as hashes: `ReportKey.as_record()`.

    Returns:
        The manifest; a function of the arguments alone, without clock, random id or absolute path.

    Example:
        >>> record = {"parameters": {}, "inputs": [], "measures": {}, "findings": [], "scores": None, "document": {}}
        >>> build_manifest(record, {"report.html": b""}, {"python": "3.11.7"}, {})["outputs"]
        [{'path': 'report.html', 'sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'}]
    """
    return attached_manifest(record, environment) | {
        "schema": SCHEMA,
        "outputs": [{"path": name, "sha256": hashlib.sha256(outputs[name]).hexdigest()} for name in sorted(outputs)],
        "key": dict(key),
    }
