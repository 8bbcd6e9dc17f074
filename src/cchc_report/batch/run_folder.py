"""What one run of a batch leaves behind under `outputs/runs/`: its log, and what failed. It may hold clocks."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from cchc_report.batch.events import Event
from cchc_report.batch.outputs import OutputFolder
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.worker import Failure

LOG_NAME = "events.jsonl"
REASON_NAME = "reason.txt"
TRACE_NAME = "trace.txt"


class RunFolder:
    """The folder of one run.

    Args:
        outputs: The folder of all published reports.
        name: What the run is called after its time.

    Raises:
        PublishError: It cannot be made.
    """

    def __init__(self, outputs: OutputFolder, name: str) -> None:
        with outputs.writing(outputs.root / "runs"):
            self.path = outputs.new_run_folder(name)
            self._log: TextIO = (self.path / LOG_NAME).open("a", encoding="utf-8", buffering=1)
        self._outputs = outputs

    def shown(self, request: ReportRequest) -> str:
        """Return the folder of one report's remains, as messages name it."""
        return self._outputs.show(self._of(request))

    def note(self, event: Event) -> None:
        """Write an event to the log. A log that cannot be written stops no report."""
        record = {"time": datetime.now().astimezone().isoformat(timespec="milliseconds")} | event.as_record()
        with suppress(OSError, ValueError):
            self._log.write(json.dumps(record, ensure_ascii=False) + "\n")

    def keep(self, request: ReportRequest, failure: Failure) -> None:
        """Keep why a report was not made: all problems, its notebook as it failed, what its kernel wrote."""
        lines = [line for problem in failure.problems for line in problem.lines("vi")]
        kept = {REASON_NAME: ("\n".join(lines) + "\n").encode(), **failure.kept}
        if failure.trace:
            kept[TRACE_NAME] = failure.trace.encode()
        # The reason that is being told matters more than keeping what goes with it.
        with suppress(OSError):
            folder = self._of(request)
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in kept.items():
                (folder / name).write_bytes(content)

    def close(self) -> None:
        """Close the log."""
        self._log.close()

    def _of(self, request: ReportRequest) -> Path:
        return self.path / request.name.replace("/", "-")
