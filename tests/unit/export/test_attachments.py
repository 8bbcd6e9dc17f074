"""What the PDF carries inside: made from the record alone, in one order, nothing that the edition does not hold."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from cchc_report.export.attachments import LATE_DOSSIER_COLUMNS, AttachedFile, attached_files

RECORD: dict[str, Any] = {
    "parameters": {"year": 2020},
    "inputs": [],
    "measures": {
        "settlement.total": {"value": 624, "label": "tổng số", "unit": "hồ sơ", "population": "mọi hồ sơ"},
        "settlement.rate": {
            "numerator": 580,
            "denominator": 581,
            "definition": "đúng hạn chia cho đã giải quyết",
            "label": "tỷ lệ",
            "population": "hồ sơ đã giải quyết",
            "view": "system",
        },
        "notices.online": {"value": None, "label": "trực tuyến", "reason": "không có cột kênh"},
    },
    "findings": [],
    "scores": None,
    "document": {"title": "Báo cáo"},
    "late_dossiers": [],
}
LATE = {"code": "000.00.02.H23-200922-0005", "days_late": 2, "procedure": "Đăng ký", "cause": None}


def by_name(record: dict[str, Any]) -> dict[str, AttachedFile]:
    return {file.name: file for file in attached_files(record)}


def rows_of(file: AttachedFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"), newline="")))


def test_names_and_relationships() -> None:
    files = attached_files(RECORD | {"late_dossiers": [LATE]})
    assert [(file.name, file.relationship) for file in files] == [
        ("late_dossiers.csv", "Data"),
        ("manifest.json", "Supplement"),
        ("measures.csv", "Data"),
    ]
    assert all(file.description for file in files)


def test_without_late_dossiers_there_is_no_list_of_them() -> None:
    assert set(by_name(RECORD)) == {"manifest.json", "measures.csv"}


def test_a_row_for_each_measure_with_what_it_has() -> None:
    none, rate, total = rows_of(by_name(RECORD)["measures.csv"])
    assert [row["id"] for row in (none, rate, total)] == ["notices.online", "settlement.rate", "settlement.total"]
    assert (total["value"], total["numerator"], total["unit"], total["view"]) == ("624", "", "hồ sơ", "")
    assert (rate["value"], rate["numerator"], rate["denominator"], rate["view"]) == ("", "580", "581", "system")
    assert rate["definition"] == "đúng hạn chia cho đã giải quyết"
    assert (none["value"], none["reason"]) == ("", "không có cột kênh")


def test_late_dossiers_have_every_column() -> None:
    (row,) = rows_of(by_name(RECORD | {"late_dossiers": [LATE]})["late_dossiers.csv"])
    assert tuple(row) == LATE_DOSSIER_COLUMNS
    assert (row["code"], row["days_late"], row["cause"], row["proof"]) == (LATE["code"], "2", "", "")


def test_the_manifest_inside_names_neither_outputs_nor_key() -> None:
    manifest = json.loads(by_name(RECORD)["manifest.json"].content)
    assert manifest["schema"] == "cchc-report/manifest-attached/1"
    assert manifest.keys() == {
        "schema",
        "parameters",
        "inputs",
        "measures",
        "findings",
        "scores",
        "document",
        "package",
        "environment",
        "manifest_sha256",
    }
    assert manifest["measures"] == RECORD["measures"]


@pytest.mark.parametrize("key", ["measures", "parameters"])
def test_the_order_of_a_notebook_written_and_read_again_does_not_show(key: str) -> None:
    turned = RECORD | {key: dict(reversed(RECORD[key].items()))}
    assert attached_files(turned) == attached_files(RECORD)
