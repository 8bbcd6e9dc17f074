"""The manifest is a function of what it is given, in one canonical form of bytes."""

from __future__ import annotations

import hashlib
import json
import math
import re
from typing import Any

import pytest

from cchc_report.batch.manifest import build_manifest, describe_environment, is_as_written, manifest_bytes

RECORD: dict[str, Any] = {
    "parameters": {"year": 2020, "department": {"id": "sct", "name": "Sở Công Thương"}},
    "inputs": [{"path": "data/2020/sct/registers.xlsx", "sha256": "0" * 64, "rows": 137}],
    "measures": {"settlement.total": {"value": 624}, "notices.received": {"value": 5544}},
    "findings": [],
    "scores": {"total": {"points": "97.11"}},
    "document": {"title": "Báo cáo"},
}
KEY = {"schema": "cchc-report/key/1", "notebook": "1" * 64, "files": {"data/2020/sct/registers.xlsx": "0" * 64}}
# sha256 of the three letters "abc", from FIPS 180-2, appendix B.1.
SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_it_holds_the_record_the_outputs_and_the_versions() -> None:
    manifest = build_manifest(RECORD, {"report.pdf": b"abc", "report.html": b"abc"}, {"python": "3.11.7"}, KEY)

    assert manifest["schema"] == "cchc-report/manifest/1"
    assert {key: manifest[key] for key in RECORD} == RECORD
    assert manifest["outputs"] == [
        {"path": "report.html", "sha256": SHA256_OF_ABC},
        {"path": "report.pdf", "sha256": SHA256_OF_ABC},
    ]
    assert manifest["package"]["name"] == "cchc-report"
    assert manifest["environment"] == {"python": "3.11.7"}
    assert manifest["key"] == KEY


def test_the_order_in_which_things_came_does_not_show() -> None:
    turned = {key: RECORD[key] for key in reversed(RECORD)}
    turned["measures"] = dict(reversed(RECORD["measures"].items()))

    one = manifest_bytes(build_manifest(RECORD, {"a": b"", "b": b"x"}, {}, KEY))
    other = manifest_bytes(build_manifest(turned, {"b": b"x", "a": b""}, {}, dict(reversed(KEY.items()))))

    assert one == other


def test_bytes_are_utf8_sorted_and_end_with_a_newline() -> None:
    text = manifest_bytes({"z": "Sở Công Thương", "a": 1}).decode("utf-8")

    assert re.sub("[0-9a-f]{64}", "…", text) == (
        '{\n  "a": 1,\n  "manifest_sha256": "…",\n  "z": "Sở Công Thương"\n}\n'
    )


def test_its_own_hash_is_that_of_the_file_with_zeros_in_its_place() -> None:
    content = manifest_bytes({"findings": []})
    told = json.loads(content)["manifest_sha256"]

    assert hashlib.sha256(content.replace(told.encode(), b"0" * 64)).hexdigest() == told
    assert is_as_written(content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"value": 624', b'"value": 625'),
        (b"{\n  ", b"{\n   "),
        (b'  "manifest_sha256": "', b'  "manifest_sha256": "0'),
        (b'  "manifest_sha256"', b'  "manifest_sha_256"'),
    ],
    ids=["a figure", "the form", "the hash", "no hash"],
)
def test_a_manifest_that_was_altered_is_known(old: bytes, new: bytes) -> None:
    content = manifest_bytes(build_manifest(RECORD, {}, {}, KEY))
    assert old in content

    assert not is_as_written(content.replace(old, new))


def test_a_text_that_looks_like_the_hash_deceives_nobody() -> None:
    forged = '\n  "manifest_sha256": "' + "0" * 64 + '"'
    content = manifest_bytes({"difficulties": [forged]})

    assert is_as_written(content)
    assert not is_as_written(content.replace(b"difficulties", b"difficultier"))
    assert json.loads(content)["difficulties"] == [forged]


def test_a_value_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        manifest_bytes({"rate": math.nan})


def test_the_environment_names_versions_and_no_place() -> None:
    environment = describe_environment()

    assert environment == describe_environment()
    assert {"pandas", "papermill", "weasyprint", "matplotlib"} <= environment["packages"].keys()
    assert "/" not in json.dumps(environment)
