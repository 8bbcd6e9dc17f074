"""The connection to a dask scheduler, and which of its workers may make our reports."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from inspect import signature
from threading import Thread
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

import dask
from distributed import Client

from cchc_report.batch.cluster.environment import describe, differences
from cchc_report.batch.cluster.errand import loadable, machine_of
from cchc_report.batch.cluster.problems import no_workers, not_reached, scheduler_without_package, unlike_workers

LONGEST_CONNECT = 5.0
"""Seconds."""
_LONGEST_FIRST_WORKER = 10.0
_FIRST_WORKER_EVERY_SECONDS = 0.2
_SETTINGS = {
    "distributed.admin.large-graph-warning-threshold": "1 TB",  # files travel in the graph, to be sent again by dask
    "distributed.comm.timeouts.connect": LONGEST_CONNECT,
}


class Cluster:
    """A scheduler that answers, and its workers that are like this machine.

    Attributes:
        address: Address of the scheduler, as the user gave it.
        client: The connection.
        machine: What `describe` returns here.
        workers: Addresses of the workers that may work.
    """

    def __init__(self, address: str, client: Any) -> None:
        self.address = address
        self.client = client  # of no type here: dask's own types cover it in part
        self.machine: Mapping[str, str] = describe()
        self.workers: tuple[str, ...] = ()
        self._refused: set[str] = set()
        # Some versions of dask tell of five workers, unless asked for all; others cannot be asked.
        takes_number = "n_workers" in signature(client.scheduler_info).parameters
        self._of_all_workers = {"n_workers": -1} if takes_number else {}

    @property
    def is_lost(self) -> bool:
        """Whether there is no scheduler at the other end any more."""
        return self.client.status not in {"running", "connecting"}

    def look(self) -> None:
        """Look who is there; workers that came since are asked what they are."""
        there = self._there()
        unlike, silent = self._judged(each for each in there if each not in self.workers and each not in self._refused)
        self._refused |= unlike.keys()
        self.workers = tuple(each for each in there if each not in self._refused and each not in silent)

    def refuse(self, worker: str) -> None:
        """Give no more work to a worker."""
        self._refused.add(worker)
        self.workers = tuple(each for each in self.workers if each != worker)

    def require_workers(self) -> None:
        """Wait a little for the first worker, and return where all that are there are like this machine.

        Raises:
            ClusterError: There are none, or some that are unlike this machine: each with what differs.
        """
        end = monotonic() + _LONGEST_FIRST_WORKER
        while not self.workers:
            there = self._there()
            unlike, silent = self._judged(there)
            if unlike:
                raise unlike_workers(unlike)
            self.workers = tuple(each for each in there if each not in silent)
            if not self.workers:
                if monotonic() > end:
                    raise no_workers(self.address)
                sleep(_FIRST_WORKER_EVERY_SECONDS)

    def close(self, timeout: float) -> None:
        """Close the connection; what only this client waited for is cancelled."""
        # A scheduler that went away needs no farewell.
        with suppress(OSError, RuntimeError, TimeoutError):
            self.client.close(timeout)

    def _there(self) -> list[str]:
        workers: Mapping[str, Any] = self.client.scheduler_info(**self._of_all_workers)["workers"]
        return sorted(workers)

    def _judged(self, workers: Iterable[str]) -> tuple[dict[str, list[str] | Exception], set[str]]:
        """Return the workers of which reports would have other bytes, each with why, and those that do not answer."""
        asked = list(workers)
        if not asked:
            return {}, set()
        said: Mapping[str, Any] = self.client.run(machine_of, workers=asked, on_error="return")
        unlike: dict[str, list[str] | Exception] = {}
        for worker, machine in said.items():
            reason = machine if isinstance(machine, Exception) else differences(self.machine, machine)
            if reason and not isinstance(reason, OSError):
                unlike[worker] = reason
        return unlike, {worker for worker in asked if isinstance(said.get(worker), OSError | None)}


def connect(address: str) -> Cluster:
    """Return the cluster whose scheduler listens at `address`, with workers that are like this machine.

    Args:
        address: Such as `tcp://10.0.0.5:8786`.

    Raises:
        ClusterError: Nobody answers there, or no worker may work.
    """
    _require_listener(address)
    dask.config.set(_SETTINGS)
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what a user must know, we say
    client = _client(address)
    cluster = Cluster(address, client)
    try:
        try:
            cluster.client.run_on_scheduler(loadable)
        except OSError:
            raise not_reached(address, LONGEST_CONNECT) from None
        except Exception:  # noqa: BLE001  # dask hands on what its process raised as an exception of no kind
            raise scheduler_without_package(address) from None
        cluster.require_workers()
    except BaseException:
        cluster.close(LONGEST_CONNECT)
        raise
    return cluster


def _client(address: str) -> Any:
    """Return the connection to a scheduler.

    Raises:
        ClusterError: What listens there is no scheduler.
    """
    found: Future[Any] = Future()

    def attempt() -> None:
        try:
            client: Any = Client  # dask types itself in part
            found.set_result(client(address, timeout=LONGEST_CONNECT, set_as_default=False, name="cchc-report"))
        except Exception as error:  # noqa: BLE001  # raised below, where the user waits
            found.set_exception(error)

    # Dask waits without end for the rest of an answer that is of another protocol, such as that of a web server.
    Thread(target=attempt, daemon=True).start()
    try:
        return found.result(2 * LONGEST_CONNECT)
    except (OSError, ValueError, TypeError, OverflowError, MemoryError):  # the last two: its words read as a length
        raise not_reached(address, LONGEST_CONNECT) from None


def _require_listener(address: str) -> None:
    """Return where somebody listens at `address`: dask itself would ask again and again until time is over.

    Raises:
        ClusterError: Nobody does.
    """
    where = urlsplit(address)
    try:
        with socket.create_connection((where.hostname, where.port), LONGEST_CONNECT):
            return
    except (OSError, ValueError, UnicodeError):
        raise not_reached(address, LONGEST_CONNECT) from None
