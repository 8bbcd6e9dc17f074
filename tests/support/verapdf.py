"""veraPDF, the judge of PDF/A and PDF/UA: run on a file, its report read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.tools import absent

JAR = Path(sys.prefix, "share/verapdf.jar")
"""Where `make test` puts it (tools/fetch_verapdf.py)."""

QUICKLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Options of Java for a program that soon ends: to compile all of it well would take longer than it runs."""

LONGEST_CHECK_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Validation:
    """What veraPDF says of one file under one profile.

    Attributes:
        profile: Its name, such as `PDF/UA-1 validation profile`.
        passed_checks: How many single things were looked at and found right.
        failed_checks: How many were not.
        failures: For each broken rule: clause, number of the test, what it asks, the first places.
    """

    profile: str
    passed_checks: int
    failed_checks: int
    failures: tuple[str, ...]


def validate(pdf: Path, require_tool: Callable[[str], str]) -> tuple[Validation, ...]:
    """Return what veraPDF says of `pdf` under every profile that the file itself claims to meet."""
    java = require_tool("java")
    if not JAR.exists():
        absent("veraPDF is not there; `make test` fetches it with Maven")
    command = [java, *QUICKLY, "-cp", str(JAR), "org.verapdf.apps.GreenfieldCliWrapper", "--format", "json", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST_CHECK_SECONDS)
    (job,) = json.loads(done.stdout)["report"]["jobs"]
    return tuple(_validation(result) for result in job["validationResult"])


def _validation(result: dict[str, Any]) -> Validation:
    details = result["details"]
    return Validation(
        result["profileName"],
        details["passedChecks"],
        details["failedChecks"],
        tuple(_failure(rule) for rule in details["ruleSummaries"]),
    )


def _failure(rule: dict[str, Any]) -> str:
    places = "\n  ".join(check["context"] for check in rule["checks"][:3])
    return f"{rule['specification']} {rule['clause']}-{rule['testNumber']}: {rule['description']}\n  {places}"
