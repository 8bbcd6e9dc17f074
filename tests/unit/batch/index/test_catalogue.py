"""The catalogue: a row for each measure, with types; nothing in it runs in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import Any

import pyarrow.parquet as pq
import pytest

from cchc_report.batch.index.catalogue import COLUMNS, CatalogueRow, catalogue_rows, csv_bytes, parquet_bytes
from cchc_report.batch.index.folders import ReportFolder
from cchc_report.batch.index.reading import ReadReport, read_report
from support.published import POPULATION, count, manifest, rate

MEASURES = {
    "z.rate": rate(1, 3, "system"),
    "a.count": count(590),
    "m.nothing": rate(0, 0, "actual"),
    "m.unknown": {"value": None, "label": "không rõ", "reason": "tệp xuất không có cột này"},
}
DEFINITION = "Số hồ sơ đúng hạn chia cho số hồ sơ đã giải quyết"


def report(**changes: Any) -> ReadReport:
    """Return a report that was read from a manifest with these changes."""
    content = json.dumps(manifest(**({"measures": MEASURES} | changes))).encode()
    return read_report(ReportFolder(2020, "sct", "internal", content, ()))


def test_a_row_for_each_measure_in_the_order_of_ids() -> None:
    where = (2020, "sct", "Sở Công Thương", "internal")

    rows = list(catalogue_rows([report()]))

    assert rows == [
        CatalogueRow(
            *where, "a.count", "hồ sơ tiếp nhận", "count", None, 590, None, None, None, "hồ sơ", POPULATION, None, None
        ),
        CatalogueRow(
            *where,
            *("m.nothing", "tỷ lệ đúng hạn", "ratio", "actual", None, 0, 0, None, None, POPULATION),
            *(DEFINITION, None),
        ),
        CatalogueRow(
            *where,
            *("m.unknown", "không rõ", "unavailable", None, None, None, None, None, None, None, None),
            "tệp xuất không có cột này",
        ),
        CatalogueRow(
            *where,
            *("z.rate", "tỷ lệ đúng hạn", "ratio", "system", None, 1, 3, 0.3333333333333333, None, POPULATION),
            *(DEFINITION, None),
        ),
    ]


def test_csv_is_rfc_4180_with_a_mark_for_excel() -> None:
    content = csv_bytes(catalogue_rows([report(name='Sở "A", B\nC')]))

    assert content.startswith(b"\xef\xbb\xbfyear,department,department_name,edition,measure,label,kind,view,value,")
    assert content.count(b"\r\n") == 5
    assert '\r\n2020,sct,"Sở ""A"", B\nC",internal,a.count,'.encode() in content
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert lines[0] == list(COLUMNS)
    assert dict(zip(COLUMNS, lines[4], strict=True)) | {"definition": ""} == {
        "year": "2020",
        "department": "sct",
        "department_name": 'Sở "A", B\nC',
        "edition": "internal",
        "measure": "z.rate",
        "label": "tỷ lệ đúng hạn",
        "kind": "ratio",
        "view": "system",
        "value": "",
        "numerator": "1",
        "denominator": "3",
        "rate": "0.3333333333333333",
        "unit": "",
        "population": POPULATION,
        "definition": "",
        "reason": "",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n", "＝", "＋", "－", "＠", "  ="])
def test_no_text_begins_a_formula(start: str) -> None:
    hostile = f'{start}HYPERLINK("http://x.invalid")'

    content = csv_bytes(catalogue_rows([report(name=hostile)])).decode("utf-8-sig")
    _, row, *_ = csv.reader(io.StringIO(content, newline=""))
    assert row[2] == f"'{hostile}"


def test_parquet_has_types_and_texts_as_they_are() -> None:
    rows = list(catalogue_rows([report(name="=cmd")]))

    table = pq.read_table(io.BytesIO(parquet_bytes(rows)))

    assert {field.name: (str(field.type), field.nullable) for field in table.schema} == {
        "year": ("int64", False),
        "department": ("string", False),
        "department_name": ("string", False),
        "edition": ("string", False),
        "measure": ("string", False),
        "label": ("string", False),
        "kind": ("string", False),
        "view": ("string", True),
        "value": ("int64", True),
        "numerator": ("int64", True),
        "denominator": ("int64", True),
        "rate": ("double", True),
        "unit": ("string", True),
        "population": ("string", True),
        "definition": ("string", True),
        "reason": ("string", True),
    }
    table.validate(full=True)
    assert table.column("department_name").to_pylist() == ["=cmd"] * 4
    assert table.column("value").to_pylist() == [590, None, None, None]
    assert table.column("numerator").to_pylist() == [None, 0, None, 1]
    assert table.column("rate").to_pylist() == [None, None, None, 1 / 3]
    assert table.column("view").to_pylist() == [None, "actual", None, "system"]


def test_parquet_of_nothing_and_of_more_than_one_byte_of_marks() -> None:
    rows = list(catalogue_rows([report()] * 5))  # 20 rows: their marks of nothing fill two bytes and a half

    assert pq.read_table(io.BytesIO(parquet_bytes([]))).num_rows == 0
    assert pq.read_table(io.BytesIO(parquet_bytes(rows))).column("value").to_pylist() == [590, None, None, None] * 5


def test_a_report_that_cannot_be_read_has_no_rows() -> None:
    assert list(catalogue_rows([report(measures=[])])) == []


def test_the_same_rows_give_the_same_bytes_in_another_process_and_pandas_is_not_loaded() -> None:
    program = (
        "import sys, hashlib\n"
        "from cchc_report.batch.index.catalogue import CatalogueRow, csv_bytes, parquet_bytes\n"
        "row = CatalogueRow(2020, 'sct', 'Sở', 'internal', 'a.b', 'x', 'ratio', None, None, 1, 3, 1 / 3, *[None] * 4)\n"
        "print(hashlib.sha256(csv_bytes([row]) + parquet_bytes([row])).hexdigest(), 'pandas' in sys.modules)\n"
    )

    command = [sys.executable, "-c", program]
    said = {subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in "ab"}

    assert len(said) == 1
    assert said.pop().split()[1] == "False"
