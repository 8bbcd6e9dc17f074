"""All workers of a cluster are seen, whichever version of dask tells of them; real workers, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from distributed import Client, LocalCluster

from cchc_report.batch.cluster.connection import Cluster

WORKERS = 7
scheduler_info = Client.scheduler_info


def five_unless_asked(self: Client, n_workers: int = 5, **more: Any) -> Any:
    return scheduler_info(self, n_workers=n_workers, **more)


def all_and_never_asked(self: Client, **more: Any) -> Any:
    assert not more
    return scheduler_info(self, n_workers=-1)


@pytest.fixture(scope="module")
def dask_cluster() -> Iterator[LocalCluster]:
    with LocalCluster(  # type: ignore[no-untyped-call]  # dask types itself in part
        n_workers=WORKERS,
        threads_per_worker=1,
        processes=False,
        protocol="tcp://",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",  # without it, dask serves at a port that somebody else may have
    ) as cluster:
        yield cluster


@pytest.mark.parametrize("version", [scheduler_info, five_unless_asked, all_and_never_asked])
def test_every_worker_is_seen(
    version: Callable[..., Any], dask_cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Client, "scheduler_info", version)
    with Client(dask_cluster, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # the same
        cluster = Cluster(dask_cluster.scheduler_address, client)
        cluster.look()
        assert len(cluster.workers) == WORKERS
