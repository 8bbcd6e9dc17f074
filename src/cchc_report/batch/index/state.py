"""What the index remembers between two runs, in `outputs/.index/`: what it was made from, and which reports failed.

A batch knows only of its own failures. That of another batch, or of last week, is remembered until its report is made
or found to be up to date; so an index made for one department does not forget another's failure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cchc_report.batch.index.entries import Existence, FailedReport, ReportId
from cchc_report.batch.index.folders import Manifest, ReportFolder

_SCHEMA = "cchc-report/index-state/1"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure that is remembered.

    Attributes:
        report: The report that failed.
        standing: Hash of the manifest that stood there when it failed; `None` where none stood.
    """

    report: FailedReport
    standing: str | None


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the last index was made from, and what came out.

    Attributes:
        source: Hash of everything that its files depend on.
        files: Hash of each file, by name.
        failures: The failures that it shows, by year, department and edition.
    """

    source: str
    files: Mapping[str, str]
    failures: tuple[Failure, ...]


NO_STATE = IndexState("", {}, ())


def failures_now(
    before: Iterable[Failure],
    failed: Iterable[Failure],
    up_to_date: Collection[ReportId],
    folders: Iterable[ReportFolder],
) -> tuple[Failure, ...]:
    """Return the failures that the index must show.

    Args:
        before: Those remembered.
        failed: Those of this batch.
        up_to_date: Reports that this batch made, or found as they should be.
        folders: What stands now; a report that was published since it failed has not failed any more.
    """
    standing = {(folder.year, folder.department, folder.edition): manifest_hash(folder.manifest) for folder in folders}
    remembered = {failure.report.id: failure for failure in before if failure.report.id not in up_to_date}
    known = remembered | {failure.report.id: failure for failure in failed}
    return tuple(failure for id_, failure in sorted(known.items()) if failure.standing == standing.get(id_))


def manifest_hash(manifest: Manifest) -> str | None:
    """Return the hash of a manifest; `None` where there is none."""
    return None if isinstance(manifest, str) else hashlib.sha256(manifest).hexdigest()


def source_hash(
    folders: Iterable[ReportFolder],
    failures: Iterable[Failure],
    departments: Iterable[Existence],
    program: Iterable[str],
) -> str:
    """Return the hash of all that the index depends on: reports, failures, departments, and the program."""
    value = [
        [[folder.name, manifest_hash(folder.manifest) or folder.manifest, folder.files] for folder in folders],
        [asdict(failure) for failure in failures],
        [asdict(department) for department in departments],
        list(program),
    ]
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def state_bytes(state: IndexState) -> bytes:
    """Return the state as it is written."""
    return (json.dumps({"schema": _SCHEMA} | asdict(state), ensure_ascii=False, indent=1) + "\n").encode()


def read_state(content: bytes) -> IndexState:
    """Return a state that was written; what is none, or another version's, is as if nothing was remembered."""
    try:
        record = json.loads(content)
        if record["schema"] != _SCHEMA:
            return NO_STATE
        failures = tuple(Failure(_failed(each["report"]), each["standing"]) for each in record["failures"])
        return IndexState(str(record["source"]), dict(record["files"]), failures)
    except (ValueError, LookupError, TypeError, AttributeError):
        return NO_STATE


def _failed(record: Mapping[str, Any]) -> FailedReport:
    words = {name: str(record[name]) for name in ("department_id", "department_name", "edition", "reason")}
    return FailedReport(year=int(record["year"]), **words)
