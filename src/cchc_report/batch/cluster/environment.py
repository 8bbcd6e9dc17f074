"""What must be the same on every machine of a cluster for a report to have the same bytes wherever it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

from cchc_report.batch.key import package_hash
from cchc_report.export.manifest import DISTRIBUTION, describe_environment
from cchc_report.fonts import find_times_family
from cchc_report.machine import pango_version

_SHOWN_HASH = 8


@cache
def describe() -> Mapping[str, str]:
    """Return versions and hashes of this machine, by name: of this package, Python, libraries, Pango, and the font.

    Asked once a process: what is loaded stays as it was.
    """
    environment = describe_environment()
    return {
        "cchc-report": f"{version(DISTRIBUTION)} ({package_hash()[:_SHOWN_HASH]})",
        "python": f"{environment['implementation']} {environment['python']}",
        **environment["packages"],
        "pango": pango_version() or "–",
        "times-font": _times_font(),
    }


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """Return what differs, as `pandas 3.0.1 ≠ 3.0.0`: first ours, then theirs.

    Example:
        >>> differences({"python": "3.11", "lxml": "6"}, {"python": "3.12", "lxml": "6"})
        ['python 3.11 ≠ 3.12']
    """
    names = [*ours, *(name for name in theirs if name not in ours)]
    return [
        f"{name} {ours.get(name, '–')} ≠ {theirs.get(name, '–')}"
        for name in names
        if ours.get(name) != theirs.get(name)
    ]


def _times_font() -> str:
    family = find_times_family()
    if family is None:
        return "–"
    digest = hashlib.sha256()
    for path in (family.regular, family.bold, family.italic, family.bold_italic):
        digest.update(path.read_bytes())
    return f"{family.name} ({digest.hexdigest()[:_SHOWN_HASH]})"
