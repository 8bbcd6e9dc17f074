"""From a manifest's bytes to what the index and the catalogue show of it; what is not as promised gets a reason.

A manifest may have been edited, cut off or put there by another program: nothing in it is taken for granted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from urllib.parse import quote

from cchc_report.batch.index.entries import (
    EDITIONS,
    Existence,
    FindingCounts,
    IndexEntry,
    Links,
    Rate,
    ReportId,
    Score,
    bare_entry,
)
from cchc_report.batch.index.folders import ReportFolder
from cchc_report.batch.manifest import MANIFEST_NAME, SCHEMA
from cchc_report.errors import shortened

ON_TIME_SYSTEM = "settlement.on_time_rate.system"
ON_TIME_ACTUAL = "settlement.on_time_rate.actual"

_SEVERITIES = ("error", "warning", "note")
_VIEWS = (None, "system", "actual")
_DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_LARGEST = 2**63 - 1
_MOST_DECIMALS = 6

_NO_MANIFEST = {
    "missing": "thư mục không có manifest.json",
    "unreadable": "không đọc được tệp manifest.json",
}


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of one report: a count has `value`, a ratio `numerator` and `denominator` (docs/manifest.md)."""

    id: str
    label: str
    kind: str
    view: str | None
    value: int | None
    numerator: int | None
    denominator: int | None
    unit: str | None
    population: str | None
    definition: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What one folder gives: its entry, and all its measures by id."""

    entry: IndexEntry
    measures: tuple[MeasureRow, ...]


class _NotAsPromisedError(Exception):
    """A key of the manifest is missing or holds something else; the message names it."""


def read_report(folder: ReportFolder) -> ReadReport:
    """Return what the index shows of a report's folder; a folder that cannot be read gives an entry with the reason."""
    place: ReportId = (folder.year, folder.department, folder.edition)
    links = _links(folder)
    if isinstance(folder.manifest, str):
        return ReadReport(bare_entry(place, "unreadable", _NO_MANIFEST[folder.manifest], links=links), ())
    try:
        manifest = _object(json.loads(folder.manifest), "manifest.json")
        foreign = _why_foreign(manifest, folder)
        if foreign:
            return ReadReport(bare_entry(place, "foreign", foreign, links=links), ())
        measures = _measures(_object(_at(manifest, "measures"), "measures"))
        return ReadReport(_entry(place, manifest, measures, links), measures)
    except _NotAsPromisedError as error:
        reason = f"manifest.json sai ở mục {error}"
    except (ValueError, RecursionError):
        reason = "manifest.json đã hỏng, không phải JSON"
    return ReadReport(bare_entry(place, "unreadable", reason, links=links), ())


def _links(folder: ReportFolder) -> Links:
    base = "/".join(quote(part, safe="") for part in folder.name.split("/"))
    there = {name: f"{base}/{name}" for name in folder.files}
    return Links(*(there.get(name) for name in ("report.html", "report.pdf", "annex.xlsx", MANIFEST_NAME)))


def _why_foreign(manifest: Mapping[str, Any], folder: ReportFolder) -> str | None:
    """Return why the manifest is not this folder's, or `None` where it is."""
    schema = manifest.get("schema")
    if schema != SCHEMA:
        return f'manifest.json theo khuôn dạng "{shortened(schema)}", chương trình này đọc "{SCHEMA}"'
    if folder.edition not in EDITIONS:
        return f'thư mục mang tên bản lạ "{shortened(folder.edition)}"; tên bản là internal hoặc public'
    parameters = _object(_at(manifest, "parameters"), "parameters")
    department = _object(_at(parameters, "department"), "parameters.department")
    said = [parameters.get("year"), department.get("id"), parameters.get("edition")]
    if said != [folder.year, folder.department, folder.edition]:
        return f"manifest.json là của báo cáo khác: {shortened('/'.join(map(str, said)))}"
    return None


def _entry(place: ReportId, manifest: Mapping[str, Any], measures: Iterable[MeasureRow], links: Links) -> IndexEntry:
    year, department_id, edition = place
    department = manifest["parameters"]["department"]
    by_id = {measure.id: measure for measure in measures}
    return IndexEntry(
        year=year,
        department_id=department_id,
        department_name=_text(department, "name"),
        parent=_text(department, "parent"),
        edition=edition,
        status="published",
        reason=None,
        failure=None,
        on_time_system=_rate(by_id.get(ON_TIME_SYSTEM)),
        on_time_actual=_rate(by_id.get(ON_TIME_ACTUAL)),
        score=_score(_at(manifest, "scores")),
        findings=_finding_counts(_at(manifest, "findings")),
        links=links,
        existence=_existence(department),
    )


def _existence(department: Mapping[str, Any]) -> Existence | None:
    """Return when the department exists; `None` where the manifest does not say so: its figures count all the same."""
    first, last = department.get("valid_from"), department.get("valid_to")
    try:
        end = None if last is None else date.fromisoformat(str(last))
        return Existence(department["id"], department["name"], date.fromisoformat(str(first)), end)
    except ValueError:
        return None


def _rate(measure: MeasureRow | None) -> Rate | None:
    if measure is None or measure.numerator is None or measure.denominator is None:
        return None
    return Rate(measure.numerator, measure.denominator)


def _score(scores: Any) -> Score | None:
    if scores is None:
        return None
    total = _object(_at(_object(scores, "scores"), "total"), "scores.total")
    criteria = _object(_at(scores, "criteria"), "scores.criteria")
    excluded = _points(total, "excluded_maximum")
    return Score(
        points=_points(total, "points"),
        maximum=_points(total, "maximum"),
        rescaled=_points(total, "rescaled") if excluded and total.get("rescaled") is not None else None,
        decimals=min(_whole(criteria, "decimals"), _MOST_DECIMALS),
        illustrative=_text(criteria, "status") == "illustrative",
    )


def _finding_counts(findings: Any) -> FindingCounts:
    if not isinstance(findings, list):
        raise _NotAsPromisedError("findings")
    severities = [_object(finding, "findings").get("severity") for finding in findings]
    if any(severity not in _SEVERITIES for severity in severities):
        raise _NotAsPromisedError("findings.severity")
    return FindingCounts(*(severities.count(severity) for severity in _SEVERITIES))


def _measures(records: Mapping[str, Any]) -> tuple[MeasureRow, ...]:
    rows = []
    for id_, record in sorted(records.items()):
        try:
            rows.append(_measure(id_, _object(record, "")))
        except _NotAsPromisedError:
            raise _NotAsPromisedError(f"measures.{shortened(id_)}") from None
    return tuple(rows)


def _measure(id_: str, record: Mapping[str, Any]) -> MeasureRow:
    """Return one measure; its kind shows in its keys (docs/manifest.md)."""
    is_ratio = "denominator" in record
    value = None if is_ratio or _at(record, "value") is None else _whole(record, "value")
    view = record.get("view")
    if view not in _VIEWS:
        raise _NotAsPromisedError("view")
    return MeasureRow(
        id=id_,
        label=_text(record, "label"),
        kind="ratio" if is_ratio else "unavailable" if value is None else "count",
        view=view,
        value=value,
        numerator=_whole(record, "numerator") if is_ratio else None,
        denominator=_whole(record, "denominator") if is_ratio else None,
        unit=_text_or_none(record, "unit"),
        population=_text_or_none(record, "population"),
        definition=_text_or_none(record, "definition"),
        reason=_text_or_none(record, "reason"),
    )


def _object(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _NotAsPromisedError(name)
    return value


def _at(record: Mapping[str, Any], key: str) -> Any:
    if key not in record:
        raise _NotAsPromisedError(key)
    return record[key]


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not _is_text(value):
        raise _NotAsPromisedError(key)
    return value


def _text_or_none(record: Mapping[str, Any], key: str) -> str | None:
    return None if record.get(key) is None else _text(record, key)


def _is_text(value: str) -> bool:
    """Return whether a text can be written: JSON may hold half of a character that takes two."""
    return value.isascii() or not _HALF_CHARACTER.search(value)


def _whole(record: Mapping[str, Any], key: str) -> int:
    value = record.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
        raise _NotAsPromisedError(key)
    return value


def _points(record: Mapping[str, Any], key: str) -> Fraction:
    value = record.get(key)
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise _NotAsPromisedError(f"scores.total.{key}")
    return Fraction(value)
