"""The files that a PDF carries inside (PDF/A-3): what the report was made from, its figures, its late dossiers.

All three come from the record of the executed notebook, so that every way of exporting attaches the same bytes, and an
edition attaches what its record holds and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cchc_report.export.csv_file import csv_file
from cchc_report.export.manifest import MANIFEST_NAME, attached_manifest, describe_environment, manifest_bytes

MEASURES_NAME = "measures.csv"
LATE_DOSSIERS_NAME = "late_dossiers.csv"

MEASURE_COLUMNS = (
    "id",
    "label",
    "view",
    "value",
    "numerator",
    "denominator",
    "unit",
    "population",
    "definition",
    "reason",
)
"""A row each measure; `value` of a count, `numerator` and `denominator` of a ratio, `reason` where there is neither."""

LATE_DOSSIER_COLUMNS = (
    "code",
    "population",
    "procedure",
    "field",
    "received_on",
    "due_on",
    "ended_on",
    "days_late",
    "ended_in_fact_on",
    "cause",
    "proof",
    "verdict",
    "conclusion",
    "narrative",
    "apology_number",
    "apology_date",
    "no_apology_reason",
)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside the PDF.

    Attributes:
        name: Its name, in ASCII.
        description: What it is, in Vietnamese.
        relationship: How it relates to the document: `Data` is what its tables and charts show, `Supplement` says more
            than the document prints (ISO 32000-2, 7.11.3).
        content: Its bytes.
    """

    name: str
    description: str
    relationship: Literal["Data", "Supplement"]
    content: bytes


def attached_files(record: Mapping[str, Any]) -> tuple[AttachedFile, ...]:
    """Return the files to attach, by name.

    Args:
        record: What the executed notebook carries.
    """
    manifest = manifest_bytes(attached_manifest(record, describe_environment()))
    measures = [{"id": id_, **record["measures"][id_]} for id_ in sorted(record["measures"])]
    late = record["late_dossiers"]
    attached = [
        AttachedFile(
            MANIFEST_NAME, "Nguồn số liệu, tham số, kết quả và phiên bản phần mềm của báo cáo", "Supplement", manifest
        ),
        AttachedFile(MEASURES_NAME, "Mọi số liệu của báo cáo", "Data", _table(MEASURE_COLUMNS, measures)),
    ]
    if late:
        table = _table(LATE_DOSSIER_COLUMNS, late)
        attached.append(AttachedFile(LATE_DOSSIERS_NAME, "Hồ sơ trễ hạn trên Hệ thống và giải trình", "Data", table))
    return tuple(sorted(attached, key=lambda file: file.name))


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    return csv_file(columns, ([row.get(column) for column in columns] for row in rows))
