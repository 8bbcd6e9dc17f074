"""The manifest of the sample, pinned: whoever changes a key, an id or a figure sees it here (docs/manifest.md).

Where the change is meant, note it in the change log and write it anew: `pytest tests/contract --snapshot-update`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cchc_report.batch.key import KeyMaker
from cchc_report.batch.manifest import build_manifest, manifest_bytes
from cchc_report.params.loading import ParameterFiles, load_parameters
from cchc_report.params.project import Project
from cchc_report.report import load_report

REPOSITORY = Path(__file__).resolve().parents[2]
OUTPUTS = {"report.html": b"<p>page</p>", "report.pdf": b"%PDF", "report.ipynb": b"{}"}
SHA256 = re.compile(r"[0-9a-f]{64}")

COUNTS = [
    "settlement.received_in_period",
    "settlement.carried_over",
    "settlement.total",
    "settlement.settled",
    "settlement.settled_early",
    "settlement.settled_on_due_date",
    "settlement.settled_late.system",
    "settlement.settled_late.actual",
    "settlement.pending",
    "settlement.pending_in_time",
    "settlement.pending_overdue",
    "settlement.returned",
    "settlement.withdrawn",
    "notices.received",
    "notices.online",
    "notices.late.system",
    "promulgation.decisions",
    "petitions.received",
    "petitions.resolved",
]
RATIOS = [
    "settlement.on_time_rate.system",
    "settlement.on_time_rate.actual",
    "settlement.online_rate",
    "notices.online_rate",
    "disclosure.centre.province",
    "disclosure.site.province",
    "disclosure.site.district",
    "disclosure.internal_process.province",
    "disclosure.internal_process.district",
    "review.completion",
]
"""Ids that other programs may rely on."""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    """Return the sample's manifest as another program reads it."""
    report = load_report(2020, "sct", project=REPOSITORY)
    project = Project(REPOSITORY)
    maker = KeyMaker(ParameterFiles(project), project.notebooks / "self_assessment.ipynb")
    key = maker.key_of(load_parameters(project, 2020, "sct"))
    built = build_manifest(report.as_record(), OUTPUTS, {"python": "3.11.7"}, key.as_record())
    read: dict[str, Any] = json.loads(manifest_bytes(built))
    return read


def test_manifest_of_the_sample(manifest: dict[str, Any], snapshot: SnapshotAssertion) -> None:
    varying = {"outputs", "environment", "manifest_sha256"}
    pinned = {key: value for key, value in manifest.items() if key not in varying}
    pinned["package"] = {**manifest["package"], "version": "…"}
    pinned["inputs"] = [{**entry, "sha256": "…"} for entry in manifest["inputs"]]
    pinned["key"] = {**manifest["key"], **dict.fromkeys(("notebook", "package", "parameters"), "…")}
    pinned["key"]["files"] = dict.fromkeys(manifest["key"]["files"], "…")

    assert pinned == snapshot(extension_class=JSONSnapshotExtension)


def test_every_id_that_others_rely_on_is_there_in_its_form(manifest: dict[str, Any]) -> None:
    measures = manifest["measures"]

    assert [id_ for id_ in [*COUNTS, *RATIOS] if id_ not in measures] == []
    assert [id_ for id_ in COUNTS if not isinstance(measures[id_].get("value"), int)] == []
    assert [id_ for id_ in RATIOS if not {"numerator", "denominator", "definition"} <= measures[id_].keys()] == []


def test_every_measure_says_what_it_is(manifest: dict[str, Any]) -> None:
    silent = [id_ for id_, measure in manifest["measures"].items() if not measure.get("label")]

    assert silent == []


def test_paths_are_relative_and_hashes_are_hashes(manifest: dict[str, Any]) -> None:
    entries = [*manifest["inputs"], *manifest["outputs"]]

    assert all(SHA256.fullmatch(entry["sha256"]) for entry in entries)
    assert all(not Path(entry["path"]).is_absolute() and "\\" not in entry["path"] for entry in entries)
    assert [text for text in texts(manifest) if str(REPOSITORY) in text] == []


def test_the_schema_and_its_keys(manifest: dict[str, Any]) -> None:
    assert manifest["schema"] == "cchc-report/manifest/1"
    assert manifest.keys() == {
        "schema",
        "parameters",
        "inputs",
        "measures",
        "findings",
        "scores",
        "document",
        "outputs",
        "package",
        "environment",
        "key",
        "manifest_sha256",
    }


def texts(value: Any) -> Iterator[str]:
    """Yield every string in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
