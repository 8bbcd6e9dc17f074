"""A dask cluster of real processes on the loopback address: a scheduler, and workers that can be started and killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

DASK = str(Path(sys.executable).with_name("dask"))
LONGEST_START_SECONDS = 120
LONGEST_END_SECONDS = 30

Kind = Literal["nanny", "bare"]


class DaskCluster:
    """A scheduler and its workers.

    Attributes:
        address: Address of the scheduler.
        folder: Where logs and the workers' own folders lie.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str], **settings: str) -> None:
        self.folder = folder
        self._environment = {**environment, **settings}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        scheduler_file = folder / "scheduler.json"
        self._start("scheduler", "scheduler", "--port", "0", "--scheduler-file", str(scheduler_file))
        self.address = json.loads(self._text_of(scheduler_file, "scheduler"))["address"]

    def start_worker(self, name: str, kind: Kind = "bare", **settings: str) -> Path:
        """Start a worker, wait until it is there, and return its own folder."""
        own = self.folder / name
        log = self.folder / f"{name}.log"
        self._start(
            name,
            *("worker", self.address, "--name", name, "--nworkers", "1", "--nthreads", "1"),
            *("--local-directory", str(own), "--nanny" if kind == "nanny" else "--no-nanny"),
            **settings,
        )
        self._wait_for(lambda: b"Registered to" in log.read_bytes(), name)
        return own

    @contextmanager
    def worker(self, name: str, kind: Kind = "bare", **settings: str) -> Iterator[Path]:
        """Yield the folder of a worker that is gone afterwards."""
        try:
            yield self.start_worker(name, kind, **settings)
        finally:
            self.end(name)

    def end(self, name: str) -> None:
        """End a process, if it still runs, as its user would."""
        process = self._processes.pop(name, None)
        if process is not None:
            process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(LONGEST_END_SECONDS)
            process.kill()
            process.wait()

    def kill(self, name: str) -> None:
        """Kill a process as the system does when memory is short."""
        self._processes[name].kill()
        self._processes.pop(name).wait(LONGEST_END_SECONDS)

    def close(self) -> None:
        """End all that was started."""
        for name in reversed([*self._processes]):
            self.end(name)

    def _start(self, name: str, *words: str, **settings: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [DASK, *words, "--host", "127.0.0.1", "--no-dashboard"],
                cwd=self.folder,
                env={**self._environment, **settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _text_of(self, file: Path, name: str) -> str:
        self._wait_for(lambda: file.exists() and file.read_text().rstrip().endswith("}"), name)
        return file.read_text()

    def _wait_for(self, condition: Callable[[], bool], name: str) -> None:
        end = time.monotonic() + LONGEST_START_SECONDS
        while not condition():
            log = (self.folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
            assert self._processes[name].poll() is None, log
            assert time.monotonic() < end, log
            time.sleep(0.05)


@contextmanager
def dask_cluster(folder: Path, environment: Mapping[str, str] | None = None, **settings: str) -> Iterator[DaskCluster]:
    """Yield a cluster without workers; all its processes are gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = DaskCluster(folder, os.environ if environment is None else environment, **settings)
    try:
        yield cluster
    finally:
        cluster.close()


def shadowed(folder: Path, *, package: bool = False, distribution: str = "") -> str:
    """Return a `PYTHONPATH` under which this package cannot be loaded, or a distribution has version 0.0.1."""
    folder.mkdir(parents=True, exist_ok=True)
    if package:
        (folder / "cchc_report").mkdir()
        (folder / "cchc_report" / "__init__.py").write_text("")
    if distribution:
        info = folder / f"{distribution}-0.0.1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 0.0.1\n")
    return str(folder)
