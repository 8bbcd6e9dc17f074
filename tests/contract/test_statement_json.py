"""What `cchc-report statement --json` says of the examples, pinned: `cchc-report/statement/1` (docs/statement.md).

Where a change is meant, note it in the change log and write it anew: `pytest tests/contract --snapshot-update`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from cchc_report.statement import assess
from cchc_report.statement.reading.files import read_statements
from cchc_report.statement.records import record_of

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((REPOSITORY / "examples" / "statements").glob("*.yaml"))


def record(path: Path) -> dict[str, Any]:
    return record_of([assess(statement) for statement in read_statements([path])])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)

    found = record(path.relative_to(REPOSITORY))

    assert found == snapshot(extension_class=JSONSnapshotExtension)


def test_every_key_is_documented() -> None:
    document = (REPOSITORY / "docs" / "statement.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)(?:\[\])?`", document))

    assert keys_of([record(path) for path in EXAMPLES]) - documented == set()


def keys_of(value: Any) -> set[str]:
    """Return the keys of the contract in a record; the names of counts are the statement's own."""
    if isinstance(value, list):
        return {key for item in value for key in keys_of(item)}
    if isinstance(value, dict):
        inner = {key for name, item in value.items() if name != "counts" for key in keys_of(item)}
        return {*value, *inner} - {"period", "from", "to", "place"} | ({"period", "place"} & {*value})
    return set()
