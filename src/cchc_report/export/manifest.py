"""What a report was made from and with which versions, as JSON: the manifest, as far as the report itself can hold it.

The manifest that is attached to the PDF cannot name the hash of that PDF, nor what only the batch knows; the one that
stands beside it (`batch/manifest.py`) adds both. docs/manifest.md describes the two.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

MANIFEST_NAME = "manifest.json"
ATTACHED_SCHEMA = "cchc-report/manifest-attached/1"
DISTRIBUTION = "cchc-report"

PACKAGES_THAT_SHAPE_THE_REPORT = (
    "fonttools",
    "holidays",
    "ipykernel",
    "ipython",
    "jinja2",
    "lxml",
    "matplotlib",
    "mistune",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "pillow",
    "pyarrow",
    "pydantic",
    "pydyf",
    "python-calamine",
    "pyyaml",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
    "xlsxwriter",
)
"""Distributions whose version can change a figure, a page or a file of the report."""

_OWN_HASH = "manifest_sha256"
_NO_HASH = "0" * 64
_OWN_LINE = re.compile(rb'\n  "manifest_sha256": "(?P<hash>[0-9a-f]{64})"')

_FROM_THE_RECORD = ("parameters", "inputs", "measures", "findings", "scores", "document")


def attached_manifest(record: Mapping[str, Any], environment: Mapping[str, Any]) -> dict[str, Any]:
    """Return the manifest that a report carries inside, as plain JSON values.

    Args:
        record: What the executed notebook carries: `parameters`, `inputs`, `measures`, `findings`, `scores`,
            `document`.
        environment: What `describe_environment` returns.

    Returns:
        The manifest; a function of the arguments alone, without clock, random id or absolute path.
    """
    return {
        "schema": ATTACHED_SCHEMA,
        **{key: record[key] for key in _FROM_THE_RECORD},
        "package": {"name": DISTRIBUTION, "version": version(DISTRIBUTION)},
        "environment": dict(environment),
    }


def manifest_bytes(manifest: Mapping[str, Any]) -> bytes:
    """Return the manifest as it is written: UTF-8, keys sorted, two spaces of indent, a newline at the end.

    It gets one key more: its own hash, by which `is_as_written` knows it again.
    """
    whole = {**manifest, _OWN_HASH: _NO_HASH}
    content = (json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=2, sort_keys=True) + "\n").encode()
    return content.replace(_line(_NO_HASH), _line(hashlib.sha256(content).hexdigest()))


def is_as_written(content: bytes) -> bool:
    """Return whether a manifest's bytes are those that `manifest_bytes` made.

    Example:
        >>> is_as_written(manifest_bytes({"findings": []}))
        True
        >>> is_as_written(manifest_bytes({"findings": []}).replace(b"[]", b"[ ]"))
        False
    """
    found = _OWN_LINE.search(content)
    if found is None:
        return False
    told = found["hash"].decode()
    return hashlib.sha256(content.replace(_line(told), _line(_NO_HASH))).hexdigest() == told


def _line(own_hash: str) -> bytes:
    """Return the line of the manifest's own hash; no text in the manifest can hold one, for it would be escaped."""
    return f'\n  "{_OWN_HASH}": "{own_hash}"'.encode()


def describe_environment(packages: Iterable[str] = PACKAGES_THAT_SHAPE_THE_REPORT) -> dict[str, Any]:
    """Return the versions of Python and of `packages`; nothing about the machine, its paths or its clock."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "packages": {name: version(name) for name in packages},
    }
