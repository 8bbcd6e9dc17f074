"""The way in: workers of a cluster for a batch, or why there are none."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib.util import find_spec

from cchc_report.batch.cluster.problems import not_installed
from cchc_report.batch.worker import Answer, Order, Report
from cchc_report.params.project import Project


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """How a batch is made on a cluster.

    Attributes:
        address: Address of the dask scheduler.
        jobs: How many reports are made at once, at most; `None` for one a worker.
        data_url: Where workers read the data by themselves; `None` where they get them from here.
        limit_seconds: After how long a report is given up, counted from when its worker began; `None` for never.
    """

    address: str
    jobs: int | None = None
    data_url: str | None = None
    limit_seconds: float | None = None


def cluster_workers(
    project: Project, options: ClusterOptions, report: Report
) -> tuple[Executor, Callable[[Order], Answer]]:
    """Return an executor whose workers are those of a dask cluster, and what they call to make a report.

    Args:
        project: The project folder.
        options: The cluster, and how to work on it.
        report: Told of each stage of each report, from a thread of this process.

    Raises:
        MissingToolError: This machine lacks dask.
        ClusterError: Nobody answers at the address, there are no workers, or some are unlike this machine.
    """
    if find_spec("distributed") is None:
        raise not_installed()
    from cchc_report.batch.cluster.connection import connect  # noqa: PLC0415  # loads dask, which is not always there
    from cchc_report.batch.cluster.executor import ClusterExecutor  # noqa: PLC0415  # the same
    from cchc_report.batch.cluster.making import make_on_cluster  # noqa: PLC0415  # the same

    return ClusterExecutor(connect(options.address), project, options, report), make_on_cluster
