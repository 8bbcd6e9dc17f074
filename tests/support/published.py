"""Folders of published reports made by hand: only what an index reads of them, with figures chosen by the test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cchc_report.batch.manifest import MANIFEST_NAME, build_manifest, describe_environment, manifest_bytes
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.plan import Planned

REPORT_FILES = ("report.html", "report.pdf", "annex.xlsx", "report.ipynb")
POPULATION = "Hồ sơ phải giải quyết"


def rate(numerator: int, denominator: int, view: str) -> dict[str, Any]:
    """Return an on-time rate as a manifest holds it."""
    return {
        "numerator": numerator,
        "denominator": denominator,
        "definition": "Số hồ sơ đúng hạn chia cho số hồ sơ đã giải quyết",
        "label": "tỷ lệ đúng hạn",
        "population": POPULATION,
        "view": view,
    }


def count(value: int, unit: str = "hồ sơ") -> dict[str, Any]:
    """Return a count as a manifest holds it."""
    return {"value": value, "label": f"{unit} tiếp nhận", "unit": unit, "population": POPULATION}


def scores(points: str, *, maximum: str = "100", status: str = "illustrative", **total: str | None) -> dict[str, Any]:
    """Return a score sheet as a manifest holds it: of its rows the index knows nothing."""
    return {
        "criteria": {"id": "minh-hoa", "status": status, "decimals": 2},
        "rows": [],
        "total": {"maximum": maximum, "points": points, "excluded_maximum": "0", "rescaled": points} | total,
    }


def manifest(  # noqa: PLR0913  # each argument is a figure that a cell shows
    year: int = 2020,
    department: str = "sct",
    edition: str = "internal",
    *,
    name: str = "Sở Công Thương",
    system: tuple[int, int] = (580, 581),
    actual: tuple[int, int] = (581, 581),
    severities: tuple[str, ...] = ("warning", "warning", "note"),
    valid: tuple[str, str | None] | None = None,
    **changes: Any,
) -> dict[str, Any]:
    """Return a manifest with the keys that an index reads; `changes` replaces whole keys."""
    validity = {} if valid is None else dict(zip(("valid_from", "valid_to"), valid, strict=True))
    return {
        "schema": "cchc-report/manifest/1",
        "parameters": {
            "year": year,
            "edition": edition,
            "department": {"id": department, "name": name, "parent": "UBND tỉnh Hải Dương"} | validity,
        },
        "measures": {
            "settlement.on_time_rate.system": rate(*system, "system"),
            "settlement.on_time_rate.actual": rate(*actual, "actual"),
            "settlement.received_in_period": count(590),
        },
        "findings": [{"rule": f"rule.{place}", "severity": severity} for place, severity in enumerate(severities)],
        "scores": scores("97.11"),
    } | changes


def publish(root: Path, content: dict[str, Any] | bytes, folder: str | None = None) -> Path:
    """Write a report's folder under `root` and return it; `folder` where it is not the one that the manifest names."""
    if folder is None:
        assert isinstance(content, dict)
        parameters = content["parameters"]
        folder = f"{parameters['year']}/{parameters['department']['id']}/{parameters['edition']}"
    place = root / folder
    place.mkdir(parents=True, exist_ok=True)
    for name in REPORT_FILES:
        (place / name).write_bytes(name.encode())
    written = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    (place / "manifest.json").write_bytes(written)
    return place


def publish_as_made(outputs: OutputFolder, planned: Planned) -> Path:
    """Write the folder that a report would have been published in, were it made now; return it.

    Its pages are stand-ins; its manifest is one as a batch writes it.
    """
    folder = outputs.report_folder(planned.request)
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: f"{name} of {planned.request.name}".encode() for name in REPORT_FILES}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    parameters = planned.parameters.model_dump(mode="json", by_alias=True)
    record = {"parameters": parameters, "inputs": [], "measures": {}, "findings": [], "scores": None, "document": {}}
    made = build_manifest(record, files, describe_environment(), planned.key.as_record())
    (folder / MANIFEST_NAME).write_bytes(manifest_bytes(made))
    return folder
