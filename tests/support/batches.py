"""Batches as a user starts them, over a matrix that is quick to make; and whether what they leave is whole."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import random
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from cchc_report.batch.request import ReportRequest
from cchc_report.samples.province import ProvinceOptions, write_province
from support.notebooks import LOAD_CELL, PARAMETERS_CELL, SHOW_CELL, write_notebook_in
from support.processes import MARK, left_over

SCT_2021, SXD_2021, SCT_2022, SXD_2022 = REPORTS = (
    "2021/sct/internal",
    "2021/sxd/internal",
    "2022/sct/internal",
    "2022/sxd/internal",
)
PARTLY_FAILED = 9
"""Exit code of a batch that did not make all of its reports."""
INDEX_FILES = ("index.html", "catalogue.csv", "catalogue.parquet")
LONGEST_WAIT_SECONDS = 300
MOMENTS = (
    ("planned", None, 1),
    ("checked", None, 4),
    ("stage", "execute", 4),
    ("stage", "html", 4),
    ("stage", "pdf", 4),
    ("stage", "publish", 4),
    ("published", None, 4),
    ("finished", None, 1),
)
"""What a batch tells of, and how often at most."""
_COMMAND = (sys.executable, "-c", "import sys; from cchc_report.cli import main; sys.exit(main())")

TROUBLE_CELL = """
from pathlib import Path
trouble = Path("trouble", f"{year}-{department}.py")
if trouble.exists():
    exec(trouble.read_text(encoding="utf-8"))
"""
"""What a test puts there goes wrong in this report; the notebook, and so the report's key, is the same without it."""


def write_matrix(root: Path, repository: Path) -> None:
    """Write a project folder of two departments in two years with hardly any data, and a notebook to match."""
    root.mkdir()
    write_province(root, repository, ProvinceOptions((2021, 2022), 2, seed=5, dossiers=5, format="csv"))
    shutil.rmtree(root / "notebooks")
    write_notebook_in(root, PARAMETERS_CELL, TROUBLE_CELL, LOAD_CELL, SHOW_CELL)


@dataclass(frozen=True, slots=True)
class Ended:
    """A batch that came to its end."""

    code: int
    said: str
    complained: str


@dataclass(slots=True)
class Matrix:
    """A project folder of one's own with the small matrix, and the batches that run in it.

    Attributes:
        root: The project folder.
        mark: Marks every process that the batches start, however far down.
        temporary: Where they put temporary files.
        prefix: Words before the command, such as those that take rights away.
        earlier_runs: Folders of the runs before the one begun last.
    """

    root: Path
    temporary: Path
    prefix: Sequence[str] = ()
    mark: str = field(default_factory=lambda: secrets.token_hex(8))
    earlier_runs: set[Path] = field(default_factory=set)

    @property
    def outputs(self) -> Path:
        """Where the reports are published."""
        return self.root / "outputs"

    def start(self, *words: str, jobs: int = 2) -> subprocess.Popen[str]:
        """Start `cchc-report run`, in a session of its own, as a terminal would."""
        self.earlier_runs = self._run_folders()
        return subprocess.Popen(
            [*self.prefix, *_COMMAND, "run", "--jobs", str(jobs), *words],
            cwd=self.root,
            env={**os.environ, MARK: self.mark, "TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *words: str, jobs: int = 2) -> Ended:
        """Run `cchc-report run` to its end, see that it leaves no process, and return what it said."""
        ended = end_of(self.start(*words, jobs=jobs))
        assert left_over(self.mark) == {}
        return ended

    def trouble(self, report: str, code: str) -> None:
        """Have `code` run in the kernel of a report before it reads its data."""
        year, department, _ = report.split("/")
        path = self.root / "trouble" / f"{year}-{department}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(code, encoding="utf-8")

    def end_trouble(self) -> None:
        """Take all troubles away."""
        shutil.rmtree(self.root / "trouble")

    @property
    def run_folder(self) -> Path:
        """The folder of the run begun last; a place that does not exist while it has none."""
        return next(iter(self._run_folders() - self.earlier_runs), self.outputs / "runs" / "none yet")

    def _run_folders(self) -> set[Path]:
        runs = self.outputs / "runs"
        return {*runs.iterdir()} if runs.exists() else set()

    def events(self) -> list[dict[str, Any]]:
        """Return what the log of the run begun last tells; as far as it goes, while it runs."""
        log = self.run_folder / "events.jsonl"
        written = log.read_text(encoding="utf-8").rpartition("\n")[0] if log.exists() else ""
        return [json.loads(line) for line in written.splitlines()]

    def times_told(self, kind: str, stage: str | None = None) -> int:
        """Return how often the running batch has told of something."""
        return sum((event["event"], event.get("stage")) == (kind, stage) for event in self.events())

    def published_by_last_run(self) -> set[str]:
        """Return the reports that the last run says it published."""
        return {name_of(event) for event in self.events() if event["event"] == "published"}

    def failures_in_index(self) -> dict[str, str]:
        """Return why reports failed, as the index remembers and shows it."""
        state = json.loads((self.outputs / ".index" / "state.json").read_text(encoding="utf-8"))
        reports = [failure["report"] for failure in state["failures"]]
        page = (self.outputs / "index.html").read_text(encoding="utf-8")
        assert all(report["reason"].partition('"')[0] in page for report in reports)
        return {f"{r['year']}/{r['department_id']}/{r['edition']}": r["reason"] for r in reports}

    def reasons_in_run_folder(self) -> dict[str, str]:
        """Return the first line of the reason that the last run keeps for each report that it did not make."""
        return {
            path.parent.name.replace("-", "/"): path.read_text(encoding="utf-8").splitlines()[0]
            for path in self.run_folder.glob("*/reason.txt")
        }


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A batch over the small matrix that nothing disturbed.

    Attributes:
        root: Its project folder.
        files: Every published file by its path.
        seconds: How long it took.
    """

    root: Path
    files: Mapping[str, bytes]
    seconds: float


def name_of(event: Mapping[str, Any]) -> str:
    """Return the report that an event is about."""
    return ReportRequest(event["year"], event["department"], event["edition"]).name


def end_of(batch: subprocess.Popen[str]) -> Ended:
    """Wait for the end of a batch."""
    said, complained = batch.communicate(timeout=LONGEST_WAIT_SECONDS)
    return Ended(batch.returncode, said, complained)


def published(outputs: Path) -> dict[str, bytes]:
    """Return every file that stands under a final name, by its path, and what the index remembers."""
    paths = [*outputs.glob("2*/**/*"), *(outputs / name for name in INDEX_FILES), outputs / ".index" / "state.json"]
    return {path.relative_to(outputs).as_posix(): path.read_bytes() for path in sorted(paths) if path.is_file()}


def reports_in(files: Mapping[str, bytes], *reports: str) -> dict[str, bytes]:
    """Return the files of some reports."""
    return {path: content for path, content in files.items() if path.startswith(tuple(f"{name}/" for name in reports))}


def torn(outputs: Path) -> list[str]:
    """Return what under a final name is not whole; of the three files of the index, each may be missing."""
    return [*_torn_reports(outputs), *_torn_index(outputs)]


def _torn_reports(outputs: Path) -> Iterator[str]:
    for folder in outputs.glob("2*/*/*"):
        name = folder.relative_to(outputs).as_posix()
        there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        if there.pop("manifest.json", None) is None:
            yield f"{name}: no manifest"
            continue
        manifest = json.loads((folder / "manifest.json").read_bytes())
        if there != {output["path"]: output["sha256"] for output in manifest["outputs"]}:
            yield f"{name}: {sorted(there)}, but other files or hashes in the manifest"


def _torn_index(outputs: Path) -> Iterator[str]:
    contents = {name: (outputs / name).read_bytes() for name in INDEX_FILES if (outputs / name).exists()}
    if not contents.get("index.html", b"</html>\n").endswith(b"</html>\n"):
        yield "index.html"
    if table := contents.get("catalogue.csv"):
        rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
        if not table.endswith(b"\n") or {len(row) for row in rows} != {len(rows[0])}:
            yield "catalogue.csv"
    if parquet := contents.get("catalogue.parquet"):
        pq.read_table(io.BytesIO(parquet)).validate(full=True)


def require_kept_and_shown(matrix: Matrix, expected: Mapping[str, str]) -> None:
    """See that the last run's folder keeps, and the index shows, why reports were not made: these and no others."""
    for reasons in (matrix.reasons_in_run_folder(), matrix.failures_in_index()):
        assert reasons.keys() == expected.keys()
        assert [(name, reasons[name]) for name, reason in expected.items() if reason not in reasons[name]] == []


def require_told_and_the_others_unharmed(
    matrix: Matrix, undisturbed: Undisturbed, ended: Ended, expected: Mapping[str, str]
) -> None:
    """See that terminal, run folder and index say why reports were not made, and that all the others stand."""
    assert "Traceback" not in ended.said + ended.complained
    assert str(matrix.root) not in ended.said + ended.complained
    lines = [line.split(maxsplit=2) for line in ended.complained.splitlines() if line.startswith("[")]
    told = {name: reason for _, name, reason in lines}
    assert told.keys() == expected.keys()
    assert [(name, told[name]) for name, reason in expected.items() if reason not in told[name]] == []
    require_kept_and_shown(matrix, expected)
    require_the_others_unharmed(matrix, undisturbed, expected)


def require_the_others_unharmed(matrix: Matrix, undisturbed: Undisturbed, missing: Collection[str]) -> None:
    """See that all reports but the missing ones stand as nothing had happened, and that nothing is half-done."""
    assert torn(matrix.outputs) == []
    stands = reports_in(published(matrix.outputs), *REPORTS)
    assert stands == reports_in(undisturbed.files, *(name for name in REPORTS if name not in missing))
    assert list((matrix.outputs / ".staging").iterdir()) == []


def require_running_again_brings_the_rest(matrix: Matrix, undisturbed: Undisturbed, missing: Collection[str]) -> None:
    """Run again, and see that it makes what is missing and nothing else; one worker is loaded sooner than two."""
    assert matrix.run(jobs=1).code == 0
    assert matrix.published_by_last_run() == {*missing}
    assert published(matrix.outputs) == undisturbed.files


def wait_until(condition: Callable[[], object], batch: subprocess.Popen[str] | None = None) -> bool:
    """Wait until `condition` holds, and say so; or until the batch has ended without it."""
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not condition():
        if batch is not None and batch.poll() is not None:
            return bool(condition())
        if time.monotonic() > end:
            pytest.fail("waited too long")
        time.sleep(0.02)
    return True


def wait_for_a_moment(draw: random.Random, matrix: Matrix, batch: subprocess.Popen[str], seconds: float) -> None:
    """Wait for a part of the time that a batch takes, or until it has said something; or until it has ended."""
    if draw.random() < 0.5:
        end = time.monotonic() + draw.random() * seconds
        wait_until(lambda: time.monotonic() > end, batch)
    else:
        kind, stage, most = draw.choice(MOMENTS)
        number = draw.randint(1, most)
        wait_until(lambda: matrix.times_told(kind, stage) >= number, batch)
