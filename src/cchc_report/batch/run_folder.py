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
    """The folder of one run: `<output>/runs/<time>-<name>/`.

    What cannot be written here stops no report: a log is worth less than what it tells of.

    Args:
        outputs: The folder of all published reports.
        name: What the run is called after its time.
    """

    def __init__(self, outputs: OutputFolder, name: str) -> None:
        self._outputs = outputs
        self._path: Path | None = None
        self._log: TextIO | None = None
        with suppress(OSError):
            self._path = outputs.new_run_folder(name)
            self._log = (self._path / LOG_NAME).open("a", encoding="utf-8", buffering=1)

    def shown(self, request: ReportRequest) -> str | None:
        """Return the folder of one report's remains, as messages name it; `None` where nothing can be kept."""
        return None if self._path is None else self._outputs.show(self._path / _folder_name(request))

    def note(self, event: Event) -> None:
        """Write an event to the log."""
        record = {"time": datetime.now().astimezone().isoformat(timespec="milliseconds")} | event.as_record()
        if self._log is not None:
            with suppress(OSError, ValueError):
                self._log.write(json.dumps(record, ensure_ascii=False) + "\n")

    def keep(self, request: ReportRequest, failure: Failure) -> str | None:
        """Keep why a report was not made: all problems, its notebook as it failed, what its kernel wrote.

        Returns:
            The folder of all that, as messages name it; `None` where it could not be written.
        """
        if self._path is None:
            return None
        lines = [line for problem in failure.problems for line in problem.lines("vi")]
        kept = {REASON_NAME: ("\n".join(lines) + "\n").encode(errors="backslashreplace"), **failure.kept}
        if failure.trace:
            kept[TRACE_NAME] = failure.trace.encode(errors="backslashreplace")
        folder = self._path / _folder_name(request)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in kept.items():
                (folder / name).write_bytes(content)
        except OSError:
            return None
        return self._outputs.show(folder)

    def close(self) -> None:
        """Close the log."""
        if self._log is not None:
            with suppress(OSError):
                self._log.close()


def _folder_name(request: ReportRequest) -> str:
    return request.name.replace("/", "-")
