"""Making a report on a worker of the cluster, with news of its stages: what an errand calls."""

from __future__ import annotations

from cchc_report.batch.cluster.errand import send_news
from cchc_report.batch.request import ReportRequest
from cchc_report.batch.stages import Stage
from cchc_report.batch.worker import Answer, Order, make
from cchc_report.errors import Text


def make_on_cluster(order: Order) -> Answer:
    """Make one report."""
    return make(order, _tell)


def _tell(_request: ReportRequest, stage: Stage) -> None:
    send_news([stage.id, stage.detail.vi, stage.detail.en, stage.seconds])


def stage_of(news: list[object]) -> Stage:
    """Return the stage that `_tell` told of.

    Example:
        >>> stage_of(["pdf", "188 kB", "188 kB", 1.5]).name.en
        'export PDF'
    """
    id_, vi, en, seconds = news
    return Stage(id_, Text(str(vi), str(en)), seconds)  # type: ignore[arg-type]  # as it was sent
