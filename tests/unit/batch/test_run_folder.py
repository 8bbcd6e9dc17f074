"""What a run leaves behind: its log and what failed; and that nothing of it can stop a batch."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from cchc_report.batch.events import Event
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.run_folder import RunFolder
from cchc_report.batch.worker import Failure
from cchc_report.errors import Place, Problem, Text

REQUEST = ReportRequest(2020, "sct", "internal")
PROBLEMS = (
    Problem("a", Text("tệp bị hỏng", "damaged"), Text("tải lại", "again"), Place(file="a.xlsx")),
    Problem("b", Text("thiếu cột", "no column"), Text("thêm cột", "add it")),
)


@pytest.fixture
def outputs(tmp_path: Path) -> OutputFolder:
    return OutputFolder(tmp_path / "outputs", "outputs")


def only_run(outputs: OutputFolder) -> Path:
    (run,) = (outputs.root / "runs").iterdir()
    return run


def test_every_event_is_a_line_of_the_log_with_its_time(outputs: OutputFolder) -> None:
    folder = RunFolder(outputs, "batch")
    folder.note(Event("fresh", REQUEST))
    folder.note(Event("finished", counts={"made": 0, "fresh": 1, "failed": 0}))
    folder.close()

    run = only_run(outputs)
    assert re.fullmatch(r"\d{8}T\d{6}-batch", run.name)
    lines = [json.loads(line) for line in (run / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    times = [datetime.fromisoformat(line.pop("time")) for line in lines]
    assert all(time.utcoffset() is not None for time in times)
    assert lines == [
        Event("fresh", REQUEST).as_record(),
        {"event": "finished", "counts": {"made": 0, "fresh": 1, "failed": 0}},
    ]


def test_a_line_can_be_read_as_soon_as_it_was_noted(outputs: OutputFolder) -> None:
    folder = RunFolder(outputs, "batch")
    folder.note(Event("fresh", REQUEST))

    assert (only_run(outputs) / "events.jsonl").read_text(encoding="utf-8").endswith("}\n")
    folder.close()


def test_two_runs_in_one_second_have_two_folders(outputs: OutputFolder) -> None:
    for _ in range(3):
        RunFolder(outputs, "batch").close()

    assert len(list((outputs.root / "runs").iterdir())) == 3


def test_why_a_report_was_not_made_is_kept_in_full(outputs: OutputFolder) -> None:
    folder = RunFolder(outputs, "batch")
    notebook, log = b'{"cells": []}', b"last words"
    failure = Failure(PROBLEMS, 6, {"self_assessment.ipynb": notebook, "kernel.log": log}, trace="  File x\nKeyError\n")

    shown = folder.keep(REQUEST, failure)
    folder.close()

    run = only_run(outputs)
    assert shown == f"outputs/runs/{run.name}/2020-sct-internal"
    assert folder.shown(REQUEST) == shown
    kept = {path.name: path.read_bytes() for path in (run / "2020-sct-internal").iterdir()}
    reason = "a.xlsx: tệp bị hỏng\n  → tải lại\nthiếu cột\n  → thêm cột\n"
    assert kept == {
        "reason.txt": reason.encode(),
        "self_assessment.ipynb": notebook,
        "kernel.log": log,
        "trace.txt": b"  File x\nKeyError\n",
    }


def test_a_user_s_own_mistake_has_no_trace(outputs: OutputFolder) -> None:
    folder = RunFolder(outputs, "batch")
    folder.keep(REQUEST, Failure(PROBLEMS, 4))
    folder.close()

    assert [path.name for path in (only_run(outputs) / "2020-sct-internal").iterdir()] == ["reason.txt"]


def test_where_nothing_can_be_written_nothing_is_said_to_be_kept(outputs: OutputFolder) -> None:
    outputs.root.mkdir()
    (outputs.root / "runs").write_text("a file", encoding="utf-8")
    folder = RunFolder(outputs, "batch")

    folder.note(Event("fresh", REQUEST))
    assert folder.shown(REQUEST) is None
    assert folder.keep(REQUEST, Failure(PROBLEMS, 4)) is None
    folder.close()


def test_a_folder_that_is_taken_away_meanwhile_stops_nothing(outputs: OutputFolder) -> None:
    folder = RunFolder(outputs, "batch")
    run = only_run(outputs)
    (run / "2020-sct-internal").write_text("a file where the folder should be", encoding="utf-8")

    assert folder.keep(REQUEST, Failure(PROBLEMS, 4)) is None
    folder.close()
    folder.note(Event("fresh", REQUEST))
